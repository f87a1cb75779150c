/** What a printed number can stand for: its value, and how far it may be from what was rounded. */
export interface PrintedNumber {
  readonly value: number;
  readonly half: number;
  readonly isPercent: boolean;
}

const SCALES: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9 };

/**
 * Reads a number as the locale prints it: separators by `Intl`, the letters of compact notation, per cent as a ratio. Undefined for
 * anything else. "$129K" is 129,000, half a thousand either way.
 */
export function readPrinted(text: string, locale: string): PrintedNumber | undefined {
  const { decimal, group, scales } = formOf(locale);
  const digits = /\p{Nd}(?:[\p{Nd}.,'’\u00A0\u202F ]*\p{Nd})?/u.exec(text)?.[0];
  if (digits === undefined) return undefined;
  const plain = digits
    .replaceAll(group, "")
    .replace(/[\u00A0\u202F '’]/g, "")
    .replace(decimal, ".");
  const value = Number(plain);
  if (!Number.isFinite(value)) return undefined;
  const places = plain.split(".")[1]?.length ?? 0;
  const behind = text.slice(text.indexOf(digits) + digits.length);
  const scale = scales.find(({ sign }) => behind.includes(sign))?.scale ?? 1;
  const isPercent = behind.includes("%");
  const unit = (isPercent ? 0.01 : scale) * 10 ** -places;
  return { value: value * (isPercent ? 0.01 : scale), half: unit / 2, isPercent };
}

interface Form {
  readonly decimal: string;
  readonly group: string;
  readonly scales: readonly { readonly sign: string; readonly scale: number }[];
}

const forms = new Map<string, Form>();

function formOf(locale: string): Form {
  const known = forms.get(locale);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat(locale).formatToParts(12_345.6);
  const compact = new Intl.NumberFormat(locale, { notation: "compact" });
  const named = Object.values(SCALES).flatMap((scale) => {
    const sign = compact.formatToParts(scale).find(({ type }) => type === "compact")?.value ?? "";
    return sign === "" ? [] : [{ sign, scale }];
  });
  const form = {
    decimal: parts.find(({ type }) => type === "decimal")?.value ?? ".",
    group: parts.find(({ type }) => type === "group")?.value ?? ",",
    scales: named,
  };
  forms.set(locale, form);
  return form;
}
