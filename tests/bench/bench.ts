import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { thisMachine } from "../../src/commands/machine.ts";
import { readSettings } from "../../src/config.ts";
import { literal, openDatabase } from "../../src/duckdb.ts";
import { ingestFeed } from "../../src/ingest-feed.ts";
import { silentLog } from "../../src/log.ts";
import { buildEdition, type Effects } from "../../src/pipeline.ts";
import { silentProgress } from "../../src/progress.ts";
import { benchEdition } from "./edition.ts";
import { benchReading } from "./reading.ts";

/*
 * Speed as ratios within one run, or scaled by a calibration loop of the same run; nothing here is asserted in a test.
 * `npm run bench -- --rows 5000000` is the size of the budget in the design; `--only edition`, `ingest` or `reading` leaves the others out.
 */
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "500000" },
    repeats: { type: "string", default: "3" },
    weeks: { type: "string", default: "52" },
    postings: { type: "string", default: "26000" },
    ads: { type: "string", default: "20000" },
    only: { type: "string" },
  },
});
const rows = Number(values.rows);
const repeats = Number(values.repeats);

const folder = await mkdtemp(join(tmpdir(), "trends-bench-"));
const effects: Effects = {
  log: silentLog,
  progress: silentProgress,
  today: "2026-11-21",
  now: new Date(0),
  smtp: () => undefined,
  secrets: () => ({ linkSecret: null, dkimKey: null }),
  machine: thisMachine(),
};
try {
  if (values.only === undefined || values.only === "ingest") await benchIngest();
  if (values.only === undefined || values.only === "edition")
    await benchEdition(join(folder, "sample"), {
      weeks: Number(values.weeks),
      postings: Number(values.postings),
      repeats,
    });
  if (values.only === undefined || values.only === "reading") await benchReading(folder, Number(values.ads));
} finally {
  await rm(folder, { recursive: true });
}

async function benchIngest(): Promise<void> {
  const csv = join(folder, "postings.csv");
  await writeInvented(csv);
  const byHand = await best(() => handWritten(csv));
  const settings = await readSettings(folder, undefined);
  const feed = {
    files: [csv],
    format: "postings",
    mapping: undefined,
    scope: undefined,
    weeks: { kind: "one", week: "2026-W46" },
    dryRun: true,
    replace: true,
    accept: true,
    otherThan: new Set<string>(),
  } as const;
  const ours = await best(async () => void (await ingestFeed(feed, settings, effects)));
  report(`ingest ${rows.toLocaleString("en")} rows`, ours, byHand, "hand-written SQL of the same figures", 1.5);

  const project = await readSettings(process.cwd(), undefined);
  const first = await once(async () => void (await buildEdition("2023-W39", project)));
  const warm = await best(async () => void (await buildEdition("2023-W39", project)));
  console.log(
    `build an edition: first ${first.toFixed(2)} s, warm ${warm.toFixed(2)} s, ${Math.round(process.memoryUsage.rss() / 1e6)} MB resident`,
  );
}

/** Invented postings of one week: Zipf-like employers, ten roles, ranges rounded to five thousand. */
async function writeInvented(path: string): Promise<void> {
  const database = await openDatabase();
  await database.run(`COPY (
    SELECT 'k' || i AS key, 'Engineer ' || (i % 997) AS title, 'Employer ' || (1 + 4000 * pow((hash(i) % 1000) / 1000.0, 3))::INTEGER AS employer,
      'Role ' || (hash(i + 1) % 10) AS roles, CASE WHEN hash(i + 2) % 5 = 0 THEN 'remote' ELSE 'onsite' END AS workplace, 'Metro ' || (hash(i + 3) % 60) AS place,
      60000 + 5000 * (hash(i + 4) % 20) AS pay_floor, 170000 + 5000 * (hash(i + 5) % 20) AS pay_ceiling, 'USD' AS currency,
      'Skill ' || (hash(i + 6) % 40) || ';Skill ' || (hash(i + 7) % 40) AS skills, '2026-11-' || (9 + i % 7) AS last_seen
    FROM range(${rows}) t(i)
  ) TO ${literal(path)} (FORMAT csv, HEADER)`);
  database.close();
}

/** The figures of a snapshot as one would write them for this one file, with nothing checked. */
async function handWritten(csv: string): Promise<void> {
  const database = await openDatabase();
  await database.run(`CREATE TABLE postings AS SELECT *, (pay_floor + pay_ceiling) / 2 AS midpoint, string_split(skills, ';') AS named,
      md5(concat_ws('|', lower(employer), regexp_replace(lower(title), '[^a-z0-9]+', ' ', 'g'), pay_floor, pay_ceiling)) AS offer
    FROM read_csv(${literal(csv)})`);
  const spread = (column: string) => `avg(${column}), quantile_cont(${column}, [0.25, 0.5, 0.75])`;
  for (const sql of [
    `SELECT roles, count(*), count(DISTINCT offer), count(DISTINCT employer), count(*) FILTER (workplace = 'remote'), ${spread("pay_floor")}, ${spread("midpoint")}, ${spread("pay_ceiling")} FROM postings GROUP BY 1`,
    "SELECT roles, midpoint, count(*) FROM postings GROUP BY ALL",
    "SELECT roles, employer, count(*), sum(midpoint) FROM postings GROUP BY ALL",
    `SELECT roles, skill, count(*), ${spread("midpoint")} FROM (SELECT roles, midpoint, unnest(named) AS skill FROM postings) GROUP BY ALL`,
    "SELECT roles, place, count(*) FROM postings GROUP BY ALL",
    "SELECT count(*), count(DISTINCT offer), count(DISTINCT employer) FROM postings",
  ]) {
    await database.rows(`SELECT count(*) FROM (${sql})`);
  }
  database.close();
}

async function once(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function best(work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) times.push(await once(work));
  return Math.min(...times);
}

function report(what: string, ours: number, theirs: number, reference: string, budget: number): void {
  const ratio = ours / theirs;
  console.log(
    `${what}: ${ours.toFixed(2)} s, ${ratio.toFixed(2)} × ${reference} (${theirs.toFixed(2)} s); the budget is ${budget} ×${ratio > budget ? ", which is missed" : ""}`,
  );
}
