import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postingSchema } from "../../src/domain/posting.ts";
import { seededRandom } from "../../src/domain/random.ts";
import { type Database, openDatabase } from "../../src/duckdb.ts";
import { ReportError } from "../../src/errors.ts";
import type { ReadingRules } from "../../src/ingest/advert/reading-rules.ts";
import { writeBoardRows } from "../../src/ingest/board-rows.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { createPostings } from "../../src/ingest/posting-view.ts";
import { boardSource } from "../../src/ingest/sources/board-formats.ts";
import { boardMapping } from "../../src/ingest/sources/board-mapping.ts";
import type { Taxonomy } from "../../src/ingest/taxonomy/taxonomy.ts";
import { silentProgress } from "../../src/progress.ts";
import { readReadingRules } from "../../src/reading-rules.ts";
import { readTaxonomy } from "../../src/taxonomy-files.ts";
import { hostileAnswer } from "./hostile-answers.ts";
import type { Seed } from "./reading-seeds.ts";

export interface FuzzRequest {
  readonly answers: number;
  /** The answer number `n` (from 0) is the only one of a run with the seed `seed + n`. */
  readonly seed: number;
  readonly seeds: readonly Seed[];
  /** Seconds of the processor that one answer may take. */
  readonly mostSeconds: number;
  /** Hears the seed of each answer before it is read. */
  readonly onAnswer?: (seed: number) => void;
}

export interface FuzzResult {
  readonly rows: number;
  readonly accepted: number;
  /** Answers and batches refused, by the code of the error. */
  readonly refused: Readonly<Record<string, number>>;
  readonly batches: number;
  readonly slowest: readonly { readonly seed: number; readonly seconds: number; readonly done: string }[];
  /** What must not be, with the seed that shows it. */
  readonly faults: readonly string[];
}

interface Rules {
  readonly rules: ReadingRules;
  readonly taxonomy: Taxonomy;
}

interface ReadAnswer {
  readonly path: string;
  readonly seed: number;
  readonly rows: number;
}

const WEEK = "2026-W46";
/** Answers that are staged together. */
const BATCH = 50;
const FORMATS = ["greenhouse", "lever", "ashby", "jsonld"] as const;
const RATES = { date: "2026-11-20", source: "invented", base: "USD", rates: { USD: 1, EUR: 0.9, GBP: 0.8, INR: 85 } };

/**
 * Reads hostile answers: each by itself through its adapter and all readers, those that can be read in batches through the whole of
 * ingest. An error that is no `ReportError`, a row that gets lost, a posting that is none and an answer that takes too long are faults.
 */
export async function fuzzReading(request: FuzzRequest): Promise<FuzzResult> {
  const pack = { root: "/nowhere", locale: "en-US" };
  const rules = { rules: (await readReadingRules(pack)).rules, taxonomy: await readTaxonomy(pack) };
  const folder = await mkdtemp(join(tmpdir(), "trends-fuzz-"));
  const found = { rows: 0, accepted: 0, batches: 0, refused: {} as Record<string, number>, faults: [] as string[] };
  const slowest: { seed: number; seconds: number; done: string }[] = [];
  const waiting = new Map<string, ReadAnswer[]>();
  const stage = async (format: string) => {
    const answers = waiting.get(format) ?? [];
    waiting.set(format, []);
    const staged = await stageBatch(format, answers, rules);
    found.batches++;
    found.rows += staged.rows;
    found.accepted += staged.accepted;
    if (staged.refused !== undefined) count(found.refused, `batch ${staged.refused}`);
    found.faults.push(...staged.faults);
    for (const { path } of answers) await rm(path);
  };
  try {
    for (let index = 0; index < request.answers; index++) {
      const seed = request.seed + index;
      request.onAnswer?.(seed);
      const random = seededRandom(seed);
      const own = request.seeds[Math.floor(random() * request.seeds.length)];
      if (own === undefined) throw new Error("There is no answer to start from.");
      const format = random() < 0.3 ? "boards" : random() < 0.05 ? (FORMATS[seed % 4] ?? "lever") : own.kind;
      const { ending, bytes, done } = hostileAnswer(own, seed, random);
      const path = join(folder, format, `${seed}${ending}`);
      await mkdir(join(folder, format), { recursive: true });
      await writeFile(path, bytes);
      const read = await readAnswer(path, format, rules);
      slowest.push({ seed, seconds: read.seconds, done: done.join("; ").slice(0, 200) });
      slowest.sort((a, b) => b.seconds - a.seconds).splice(5);
      if (read.seconds > request.mostSeconds) found.faults.push(`seed ${seed}: took ${read.seconds.toFixed(1)} s`);
      if (read.fault !== undefined) found.faults.push(`seed ${seed} (${done.join("; ").slice(0, 300)}): ${read.fault}`);
      if (read.refused !== undefined) count(found.refused, read.refused);
      if (read.rows === undefined) await rm(path);
      else waiting.set(format, [...(waiting.get(format) ?? []), { path, seed, rows: read.rows }]);
      if ((waiting.get(format)?.length ?? 0) >= BATCH) await stage(format);
    }
    for (const [format, answers] of waiting) if (answers.length > 0) await stage(format);
  } finally {
    await rm(folder, { recursive: true });
  }
  return { ...found, slowest };
}

function count(counted: Record<string, number>, what: string): void {
  counted[what] = (counted[what] ?? 0) + 1;
}

interface ReadOutcome {
  readonly seconds: number;
  readonly rows?: number;
  readonly refused?: string;
  readonly fault?: string;
}

async function readAnswer(path: string, format: string, { rules }: Rules): Promise<ReadOutcome> {
  const source = boardSource(format);
  if (source === undefined) throw new Error(`no format ${format}`);
  const cpu = process.cpuUsage();
  const seconds = () => {
    const { user, system } = process.cpuUsage(cpu);
    return (user + system) / 1e6;
  };
  const rows = `${path}.rows`;
  try {
    const { files } = await writeBoardRows({ files: [path], source, rules, week: WEEK }, rows, silentProgress);
    return { seconds: seconds(), rows: files[0]?.file.lines ?? 0 };
  } catch (error) {
    if (error instanceof ReportError) return { seconds: seconds(), refused: error.code };
    return { seconds: seconds(), fault: told(error) };
  } finally {
    await rm(rows, { force: true });
  }
}

interface StagedBatch {
  readonly rows: number;
  readonly accepted: number;
  readonly refused?: string;
  readonly faults: readonly string[];
}

async function stageBatch(
  format: string,
  answers: readonly ReadAnswer[],
  { rules, taxonomy }: Rules,
): Promise<StagedBatch> {
  const database = await openDatabase();
  const mapping = boardMapping(format);
  const named = `${format}, seeds ${answers.map(({ seed }) => seed).join(" ")}`;
  try {
    const refused = await ingest(
      {
        files: answers.map(({ path }) => path),
        format,
        mapping,
        taxonomy,
        scope: {},
        currency: "USD",
        rates: RATES,
        timeZone: "America/New_York",
        rules,
        rulesHash: undefined,
        weeks: { kind: "one", week: WEEK },
        lastDay: "2026-11-21",
      },
      database,
      silentProgress,
    ).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof ReportError) return error.code;
        throw error;
      },
    );
    if (refused !== undefined) await createPostings(mapping, taxonomy, database, silentProgress);
    return { ...(await countedBatch(answers, database)), ...(refused === undefined ? {} : { refused }) };
  } catch (error) {
    return { rows: 0, accepted: 0, faults: [`${named}: ${told(error)}`] };
  } finally {
    database.close();
  }
}

async function countedBatch(answers: readonly ReadAnswer[], database: Database): Promise<StagedBatch> {
  const faults: string[] = [];
  const counts = await database.rows(
    "SELECT file, count(*) AS rows, count(*) FILTER (reason IS NULL) AS accepted FROM staged GROUP BY file",
  );
  const byFile = new Map(counts.map((row) => [Number(row["file"]), row]));
  for (const [index, { seed, rows }] of answers.entries()) {
    const staged = Number(byFile.get(index)?.["rows"] ?? 0);
    if (staged !== rows) faults.push(`seed ${seed}: ${rows} records became ${staged} rows`);
  }
  const sum = (name: string) => counts.reduce((all, row) => all + Number(row[name]), 0);
  const postings = await database.rows("SELECT * EXCLUDE (week) FROM postings");
  if (postings.length !== sum("accepted"))
    faults.push(`seeds from ${answers[0]?.seed}: ${sum("accepted")} accepted rows became ${postings.length} postings`);
  for (const posting of postings) {
    const { error } = postingSchema.safeParse(posting);
    if (error !== undefined)
      faults.push(`${String(posting["key"])}: no posting: ${JSON.stringify(error.issues[0]).slice(0, 300)}`);
  }
  return { rows: sum("rows"), accepted: sum("accepted"), faults };
}

function told(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message).slice(0, 1200) : String(error);
}
