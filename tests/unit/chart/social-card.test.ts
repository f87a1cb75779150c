import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { drawnTexts } from "../../../src/chart/drawn-texts.ts";
import { cardSvg, drawCard } from "../../../src/chart/social-card.ts";
import type { CardPlan } from "../../../src/domain/chart-plan.ts";
import { HOSTILE_LABELS, theme } from "./plans.ts";

const CARD: CardPlan = {
  newsletter: "Track AI Salary Trends",
  dateline: "Week 47 · November 16 – 22, 2026",
  heading: "MLOps engineers are being offered $7K more",
  lines: ["26,159 openings, little changed from last week", "Median pay: $152K", "41% of openings name their pay"],
};
const LONG =
  "Machine learning engineers, data scientists and AI researchers were all offered more in the four weeks to November 22 than in the four before, while prompt engineers saw no clear change";
const HEBREW = "מהנדסי MLOps מקבלים הצעות גבוהות ב-7K$ לעומת ארבעת השבועות הקודמים!";

/** The texts of a card by font size and weight: the heading is the large semibold one. */
const headingOf = (card: CardPlan): string[] => {
  const svg = cardSvg(card, theme);
  const lines = [...svg.matchAll(/<text [^>]*font-size="(\d+)px" font-weight="600"[^>]*>([^<]*)/g)].slice(1);
  return lines.map(([, , text]) => text ?? "");
};
const textsOf = (card: CardPlan): string[] => drawnTexts(cardSvg(card, theme)).map(({ text }) => text);

describe("drawCard", () => {
  it("draws 1200 × 630 pixels, opaque, with a palette, in at most 80 KB", async () => {
    for (const card of [CARD, { ...CARD, heading: LONG }, { ...CARD, lines: [] }]) {
      const png = await drawCard(card, theme);
      expect(await sharp(png).metadata()).toMatchObject({ width: 1200, height: 630, format: "png", hasAlpha: false });
      expect(png[25]).toBe(3);
      expect(png.byteLength).toBeLessThanOrEqual(80 * 1024);
    }
  });

  it("gives the same bytes for the same card", async () => {
    const [a, b] = [await drawCard(CARD, theme), await drawCard(structuredClone(CARD), theme)];
    expect(Buffer.compare(a, b)).toBe(0);
  });

  it("draws text from outside as the text it is", async () => {
    for (const text of HOSTILE_LABELS) {
      const card = { newsletter: text, dateline: text, heading: text, lines: [text, text, text] };
      await expect(drawCard(card, theme)).resolves.toBeDefined();
      const svg = cardSvg(card, theme);
      expect(svg).not.toMatch(/<(script|a|b|i|image|foreignObject)\b|<!--|\]\]>|href=|[\u0000-\u0009]|\uFFFE/);
    }
    expect(textsOf({ ...CARD, lines: ["<b>R&D</b>"] })).toContain("<b>R&D</b>");
  });

  it("draws a card without words, and one whose texts have no end", async () => {
    const bare = { newsletter: "", dateline: "", heading: "", lines: ["", ""] };
    await expect(drawCard(bare, theme)).resolves.toBeDefined();
    for (const endless of ["W".repeat(90_000), "word ".repeat(20_000), "給与".repeat(20_000), "👩‍💻".repeat(9_000)]) {
      const card = { newsletter: endless, dateline: endless, heading: endless, lines: [endless, endless, endless] };
      await expect(drawCard(card, theme)).resolves.toBeDefined();
    }
  });
});

describe("the words of a card", () => {
  it("are all there: newsletter, dateline, heading and the first three lines", () => {
    const texts = textsOf({ ...CARD, lines: [...CARD.lines, "a fourth"] });
    expect(texts).toEqual(expect.arrayContaining([CARD.newsletter, CARD.dateline, ...CARD.lines]));
    expect(texts).not.toContain("a fourth");
    expect(headingOf(CARD).join(" ")).toBe(CARD.heading);
  });

  it("keep a long heading whole by making it smaller, in at most four lines", () => {
    const lines = headingOf({ ...CARD, heading: LONG });
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(lines.join(" ")).toBe(LONG);
  });

  it("cut a heading that no size can hold after a word, with an ellipsis", () => {
    const endless = headingOf({ ...CARD, heading: `${LONG}; ${LONG}; ${LONG}` });
    expect(endless).toHaveLength(4);
    const shown = endless.join(" ");
    expect(shown).toMatch(/\p{L}…$/u);
    expect(`${LONG}; ${LONG}`).toMatch(new RegExp(`^${shown.slice(0, -1).replace(/[.*+?^$()|]/g, "\\$&")}\\b`));
  });

  it("end before a number that there is no room for, whole or cut", async () => {
    for (let length = 40; length < 240; length += 7) {
      const heading = `${LONG}; ${LONG}; ${LONG}; ${LONG}`.slice(0, length).replace(/\s*$/, "");
      const card = { ...CARD, heading: `${heading} ${"3,700 and 4,800 and 5,900 and ".repeat(20)}` };
      const shown = headingOf(card).join(" ");
      expect(shown).toMatch(/…$/);
      expect(shown).not.toMatch(/\p{N}…$/u);
    }
  });

  it("begin on the right and run from there when the heading does", () => {
    const svg = cardSvg({ ...CARD, heading: HEBREW, lines: ["26,159 משרות", "AI Engineer"] }, theme);
    const heading = [...svg.matchAll(/<text transform="translate\((\d+),\d+\)" text-anchor="(\w+)"[^>]*>\u2067/g)];
    expect(heading.length).toBeGreaterThan(1);
    for (const [, x, anchor] of heading.slice(0, 2)) expect([x, anchor]).toEqual(["1128", "end"]);
    // A line in another script is drawn on the same side, and in its own direction.
    expect(svg).toMatch(/text-anchor="end"[^>]*>\u2066AI Engineer\u2069</);
    expect(svg).toMatch(/text-anchor="start"[^>]*>\u2066Week 47/);
  });

  it("leave out emoji, which a machine without their font would draw as boxes", () => {
    const texts = textsOf({ ...CARD, heading: "🚀 Pay is up 👩‍💻 for all 🎉", lines: ["📈 rose"] });
    expect(texts.join(" ")).toContain("Pay is up for all");
    expect(texts).toContain("rose");
  });
});
