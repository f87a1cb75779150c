import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { inkOf } from "../../src/chart/png.ts";
import { readSettings } from "../../src/config.ts";
import { ALT_LENGTH } from "../../src/domain/letter.ts";
import { seededRandom } from "../../src/domain/random.ts";
import { addDays, addWeeks, mondayOf } from "../../src/domain/week.ts";
import { type BuiltEdition, buildEdition } from "../../src/pipeline.ts";
import { freshFolder, put, run } from "./cli.ts";
import { csv, posting, type Row } from "./postings.ts";

const LAST = "2026-W45";
const WEEKS = 6;
const KINDS = [
  "Data",
  "Machine Learning",
  "Prompt",
  "MLOps",
  "AI Research",
  "Generative AI Platform",
  "Computer Vision",
];
const TRADES = ["Engineer", "Scientist", "Analyst", "Product Manager", "Solutions Architect", "Infrastructure Lead"];
const TITLES = TRADES.flatMap((trade) => KINDS.map((kind) => `${kind} ${trade}`));

/** Ads of as many roles, six weeks long, each role with enough of them to be drawn. */
function ads(roles: number): Row[] {
  const random = seededRandom(roles);
  return Array.from({ length: WEEKS }, (_, back) => addWeeks(LAST, -back)).flatMap((week, back) =>
    TITLES.slice(0, roles).flatMap((title, role) =>
      Array.from({ length: 12 + Math.floor(random() * 20) }, (_, index) =>
        posting(0, {
          key: `${back}-${role}-${index}`,
          title,
          roles: title,
          employer: `Employer ${Math.floor(random() * 70)}`,
          last_seen: addDays(mondayOf(week), index % 7),
          pay_floor: 80_000 + role * 2_500 + Math.floor(random() * 40) * 1_000,
          pay_ceiling: 130_000 + role * 2_500 + Math.floor(random() * 40) * 1_000,
        }),
      ),
    ),
  );
}

describe.each([12, 40])("the charts of an edition of %i roles", (roles) => {
  let built: BuiltEdition;
  beforeAll(async () => {
    const folder = await freshFolder();
    await put(folder, "ads.csv", csv(ads(roles)));
    await put(
      folder,
      "trends.config.ts",
      `export default ${JSON.stringify({ siteUrl: "https://salaries.example.org/", rolesInLetter: roles, postalAddress: "1 High Street" })};\n`,
    );
    const taken = await run(["ingest", "ads.csv", "--format", "postings", "--by-week"], { cwd: folder });
    expect(taken, taken.stderr).toMatchObject({ code: 0 });
    built = await buildEdition(LAST, await readSettings(folder, join(folder, "trends.config.ts")));
  });

  it("are 552 pixels wide at twice that, opaque, of at most 60 KB each and 300 KB together", async () => {
    const { charts } = built;
    expect(charts.map(({ plan }) => plan.name)).toEqual(["pay-ranges", "openings", "history"]);
    for (const { png, width, height } of charts) {
      const ink = await inkOf(png);
      expect([width, ink.width, ink.height]).toEqual([552, 1104, height * 2]);
      // Colour type 3 is a palette; without a tRNS chunk no colour of it is see-through.
      expect(png[25]).toBe(3);
      expect(Buffer.from(png).includes("tRNS")).toBe(false);
      expect(png.length).toBeLessThanOrEqual(60 * 1024);
    }
    expect(charts.reduce((sum, { png }) => sum + png.length, 0)).toBeLessThanOrEqual(300 * 1024);
  });

  it("are described each by its finding, and tell no number that the text lacks", () => {
    const { edition } = built.archived;
    const alts = edition.charts.map(({ alt }) => alt);
    expect(new Set(alts).size).toBe(alts.length);
    for (const alt of alts) {
      expect(alt).toMatch(/^.*\b([Bb]ars?|[Ll]ine)\b.*\d/);
      expect([...alt].length).toBeGreaterThanOrEqual(ALT_LENGTH.min);
      expect([...alt].length).toBeLessThanOrEqual(ALT_LENGTH.max);
    }
    const rules = built.findings.map(({ rule }) => rule);
    for (const rule of ["alt-repeated", "alt-without-number", "chart-number-alone", "image-heavy", "images-heavy"])
      expect(rules).not.toContain(rule);
    const drawn = edition.claims.filter(({ surface }) => surface.startsWith("charts/")).length;
    expect(drawn).toBeGreaterThan(40);
  });
});
