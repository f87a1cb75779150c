import { existsSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";

const CHROMIUM = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** True when browser tests must be skipped, with the reason printed. In CI they run and so fail instead. */
export function lacksChromium(): boolean {
  if (existsSync(CHROMIUM) || process.env["CI"]) return false;
  console.warn(`Skipped: there is no ${CHROMIUM}. Install the package chromium, or set CHROMIUM_PATH.`);
  return true;
}

/** A real browser with an empty profile inside the folder. */
export function openBrowser(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(join(folder, "profile"), { executablePath: CHROMIUM, args: FLAGS });
}
