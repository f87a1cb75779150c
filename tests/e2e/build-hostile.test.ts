import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readSettings } from "../../src/config.ts";
import { type BuiltEdition, buildEdition } from "../../src/pipeline.ts";
import { freshFolder, put, readJson, run } from "./cli.ts";
import { changedFeed, FEED, LAST } from "./made-up-feed.ts";

/** Role titles and employers that try to be something else in a page, a mail, a template, a claim or a spreadsheet. */
const NAMES: Readonly<Record<string, string>> = {
  "Data Analyst": "<script>alert(1)</script> Analyst",
  "Data Engineer": "{{email}} Engineer",
  "Data Scientist": 'Sci"><img src=x onerror=alert(1)> & Co',
  "ML Engineer": "ML\u202E Eng\uE010total.openings.count\uE0119\uE012",
  "Research Scientist": "=cmd|' /C calc'!A0",
};
const hostile = (name: string) => NAMES[name] ?? `<b onclick=x>${name}</b> {{{name}}}`;

let folder: string;
let built: BuiltEdition;
const text = (name: string) => String(built.archived.files.get(name));

beforeAll(async () => {
  folder = await freshFolder();
  await put(folder, "feed.csv", changedFeed(hostile));
  const taken = await run(["ingest", "feed.csv", ...FEED], { cwd: folder });
  expect(taken, taken.stderr).toMatchObject({ code: 0 });
  built = await buildEdition(LAST, await readSettings(folder, undefined));
});

describe("names out of a hostile feed", () => {
  it("do not hold the edition back", async () => {
    expect(await run(["build"], { cwd: folder })).toMatchObject({ code: 0 });
  });

  it.each(["email.html", "index.html"])("add no element, attribute or script to %s", (name) => {
    const html = text(name);
    expect(html).toContain("&lt;script");
    expect(html).not.toMatch(/<script/i);
    expect(html).not.toMatch(/<img[^>]*(onerror|src="?x)/i);
    expect(html).not.toMatch(/<b onclick/i);
    expect(html).not.toMatch(/<[^>]*\son(click|error|load)\s*=/i);
    expect(html).not.toContain("javascript:");
  });

  it.each(["email.html", "email.txt", "index.html"])(
    "are not run as a template in %s, and leave no marks or controls",
    (name) => {
      expect(text(name)).not.toMatch(/[\u202A-\u202E\u2066-\u2069\uE000-\uF8FF\0]/);
      expect(text(name)).toMatch(/email(\}|&#125;|&#x7D;|&zwnj;|[^a-z]){2}/);
    },
  );

  it.each(["pay-ranges", "openings"])("stay text in the drawing %s", (name) => {
    const svg = text(built.archived.edition.charts.find((chart) => chart.name === name)?.svg ?? "");
    expect(svg).toMatch(/^<svg/);
    expect(svg).not.toMatch(/<script|<img|onerror=alert\(1\)>/i);
  });

  it("stay text on every page of the archive, and forge no claim there", async () => {
    const pages = Object.keys((await readJson(folder, "reports/manifest.json")).files).filter((path) =>
      /\.(html|xml)$/.test(path),
    );
    expect(pages.length).toBeGreaterThan(8);
    for (const path of pages) {
      // What stands between the quotes of an attribute is text.
      const html = (await readFile(join(folder, "reports", path), "utf8")).replace(/="[^"]*"/g, '=""');
      expect(html, path).not.toMatch(
        /<script|<img[^>]*(onerror|src="?x)|<b onclick|<[^>]*\son(click|error|load)\s*=|javascript:/i,
      );
      expect(html, path).not.toMatch(/[\u202A-\u202E\uE000-\uF8FF\0]|\{\{/);
      expect(html, path).not.toMatch(/total\.openings\.count <data/);
    }
  });

  it("forge no claim", () => {
    const { claims } = built.archived.edition;
    expect(claims.filter(({ fact, printed }) => fact === "total.openings.count" && printed === "9")).toEqual([]);
    // The card's places are those of its lines, not of the picture's bytes.
    const written = claims.filter(({ surface }) => built.archived.files.has(surface) && !surface.endsWith(".png"));
    for (const { surface, offset, printed } of written)
      expect(text(surface).slice(offset, offset + printed.length)).toBe(printed);
  });

  it("start no formula in the data for spreadsheets", () => {
    for (const line of text("data.csv").split("\r\n")) expect(line).not.toMatch(/(^|,)"?[=+@]/);
  });
});
