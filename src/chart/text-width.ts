import widths from "./inter-widths.json" with { type: "json" };

export type Weight = "regular" | "semibold";

/** What a character outside the table is taken to be wide, in em: near the average of most alphabets. */
const UNKNOWN_EM = 0.6;

/** Ideographs, kana, Hangul, full-width forms and emoji fill a square. Fixed ranges, so that no Unicode update moves a label. */
const SQUARE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2600, 0x27bf],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f000, 0x1faff],
  [0x20000, 0x3ffff],
];

/** Marks that sit on the letter before them, joiners, direction marks and variation selectors take no room. */
const NO_ROOM: readonly (readonly [number, number])[] = [
  [0x0300, 0x036f],
  [0x0591, 0x05bd],
  [0x064b, 0x065f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0xfe00, 0xfe0f],
];

/**
 * The width of one line of Inter in pixels, from the advance widths of its characters. Kerning is left out, which
 * keeps the result within 2 % of the shaped width. The same on every machine, with or without fonts.
 */
export function textWidth(text: string, sizePx: number, weight: Weight): number {
  let em = 0;
  for (const character of text) em += characterEm(character.codePointAt(0) ?? 0, weight);
  return em * sizePx;
}

/** From the edge of the first stroke to the edge of the last of three trial lines, in em, as the font's own shaping has it. */
export const CANARY_INK: readonly { readonly text: string; readonly weight: Weight; readonly em: number }[] =
  widths.ink.flatMap(({ text, regular, semibold }) => [
    { text, weight: "regular" as const, em: regular / widths.unitsPerEm },
    { text, weight: "semibold" as const, em: semibold / widths.unitsPerEm },
  ]);

function characterEm(codePoint: number, weight: Weight): number {
  if (within(codePoint, NO_ROOM)) return 0;
  const units = tableUnits(codePoint, weight);
  if (units !== null) return units / widths.unitsPerEm;
  return within(codePoint, SQUARE) ? 1 : UNKNOWN_EM;
}

/** Font units, or null for a character that Inter lacks or the table leaves out. */
function tableUnits(codePoint: number, weight: Weight): number | null {
  for (const block of widths.blocks) {
    const index = codePoint - block.from;
    if (index >= 0 && index < block.regular.length) return block[weight][index] ?? null;
  }
  return null;
}

function within(codePoint: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([from, to]) => codePoint >= from && codePoint <= to);
}
