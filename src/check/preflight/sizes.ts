const MEDIUM_PX = 16;

/** CSS Fonts 4, section 2.5.1, as browsers round it. */
const KEYWORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    "xx-small": 9,
    "x-small": 10,
    small: 13,
    medium: MEDIUM_PX,
    large: 18,
    "x-large": 24,
    "xx-large": 32,
    "xxx-large": 48,
  }),
);

/** Pixels of a unit; those that go by letters are told apart. */
const UNITS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    "": 1,
    px: 1,
    pt: 4 / 3,
    pc: 16,
    in: 96,
    cm: 96 / 2.54,
    mm: 96 / 25.4,
  }),
);

/**
 * A length in pixels: `em` and `%` are of the letters around it (16 px where nothing is around it), `rem` of 16 px. Undefined for a
 * missing value, and for a form that is not read, such as calc() and parts of the window.
 */
export function sizePx(
  value: string | undefined,
  around: { readonly fontPx: number | undefined } = { fontPx: MEDIUM_PX },
): number | undefined {
  if (value === undefined) return undefined;
  const base = around.fontPx;
  const keyword = KEYWORDS.get(value);
  if (keyword !== undefined) return keyword;
  if (value === "smaller" || value === "larger")
    return base === undefined ? undefined : value === "smaller" ? base / 1.2 : base * 1.2;
  const [, amount = "", unit = ""] = /^([+-]?(?:\d+\.?\d*|\.\d+))([a-z%]*)$/.exec(value) ?? [];
  if (amount === "") return undefined;
  if (unit === "rem") return Number(amount) * MEDIUM_PX;
  if (unit === "em" || unit === "%")
    return base === undefined ? undefined : (Number(amount) * base) / (unit === "%" ? 100 : 1);
  const size = UNITS.get(unit);
  return size === undefined ? undefined : Number(amount) * size;
}

/** The same of a box, whose `%` is of what is around the box and so cannot be told; 0 % is nothing anywhere. */
export function boxPx(value: string | undefined, fontPx?: number): number | undefined {
  if (value?.endsWith("%")) return Number.parseFloat(value) === 0 ? 0 : undefined;
  return sizePx(value, { fontPx });
}
