import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, expectRefusal, freshFolder, jsonError, put, readJson, run } from "./cli.ts";
import { csv, postings } from "./postings.ts";

const MAPPED = ["--format", "mapped", "--mapping"];

/** A flow of one row a day, as the mapping `data-jobs` reads it. */
function flow(days: readonly string[]): string {
  const head =
    "job_title_short,job_title,job_location,job_schedule_type,job_work_from_home,job_posted_date,job_country,salary_rate,salary_year_avg,salary_hour_avg,company_name,job_skills";
  const rows = days.map(
    (day, index) =>
      `Data Engineer,Engineer ${index},"Austin, TX",Full-time,False,${day} 08:00:00,United States,year,${120_000 + index * 500},,Employer ${index},"['sql']"`,
  );
  return [head, ...rows, ""].join("\n");
}

let folder: string;
let stored: Record<string, string>;

beforeAll(async () => {
  folder = await freshFolder();
  await put(folder, "good.csv", csv(postings(12)));
  await put(folder, "flow.csv", flow(["2023-05-01", "2023-05-02", "2023-05-09", "2023-05-16"]));
  await put(folder, "templates/mappings/broken.json", '{"name": "broken"');
  await put(folder, "templates/mappings/odd.json", '{"name": "odd", "kind": "pile"}');
  await put(folder, "templates/scopes/odd.json", '{"planet": "Earth"}');
  expect(await run(["ingest", "good.csv", "--format", "postings"], { cwd: folder })).toMatchObject({ code: 0 });
  stored = await contentOf(join(folder, "snapshots"));
});

describe.concurrent("ingest asked for in a way it does not understand", () => {
  it.each([
    ["an unknown format", ["good.csv", "--format", "xml"], "usage", /no format "xml".*\n.*postings, mapped/],
    [
      "the format mapped without a mapping",
      ["flow.csv", "--format", "mapped"],
      "usage",
      /needs a mapping.*\n.*--mapping/,
    ],
    [
      "an unknown mapping",
      ["flow.csv", ...MAPPED, "nobody"],
      "mapping-unknown",
      /"nobody".*\n.*data-jobs.*templates\/mappings\/nobody\.json/,
    ],
    ["a mapping named by a path", ["flow.csv", ...MAPPED, "../../etc/passwd"], "mapping-unknown", /passwd/],
    ["a mapping that is not JSON", ["flow.csv", ...MAPPED, "broken"], "mapping-invalid", /broken\.json.*not JSON/],
    [
      "a mapping with a field that does not fit",
      ["flow.csv", ...MAPPED, "odd"],
      "mapping-invalid",
      /odd\.json.*source/,
    ],
    [
      "an unknown scope",
      ["good.csv", "--format", "postings", "--scope", "mars"],
      "scope-unknown",
      /"mars".*\n.*us-full-time/,
    ],
    [
      "a scope with an unknown condition",
      ["good.csv", "--format", "postings", "--scope", "odd"],
      "mapping-invalid",
      /odd\.json.*planet/,
    ],
    ["a week to come", ["good.csv", "--format", "postings", "--week", "2062-W46"], "usage", /2062-W46 has not begun/],
    ["a week that is no week", ["good.csv", "--format", "postings", "--week", "week 45"], "usage", /--week.*2026-W47/],
    [
      "a week that its year does not have",
      ["good.csv", "--format", "postings", "--week", "2025-W53"],
      "usage",
      /--week.*no such week/,
    ],
    [
      "one week and every week at once",
      ["good.csv", "--format", "postings", "--week", "2026-W45", "--by-week"],
      "usage",
      /--week and --by-week exclude/,
    ],
  ])("is told so for %s", async (_, args, code, says) => {
    const result = await run(["ingest", ...args, "--json"], { cwd: folder });
    expectRefusal(result, 2, says);
    expect(jsonError(result).code).toBe(code);
    expect(await contentOf(join(folder, "snapshots"))).toEqual(stored);
  });

  it.each([
    ["no format", ["ingest", "good.csv"], /--format/],
    ["no file", ["ingest", "--format", "postings"], /file/],
    ["an unknown option", ["ingest", "good.csv", "--format", "postings", "--foo"], /--foo/],
    ["an unknown command", ["injest", "good.csv"], /injest/],
  ])("is told so for %s", async (_, args, says) => {
    const result = await run(args, { cwd: folder });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(result.stderr).toMatch(says);
    expect(result.stderr).toContain("--help");
    expect(result.stderr).not.toContain("    at ");
  });

  it("answers in JSON also where an option is missing or unknown", async () => {
    jsonError(await run(["ingest", "good.csv", "--json"], { cwd: folder }));
  });

  it("refuses a flow over many weeks unless --by-week says so", async () => {
    const result = await run(["ingest", "flow.csv", ...MAPPED, "data-jobs", "--json"], { cwd: folder });
    expectRefusal(result, 3, "flow.csv", "3 weeks, 2023-W18 to 2023-W20", "--by-week", "--week 2023-W20");
    expect(jsonError(result).code).toBe("many-weeks");
    expect(await contentOf(join(folder, "snapshots"))).toEqual(stored);
  });

  it("refuses a week that no row is dated in", async () => {
    const result = await run(["ingest", "flow.csv", ...MAPPED, "data-jobs", "--week", "2023-W30"], { cwd: folder });
    expectRefusal(result, 3, "There is no posting to use in flow.csv", "other-week 4");
  });

  it("takes the rows of the week asked for and leaves the others out", async () => {
    const fresh = await freshFolder();
    await put(fresh, "flow.csv", flow(["2023-05-01", "2023-05-02", "2023-05-09"]));
    const result = await run(["ingest", "flow.csv", ...MAPPED, "data-jobs", "--week", "2023-W18", "--json"], {
      cwd: fresh,
    });
    expect(JSON.parse(result.stdout)).toMatchObject({
      files: [{ rows: 3, accepted: 2, rejected: { "other-week": 1 } }],
      weeks: [{ week: "2023-W18", state: "new", openings: 2 }],
      compared: ["2023-W18"],
    });
  });

  it("stores nothing on a dry run, and says what it would store", async () => {
    const fresh = await freshFolder();
    await put(fresh, "flow.csv", flow(["2023-05-01", "2023-05-09"]));
    const result = await run(["ingest", "flow.csv", ...MAPPED, "data-jobs", "--by-week", "--dry-run"], { cwd: fresh });
    expect(result.stdout).toMatch(/2023-W18 +dry-run +1 +1 +1\n2023-W19 +dry-run/);
    expect(await contentOf(join(fresh, "snapshots"))).toEqual({});
  });
});

describe("ingest of a fragment of a stored week", () => {
  it("is refused until --replace is given, and then keeps the earlier week as a vintage", async () => {
    const fresh = await freshFolder();
    await put(fresh, "whole.csv", csv(postings(20)));
    await put(fresh, "fragment.csv", csv(postings(5)));
    await put(fresh, "more.csv", csv(postings(21)));
    const ingest = (...args: string[]) => run(["ingest", ...args, "--format", "postings", "--json"], { cwd: fresh });
    await ingest("whole.csv");
    const whole = await contentOf(join(fresh, "snapshots"));

    const refused = await ingest("fragment.csv");
    expectRefusal(refused, 3, "2026-W45 is stored with 20 openings, and this input has 5", "kept", "--replace");
    expect(jsonError(refused).code).toBe("week-would-shrink");
    expect(await contentOf(join(fresh, "snapshots"))).toEqual(whole);

    expect(JSON.parse((await ingest("fragment.csv", "--replace")).stdout).weeks).toMatchObject([
      { state: "revised", openings: 5 },
    ]);
    expect((await contentOf(join(fresh, "snapshots")))["2026-W45/vintages/1.json"]).toBe(
      whole["2026-W45/snapshot.json"],
    );
    expect(await readJson(fresh, "snapshots/2026-W45/snapshot.json")).toMatchObject({ totals: { openings: 5 } });

    expect(JSON.parse((await ingest("more.csv")).stdout).weeks).toMatchObject([{ state: "revised", openings: 21 }]);
    expect(await readJson(fresh, "snapshots/2026-W45/vintages/2.json")).toMatchObject({ totals: { openings: 5 } });
    expect(JSON.parse((await ingest("more.csv")).stdout).weeks).toMatchObject([{ state: "unchanged" }]);
    expect(Object.keys(await contentOf(join(fresh, "snapshots")))).not.toContain("2026-W45/vintages/3.json");
  });
});
