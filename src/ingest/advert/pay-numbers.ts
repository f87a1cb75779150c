/** More digits and separators than this are a telephone or serial number, and no amount. */
const LONGEST_NUMBER = 20;

/**
 * The value of a number as ads of many countries write it: "120,000", "120.000", "120 000", "1,20,000", "120'000.50", "62,5".
 * One separator before exactly three digits parts thousands; before one or two digits it is a decimal point. Null where the
 * digits are grouped in no such way, and for a number with `scaled` behind it ("1.250K") that could be either.
 */
export function numberValue(text: string, scaled: boolean): number | null {
  if (text.length > LONGEST_NUMBER) return null;
  const digits = text.split(/[.,'’ ]/);
  const separators = [...text.replace(/\d/g, "").replaceAll("’", "'")];
  const [first = ""] = separators;
  const last = separators.at(-1) ?? "";
  if (separators.length === 0) return Number(text);
  const decimals = digits.at(-1) ?? "";
  const grouping = separators.slice(0, -1);
  // The last separator is a decimal point where it is another than those before it, or the only one before one or two digits.
  const hasDecimals = decimals.length <= 2 && !grouping.includes(last) && last !== "'" && last !== " ";
  if (hasDecimals) {
    if (new Set(grouping).size > 1 || !areGroups(digits.slice(0, -1))) return null;
    return Number(`${digits.slice(0, -1).join("")}.${decimals}`);
  }
  if (separators.some((separator) => separator !== first) || !areGroups(digits)) return null;
  if (scaled && separators.length === 1 && (first === "." || first === ",")) return null;
  return Number(digits.join(""));
}

/** Groups of three, or of two with three at the end, as in India. One group alone is any number of digits. */
function areGroups(groups: readonly string[]): boolean {
  const [head = "", ...rest] = groups;
  if (rest.length === 0) return head.length > 0;
  const middle = rest.slice(0, -1);
  const size = middle[0]?.length ?? 3;
  return (
    head.length <= 3 &&
    !head.startsWith("0") &&
    rest.at(-1)?.length === 3 &&
    (size === 3 || (size === 2 && head.length <= 2)) &&
    middle.every((group) => group.length === size)
  );
}
