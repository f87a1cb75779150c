import { expect, it } from "vitest";
import { sampleKit } from "./sample-letter.ts";

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it.each(["light", "dark"] as const)("is readable in the %s palette: 4.5 to 1 wherever text stands", (name) => {
  const palette = sampleKit().theme[name];
  for (const text of [palette.text, palette.muted, palette.accent]) {
    for (const ground of [palette.card, palette.background, palette.soft])
      expect(contrast(text, ground)).toBeGreaterThan(4.5);
  }
});
