import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays, sundayOf, type Week, weeksUpTo } from "../../src/domain/week.ts";
import { contentOf, expectRefusal, freshFolder, jsonError, put, readJson, run } from "./cli.ts";
import { csv, postings, type Row } from "./postings.ts";

const LAST: Week = "2026-W43";

/** `count` jobs of 12 employers, open on the week's Sunday. */
function openOn(week: Week, count: number, other: (index: number) => Row = () => ({})): string {
  const jobs = postings(count).map((row, index) => ({
    ...row,
    employer: `Employer ${index % 12}`,
    last_seen: sundayOf(week),
    ...other(index),
  }));
  return csv(jobs);
}

async function ingest(folder: string, week: Week, content: string, ...more: string[]) {
  await put(folder, `${week}.csv`, content);
  return run(["ingest", `${week}.csv`, "--format", "postings", ...more], { cwd: folder });
}

describe("a stock whose parser loses pay from one week to the next", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await freshFolder();
    expect(await ingest(folder, "2026-W42", openOn("2026-W42", 240))).toMatchObject({ code: 0 });
    // What is still read is the upper half of the pay.
    const half = (index: number): Row => (index < 120 ? { pay_floor: "", pay_ceiling: "" } : {});
    const second = await ingest(folder, LAST, openOn(LAST, 240, half));
    expect(second, second.stderr).toMatchObject({ code: 0 });
    expect(second.stderr).toMatch(/not comparable: total 2026-W43; roles 2026-W43: Of the jobs open in week 2026-W43/);
    expect(second.stderr.match(/Of the jobs open/g)).toHaveLength(1);
  });

  it("stores the reason with its figures, so that a clone says the same", async () => {
    const { guard, changes } = await readJson(folder, `snapshots/${LAST}/changes.json`);
    expect(guard.total).toMatchObject([
      { code: "pay-share", found: 0.5 },
      { code: "pay-reread", weeks: [LAST], found: 0.5 },
    ]);
    const verdicts = changes.map(({ verdict }: { verdict: string }) => verdict);
    expect(new Set(verdicts)).toEqual(new Set(["not-comparable"]));
  });

  it("has an edition that says so, tells no move of pay and passes its check", async () => {
    const built = await run(["build"], { cwd: folder });
    expect(built, built.stderr).toMatchObject({ code: 0 });
    expect(built.stderr).toMatch(/^not comparable: .*Of the jobs open/m);
    const text = (await readFile(join(folder, `reports/${LAST}/email.txt`), "utf8")).replace(/\s+/g, " ");
    expect(text).toContain("About this week’s data");
    expect(text).toMatch(/50%\s(of\s)?[\s\S]{0,60}show\s+other\s+pay/);
    expect(text).not.toMatch(/\b(rose|fell)\b(?!”)/);
    const checked = await run(["check", "--json"], { cwd: folder });
    expect(checked).toMatchObject({ code: 0 });
    expect(JSON.parse(checked.stdout)).toMatchObject({
      blocked: false,
      guard: { total: [{ code: "pay-share" }, { code: "pay-reread" }] },
    });
  });

  it("explains the number and says in status why the week is not compared", async () => {
    const explained = await run(["explain", "guard.total.1.found"], { cwd: folder });
    expect(explained).toMatchObject({ code: 0 });
    expect(explained.stdout).toMatch(/^reason: Of the jobs open .* 50% now show other pay/m);
    expect(explained.stdout).toMatch(/changes\.json, field guard\.total\.1\.found/);
    const status = await run(["status"], { cwd: folder });
    expect(status.stdout).toMatch(/^not comparable: total 2026-W43; roles 2026-W43: In week 2026-W43 50% of the ads/m);
    expect(JSON.parse((await run(["status", "--json"], { cwd: folder })).stdout).newest.guard.total).toHaveLength(2);
  });
});

describe("a broken feed after five good weeks", () => {
  let folder: string;
  const weeks = weeksUpTo("2026-W42", 5);
  const files = async () => (await readdir(join(folder, "snapshots", LAST))).sort();

  beforeAll(async () => {
    folder = await freshFolder();
    const [head = ""] = csv([]).split("\n");
    const rows = weeks.flatMap((week) => openOn(week, 60).trimEnd().split("\n").slice(1));
    await put(folder, "good.csv", `${[head, ...rows].join("\n")}\n`);
    const good = await run(["ingest", "good.csv", "--format", "postings", "--by-week"], { cwd: folder });
    expect(good, good.stderr).toMatchObject({ code: 0 });
  });

  it("is shown by a dry run, which stores nothing", async () => {
    const before = await contentOf(join(folder, "snapshots"));
    const dry = await ingest(folder, LAST, openOn(LAST, 10), "--dry-run");
    expectRefusal(dry, 3, "week-held");
    expect(dry.stdout).toMatch(/2026-W43 +held +10 /);
    expect(await contentOf(join(folder, "snapshots"))).toEqual(before);
  });

  it("is held with figures, limits and what to do, and is no week to build, compare or count", async () => {
    const refused = await ingest(folder, LAST, openOn(LAST, 10));
    expectRefusal(
      refused,
      3,
      /^week-held: 2026-W43 looks like a broken feed: 10 openings where 60 are usual and fewer than 15 are refused\./m,
      "--accept",
    );
    expect(refused.stdout).toMatch(/2026-W43 +held +10 /);
    expect(await files()).toEqual(["held.json"]);
    expect(await readJson(folder, `snapshots/${LAST}/held.json`)).toMatchObject({
      schemaVersion: 1,
      week: LAST,
      totals: { openings: 10 },
    });
    const status = JSON.parse((await run(["status", "--json"], { cwd: folder })).stdout);
    expect(status.weeks).toMatchObject({ stored: 5, newest: "2026-W42", held: [{ week: LAST, openings: 10 }] });
    expect((await run(["status"], { cwd: folder })).stdout).toMatch(/^held +2026-W43: it came with 10 openings/m);
    expectRefusal(await run(["build", "--week", LAST], { cwd: folder }), 3, "2026-W43 is held", "--accept");
  });

  it("gives the same bytes again, and one object with --json", async () => {
    const before = await contentOf(join(folder, "snapshots"));
    const again = await run(["ingest", `${LAST}.csv`, "--format", "postings", "--json"], { cwd: folder });
    expect(again.code).toBe(3);
    expect(jsonError(again)).toMatchObject({
      code: "week-held",
      held: [{ week: LAST, reasons: [{ rule: "openings", found: 10, usual: 60, low: 15 }] }],
      weeks: [{ week: LAST, state: "held", openings: 10 }],
    });
    expect(await contentOf(join(folder, "snapshots"))).toEqual(before);
  });

  it("is stored as it is with --accept, and then ingested again without it", async () => {
    const accepted = await run(["ingest", `${LAST}.csv`, "--format", "postings", "--accept"], { cwd: folder });
    expect(accepted, accepted.stderr).toMatchObject({ code: 0 });
    expect(await files()).toEqual(["changes.json", "postings.parquet", "snapshot.json"]);
    expect(await readJson(folder, `snapshots/${LAST}/snapshot.json`)).toMatchObject({
      totals: { opened: 0, closed: 50 },
    });
    const again = await run(["ingest", `${LAST}.csv`, "--format", "postings"], { cwd: folder });
    expect(again, again.stderr).toMatchObject({ code: 0 });
    expect(again.stdout).toMatch(/2026-W43 +unchanged/);
  });

  it("is replaced by the mended feed, which leaves nothing held", async () => {
    const next = "2026-W44";
    const thin = await ingest(folder, next, openOn(next, 2));
    expectRefusal(thin, 3, "2 openings where 10 are usual");
    const mended = await ingest(folder, next, openOn(next, 61));
    expect(mended, mended.stderr).toMatchObject({ code: 0 });
    expect((await readdir(join(folder, "snapshots", next))).sort()).toEqual([
      "changes.json",
      "postings.parquet",
      "snapshot.json",
    ]);
  });

  it("keeps the stored week where the broken one comes for it", async () => {
    const [, , , , week = ""] = weeks;
    const before = await contentOf(join(folder, "snapshots"));
    const refused = await ingest(
      folder,
      week,
      openOn(week, 60, () => ({ pay_floor: "", pay_ceiling: "" })),
    );
    expectRefusal(
      refused,
      3,
      "0.0 % of its openings state pay where 100.0 % are usual",
      "The stored snapshot was kept.",
    );
    expect(await contentOf(join(folder, "snapshots"))).toEqual(before);
  });

  it("stops the weekly job before anything is built", async () => {
    await put(
      folder,
      "trends.config.ts",
      'export default { feeds: [{ files: ["2026-W45.csv"], format: "postings" }] };',
    );
    await put(folder, "2026-W45.csv", openOn("2026-W45", 3));
    expectRefusal(await run(["run", "--no-send"], { cwd: folder }), 3, "week-held", "2026-W45", "--accept");
    expect(await contentOf(join(folder, "reports"))).toEqual({});
  });
});

const HEAD =
  "job_title_short,job_title,job_location,job_schedule_type,job_work_from_home,job_posted_date,job_country,salary_rate,salary_year_avg,salary_hour_avg,company_name,job_skills";

/** Ads of a flow, spread over the days of each week. */
function flow(counts: Readonly<Record<Week, number>>, days: Readonly<Record<Week, number>> = {}): string {
  const rows = Object.entries(counts).flatMap(([week, count]) =>
    Array.from({ length: count }, (_, index) => {
      const day = addDays(sundayOf(week), -(index % (days[week] ?? 7)));
      return `Data Engineer,Engineer ${index},"Austin, TX",Full-time,False,${day} 09:00:00,United States,year,${100_000 + index},,Employer ${index % 9},[]`;
    }),
  );
  return `${[HEAD, ...rows].join("\n")}\n`;
}

describe("an ingest of many weeks", () => {
  const weeks = weeksUpTo(LAST, 8);
  const broken = weeks[5]!;
  const FLOW = ["--format", "mapped", "--mapping", "data-jobs", "--by-week"];

  it("stores the good ones, holds the broken one, and compares nothing with it", async () => {
    const folder = await freshFolder();
    await put(folder, "flow.csv", flow(Object.fromEntries(weeks.map((week) => [week, week === broken ? 5 : 70]))));
    const result = await run(["ingest", "flow.csv", ...FLOW], { cwd: folder });
    expectRefusal(result, 3, new RegExp(`week-held: ${broken} looks like a broken feed: 5 openings`));
    expect(result.stdout).toMatch(new RegExp(`${broken} +held +5 `));
    expect(result.stdout.match(/ new /g)).toHaveLength(7);
    expect(await readdir(join(folder, "snapshots", broken))).toEqual(["held.json"]);
    const { guard, inputs } = await readJson(folder, `snapshots/${LAST}/changes.json`);
    expect(guard.total).toEqual([]);
    // The ads bear their own days, so the week after the held one is a week like any other.
    expect(guard.roles).toMatchObject([{ code: "weeks-missing", weeks: [broken], found: 7, low: 8 }]);
    expect(inputs.map(({ week }: { week: Week }) => week)).toEqual(weeks.filter((week) => week !== broken));
  });
});

describe("the letter of a week after one that lacks days", () => {
  it("leaves that week out of the history, names its changes among what it was told from, and counts no week in it", async () => {
    const folder = await freshFolder();
    const weeks = weeksUpTo(LAST, 8);
    const short = weeks[5]!;
    const counts = Object.fromEntries(weeks.map((week, index) => [week, week === short ? 30 : 77 + index]));
    await put(folder, "flow.csv", flow(counts, { [short]: 3 }));
    const args = ["ingest", "flow.csv", "--format", "mapped", "--mapping", "data-jobs", "--by-week"];
    expect(await run(args, { cwd: folder })).toMatchObject({ code: 0 });
    expect((await readJson(folder, `snapshots/${short}/changes.json`)).guard.total).toMatchObject([
      { code: "days-missing", weeks: [short] },
      { code: "source-rows", weeks: [short] },
    ]);
    const built = await run(["build", "--week", LAST], { cwd: folder });
    expect(built, built.stderr).toMatchObject({ code: 0 });
    const { facts, inputs } = await readJson(folder, `reports/${LAST}/edition.json`);
    const value = (id: string) => facts.find((fact: { id: string }) => fact.id === id)?.value;
    expect(value("total.history.weeks@7w")).toBe(7);
    expect(value("total.openings.lowest@7w")).toBe(77);
    expect(inputs.map(({ path }: { path: string }) => path)).toContain(`${short}/changes.json`);
  });
});
