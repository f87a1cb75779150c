import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { expectRefusal, freshFolder, put, type Run, readJson, run } from "./cli.ts";

const job = (id: number, over: object = {}) => ({
  id,
  title: `Data Engineer ${id}`,
  company_name: "Acme",
  location: { name: "Austin, TX" },
  first_published: "2026-07-30T23:30:00-04:00",
  ...over,
});
const board = (...jobs: readonly unknown[]) => JSON.stringify({ jobs, meta: { total: jobs.length } });
const some = (count: number, from = 1) => Array.from({ length: count }, (_, index) => job(from + index));

/** An ad that a page carries, paid in dollars by the year. */
const posting = (id: number, over: object = {}) => ({
  "@context": "https://schema.org",
  "@type": "JobPosting",
  title: `Data Analyst ${id}`,
  identifier: `R-${id}`,
  hiringOrganization: { "@type": "Organization", name: "Beta" },
  datePosted: "2026-08-04T01:30:00Z",
  baseSalary: { currency: "USD", value: { minValue: 80_000 + id, maxValue: 100_000 + id, unitText: "YEAR" } },
  ...over,
});
const page = (...scripts: readonly string[]) =>
  `<!doctype html><head>${scripts.map((json) => `<script type="application/ld+json">${json}</script>`).join("")}</head>`;

type File = readonly [name: string, content: string | Uint8Array];

async function ingest(args: readonly string[], ...files: readonly File[]): Promise<Run & { folder: string }> {
  const folder = await freshFolder();
  for (const [name, content] of files) await put(folder, name, content);
  const temporary = join(folder, "temporary");
  await mkdir(temporary);
  const result = await run(["ingest", ...args], { cwd: folder, env: { TMPDIR: temporary } });
  // Rows lie on disk only while they are read, whatever comes of it.
  expect(await readdir(temporary)).toEqual([]);
  return { ...result, folder };
}

/** Rows, accepted and rejected of every file by its name; the sum holds for each. */
function counts({ stdout, stderr }: Run): Record<string, [rows: number, accepted: number, rejected: object]> {
  const { files, error } = JSON.parse(stdout);
  expect(error, stderr).toBeUndefined();
  for (const { rows, accepted, rejected } of files)
    expect(rows).toBe(Object.values<number>(rejected).reduce((sum, n) => sum + n, accepted));
  return Object.fromEntries(
    files.map((file: { file: string; rows: number; accepted: number; rejected: object }) => [
      file.file,
      [file.rows, file.accepted, file.rejected],
    ]),
  );
}

/** Columns of a week's stored postings, in the order of keys. */
async function stored(folder: string, week: string, columns: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const path = join(folder, "snapshots", week, "postings.parquet");
  const reader = await connection.runAndReadAll(`SELECT ${columns} FROM '${path}' ORDER BY key`);
  connection.closeSync();
  return reader.getRowsJson() as unknown[][];
}

describe.concurrent("answers of job boards", () => {
  it("are read from a folder of days into the weeks of those days, with what opened and closed since", async () => {
    const result = await ingest(
      ["boards", "--format", "greenhouse", "--by-week", "--json"],
      ["boards/2026-08-01/acme.json", board(...some(5))],
      ["boards/2026-08-01/empty.json", board()],
      ["boards/2026-08-01/other-empty.json", board()],
      ["boards/2026-08-08/acme.json.gz", gzipSync(board(...some(6, 3)))],
      ["boards/2026-08-08/notes.md", "not an answer"],
    );
    expect(counts(result)).toEqual({
      "boards/2026-08-01/acme.json": [5, 5, {}],
      "boards/2026-08-01/empty.json": [0, 0, {}],
      "boards/2026-08-01/other-empty.json": [0, 0, {}],
      "boards/2026-08-08/acme.json.gz": [6, 6, {}],
    });
    expect(await readJson(result.folder, "snapshots/2026-W32/snapshot.json")).toMatchObject({
      kind: "stock",
      asOf: "2026-08-08",
      sources: [{ name: "greenhouse", format: "greenhouse", rows: 6 }],
      totals: { openings: 6, opened: 3, closed: 2, employers: 1 },
    });
    expect(await stored(result.folder, "2026-W31", "key, first_seen, last_seen, source")).toContainEqual([
      "greenhouse:1",
      // Late in the evening of the newsletter's time zone: the next day in UTC.
      "2026-07-30",
      "2026-08-01",
      "greenhouse",
    ]);
  });

  it("without a day are refused, or are of the week that is named", async () => {
    const args = ["acme.json", "--format", "greenhouse"];
    expectRefusal(await ingest(args, ["acme.json", board(...some(3))]), 3, "file-undated", "acme.json", "--week");
    const named = await ingest([...args, "--week", "2026-W31"], ["acme.json", board(...some(3))]);
    expect(await readJson(named.folder, "snapshots/2026-W31/snapshot.json")).toMatchObject({
      asOf: "2026-08-02",
      totals: { openings: 3 },
    });
  });

  it("count every record: what is broken, no job, not listed or without a title has its reason", async () => {
    const listed = { isListed: true, board: "acme", location: "Berlin" };
    const lines = [
      ...Array.from({ length: 8 }, (_, id) => JSON.stringify({ id: `a${id}`, title: `Analyst ${id}`, ...listed })),
      JSON.stringify({ id: "hidden", title: "Secret", ...listed, isListed: false }),
      '{"id":"broken","title":',
      JSON.stringify({ id: "untitled", ...listed }),
      "[7]",
      "",
    ].join("\n");
    const result = await ingest(["2026-08-01.jsonl", "--format", "ashby", "--json"], ["2026-08-01.jsonl", lines]);
    const rejected = { unlisted: 1, "malformed-row": 2, "no-title": 1 };
    expect(counts(result)).toEqual({ "2026-08-01.jsonl": [12, 8, rejected] });
    const { samples } = JSON.parse(result.stdout);
    expect(samples).toContainEqual({
      reason: "malformed-row",
      file: "2026-08-01.jsonl",
      row: 10,
      field: "the whole row",
      value: "it is not JSON",
    });
    expect(samples).toContainEqual(expect.objectContaining({ reason: "no-title", row: 11, field: "title" }));
    expect((await readJson(result.folder, "snapshots/2026-W31/snapshot.json")).sources).toMatchObject([{ rejected }]);
  });

  it("of pages are the postings of all their scripts, with pay and the day in the newsletter's time zone", async () => {
    const organisation = '{"@type":"Organization","name":"Beta"}';
    const result = await ingest(
      ["2026-08-05", "--format", "jsonld", "--json"],
      ["2026-08-05/1.html", page(JSON.stringify(posting(1)), organisation)],
      ["2026-08-05/2.htm.gz", gzipSync(page(JSON.stringify({ "@graph": [posting(2), posting(3)] }), "{broken"))],
      ["2026-08-05/3.html", "<p>A page of another kind</p>"],
      ["2026-08-05/feed.jsonl", `\uFEFF${JSON.stringify(posting(4))}\r\n${JSON.stringify([posting(5)])}\n`],
    );
    expect(counts(result)).toEqual({
      "2026-08-05/1.html": [2, 1, { "no-posting": 1 }],
      "2026-08-05/2.htm.gz": [3, 2, { "malformed-row": 1 }],
      "2026-08-05/3.html": [1, 0, { "no-posting": 1 }],
      "2026-08-05/feed.jsonl": [2, 2, {}],
    });
    const columns = "key, employer, pay_floor::INT, pay_ceiling::INT, currency, pay_from, pay_tiers, first_seen";
    expect((await stored(result.folder, "2026-W32", columns))[0]).toEqual([
      "jsonld:beta/R-1",
      "Beta",
      80_001,
      100_001,
      "USD",
      "field",
      1,
      "2026-08-03",
    ]);
  });

  it("of Lever are read alike from a list, from lines and one by one", async () => {
    const postings = Array.from({ length: 3 }, (_, id) => ({
      id: `p${id}`,
      text: `Engineer ${id}`,
      hostedUrl: `https://jobs.lever.co/acme/p${id}`,
      categories: { location: "Berlin" },
      createdAt: 1_785_000_000_000,
    }));
    const lines = postings.map((each) => JSON.stringify(each)).join("\n");
    const args = ["2026-08-01", "--format", "lever", "--json"];
    const answers = await Promise.all([
      ingest(args, ["2026-08-01/acme.json", JSON.stringify(postings)]),
      ingest(args, ["2026-08-01/acme.jsonl", lines]),
      ingest(args, ...postings.map((each, id) => [`2026-08-01/${id}.json`, JSON.stringify(each)] as const)),
    ]);
    const [list, ...others] = await Promise.all(answers.map(({ folder }) => stored(folder, "2026-W31", "*")));
    expect(list).toHaveLength(3);
    expect(others).toEqual([list, list]);
  });

  it("take the last answer of each board in a week", async () => {
    const result = await ingest(
      ["boards", "--format", "greenhouse", "--json"],
      ["boards/2026-08-03/acme.json", board(...some(4))],
      ["boards/2026-08-03/beta.json", board(...some(2, 50))],
      ["boards/2026-08-05/acme.json", board(...some(4, 2))],
    );
    expect(counts(result)).toEqual({
      "boards/2026-08-03/acme.json": [4, 0, { "earlier-day": 4 }],
      "boards/2026-08-03/beta.json": [2, 2, {}],
      "boards/2026-08-05/acme.json": [4, 4, {}],
    });
  });

  it("are a feed of the settings, by folder or by pattern", async () => {
    const folder = await freshFolder();
    const feeds = [{ files: ["boards/*"], format: "greenhouse", byWeek: true }];
    await put(folder, "trends.config.ts", `export default ${JSON.stringify({ feeds })};`);
    await put(folder, "boards/2026-08-01/acme.json", board(...some(4)));
    await put(folder, "boards/2026-08-08/acme.json", board(...some(5)));
    const result = await run(["run", "--no-send", "--json"], { cwd: folder });
    expect(await readJson(folder, "snapshots/2026-W32/snapshot.json"), result.stderr).toMatchObject({
      totals: { openings: 5, opened: 1, closed: 0 },
    });
  });

  it("say nothing, and not 0, of what the ads of a role could not say, beside a board that says it", async () => {
    const list = some(4).map((each) => ({ ...each, absolute_url: "https://boards.greenhouse.io/acme/jobs/1" }));
    const ads = some(4).map(({ id }) => ({
      id,
      title: "Data Analyst",
      jobUrl: "https://jobs.ashbyhq.com/beta/1",
      descriptionPlain: id === 1 ? "You know SQL. We give equity." : "A team.",
    }));
    const { folder } = await ingest(
      ["2026-08-01", "--format", "boards"],
      ["2026-08-01/acme.json", board(...list)],
      ["2026-08-01/beta.json", board(...ads)],
    );
    expect((await readJson(folder, "snapshots/2026-W31/snapshot.json")).roles).toMatchObject({
      "data-engineer": { skills: null, mentions: { equity: null, bonus: null } },
      "data-analyst": { skills: [{ name: "SQL", postings: 1 }], mentions: { equity: 1, bonus: 0 } },
    });
  });

  it("follow stored weeks of an earlier version, which lack the newer columns", async () => {
    const { folder } = await ingest(
      ["2026-08-01/acme.json", "--format", "greenhouse"],
      ["2026-08-01/acme.json", board(...some(4))],
    );
    const path = join(folder, "snapshots/2026-W31/postings.parquet");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE old AS SELECT * EXCLUDE (places, pay_from, pay_tiers) FROM '${path}'`);
    await connection.run(`COPY old TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    await put(folder, "2026-08-08/acme.json", board(...some(4, 2)));
    const result = await run(["ingest", "2026-08-08/acme.json", "--format", "greenhouse"], { cwd: folder });
    expect(result, result.stderr).toMatchObject({ code: 0 });
    const { totals } = await readJson(folder, "snapshots/2026-W32/snapshot.json");
    expect([totals.openings, totals.opened, totals.closed]).toEqual([4, 1, 1]);
    expect(await readJson(folder, "snapshots/2026-W32/changes.json")).toMatchObject({ week: "2026-W32" });
  });
});

describe.concurrent("answers of many boards", () => {
  const priced = (id: number, pay: string) =>
    job(id, { content: `<p>Salary: ${pay} per year</p>`, company_name: `Company ${id}` });
  const files = Array.from({ length: 20 }, (_, n): File => {
    const jobs = [priced(2 * n, n % 3 === 0 ? "£60,000" : "$100,000"), priced(2 * n + 1, "$120,000")];
    return [`2026-08-01/b${n}.json`, board(...jobs, ...(n === 7 ? [{ id: 99 }] : []))];
  });

  it("are told as a sum, with those that have rows at fault, and with a few examples of each reason", async () => {
    const { stdout, stderr, code } = await ingest(["2026-08-01", "--format", "greenhouse"], ...files);
    expect(code, stderr).toBe(0);
    const lines = stdout.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));
    expect(lines.slice(0, 9)).toEqual([
      "file | count",
      "20 files | rows | 41",
      "accepted | 40",
      "rejected: no-title | 1",
      "counted without pay: currency-without-rate | 7",
      "2026-08-01/b7.json | rows | 3",
      "accepted | 2",
      "rejected: no-title | 1",
      "",
    ]);
    expect(stderr.split("\n").filter((line) => line.startsWith("currency-without-rate"))).toEqual([
      expect.stringContaining("2026-08-01/b0.json"),
      expect.stringContaining("2026-08-01/b12.json"),
      expect.stringContaining("2026-08-01/b15.json"),
      "currency-without-rate: 4 more examples; --json lists them.",
    ]);
  });
});

describe.concurrent("answers that cannot be used", () => {
  const args = ["2026-08-01", "--format", "greenhouse"];

  it.each([
    ["no JSON", ["2026-08-01/a.json", '{"jobs":[\n{"id":1,}]}'], "file-damaged", /a\.json.*line 2, at character 9/],
    ["cut short", ["2026-08-01/a.json.gz", gzipSync(board(...some(50))).subarray(0, 60)], "file-damaged", "a.json.gz"],
    ["empty", ["2026-08-01/a.json", ""], "file-empty", "a.json"],
    ["nobody sought", ["2026-08-01/a.json", board()], "nothing-usable", "0 rows"],
    ["all without titles", ["2026-08-01/a.json", board({ id: 1 }, { id: 2 })], "rows-mostly-rejected", "no-title 2"],
    ["no answer", ["2026-08-01/a.txt", "x"], "file-missing", "2026-08-01"],
  ] as const)("are refused with the file and why: %s", async (_, file, code, says) => {
    const result = await ingest(args, file);
    expectRefusal(result, 3, code, says);
    expect(await readdir(join(result.folder, "snapshots")).catch(() => [])).toEqual([]);
  });

  it("refuse a board of many jobs that is at fault, and not the others for one page", async () => {
    const good = ["2026-08-01/good.json", board(...some(60))] as const;
    const untitled = Array.from({ length: 12 }, (_, id) => ({ id: 900 + id }));
    const bad = ["2026-08-01/bad.json", board(...untitled)] as const;
    expectRefusal(await ingest(args, good, bad), 3, "rows-mostly-rejected", "bad.json");
    const one = await ingest([...args, "--json"], good, ["2026-08-01/one.json", '{"status":404,"error":"gone"}']);
    expect(counts(one)).toEqual({
      "2026-08-01/good.json": [60, 60, {}],
      "2026-08-01/one.json": [1, 0, { "no-title": 1 }],
    });
  });

  it("refuse the same bytes under two names of one day, not of two days", async () => {
    const same = board(...some(3));
    expectRefusal(await ingest(args, ["2026-08-01/a.json", same], ["2026-08-01/b.json", same]), 3, "file-repeated");
    const days = ["boards", "--format", "greenhouse", "--by-week", "--json"];
    const two = await ingest(days, ["boards/2026-08-01/a.json", same], ["boards/2026-08-08/a.json", same]);
    expect(Object.values(counts(two)).map(([, accepted]) => accepted)).toEqual([3, 3]);
  });

  it("refuse answers of another kind of board, and say which format reads them", async () => {
    const content = "<p>Salary: $100,000 - $120,000</p>";
    const jobs = some(12).map((each) => ({
      ...each,
      content,
      absolute_url: "https://boards.greenhouse.io/acme/jobs/1",
    }));
    const file = ["2026-08-01/a.json", board(...jobs)] as const;
    for (const format of ["ashby", "lever"]) {
      const result = await ingest(["2026-08-01", "--format", format], file);
      expectRefusal(result, 3, "rows-mostly-rejected", "other-format 12", "greenhouse", "--format");
    }
    const pages = await ingest(["2026-08-01", "--format", "jsonld"], file, ["2026-08-01/b.html", "<p>Nothing</p>"]);
    expectRefusal(pages, 3, "nothing-usable: There is no posting to use in", "a.json and 1 more", "the format");
  });

  it("are no repetition where two hold no advertisement at all: pages of jobs that are gone", async () => {
    const gone = "<p>This job is no longer open.</p>";
    const result = await ingest(
      ["2026-08-05", "--format", "jsonld", "--json"],
      ["2026-08-05/1.html", page(JSON.stringify(posting(1)))],
      ["2026-08-05/2.html", gone],
      ["2026-08-05/3.html", gone],
    );
    expect(Object.values(counts(result)).map(([, accepted]) => accepted)).toEqual([1, 0, 0]);
  });

  it("are said to be missing where there is no such file or folder", async () => {
    const result = await ingest(["nowhere", "--format", "greenhouse"]);
    expectRefusal(result, 3, "file-missing", "nowhere", "there is no such file");
  });

  it("take no mapping", async () => {
    const result = await ingest([...args, "--mapping", "data-jobs"], ["2026-08-01/a.json", board()]);
    expectRefusal(result, 2, "usage", "takes no mapping");
  });
});
