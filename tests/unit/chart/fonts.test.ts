import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkFonts } from "../../../src/chart/canary.ts";
import { drawCharts } from "../../../src/chart/chart.ts";
import { writeFontsConf } from "../../../src/chart/fonts.ts";
import { sha256 } from "../../../src/files.ts";
import { payRanges, theme, words } from "./plans.ts";

const run = promisify(execFile);
const source = (path: string): string => JSON.stringify(new URL(`../../../src/${path}`, import.meta.url).href);
const plans = JSON.stringify(new URL("./plans.ts", import.meta.url).href);

/** What a fresh Node prints, with the charts drawn after `first` and the given environment. */
async function inNewProcess(first: string, env: Record<string, string>): Promise<string> {
  const script = `
    import { createHash } from "node:crypto";
    import { payRanges, theme, words } from ${plans};
    ${first}
    const { drawCharts } = await import(${source("chart/chart.ts")});
    try {
      const [chart] = await drawCharts([payRanges()], theme, words);
      console.log(createHash("sha256").update(chart.png).digest("hex"));
    } catch (error) { console.log(error.code); }`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: new URL("../../../", import.meta.url),
    env: { PATH: process.env["PATH"] ?? "", ...env },
  });
  return stdout.trim();
}

describe("the fonts of charts", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "chart-fonts-test-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("are ours in any process, whatever FONTCONFIG_FILE says, also when several start at once", {
    timeout: 60_000,
  }, async () => {
    const [chart] = await drawCharts([payRanges()], theme, words);
    const environment = { TMPDIR: folder, FONTCONFIG_FILE: "/nowhere/fonts.conf" };
    const hashes = await Promise.all(Array.from({ length: 3 }, () => inNewProcess("", environment)));
    expect(hashes).toEqual(Array.from({ length: 3 }, () => sha256(chart?.png ?? "")));
  });

  it("stop the edition when another program part fixed the fonts first", { timeout: 60_000 }, async () => {
    const first = `
      const { inkSpans } = await import(${source("chart/png.ts")});
      await inkSpans('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">x</text></svg>', 9);`;
    expect(await inNewProcess(first, { TMPDIR: folder, FONTCONFIG_FILE: "/nowhere/fonts.conf" })).toBe("font-unfit");
  });

  it("stop the edition when their settings cannot be written", { timeout: 60_000 }, async () => {
    const file = join(folder, "not-a-folder");
    await writeFile(file, "");
    expect(await inNewProcess("", { TMPDIR: file })).toBe("font-unfit");
  });

  it("are named in one whole file, however many write it", async () => {
    const paths = await Promise.all(Array.from({ length: 20 }, () => writeFontsConf(join(folder, "fonts"))));
    expect(new Set(paths).size).toBe(1);
    const [path = ""] = paths;
    expect(await readdir(dirname(path))).toEqual(["fonts.conf"]);
    const content = await readFile(path, "utf8");
    expect(content).toMatch(/400Regular<\/dir>\n.*600SemiBold<\/dir>\n/);
    expect(content.endsWith("</fontconfig>\n")).toBe(true);
  });
});

describe("checkFonts", () => {
  it("accepts Inter", async () => {
    await drawCharts([payRanges()], theme, words);
    await expect(checkFonts()).resolves.toBeUndefined();
  });

  it("refuses a width that is 4 % off, and a picture without text", async () => {
    const wide = await import("../../../src/chart/png.ts").then(({ inkSpans }) => async (svg: string, band: number) => {
      const spans = await inkSpans(svg, band);
      return spans.map((span) =>
        span === undefined ? span : { left: span.left, right: span.left + (span.right - span.left) * 1.04 },
      );
    });
    await expect(checkFonts(wide)).rejects.toMatchObject({ code: "font-unfit", exitCode: 4 });
    await expect(checkFonts(async () => [])).rejects.toMatchObject({ code: "font-unfit" });
  });
});
