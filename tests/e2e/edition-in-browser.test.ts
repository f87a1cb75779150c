import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lacksChromium, openBrowser } from "../browser.ts";
import { freshFolder, ROOT, run } from "./cli.ts";

/** What a look at a page finds; an expression, because it runs in the browser. */
const LOOK = `({
  overflow: document.scrollingElement.scrollWidth - innerWidth,
  headings: document.querySelectorAll("h1").length,
  broken: [...document.images].filter((image) => image.naturalWidth === 0 || image.alt.length < 20).length,
  pictures: document.images.length + document.querySelectorAll("svg[role=img]").length,
  scripts: document.scripts.length,
})`;

interface Found {
  readonly overflow: number;
  readonly headings: number;
  readonly broken: number;
  readonly pictures: number;
  readonly scripts: number;
}

describe.skipIf(lacksChromium())("the newest committed week in a browser", () => {
  let browser: BrowserContext;
  let folder: string;

  beforeAll(async () => {
    folder = await freshFolder();
    await writeFile(
      join(folder, "trends.config.ts"),
      `export default { snapshots: ${JSON.stringify(join(ROOT, "snapshots"))} };\n`,
    );
    const { code, stderr } = await run(["build"], { cwd: folder });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    browser = await openBrowser(folder);
  });

  afterAll(() => browser?.close());

  it.each([
    ["email.html", [320, 375, 600]],
    ["index.html", [320, 375, 600, 1280]],
  ] as const)(
    "%s shows its charts and needs no sideways scrolling at any width, light and dark",
    async (file, widths) => {
      const page = await browser.newPage();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.goto(`file://${join(folder, "reports", "2023-W39", file)}`);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 });
          const found = await page.evaluate<Found>(LOOK);
          expect(found).toMatchObject({ headings: 1, broken: 0, scripts: 0 });
          expect(found.overflow).toBeLessThanOrEqual(0);
          expect(found.pictures).toBeGreaterThanOrEqual(3);
        }
      }
      await page.close();
    },
  );

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

  it("says everything that matters with images off", async () => {
    const page = await browser.newPage();
    await page.route("**/*.png", (route) => route.abort());
    await page.goto(`file://${join(folder, "reports", "2023-W39", "email.html")}`);
    const text = await page.evaluate<string>("document.body.innerText");
    for (const part of ["Every role at a glance", "What each role pays", "Data Scientist"])
      expect(text).toContain(part);
    const alts = await page.evaluate<string[]>("[...document.images].map((image) => image.alt)");
    expect(alts.every((alt) => /\d/.test(alt))).toBe(true);
    await page.close();
  });
});
