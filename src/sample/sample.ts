import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { sundayOf, type Week } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { namesIn, writeWhole } from "../files.ts";
import type { Progress } from "../progress.ts";
import type { SampleOptions, SamplePlan } from "./plan.ts";
import { projectFiles, type SampleFile } from "./project.ts";
import { HEADER, linesOf } from "./rows.ts";
import { type Tally, tallyOf } from "./tally.ts";
import { type World, worldOf } from "./world.ts";

export interface Sample {
  readonly plan: SamplePlan;
  readonly files: readonly SampleFile[];
  readonly rows: number;
}

const POSTINGS = "postings";

/**
 * Writes a project of invented postings into a folder that is not there yet or empty: a file per week, the truth beside them,
 * and the settings to build editions from them. The same options give the same text in every file. Memory does not grow
 * with rows. What was written is removed again where the writing fails.
 */
export async function writeSample(options: SampleOptions, folder: string, progress: Progress): Promise<Sample> {
  const world = worldOf(options);
  await refuseFilled(folder);
  const tally = tallyOf(world.employers.count);
  const files: SampleFile[] = [];
  const task = progress.begin("inventing postings", options.weeks);
  try {
    for (const week of world.plan.weeks) {
      files.push(await writeWeek(week, folder, world, tally));
      task.advance(1);
    }
    for (const [path, text] of projectFiles(options, world, files)) await writeWhole(join(folder, path), text);
  } catch (error) {
    for (const name of [POSTINGS, "templates", "truth.json", "README.md", "package.json", "trends.config.ts"])
      await rm(join(folder, name), { recursive: true, force: true });
    throw error;
  } finally {
    task.done();
  }
  return { plan: world.plan, files, rows: files.reduce((sum, { rows }) => sum + rows, 0) };
}

async function refuseFilled(folder: string): Promise<void> {
  const there = await stat(folder).catch(() => undefined);
  if (there === undefined || (there.isDirectory() && (await namesIn(folder)).length === 0)) return;
  throw new ReportError(
    "folder-in-the-way",
    `${folder} is ${there.isDirectory() ? "not empty" : "a file"}, so nothing was written there.`,
    "Choose another folder with --out, or empty this one first.",
  );
}

async function writeWeek(week: Week, folder: string, world: World, tally: Tally): Promise<SampleFile> {
  const path = `${POSTINGS}/${week}.csv.gz`;
  await mkdir(dirname(join(folder, path)), { recursive: true });
  const hash = createHash("sha256");
  const chunks = Readable.from(chunksOf(week, world, tally, hash), { objectMode: true, highWaterMark: 2 });
  await pipeline(chunks, createGzip({ level: GZIP_LEVEL }), createWriteStream(join(folder, path)));
  const truth = tally.endOfWeek();
  return { week, path, rows: truth.totals.openings, sha256: hash.digest("hex"), truth };
}

/** Most of the gain for little of the time. */
const GZIP_LEVEL = 3;
const CHUNK = 1 << 17;

function* chunksOf(
  week: Week,
  world: World,
  tally: Tally,
  hash: { update(bytes: Buffer): unknown },
): Generator<Buffer> {
  const day = sundayOf(week);
  const hashed = (text: string) => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    return bytes;
  };
  let text = HEADER;
  for (const seen of world.seenIn(week)) {
    tally.add(seen);
    if (seen.state !== "closed") text += linesOf(seen.offer, day, world);
    if (text.length < CHUNK) continue;
    yield hashed(text);
    text = "";
  }
  yield hashed(text);
}
