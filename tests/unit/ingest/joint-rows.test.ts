import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { ReportError } from "../../../src/errors.ts";
import { freshFolder, put } from "../../e2e/cli.ts";
import { jsonl } from "../../e2e/postings.ts";
import { dryIngest } from "./dry-ingest.ts";

const source = { title: "Ours", url: null, licence: null };
const date = { fileName: "(\\d{4}-\\d{2}-\\d{2})" };
const ROLE = { roles: "exact", roleRules: [{ title: "Nurse", is: ["Nurse", "Staff nurse"] }] };

/** Two rows are one posting, and a file beside may say what went. */
const PAIRS = {
  name: "pairs",
  source,
  kind: "flow",
  rows: { pairs: { equalBut: ["local", "pay"] } },
  removed: { file: "removed/{file}", renamed: ["title"], repriced: ["pay"], revised: "left-out" },
  ...ROLE,
  columns: { title: "title", place: "place", date },
  pay: [
    { floor: { column: "pay", of: "lower" }, ceiling: { column: "pay", of: "upper" }, per: "year", currency: "USD" },
    { midpoint: "pay", per: "year", currency: "USD" },
  ],
};

/** Jobs of a day, with more about each in two other files. */
const SIDES = {
  name: "sides",
  source,
  kind: "stock",
  sides: [
    { file: "../jobs*.csv", on: "id" },
    { file: "../skills*.csv", on: { main: "id", side: "job" }, rows: "many", optional: true },
  ],
  ...ROLE,
  columns: {
    key: "id",
    title: "title",
    employer: "employer",
    place: "place",
    skills: { column: "skill", list: "rows" },
    date,
  },
  pay: [{ midpoint: "pay", per: "year", currency: "USD" }],
};

type Files = Readonly<Record<string, string | Uint8Array>>;

async function ingested(
  mapping: Readonly<Record<string, unknown>>,
  files: Files,
  names = Object.keys(files).slice(0, 1),
) {
  const folder = await freshFolder();
  await put(folder, "trends.config.ts", "export default {};");
  await put(folder, `templates/mappings/${mapping["name"]}.json`, JSON.stringify(mapping));
  for (const [name, content] of Object.entries(files)) await put(folder, name, content);
  const report = await dryIngest(
    names.map((name) => join(folder, name)),
    String(mapping["name"]),
    undefined,
    folder,
  );
  return { ...report, folder, file: report.taken.files[0], snapshot: report.weeks[0]?.snapshot };
}

/** The code, message and hint of the refusal that it must come to. */
async function refused(...args: Parameters<typeof ingested>): Promise<string> {
  const error = await ingested(...args).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(ReportError);
  return error instanceof ReportError ? `${error.code}: ${error.message} ${error.hint}` : "";
}

const HEAD = "title,place,local,pay\n";
const DAY = "a/2026-11-15.csv";
const NOTHING_WENT = { "a/removed/2026-01-01.csv": HEAD };
const pairs = (rows: string, other: Files = {}) => ingested(PAIRS, { [DAY]: HEAD + rows, ...NOTHING_WENT, ...other });

describe("pairs of rows", () => {
  it("are one posting with both ends of its pay, whichever comes first; a row alone is its own midpoint", async () => {
    const { file, snapshot } = await pairs(
      "Nurse,Ulm,9,90000\nNurse,Ulm,7,70000\nNurse,Bonn,5,50000\nNurse,Bonn,8,80000\nNurse,Kiel,6,60000\n",
    );
    expect(file).toMatchObject({ rows: 5, accepted: 3, rejected: { "second-of-pair": 2 } });
    expect(snapshot?.roles["nurse"]).toMatchObject({
      openings: 3,
      pay: {
        disclosed: 3,
        floor: { mean: 60_000, median: 60_000 },
        midpoint: { median: 65_000 },
        ceiling: { mean: 85_000, median: 85_000 },
        distribution: [
          [60_000, 1],
          [65_000, 1],
          [80_000, 1],
        ],
      },
    });
  });

  it("leave the third of three equal rows alone", async () => {
    const { file, snapshot } = await pairs("Nurse,Ulm,9,90000\n".repeat(3));
    expect(file).toMatchObject({ rows: 3, accepted: 2 });
    expect(snapshot?.roles["nurse"]?.pay).toMatchObject({ floor: { mean: 90_000 }, disclosed: 2 });
  });

  it("are found before rows are left out, so that a row of another scope still parts its neighbours", async () => {
    const { file } = await ingested(
      { ...PAIRS, filter: [{ column: "place", is: "Ulm" }] },
      { [DAY]: `${HEAD}Nurse,Ulm,9,90000\nNurse,Bonn,1,10000\nNurse,Ulm,7,70000\n`, ...NOTHING_WENT },
    );
    expect(file).toMatchObject({ accepted: 2, rejected: { filtered: 1 } });
  });

  it("may hold line breaks, emoji and commas in their cells", async () => {
    const { file, snapshot } = await pairs(
      '"Nurse","Ulm,\nnorth 🚑",9,90000\n"Nurse","Ulm,\nnorth 🚑",7,70000\n"Nurse","Ulm,\nsouth",7,70000\n',
    );
    expect(file).toMatchObject({ rows: 3, accepted: 2 });
    expect(snapshot?.roles["nurse"]?.metros?.map(({ name }) => name)).toEqual(["Ulm, north 🚑", "Ulm, south"]);
  });

  it("count a pair's pay as unreadable when one of its figures is, in either order", async () => {
    for (const rows of ["Nurse,Ulm,9,90000\nNurse,Ulm,7,soon\n", "Nurse,Ulm,7,soon\nNurse,Ulm,9,90000\n"]) {
      const { file } = await pairs(`${rows}Nurse,Bonn,5,50000\n`);
      expect(file).toMatchObject({ accepted: 2, doubted: { "pay-unreadable": 1 } });
    }
  });

  it("are found in a file of one row, and in JSONL and Parquet", async () => {
    expect((await pairs("Nurse,Ulm,9,90000\n")).file).toMatchObject({ rows: 1, accepted: 1 });
    const rows = [90_000, 70_000, 50_000].map((pay, index) => ({
      title: "Nurse",
      ...(index < 2 ? { place: "Ulm" } : {}),
      local: index,
      pay,
    }));
    const lines = await ingested(PAIRS, { "a/2026-11-15.jsonl.gz": gzipSync(jsonl(rows)), ...NOTHING_WENT });
    expect(lines.file).toMatchObject({ rows: 3, accepted: 2, rejected: { "second-of-pair": 1 } });
    const folder = await freshFolder();
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await put(folder, "2026-11-15.jsonl", jsonl(rows));
    await put(folder, "removed/none.csv", HEAD);
    await put(folder, "trends.config.ts", "export default {};");
    await put(folder, "templates/mappings/pairs.json", JSON.stringify(PAIRS));
    const parquet = join(folder, "2026-11-15.parquet");
    await connection.run(
      `COPY (FROM read_json('${join(folder, "2026-11-15.jsonl")}')) TO '${parquet}' (FORMAT parquet)`,
    );
    connection.closeSync();
    const { snapshots } = await dryIngest([parquet], "pairs", undefined, folder);
    expect(snapshots.get("2026-W46")?.roles).toEqual(lines.snapshot?.roles);
  });

  it("do not join lines of JSON that are no objects", async () => {
    const text = `${jsonl([61_000, 62_000, 63_000].map((pay) => ({ title: "Nurse", place: String(pay), local: pay, pay })))}[1]\n[1]\n`;
    const { file } = await ingested(PAIRS, { "a/2026-11-15.jsonl": text, ...NOTHING_WENT });
    expect(file).toMatchObject({ rows: 5, accepted: 3, rejected: { "no-title": 2 } });
  });

  it("number the rows of examples as the file does", async () => {
    const { taken } = await pairs("Nurse,Ulm,9,90000\nNurse,Ulm,7,70000\n,Bonn,7,70000\nNurse,Kiel,8,80000\n");
    expect(taken.samples).toContainEqual(expect.objectContaining({ reason: "no-title", row: 4 }));
    expect(taken.samples).toContainEqual(expect.objectContaining({ reason: "second-of-pair", row: 3 }));
  });

  it("refuse a file without one of the columns that may differ, or with a header only", async () => {
    const bare = await refused(PAIRS, { [DAY]: "title,place,pay\nNurse,Ulm,1\n", ...NOTHING_WENT });
    expect(bare).toMatch(/^column-missing: .*2026-11-15\.csv has no column "local"/);
    expect(await refused(PAIRS, { [DAY]: HEAD, ...NOTHING_WENT })).toMatch(
      /^nothing-usable: .*0 rows below its header/,
    );
  });

  it("refuse a quote that is never closed, as every other file", async () => {
    const rows = `${HEAD}"Nurse,Ulm,9,90000\n${"Nurse,Ulm,9,90000\n".repeat(4)}`;
    expect(await refused(PAIRS, { [DAY]: rows, ...NOTHING_WENT })).toMatch(/^file-damaged: .*quote in row 2/);
  });
});

describe("a file of what went", () => {
  const rows = `${HEAD}Staff nurse,Ulm,9,90000\nStaff nurse,Ulm,7,70000\nNurse,Kiel,60,61000\nNurse,Bonn,5,50000\n`;
  // The rows of a pair went apart from each other.
  const went = `${HEAD}Carer,Ulm,7,70000\nNurse,Kiel,60,60000\nCarer,Ulm,9,90000\n`;

  it("leaves out postings that came back with another title or exchange rate", async () => {
    const { file, snapshot } = await ingested(PAIRS, { [DAY]: rows, "a/removed/2026-11-15.csv": went });
    expect(file).toMatchObject({
      rows: 4,
      accepted: 1,
      rejected: { "second-of-pair": 1, renamed: 1, repriced: 1 },
      revised: { renamed: 1, repriced: 1 },
      sideFiles: [{ file: "removed/2026-11-15.csv", rows: 3, malformed: 0 }],
    });
    expect(snapshot?.sources[0]).toMatchObject({
      revised: { renamed: 1, repriced: 1 },
      sideFiles: [{ file: "removed/2026-11-15.csv", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
  });

  it("only counts them where the mapping keeps them", async () => {
    const mapping = { ...PAIRS, removed: { ...PAIRS.removed, revised: "kept" } };
    const { file } = await ingested(mapping, { [DAY]: rows, "a/removed/2026-11-15.csv": went });
    expect(file).toMatchObject({
      accepted: 3,
      rejected: { "second-of-pair": 1 },
      revised: { renamed: 1, repriced: 1 },
    });
  });

  it("stands for each row only once", async () => {
    const many = `${HEAD}${["Ulm", "Bonn", "Ulm"].map((place) => `Nurse,${place},9,90000\n`).join("")}`;
    const { file } = await ingested(PAIRS, { [DAY]: many, "a/removed/2026-11-15.csv": `${HEAD}Carer,Ulm,9,90000\n` });
    expect(file).toMatchObject({ accepted: 2, rejected: { renamed: 1 } });
  });

  it("stands for the rows of a pair before it stands for a single row above them", async () => {
    const came = `${HEAD}Nurse,Ulm,9,90000\nNurse,Bonn,5,50000\nNurse,Ulm,9,90000\nNurse,Ulm,7,70000\n`;
    const gone = `${HEAD}Carer,Ulm,9,90000\nCarer,Ulm,7,70000\n`;
    const { snapshot } = await ingested(PAIRS, { [DAY]: came, "a/removed/2026-11-15.csv": gone });
    expect(snapshot?.roles["nurse"]?.pay.midpoint).toMatchObject({ p25: 60_000, median: 70_000 });
  });

  it("may be absent, but not its folder", async () => {
    const { file, snapshot } = await ingested(PAIRS, { [DAY]: rows, ...NOTHING_WENT });
    expect(file).toMatchObject({ accepted: 3, revised: { renamed: 0, repriced: 0 }, sideFiles: [] });
    expect(snapshot?.sources[0]).not.toHaveProperty("sideFiles");
    const refusal = await refused(PAIRS, { [DAY]: rows });
    expect(refusal).toMatch(
      /^file-missing: .*needs one file "2026-11-15\.csv" in .*removed, but there is no such folder/,
    );
  });

  it("is told of when the week has nothing new, alone and among others", async () => {
    const old = {
      "a/2026-11-08.csv": `${HEAD}Nurse,Ulm,9,90000\n`,
      "a/removed/2026-11-08.csv": `${HEAD}Carer,Ulm,9,90000\n`,
    };
    expect(await refused(PAIRS, old)).toMatch(/^nothing-usable: .*1 rows \(renamed 1\).*nothing new/);
    const files = { ...old, [DAY]: rows };
    const report = await ingested(PAIRS, files, ["a/2026-11-08.csv", DAY]);
    expect(report.weeks.map(({ week }) => week)).toEqual(["2026-W46"]);
    expect(report.taken.files[0]).toMatchObject({ accepted: 0, rejected: { renamed: 1 } });
  });

  it("is refused when it is damaged, empty or lacks a column", async () => {
    const beside = (content: string | Uint8Array, name = "2026-11-15.csv") =>
      refused(PAIRS, { [`a/${name}`]: name.endsWith(".gz") ? gzipSync(rows) : rows, [`a/removed/${name}`]: content });
    expect(await beside(gzipSync(went).subarray(0, 40), "2026-11-15.csv.gz")).toMatch(/^file-damaged: .*removed/);
    expect(await beside("")).toMatch(/^file-empty: .*removed/);
    expect(await beside("title,place\nNurse,Ulm\n")).toMatch(/^column-missing: .*removed.*no column "local"/);
    expect(await beside(Buffer.from([255, 254, 0, 1]))).toMatch(/^file-not-text: .*removed/);
  });
});

describe("side files", () => {
  const MAIN = "b/days/2026-11-15.csv";
  const main = "id,employer,pay\n1,Clinic,80000\n2,Clinic,90000\n";
  const jobs =
    'id,title,place,pay,employer\n2,Staff nurse,"Ulm,\nnorth",1,Old name\n1,Nurse 🚑,Bonn,1,Old name\n3,Nurse,Kiel,1,x\n';
  const skills = "job,skill\n1,Triage\n2,\n1,Nights\n1,Triage\n";
  const files = { [MAIN]: main, "b/jobs.all.csv": jobs, "b/skills.all.csv": skills };

  it("give each row more columns by its key; what the row itself says wins", async () => {
    const { file, snapshot } = await ingested(SIDES, files);
    expect(file).toMatchObject({
      rows: 2,
      accepted: 2,
      sideFiles: [
        { file: "../jobs.all.csv", rows: 3 },
        { file: "../skills.all.csv", rows: 4 },
      ],
    });
    expect(snapshot?.totals).toMatchObject({ openings: 2, employers: 1, payDisclosed: 2 });
    expect(snapshot?.roles["nurse"]).toMatchObject({
      openings: 1,
      topEmployers: [{ name: "Clinic", postings: 1 }],
      metros: [{ name: "Ulm, north", postings: 1 }],
      pay: { midpoint: { median: 90_000 } },
      skills: [],
    });
    const { snapshot: other } = await ingested(
      { ...SIDES, roles: "pattern", roleRules: [{ title: "Nurse", pattern: "nurse" }] },
      files,
    );
    expect(other?.roles["nurse"]?.skills?.map(({ name, postings }) => [name, postings])).toEqual([
      ["Nights", 1],
      ["Triage", 1],
    ]);
  });

  it("are read once for many days", async () => {
    const days = { ...files, "b/days/2026-11-08.csv": main };
    const { weeks } = await ingested(SIDES, days, ["b/days/2026-11-08.csv", MAIN]);
    expect(weeks.map(({ week, snapshot }) => [week, snapshot.totals.openings, snapshot.totals.opened])).toEqual([
      ["2026-W45", 2, null],
      ["2026-W46", 2, 0],
    ]);
  });

  it("reject a row they know nothing of, by name", async () => {
    const { file, taken } = await ingested(SIDES, { ...files, [MAIN]: `${main}9,Clinic,1\n` });
    expect(file).toMatchObject({ rows: 3, accepted: 2, rejected: { "no-side-row": 1 } });
    expect(taken.samples).toContainEqual(
      expect.objectContaining({ reason: "no-side-row", row: 4, field: "id/id", value: "9" }),
    );
    expect(await refused(SIDES, { ...files, "b/jobs.all.csv": "id,title,place\n" })).toMatch(
      /^rows-mostly-rejected: .*no-side-row 2/,
    );
  });

  it("take the first row of a key that stands there twice, and say so", async () => {
    const { file, snapshot } = await ingested(SIDES, {
      ...files,
      "b/jobs.all.csv": `${jobs}1,Nurse,Trier,1,x\n,Nurse,,,\n`,
    });
    expect(file).toMatchObject({ accepted: 2, sideFiles: [{ rows: 5, repeatedKeys: 1 }, { repeatedKeys: 0 }] });
    expect(snapshot?.totals.openings).toBe(2);
    expect(snapshot?.roles["nurse"]?.openings).toBe(1);
  });

  it("are refused when missing, doubled, damaged or without the key's column, by folder and pattern", async () => {
    const without = (name: keyof typeof files) =>
      Object.fromEntries(Object.entries(files).filter(([each]) => each !== name));
    expect(await refused(SIDES, without("b/jobs.all.csv"))).toMatch(
      /^file-missing: .*2026-11-15\.csv needs one file "jobs\*\.csv" in .*\/b, but there is none/,
    );
    expect(await refused(SIDES, { ...files, "b/jobs.new.csv": jobs })).toMatch(
      /^file-missing: .*there are 2: jobs\.all\.csv, jobs\.new\.csv/,
    );
    expect(await refused(SIDES, { ...files, "b/jobs.all.csv": "uid,title\n1,Nurse\n" })).toMatch(
      /^column-missing: .*jobs\.all\.csv has no column "id"/,
    );
    expect(
      await refused(SIDES, {
        ...files,
        "b/jobs.all.csv": `${jobs}4,"Nurse,Kiel,1,x\n${"5,Nurse,Kiel,1,x\n".repeat(4)}`,
      }),
    ).toMatch(/^file-damaged: .*jobs\.all\.csv.*quote in row 5/);
    expect(await refused(SIDES, { ...files, [MAIN]: "uid,employer,pay\n1,Clinic,1\n" })).toMatch(
      /^column-missing: .*2026-11-15\.csv has no column "id"/,
    );
    expect(await refused({ ...SIDES, columns: { ...SIDES.columns, level: "grade" } }, files)).toMatch(
      /^column-missing: .*no column "grade".*title/,
    );
  });
});

describe("a day in the file's name", () => {
  it("is refused where it is missing or in no calendar", async () => {
    expect(await refused(PAIRS, { "a/latest.csv": HEAD, ...NOTHING_WENT })).toMatch(
      /^file-undated: .*latest\.csv has no day/,
    );
    expect(await refused(PAIRS, { "a/2026-02-30.csv": HEAD, ...NOTHING_WENT })).toMatch(
      /^file-undated: .*"2026-02-30"/,
    );
  });

  it("says the week of all rows, and which of two days of a week a stock is of", async () => {
    const main = "id,employer,pay\n1,Clinic,80000\n";
    const beside = { "b/jobs.csv": "id,title,place\n1,Nurse,Ulm\n2,Nurse,Ulm\n", "b/skills.csv": "job,skill\n" };
    const days = { "b/days/2026-11-10.csv": `${main}2,Clinic,1\n`, "b/days/2026-11-12.csv": main, ...beside };
    const { weeks, taken } = await ingested(SIDES, days, ["b/days/2026-11-12.csv", "b/days/2026-11-10.csv"]);
    expect(taken.files[1]).toMatchObject({ rows: 2, accepted: 0, rejected: { "earlier-day": 2 } });
    expect(weeks).toHaveLength(1);
    expect(weeks[0]?.snapshot).toMatchObject({ asOf: "2026-11-12", totals: { openings: 1 }, sources: [{ rows: 1 }] });
  });
});

describe("roles by rules", () => {
  const rows = "Nurse,Ulm,1,50000\nStaff nurse,Bonn,1,60000\nnurse,Kiel,1,70000\nBaker,Kiel,1,80000\n";

  it("are whole titles as written; a posting of no role counts in the totals only", async () => {
    const { snapshot } = await pairs(rows);
    expect(snapshot?.totals).toMatchObject({ openings: 4, payDisclosed: 4 });
    expect(Object.entries(snapshot?.roles ?? {}).map(([role, { openings }]) => [role, openings])).toEqual([
      ["nurse", 2],
    ]);
  });

  it("are patterns in any case, and a posting may have several", async () => {
    const mapping = {
      ...PAIRS,
      roles: "pattern",
      roleRules: [
        { title: "Nurse", pattern: "\\bnurse" },
        { title: "Staff Nurse", pattern: "^staff" },
        { title: "Total", pattern: "baker" },
        { title: "Category Manager", pattern: "baker" },
      ],
    };
    const { snapshot } = await ingested(mapping, { [DAY]: HEAD + rows, ...NOTHING_WENT });
    const found = Object.entries(snapshot?.roles ?? {}).map(([role, { openings, title }]) => [role, openings, title]);
    expect(found).toEqual([
      ["nurse", 3, "Nurse"],
      // A slug that begins with "category-" would be taken for a category of roles.
      ["role-category-manager", 1, "Category Manager"],
      ["staff-nurse", 1, "Staff Nurse"],
      ["total-role", 1, "Total"],
    ]);
    expect(snapshot?.totals.openings).toBe(4);
  });

  it("may fit no posting at all", async () => {
    const { snapshot } = await pairs("Baker,Ulm,1,50000\n");
    expect(snapshot).toMatchObject({ totals: { openings: 1 }, roles: {} });
  });

  it("are marked invented where the mapping says so", async () => {
    expect((await pairs(rows)).snapshot).not.toHaveProperty("invented");
    const { snapshot } = await ingested({ ...PAIRS, invented: true }, { [DAY]: HEAD + rows, ...NOTHING_WENT });
    expect(snapshot?.invented).toBe(true);
  });
});
