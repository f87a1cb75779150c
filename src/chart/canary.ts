import { ReportError } from "../errors.ts";
import { FONT } from "./card.ts";
import { useOurFonts } from "./fonts.ts";
import { type InkSpan, inkSpans } from "./png.ts";
import { CANARY_INK } from "./text-width.ts";

const SIZE_PX = 64;
const BAND_PX = 100;
const WIDTH_PX = 600;

/** A box in place of each letter, or another font, is off by far more; rounding to pixels by less. */
const TOLERANCE = 0.03;

export type MeasureInk = (svg: string, bandHeight: number) => Promise<readonly (InkSpan | undefined)[]>;

let ready: Promise<void> | undefined;

/** Ends when this process draws with our fonts and a trial has shown it; the trial is made once. */
export function fontsReady(): Promise<void> {
  ready ??= useOurFonts().then(() => checkFonts());
  return ready;
}

/**
 * Draws a few words in both cuts of Inter and measures them against the table. Throws `font-unfit` when the picture was
 * drawn with another font or with none, which no library reports as an error.
 */
export async function checkFonts(measure: MeasureInk = inkSpans): Promise<void> {
  const spans = await measure(canarySvg(), BAND_PX);
  for (const [index, { text, weight, em }] of CANARY_INK.entries()) {
    const span = spans[index];
    const drawn = span === undefined ? 0 : span.right - span.left;
    const expected = em * SIZE_PX;
    if (Math.abs(drawn / expected - 1) <= TOLERANCE) continue;
    throw new ReportError(
      "font-unfit",
      `Charts are not drawn with Inter: "${text}" (${weight}) came out ${drawn.toFixed(1)} px wide instead of ${expected.toFixed(1)}.`,
      'Run "npm ci" so that @expo-google-fonts/inter is whole, and let nothing else in this process draw text before the charts.',
    );
  }
}

function canarySvg(): string {
  const lines = CANARY_INK.map(({ text, weight }, index) => {
    const y = index * BAND_PX + 70;
    return `<text x="20" y="${y}" font-weight="${weight === "semibold" ? 600 : 400}">${text}</text>`;
  });
  const height = CANARY_INK.length * BAND_PX;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH_PX}" height="${height}" font-family="${FONT}" font-size="${SIZE_PX}"><rect width="${WIDTH_PX}" height="${height}" fill="#fff"/>${lines.join("")}</svg>`;
}
