import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillMail } from "../../../src/render/mail-parts.ts";
import { renderEdition } from "../../../src/render/render.ts";
import { lacksChromium, openBrowser } from "../../browser.ts";
import { hostileLetter } from "./hostile-letter.ts";
import { sampleCharts, sampleKit, sampleLetter } from "./sample-letter.ts";

describe.skipIf(lacksChromium())("in a browser", () => {
  let folder: string;
  let browser: BrowserContext;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "screens-"));
    const charts = await sampleCharts();
    for (const [name, letter] of [
      ["weekly", sampleLetter()],
      ["hostile", hostileLetter()],
    ] as const) {
      const { mail, page } = await renderEdition(letter, charts, sampleKit(null));
      const reader = {
        name: "W".repeat(200),
        address: `${"w".repeat(60)}@example.org`,
        unsubscribeUrl: "https://example.org/u",
      };
      writeFileSync(join(folder, `${name}-mail.html`), fillMail(mail, reader).html);
      writeFileSync(join(folder, `${name}-page.html`), page.html);
    }
    browser = await openBrowser(folder);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(["weekly-mail", "weekly-page", "hostile-mail", "hostile-page"])(
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
