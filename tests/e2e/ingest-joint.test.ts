import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, expectRefusal, freshFolder, put, readJson, run } from "./cli.ts";

const HEAD =
  "work_year,experience_level,employment_type,job_title,salary,salary_currency,salary_in_usd,employee_residence,remote_ratio,company_location,company_size\n";
const rows = (title: string, place: string, ...pays: readonly number[]) =>
  pays.map((pay) => `2026,SE,FT,${title},${pay},USD,${pay},US,${place},US,M\n`).join("");
const csv = (...parts: readonly string[]) => gzipSync(HEAD + parts.join(""));
const ARGS = ["--format", "mapped", "--mapping", "aijobs-net", "--scope", "us-full-time"];

/** Two invented weeks in the form of aijobs; in the second, postings of the first come back with another title. */
async function weeks(): Promise<string> {
  const folder = await freshFolder();
  const first = [rows("Data Science", "0", 150_000, 120_000), rows("Data Science", "100", 180_000)];
  await put(folder, "new/2026-11-01.csv.gz", csv(...first, rows("Data Engineer", "0", 140_000, 130_000)));
  await put(
    folder,
    "new/2026-11-08.csv.gz",
    csv(
      rows("Data Scientist", "0", 150_000, 120_000),
      rows("Data Scientist", "100", 180_000),
      rows("Baker", "50", 170_000, 90_000),
    ),
  );
  await put(folder, "new/removed/2026-11-08.csv.gz", csv(...first));
  return folder;
}

describe("a feed that tells what went, on the command line", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await weeks();
  });

  it("prints what was left out and why, and the same in JSON", async () => {
    const files = ["new/2026-11-01.csv.gz", "new/2026-11-08.csv.gz"];
    const text = await run(["ingest", ...files, ...ARGS, "--by-week"], { cwd: folder });
    expect(text, text.stderr).toMatchObject({ code: 0, stderr: expect.not.stringContaining("row ") });
    expect(text.stdout.split("\n").map((line) => line.trimEnd())).toEqual([
      "file                                                               count",
      "new/2026-11-01.csv.gz  rows                                            5",
      "                       accepted                                        3",
      "                       left out: second-of-pair                        2",
      "new/2026-11-08.csv.gz  rows                                            5",
      "                       accepted                                        1",
      "                       left out: second-of-pair                        2",
      "                       left out: renamed                               2",
      "                       beside it: removed/2026-11-08.csv.gz, rows      3",
      "",
      "week      snapshot  openings  with pay  roles  renamed  re-priced",
      "2026-W44  new              3         3      1        0          0",
      "2026-W45  new              1         1      0        2          0",
      "",
    ]);
    const json = await run(["ingest", ...files, ...ARGS, "--by-week", "--json"], { cwd: folder });
    expect(JSON.parse(json.stdout)).toMatchObject({
      files: [{ revised: { renamed: 0 } }, { rejected: { renamed: 2 }, revised: { renamed: 2, repriced: 0 } }],
      weeks: [
        { week: "2026-W44", state: "unchanged" },
        { week: "2026-W45", state: "unchanged", revised: { renamed: 2, repriced: 0 } },
      ],
    });
  });

  it("prints a file's name without what would steer a terminal", async () => {
    const name = "new/2026-11-01.\u001b[31m\nred.csv.gz";
    await put(folder, name, csv(rows("Data Engineer", "0", 140_000)));
    const { code, stdout, stderr } = await run(["ingest", name, ...ARGS, "--dry-run", "--replace"], { cwd: folder });
    expect(code, stderr).toBe(0);
    expect(stdout).toContain("new/2026-11-01. [31m red.csv.gz  rows");
  });

  it("says which were kept where the mapping keeps them", async () => {
    const args = ["ingest", "new/2026-11-08.csv.gz", "--format", "mapped", "--mapping", "aijobs", "--dry-run"];
    const { stdout } = await run(args, { cwd: folder });
    expect(stdout).toMatch(/accepted +3\n.*left out: second-of-pair +2\n.*kept, though renamed +2\n/);
  });

  it("builds an edition of a week whose postings have no role", async () => {
    const built = await run(["build", "--week", "2026-W45"], { cwd: folder });
    expect(built, built.stderr).toMatchObject({ code: 0 });
    const { stdout } = await run(["explain", "total.openings.count", "--week", "2026-W45", "--json"], { cwd: folder });
    expect(JSON.parse(stdout).postings).toHaveLength(1);
  });
});

describe("a feed of the settings with a star in a file's name", () => {
  const settings = (files: string) =>
    `export default ${JSON.stringify({ feeds: [{ files: [files], mapping: "aijobs-net", scope: "us-full-time", byWeek: true }] })};`;

  it("picks up files as they come", async () => {
    const folder = await weeks();
    await put(folder, "trends.config.ts", settings("new/*.csv.gz"));
    const weeksOf = async () => {
      const result = await run(["run", "--no-send", "--json"], { cwd: folder });
      expect(result, result.stderr).toMatchObject({ code: 0 });
      return JSON.parse(result.stdout).week;
    };
    expect(await weeksOf()).toBe("2026-W45");
    await put(folder, "new/2026-11-15.csv.gz", csv(rows("Data Scientist", "0", 200_000, 100_000)));
    expect(await weeksOf()).toBe("2026-W46");
    expect(Object.keys(await contentOf(join(folder, "snapshots")))).toContain("2026-W44/snapshot.json");
  });

  it("is refused by name when no file fits", async () => {
    const folder = await freshFolder();
    await put(folder, "trends.config.ts", settings("new/*.csv.gz"));
    expectRefusal(await run(["run", "--no-send"], { cwd: folder }), 3, "new/*.csv.gz", "no file there has such a name");
  });
});

describe("a stock of two days in one week", () => {
  const mapping = {
    name: "days",
    source: { title: "Days", url: null, licence: null },
    kind: "stock",
    roles: "exact",
    roleRules: [{ title: "Nurse", is: "Nurse" }],
    columns: { key: "id", title: "title", date: { fileName: "(\\d{4}-\\d{2}-\\d{2})" } },
    pay: [],
  };
  const day = (...ids: readonly number[]) => `id,title\n${ids.map((id) => `${id},Nurse\n`).join("")}`;
  const ARGS = ["--format", "mapped", "--mapping", "days", "--by-week"];
  let together: string;
  let apart: string;

  beforeAll(async () => {
    [together, apart] = [await freshFolder(), await freshFolder()];
    for (const folder of [together, apart]) {
      await put(folder, "templates/mappings/days.json", JSON.stringify(mapping));
      await put(folder, "trends.config.ts", "export default {};");
      await put(folder, "2026-10-28.csv", `${day(1, 2, 3)}a,damaged,row\n`);
      await put(folder, "2026-11-03.csv", `${day(2, 3, 4)}a,damaged,row\n`);
      await put(folder, "2026-11-06.csv", day(3, 4, 5, 6));
    }
    const days = ["2026-11-06.csv", "2026-10-28.csv", "2026-11-03.csv"];
    expect(await run(["ingest", ...days, ...ARGS], { cwd: together })).toMatchObject({ code: 0 });
    for (const name of days.toSorted())
      expect(await run(["ingest", name, ...ARGS], { cwd: apart })).toMatchObject({ code: 0 });
  });

  it("is of the last, whether they come together or one after the other", async () => {
    const week = await readJson(together, "snapshots/2026-W45/snapshot.json");
    expect(week).toMatchObject({ asOf: "2026-11-06", totals: { openings: 4, opened: 3, closed: 2 } });
    expect(await readJson(apart, "snapshots/2026-W45/snapshot.json")).toEqual(week);
  });

  it("counts a damaged row in the week of its file, whatever other files come with it", async () => {
    const week = await readJson(together, "snapshots/2026-W44/snapshot.json");
    expect(week).toMatchObject({ sources: [{ rows: 4, accepted: 3, rejected: { "malformed-row": 1 } }] });
    expect(await readJson(apart, "snapshots/2026-W44/snapshot.json")).toEqual(week);
  });

  it("is refused where one file is given twice", async () => {
    await put(together, "copy of 2026-11-06.csv", day(3, 4, 5, 6));
    for (const copy of ["2026-11-06.csv", "copy of 2026-11-06.csv"]) {
      const twice = await run(["ingest", "2026-11-06.csv", copy, ...ARGS], { cwd: together });
      expectRefusal(twice, 3, "file-repeated", copy, "Nothing was stored");
    }
  });

  it("keeps the last day when an earlier one is ingested after it, unless told otherwise", async () => {
    const before = await contentOf(join(apart, "snapshots"));
    const again = await run(["ingest", "2026-11-03.csv", ...ARGS], { cwd: apart });
    expectRefusal(again, 3, "week-would-go-back", "2026-W45 is stored as of 2026-11-06", "--replace");
    const accepted = await run(["ingest", "2026-11-03.csv", ...ARGS, "--accept"], { cwd: apart });
    expectRefusal(accepted, 3, "week-would-go-back");
    expect(await contentOf(join(apart, "snapshots"))).toEqual(before);
    expect(await run(["ingest", "2026-11-03.csv", ...ARGS, "--replace"], { cwd: apart })).toMatchObject({ code: 0 });
    expect(await readJson(apart, "snapshots/2026-W45/snapshot.json")).toMatchObject({ asOf: "2026-11-03" });
  });
});
