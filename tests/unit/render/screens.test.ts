import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Letter } from "../../../src/domain/letter.ts";
import { fillMail } from "../../../src/domain/mail-parts.ts";
import { renderEdition } from "../../../src/render/render.ts";
import { READER_LINKS } from "../../a-reader.ts";
import { lacksChromium, openBrowser } from "../../browser.ts";
import { hostileLetter } from "./hostile-letter.ts";
import { sampleCharts, sampleKit, sampleLetter } from "./sample-letter.ts";

/** A letter with the longest words that the columns of its table can hold, all in one row. */
function wordyLetter(): Letter {
  const letter = sampleLetter();
  const columns = (["Role", "Offers", "Demand", "Median pay", "Trend", "Middle half"] as const).map((label) => ({
    label,
    align: label === "Role" || label === "Demand" || label === "Trend" ? ("left" as const) : ("right" as const),
    below: label === "Demand" || label === "Trend" || label === "Middle half",
  }));
  const row = [
    "Machine Learning Infrastructure Engineer",
    "1,204,000 (13 weeks)",
    "Driven by one employer (from\u00a012.5%)",
    "$1,144K (n\u00a010, unreliable)",
    "Not comparable (from\u00a0100%)",
    "$1,109K–$1,166K",
  ];
  const sections = letter.sections.map((each) => (each.kind === "table" ? { ...each, columns, rows: [row] } : each));
  return { ...letter, sections };
}

/** A letter whose table has rows as they are in most weeks, the longest usual names among them. */
function usualLetter(): Letter {
  const letter = wordyLetter();
  const rows = ["Machine Learning Infrastructure Engineer", "Data Scientist", "AI Product Manager"].map((name) => [
    name,
    "167",
    "Unclear (from\u00a018%)",
    "$184K",
    "Rose 8%",
    "$148K–$232K",
  ]);
  const rowNotes = ["57% of ads state pay.", null, null];
  const sections = letter.sections.map((each) => (each.kind === "table" ? { ...each, rows, rowNotes } : each));
  return { ...letter, sections };
}

/** How many lines each word of the names and each number of the table stands on, and which rows have no line below. */
const LINES = `(() => {
  const table = document.querySelector(".table table");
  const linesOf = (node, start, end) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
  };
  const words = [...table.querySelectorAll("th[scope=row]")].flatMap(({ firstChild: node }) =>
    [...node.data.matchAll(/\\S+/g)].map(({ 0: word, index }) => [word, linesOf(node, index, index + word.length)]));
  const numbers = [...table.querySelectorAll(".n")].map(({ firstChild: node }) => [node.data, linesOf(node, 0, node.length)]);
  const rows = [...table.querySelectorAll("tbody tr")].filter((row) => !row.matches(".noted"));
  const bare = rows.filter(({ cells }) => [...cells].some((cell) => getComputedStyle(cell).borderBottomWidth === "0px"));
  return { torn: [...words, ...numbers].filter(([, lines]) => lines > 1), bare: bare.length };
})()`;

describe.skipIf(lacksChromium())("in a browser", () => {
  let folder: string;
  let browser: BrowserContext;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "screens-"));
    const charts = await sampleCharts();
    for (const [name, letter] of [
      ["weekly", sampleLetter()],
      ["invented", { ...sampleLetter(), invented: true }],
      ["hostile", hostileLetter()],
      ["wordy", wordyLetter()],
      ["usual", usualLetter()],
    ] as const) {
      const { mail, page } = await renderEdition(letter, charts, sampleKit(null));
      const reader = {
        name: "W".repeat(200),
        address: `${"w".repeat(60)}@example.org`,
        ...READER_LINKS,
      };
      const { html } = fillMail(mail, reader);
      writeFileSync(join(folder, `${name}-mail.html`), html);
      writeFileSync(join(folder, `${name}-bare.html`), html.replace(/<style[\s\S]*?<\/style>/g, ""));
      writeFileSync(join(folder, `${name}-page.html`), page.html);
    }
    browser = await openBrowser(folder);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(["invented-mail", "invented-page"])(
    "%s shows its banner first, in the text's own contrast, light and dark",
    async (name) => {
      const page = await browser.newPage();
      await page.setViewportSize({ width: 320, height: 568 });
      await page.goto(`file://${join(folder, name)}.html`);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const banner = page.getByRole("note");
        expect(await banner.isVisible()).toBe(true);
        const box = await banner.boundingBox();
        expect((box?.y ?? 999) + (box?.height ?? 999)).toBeLessThan(284);
        const colours = "[...document.querySelectorAll('[role=note], h1')].map((each) => getComputedStyle(each).color)";
        const [own, heading] = await page.evaluate<string[]>(colours);
        expect(own).toBe(heading);
        const border = "getComputedStyle(document.querySelector('[role=note]')).borderTopColor";
        expect(await page.evaluate<string>(border)).toBe(own);
      }
      await page.close();
    },
  );

  it.each([
    "weekly-mail",
    "weekly-page",
    "invented-mail",
    "invented-page",
    "hostile-mail",
    "hostile-page",
    "wordy-mail",
  ])(
    "%s needs no sideways scrolling at 320, 375 and 600 pixels",
    async (name) => {
      const page = await browser.newPage();
      await page.goto(`file://${join(folder, name)}.html`);
      for (const width of [320, 375, 600]) {
        await page.setViewportSize({ width, height: 700 });
        const [needed = 0, given = 0] = await page.evaluate<number[]>(
          "[document.scrollingElement.scrollWidth, innerWidth]",
        );
        expect(needed).toBeLessThanOrEqual(given);
      }
      await page.close();
    },
    30_000,
  );

  it.each(["usual-mail", "usual-bare"])(
    "%s tears neither names nor numbers, and has a line below each row, also where the head's styles are dropped",
    async (name) => {
      const page = await browser.newPage();
      await page.goto(`file://${join(folder, name)}.html`);
      for (const width of [320, 375, 600]) {
        await page.setViewportSize({ width, height: 700 });
        expect(await page.evaluate(LINES), `${name} at ${width}`).toEqual({ torn: [], bare: 0 });
      }
      await page.close();
    },
    30_000,
  );

  it("shows the dark palette to readers who asked for it", async () => {
    for (const [name, selector] of [
      ["weekly-mail", ".card"],
      ["weekly-mail", "div[role=article]"],
      ["weekly-page", "main"],
    ] as const) {
      const page = await browser.newPage();
      const ground = async (colorScheme: "light" | "dark") => {
        await page.emulateMedia({ colorScheme });
        return page.evaluate<string>(`getComputedStyle(document.querySelector("${selector}")).backgroundColor`);
      };
      await page.goto(`file://${join(folder, name)}.html`);
      expect(await ground("dark")).not.toBe(await ground("light"));
      await page.close();
    }
  }, 30_000);
});
