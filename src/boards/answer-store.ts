import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { z } from "zod";
import type { Board } from "../domain/board.ts";
import { storedJson } from "../domain/json.ts";
import { type Day, daySchema } from "../domain/week.ts";
import { namesIn, sha256, textIfThere, writeWhole } from "../files.ts";

/*
 * `<folder>/<day>/<source>/<board>.json.gz` is a board's answer as it came, and `<board>.meta` beside it says what is known of it. The
 * answer is written first: one without its `.meta`, or with that of another, counts as not there.
 */

const metaSchema = z.object({
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** The day on which the board last said that these are its jobs. */
  asOf: daySchema,
  jobs: z.int().min(0),
  /** Of the plain bytes. */
  sha256: z.string(),
});

export type AnswerMeta = Readonly<z.infer<typeof metaSchema>>;

export interface StoredAnswer {
  readonly path: string;
  /** The day of its folder. */
  readonly day: Day;
  readonly meta: AnswerMeta;
}

/** The newest whole answer of a board in the folders of the days `from` to `to`; undefined where there is none. */
export async function lastAnswer(
  folder: string,
  board: Board,
  { from, to }: { readonly from?: Day | undefined; readonly to: Day },
): Promise<StoredAnswer | undefined> {
  const days = (await namesIn(folder)).filter((name) => daySchema.safeParse(name).success);
  for (const day of days.toReversed()) {
    if (day > to || (from !== undefined && day < from)) continue;
    const found = await answerOf(folder, day, board);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Stores an answer's plain bytes under a day. Each file is written whole or not at all. */
export async function storeAnswer(
  folder: string,
  day: Day,
  board: Board,
  bytes: Buffer,
  meta: Omit<AnswerMeta, "sha256">,
): Promise<string> {
  return storePacked(folder, day, board, await promisify(gzip)(bytes), { ...meta, sha256: sha256(bytes) });
}

/** Stores an answer of an earlier day under this one, byte for byte. */
export async function storeAgain(
  folder: string,
  day: Day,
  board: Board,
  { path, meta }: StoredAnswer,
  asOf: Day,
): Promise<string> {
  return storePacked(folder, day, board, await readFile(path), { ...meta, asOf });
}

async function storePacked(folder: string, day: Day, board: Board, packed: Buffer, meta: AnswerMeta): Promise<string> {
  const place = join(folder, day, board.source, board.board);
  await writeWhole(`${place}.json.gz`, packed);
  await writeWhole(`${place}.meta`, storedJson(meta));
  return `${place}.json.gz`;
}

async function answerOf(folder: string, day: Day, board: Board): Promise<StoredAnswer | undefined> {
  const place = join(folder, day, board.source, board.board);
  const text = await textIfThere(`${place}.meta`);
  if (text === undefined) return undefined;
  const path = `${place}.json.gz`;
  try {
    const meta = metaSchema.parse(JSON.parse(text));
    const plain = await promisify(gunzip)(await readFile(path));
    return sha256(plain) === meta.sha256 ? { path, day, meta } : undefined;
  } catch {
    // Damaged, or half of it gone: the board is asked as if for the first time.
    return undefined;
  }
}
