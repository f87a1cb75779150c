import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Drill } from "../../src/drill/drill.ts";
import { type Covered, coverage } from "./coverage.ts";
import { callsInSample, dataJobs, drillOf, PLANTED, sampled } from "./feeds.ts";
import { littleChanged } from "./little-changed.ts";
import { PAY_STEP } from "./market.ts";
import { nullYear } from "./null-year.ts";
import { pShares } from "./p-values.ts";
import { plantedWeeks } from "./planted-weeks.ts";

export interface VerdictsSize {
  readonly roles: number;
  /** Of the null year, and of the weeks with planted changes. */
  readonly weeks: number;
  readonly shuffles: number;
  readonly worlds: number;
  /** Samples of each planted size. */
  readonly samples: number;
  readonly postings: number;
  readonly seed: number;
}

/** A line of the table: what was measured, what it must be, what it is. `held` is null where nothing is demanded. */
export interface Row {
  readonly what: string;
  readonly bound: string;
  readonly measured: string;
  readonly held: boolean | null;
}

const BURSTS = 2;
const RISERS = 3;
const RISES = [0.05, 0.1];
const HEADLINE_SHARE = 0.1;
/** An unrounded pay shows what the intervals do where steps do not widen them. */
const FINE_STEP = 100;
/** Intervals are cheap to measure: three times the worlds of the other rows. */
const COVERAGE_WORLDS = 3;

/** Every line of the table in `docs/statistics.md`, as it is found out. */
export async function* verdictRows(size: VerdictsSize): AsyncGenerator<Row> {
  yield* yearRows(size);
  for (const rise of RISES) yield* plantedRows(rise, size);
  for (const payStep of [PAY_STEP, FINE_STEP]) yield* coverageRows(payStep, size);
  for (const payStep of [PAY_STEP, FINE_STEP]) yield littleRow(payStep, size);
  yield* pRows(size);
  const folder = await mkdtemp(join(tmpdir(), "trends-proof-"));
  try {
    for (const rise of RISES) yield await sampleRow(rise, folder, size);
    yield* drillRows(folder, size);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The drill of both feeds. */
export async function* drillRows(
  folder: string,
  { shuffles, postings, seed }: Pick<VerdictsSize, "shuffles" | "postings" | "seed">,
): AsyncGenerator<Row> {
  const real = await dataJobs(join(folder, "data-jobs"));
  if (real !== undefined) yield drillRow("data_jobs 2023", await drillOf(real, shuffles, seed));
  const invented = await sampled(join(folder, "sample"), { weeks: 12, postings, seed, rise: 0 });
  yield drillRow(`a sample of ${postings} postings`, await drillOf(invented, shuffles, seed));
}

function drillRow(
  feed: string,
  { shuffles, weeks, headlineShare, edgedShare, headlines, headlinesOfTotal }: Drill,
): Row {
  const named = Object.entries(headlines).flatMap(([metric, count]) => (count === 0 ? [] : [`${count} ${metric}`]));
  return {
    what: `Drill, ${feed}: ${shuffles} shuffles of ${weeks.length} weeks, weeks with a headline`,
    bound: `≤ ${percent(HEADLINE_SHARE)}`,
    measured: `${percent(headlineShare)} (${named.join(", ") || "none"}; ${headlinesOfTotal} of the total); only edged: ${percent(edgedShare)}`,
    held: headlineShare !== null && headlineShare <= HEADLINE_SHARE,
  };
}

function* yearRows({ roles, weeks, seed }: VerdictsSize): Generator<Row> {
  const year = nullYear({ roles, weeks, burstsAWeek: BURSTS, seed });
  const what = `Null year of ${weeks} weeks, ${roles} roles, ${BURSTS} bursts a week, false headlines`;
  // The bounds are of 52 weeks of 40 roles; a smaller year has its part of them.
  const part = (weeks * roles) / (52 * 40);
  const all = year.ours + year.oursOfTotal;
  yield {
    what: `${what}: ours`,
    bound: `≤ ${Math.ceil(5 * part)}, ≤ 1/5 of Mann-Whitney`,
    measured: `${all} (${year.ours} of roles, ${year.oursOfTotal} of the total), in ${year.tests} tests; ${year.edged} edged`,
    held: all <= Math.ceil(5 * part) && all <= year.textbook / 5,
  };
  yield { what: `${what}: Mann-Whitney + Benjamini-Hochberg`, bound: "", measured: `${year.textbook}`, held: null };
  yield {
    what: `${what}: "moved 2 %"`,
    bound: `> ${Math.floor(2_000 * part)}`,
    measured: `${year.naive}`,
    held: year.naive > Math.floor(2_000 * part),
  };
}

function* plantedRows(rise: number, { roles, weeks, seed }: VerdictsSize): Generator<Row> {
  const found = plantedWeeks({ roles, weeks, burstsAWeek: BURSTS, risers: RISERS, rise, seed });
  const what = `${weeks} weeks with ${RISERS} roles whose new offers pay +${percent(rise)}, and ${BURSTS} bursts a week`;
  const { ours, textbook } = found;
  const calls = ours.right + ours.wrong;
  yield {
    what: `${what}: false headlines of ours`,
    bound: "≤ 15 %",
    measured: `${percent(ours.falseShare)} (${ours.wrong} of ${calls}; ${ours.wrongOfBurst} of flooded roles); Mann-Whitney + BH: ${percent(textbook.falseShare)} (${textbook.wrong} of ${textbook.right + textbook.wrong})`,
    held: ours.falseShare <= 0.15,
  };
  yield {
    what: `${what}: rises found by ours`,
    bound: "≥ Mann-Whitney + BH",
    measured: `${ours.risers} of ${found.planted}; Mann-Whitney + BH: ${textbook.risers}`,
    held: ours.risers >= textbook.risers,
  };
}

function* coverageRows(payStep: number, { worlds: few, seed }: VerdictsSize): Generator<Row> {
  const worlds = COVERAGE_WORLDS * few;
  const rounded = `pay rounded to ${payStep}`;
  for (const { n, level, noChange, rise } of coverage({ sizes: [12, 30, 60, 200, 1_000], worlds, payStep, seed })) {
    const held = (all: readonly Covered[]) =>
      all
        .filter(({ intervals }) => intervals >= worlds / 10)
        .every(({ share }) => share !== null && share >= 0.93 && share <= 0.99);
    const what = `95 % intervals of about ${n} offers by clustered employers, ${rounded}`;
    yield { what: `${what}: level`, bound: "93–99 %", measured: covered(level), held: held([level]) };
    if (noChange.intervals + rise.intervals === 0) continue;
    yield {
      what: `${what}: change where none is; change of +15,000`,
      bound: "93–99 %",
      measured: `${covered(noChange)}; ${covered(rise)}`,
      held: held([noChange, rise]),
    };
  }
}

function littleRow(payStep: number, { worlds, seed }: VerdictsSize): Row {
  const { tests, still, moved, contradictions } = littleChanged({ openings: 4_000, worlds, payStep, seed });
  return {
    what: `Pay of 4000 openings, rounded to ${payStep}, is called little changed though all of it rose by 1.6 %, just over the floor`,
    bound: "≤ 5 %, never beside a noticeable size over the floor",
    measured: `${percent(moved / tests)} of ${tests}; where nothing changed ${percent(still / tests)}; ${contradictions} beside such a size`,
    held: moved / tests <= 0.05 && contradictions === 0,
  };
}

function covered({ share, intervals }: Covered): string {
  return share === null ? "none" : `${percent(share)} of ${intervals}`;
}

function* pRows({ worlds, seed }: VerdictsSize): Generator<Row> {
  for (const { statistic, n, below, kept } of pShares({ worlds, roles: [60, 200, 100, 300, 40], seed })) {
    const shares = Object.entries(below).map(([level, share]) => `${percent(share)} ≤ ${level}`);
    // Four standard errors; cautious is no fault.
    const held = Object.entries(below).every(
      ([level, share]) => share <= Number(level) + 4 * Math.sqrt((Number(level) * (1 - Number(level))) / n),
    );
    yield {
      what: `p of ${statistic} where nothing changes, ${n} tests`,
      bound: "no more than the level",
      measured: `${shares.join(", ")}; ${percent(kept)} ≤ 0.05 and without the top employer`,
      held,
    };
  }
}

async function sampleRow(rise: number, folder: string, { samples, postings, seed }: VerdictsSize): Promise<Row> {
  const found = { ours: 0, textbook: 0, naive: 0 };
  const wrong = { ours: 0, textbook: 0, naive: 0 };
  for (let sample = 0; sample < samples; sample++) {
    const calls = await callsInSample(folder, { weeks: 8, postings, seed: seed + sample, rise });
    for (const method of ["ours", "textbook", "naive"] as const) {
      const right = calls[method].filter(({ slice, metric, up }) => slice === PLANTED && up && metric.endsWith("pay"));
      found[method] += right.length > 0 ? 1 : 0;
      wrong[method] += calls[method].length - right.length;
    }
  }
  const each = (method: "ours" | "textbook" | "naive") => `${found[method]} found, ${wrong[method]} false`;
  return {
    what: `${samples} samples of ${postings} postings in which one role's new offers pay +${percent(rise)}`,
    bound: "ours found ≥ Mann-Whitney + BH",
    measured: `ours: ${each("ours")}; Mann-Whitney + BH: ${each("textbook")}; "moved 2 %": ${each("naive")}`,
    held: found.ours >= found.textbook,
  };
}

function percent(share: number | null): string {
  return share === null ? "none" : `${(100 * share).toFixed(1).replace(/\.0$/, "")} %`;
}
