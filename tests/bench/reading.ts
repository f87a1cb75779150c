import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { writeAds } from "./invented-ads.ts";
import { FLAT_ASHBY, measurePay, RAW_ASHBY, SAMPLES } from "./reading-pay.ts";
import { greenhouseCoverage, measureLevels, measurePlaces } from "./reading-places.ts";
import { LABELLED, measureSkills } from "./reading-skills.ts";
import { measureTitles } from "./reading-titles.ts";

/*
 * How well ads are read, against the bounds that the tests assert, and how fast: ads in lines, at a size and at four times that size.
 */

const SHARED = resolve(import.meta.dirname, "../..", process.env["TRENDS_DATA"] ?? "../shared/data");
const BOARDS = `${SAMPLES}/greenhouse/boards-list-weekly/2026-08-08`;

/** An ad of the larger file may take so much more time than one of the smaller: what is left is chance. */
const MOST_PER_AD = 1.2;
/** DuckDB may take 1 GB; all else is the program, its rules and one ad at a time. */
const MOST_MB = 1_600;

/** Prints every measure with its bound; those on shared data are left out, with the reason, where it is missing. */
export async function benchReading(folder: string, ads: number): Promise<void> {
  await titles();
  await placesAndLevels();
  if (has(...LABELLED)) await skills();
  if (has(RAW_ASHBY, FLAT_ASHBY, SAMPLES)) pay();
  if (has(BOARDS)) await coverage();
  await speed(folder, ads);
}

async function titles(): Promise<void> {
  const measured = await measureTitles();
  for (const [set, { titles, exact, precision, recall }] of Object.entries(measured)) {
    const name = `titles, ${set} (${titles}, ${exact} of them exact)`;
    judge(`${name}: precision`, precision, "at least", 0.97);
    judge(`${name}: recall`, recall, "at least", 0.95);
  }
}

async function placesAndLevels(): Promise<void> {
  for (const file of ["places.tsv", "places-held.tsv"] as const) {
    const { texts, country, metro } = await measurePlaces(file);
    for (const [kind, { precision, recall }] of Object.entries({ country, metro })) {
      judge(`${kind} in ${file} (${texts} texts): precision`, precision, "at least", 0.97);
      judge(`${kind} in ${file} (${texts} texts): recall`, recall, "at least", 0.95);
    }
  }
  for (const file of ["levels.tsv", "levels-held.tsv"] as const) {
    const { precision, recall, labelled } = await measureLevels(file);
    judge(`level in ${file} (${labelled} labels): precision`, precision, "at least", 0.97);
    judge(`level in ${file} (${labelled} labels): recall`, recall, "at least", 0.95);
  }
}

async function skills(): Promise<void> {
  const { ads, labels, precision, recall } = await measureSkills();
  judge(`skills (${ads} ads, ${labels} labels): precision`, precision, "at least", 0.9);
  judge(`skills (${ads} ads, ${labels} labels): recall`, recall, "at least", 0.85);
}

function pay(): void {
  const found = measurePay();
  judge(`pay: recovered of ${found.stated} ads with a field`, found.recovered / found.stated, "at least", 0.98);
  judge(`pay: false, in ${found.handRead} ads read by hand`, found.invented.length, "at most", 0);
  judge(`pay: incomplete, in ${found.handPaid} ads with pay read by hand`, found.incomplete.length, "at most", 1);
  judge(`pay: false, in ${found.moneyless} ads without money`, found.readInMoneyless.length, "at most", 0);
  judge(`pay: ${found.summaries} short forms read back`, found.summariesRead / found.summaries, "at least", 0.98);
}

async function coverage(): Promise<void> {
  const { openings, country, metro } = await greenhouseCoverage(join(SHARED, BOARDS));
  judge(`places of ${openings} openings: with a country`, country, "at least", 0.88);
  judge(`places of ${openings} openings: with a metro`, metro, "at least", 0.63);
}

async function speed(folder: string, ads: number): Promise<void> {
  const perAd: number[] = [];
  for (const count of [ads, 4 * ads]) {
    const path = join(folder, `ads-${count}.jsonl`);
    const bytes = await writeAds(path, count, 1);
    const { wallSeconds, cpuSeconds, peakMb, steps } = await ingestOnce(path);
    await rm(path);
    perAd.push(cpuSeconds / count);
    console.log(
      `${count.toLocaleString("en")} ads, ${Math.round(bytes / 1e6)} MB: ${wallSeconds.toFixed(1)} s, ${((1000 * cpuSeconds) / count).toFixed(2)} ms of processor time per ad, ${steps} steps of progress`,
    );
    judge("peak memory, MB", peakMb, "at most", MOST_MB);
  }
  const [small = 0, large = 0] = perAd;
  judge("an ad of four times as many takes, times", large / small, "at most", MOST_PER_AD);
}

interface IngestCost {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly steps: number;
}

/** In a process of its own, so that its memory is nobody else's. */
async function ingestOnce(path: string): Promise<IngestCost> {
  const script = join(import.meta.dirname, "ingest-once.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, path, "greenhouse"]);
  return JSON.parse(stdout);
}

function has(...names: readonly string[]): boolean {
  const missing = names.filter((name) => !existsSync(join(SHARED, name)));
  if (missing.length > 0) console.log(`Left out: there is no ${missing.join(", no ")} in ${SHARED}.`);
  return missing.length === 0;
}

/** A measure that breaks its bound makes the run fail. */
function judge(what: string, found: number, side: "at least" | "at most", bound: number): void {
  const kept = side === "at least" ? found >= bound : found <= bound;
  if (!kept) process.exitCode = 1;
  const written = Number.isInteger(found) ? String(found) : found.toFixed(3);
  console.log(`${what}: ${written}; ${side} ${bound}, ${kept ? "kept" : "MISSED"}`);
}
