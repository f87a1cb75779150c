import { createRequire } from "node:module";
import { openSync } from "fontkit";
import { describe, expect, it } from "vitest";
import { textWidth } from "../../../src/chart/text-width.ts";

const require = createRequire(import.meta.url);
const FONTS = {
  regular: openSync(require.resolve("@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf")),
  semibold: openSync(require.resolve("@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf")),
};

const TEXTS = [
  "Machine Learning Engineer",
  "AI Research Scientist",
  "$1,234,567",
  "WWWW",
  "iiiiiiii",
  "Ingénieur·e en sécurité de l’IA",
  "Główny Inżynier",
  "€128K – £90K",
  "Инженер машинного обучения",
];

describe("textWidth", () => {
  for (const weight of ["regular", "semibold"] as const) {
    it(`is within 2 % of the shaped width of ${weight} Inter`, () => {
      for (const text of TEXTS) {
        const font = FONTS[weight];
        const shaped = (font.layout(text).advanceWidth / font.unitsPerEm) * 14;
        expect(Math.abs(textWidth(text, 14, weight) / shaped - 1), text).toBeLessThan(0.02);
      }
    });
  }

  it("grows with the size", () => {
    expect(textWidth("Engineer", 28, "regular")).toBeCloseTo(2 * textWidth("Engineer", 14, "regular"), 9);
  });

  it("counts 0.6 em for an unknown letter, 1 em for a square one and nothing for a joiner", () => {
    expect(textWidth("\u0E01", 10, "regular")).toBe(6);
    expect(textWidth("机器", 10, "regular")).toBe(20);
    expect(textWidth("🚀", 10, "regular")).toBe(10);
    expect(textWidth("\u200D\u2068\uFE0F", 10, "regular")).toBe(0);
  });
});
