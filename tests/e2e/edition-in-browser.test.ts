import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lacksChromium, openBrowser } from "../browser.ts";
import { freshFolder, ROOT, run } from "./cli.ts";

/**
 * What a look at a page finds; an expression, because it runs in the browser. `cut` are numbers of tables that go on in a second
 * line, `small` the texts below 14 pixels, `hidden` how far a table scrolls within its own box.
 */
const LOOK = `(() => {
  const texts = [];
  for (let walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walk.nextNode(); )
    if (walk.currentNode.data.trim() !== "" && walk.currentNode.parentElement.checkVisibility()) texts.push(walk.currentNode);
  const lines = (node, start, end) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  };
  return {
    overflow: document.scrollingElement.scrollWidth - innerWidth,
    hidden: Math.max(0, ...[...document.querySelectorAll(".scroll")].map((box) => box.scrollWidth - box.clientWidth)),
    cut: texts
      .filter((node) => node.parentElement.closest("th, td:not([colspan])"))
      .flatMap((node) => [...node.data.matchAll(/[$(]?[0-9][0-9.,KM%–$]*/g)].filter((found) => lines(node, found.index, found.index + found[0].length) > 1))
      .map(([number]) => number),
    small: texts
      .filter((node) => !node.parentElement.closest("svg, .skip") && parseFloat(getComputedStyle(node.parentElement).fontSize) < 14)
      .map(({ data }) => data),
    headings: document.querySelectorAll("h1").length,
    broken: [...document.images].filter((image) => image.naturalWidth === 0 || image.alt.length < 20).length,
    pictures: document.images.length + document.querySelectorAll("svg[role=img]").length,
    scripts: document.scripts.length,
  };
})()`;

interface Found {
  readonly overflow: number;
  readonly hidden: number;
  readonly cut: readonly string[];
  readonly small: readonly string[];
  readonly headings: number;
  readonly broken: number;
  readonly pictures: number;
  readonly scripts: number;
}

/** Each picture of a page: what stands for it, how high that stands, and the text that comes next. */
const PICTURES = `[...document.querySelectorAll("img, svg[role=img]")].map((picture) => ({
  alt: picture.getAttribute("alt") ?? picture.getAttribute("aria-label"),
  isShown: picture.tagName !== "IMG" || picture.naturalWidth > 0,
  height: picture.getBoundingClientRect().height,
  next: (picture.closest("figure")?.querySelector("figcaption") ?? picture.closest("tr")?.nextElementSibling)?.innerText ?? "",
}))`;

interface Picture {
  readonly alt: string;
  readonly isShown: boolean;
  readonly height: number;
  readonly next: string;
}

/** A line of the text that stands for a picture. */
const LINE_HEIGHT = 20;

describe.skipIf(lacksChromium())("the newest and the first committed week in a browser", () => {
  let browser: BrowserContext;
  let folder: string;

  beforeAll(async () => {
    folder = await freshFolder();
    await writeFile(
      join(folder, "trends.config.ts"),
      `export default { snapshots: ${JSON.stringify(join(ROOT, "snapshots"))} };\n`,
    );
    for (const week of ["2022-W52", "2023-W39"]) {
      const { code, stderr } = await run(["build", "--week", week], { cwd: folder });
      if (week === "2023-W39") expect(stderr).toBe("");
      expect(code).toBe(0);
    }
    browser = await openBrowser(folder);
  });

  afterAll(() => browser?.close());

  it.each(
    (["2023-W39", "2022-W52"] as const).flatMap(
      (week) =>
        [
          [`${week}/email.html`, [320, 375, 600]],
          [`${week}/index.html`, [320, 375, 600, 1280]],
        ] as const,
    ),
  )("%s is read without sideways scrolling at any width, light, dark and with images off", async (file, widths) => {
    for (const way of ["light", "dark", "images off"] as const) {
      const page = await browser.newPage();
      await page.emulateMedia({ colorScheme: way === "dark" ? "dark" : "light" });
      if (way === "images off") await page.route("**/*.png", (route) => route.abort());
      await page.goto(`file://${join(folder, "reports", file)}`);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        const found = await page.evaluate<Found>(LOOK);
        expect({ way, width, ...found }).toMatchObject({ headings: 1, scripts: 0, hidden: 0, cut: [], small: [] });
        expect(found.overflow).toBeLessThanOrEqual(0);
        expect(found.pictures).toBeGreaterThanOrEqual(file.startsWith("2022-W52") ? 1 : 3);
        if (way !== "images off") expect(found.broken).toBe(0);
      }
      await page.close();
    }
  });

  it.each([
    "2023-W39/email.html",
    "2023-W39/index.html",
    "index.html",
    "roles/index.html",
    "roles/data-engineer/index.html",
    "compare/data-engineer-vs-data-scientist/index.html",
  ])("%s has no fault that axe-core calls serious or critical, light and dark", async (file) => {
    const page = await browser.newPage();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`file://${join(folder, "reports", file)}`);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
      const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(grave.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([]);
    }
    await page.close();
  });

  it.each(["2023-W39/email.html", "2023-W39/index.html", "2022-W52/email.html", "2022-W52/index.html"])(
    "%s tells in words what its charts show, where no image is loaded",
    async (file) => {
      const page = await browser.newPage();
      await page.setViewportSize({ width: 375, height: 800 });
      await page.route("**/*.png", (route) => route.abort());
      await page.goto(`file://${join(folder, "reports", file)}`);
      const pictures = await page.evaluate<Picture[]>(PICTURES);
      expect(pictures.length).toBeGreaterThan(0);
      for (const { alt, isShown, height, next } of pictures) {
        expect(isShown).toBe(file.endsWith("index.html"));
        expect(height).toBeGreaterThanOrEqual(LINE_HEIGHT);
        const numbers = alt.match(/\$?\d[\d,.]*[KM%]?/g) ?? [];
        expect(numbers.length).toBeGreaterThan(0);
        for (const number of numbers) expect(next).toContain(number.replace(/[.,]$/, ""));
      }
      await page.close();
    },
  );

  it("leaves no hole in the mail where an image is not loaded", async () => {
    const page = await browser.newPage();
    await page.setViewportSize({ width: 375, height: 800 });
    await page.route("**/*.png", (route) => route.abort());
    await page.goto(`file://${join(folder, "reports", "2023-W39", "email.html")}`);
    const pictures = await page.evaluate<Picture[]>(PICTURES);
    for (const { height } of pictures) expect(height).toBeLessThan(6 * LINE_HEIGHT);
    await page.close();
  });

  it("says the news in the first 50 words of the mail", async () => {
    const page = await browser.newPage();
    await page.goto(`file://${join(folder, "reports", "2023-W39", "email.html")}`);
    const [text = "", heading = ""] = await page.evaluate<string[]>(
      "[document.body.innerText, document.querySelector('h1').innerText]",
    );
    const first = text.trim().split(/\s+/u).slice(0, 50).join(" ");
    expect(first).toContain(heading.replace(/\s+/gu, " "));
    expect(first).toContain("In 30 seconds");
    await page.close();
  });

  it("prints dark on white for readers of the dark palette too", async () => {
    const page = await browser.newPage();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.goto(`file://${join(folder, "reports", "2023-W39", "index.html")}`);
    const [scheme, text] = await page.evaluate<string[]>(
      "[getComputedStyle(document.documentElement).colorScheme, getComputedStyle(document.body).color]",
    );
    expect(scheme).toBe("light");
    expect(Math.max(...(text?.match(/\d+/g) ?? ["255"]).map(Number))).toBeLessThan(64);
    await page.close();
  });
});
