import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type WeekChanges, weekChangesSchema } from "../domain/change.ts";
import { storedJson } from "../domain/json.ts";
import { madeOnce } from "../domain/made-once.ts";
import { postingSchema } from "../domain/posting.ts";
import { type Counted, countedAlike, parseSnapshot, type Snapshot } from "../domain/snapshot.ts";
import { parseStored } from "../domain/stored.ts";
import { inertText } from "../domain/text.ts";
import { type Week, weekSchema } from "../domain/week.ts";
import { type Database, identifier, literal, type Row } from "../duckdb.ts";
import { ReportError } from "../errors.ts";
import { exists, moveWhole, namesIn, sha256, textIfThere, writeWhole } from "../files.ts";

export const SNAPSHOT = "snapshot.json";
/** A snapshot that a guard refused, in place of the week's own (`held.ts`). */
export const HELD = "held.json";
export const POSTINGS = "postings.parquet";
const CHANGES = "changes.json";

/** A letter, the pages and each week of a backfill ask for the same weeks: parsing them is most of reading them. */
const SNAPSHOTS = madeOnce<Snapshot>();
const CHANGES_READ = madeOnce<WeekChanges>();

/** A stored snapshot with what identifies it. `path` is relative to the folder of all snapshots. */
export interface StoredSnapshot {
  readonly snapshot: Snapshot;
  readonly path: string;
  readonly sha256: string;
}

/** Weeks that have a snapshot, ascending. */
export async function storedWeeks(folder: string): Promise<Week[]> {
  const names = (await namesIn(folder)).filter((name) => weekSchema.safeParse(name).success);
  const there = await Promise.all(names.map((week) => exists(join(folder, week, SNAPSHOT))));
  return names.filter((_, index) => there[index]);
}

/** The snapshot of a week, or undefined where there is none. A damaged one is an error. */
export async function findSnapshot(folder: string, week: Week): Promise<StoredSnapshot | undefined> {
  const path = join(week, SNAPSHOT);
  const text = await textIfThere(join(folder, path));
  if (text === undefined) return undefined;
  const hash = sha256(text);
  return { snapshot: SNAPSHOTS(hash, () => parseSnapshot(text, join(folder, path))), path, sha256: hash };
}

/** The snapshot of a week; an error that lists the weeks there are when it is missing. */
export async function readSnapshot(folder: string, week: Week): Promise<StoredSnapshot> {
  const found = await findSnapshot(folder, week);
  if (found !== undefined) return found;
  if (await exists(join(folder, week, HELD))) {
    throw new ReportError(
      "snapshot-missing",
      `${week} is held: what came for it looks like a broken feed (${join(folder, week, HELD)}).`,
      "Mend the feed and ingest the week again, or ingest it with --accept to store it as it is.",
    );
  }
  const weeks = await storedWeeks(folder);
  const choice =
    weeks.length === 0 ? "There are none yet." : `There are ${weeks.length}, ${weeks[0]} to ${weeks.at(-1)}.`;
  throw new ReportError(
    "snapshot-missing",
    `There is no snapshot for ${week} in ${folder}. ${choice}`,
    `Run "trends ingest" for that week first, or choose another.`,
  );
}

/** Those of the weeks that have a snapshot, in the order asked for. */
export async function readSnapshots(folder: string, weeks: readonly Week[]): Promise<StoredSnapshot[]> {
  const found = await Promise.all(weeks.map((week) => findSnapshot(folder, week)));
  return found.filter((each) => each !== undefined);
}

/** Writes a snapshot; an earlier, different one of that week becomes its next vintage first, so nothing is lost. */
export async function writeSnapshot(folder: string, snapshot: Snapshot): Promise<"new" | "unchanged" | "revised"> {
  const path = join(folder, snapshot.week, SNAPSHOT);
  const text = storedJson(snapshot);
  const earlier = await textIfThere(path);
  if (earlier === text) return "unchanged";
  if (earlier !== undefined) {
    const vintages = join(folder, snapshot.week, "vintages");
    const numbers = (await namesIn(vintages)).map((name) => Number.parseInt(name, 10)).filter(Number.isFinite);
    await writeWhole(join(vintages, `${Math.max(0, ...numbers) + 1}.json`), earlier);
  }
  await writeWhole(path, text);
  return earlier === undefined ? "new" : "revised";
}

/** The tested changes of a week with the hash of their file, or undefined where they were never computed. */
export async function findChanges(
  folder: string,
  week: Week,
): Promise<{ changes: WeekChanges; path: string; sha256: string } | undefined> {
  const path = join(week, CHANGES);
  const text = await textIfThere(join(folder, path));
  if (text === undefined) return undefined;
  const hash = sha256(text);
  const parse = () => parseStored(weekChangesSchema, text, join(folder, path), "snapshot-invalid");
  return { changes: CHANGES_READ(hash, parse), path, sha256: hash };
}

/** Whether they are others than those stored before; the same are not written again. */
export async function writeChanges(folder: string, changes: WeekChanges): Promise<boolean> {
  const path = join(folder, changes.week, CHANGES);
  const text = storedJson(changes);
  if ((await textIfThere(path)) === text) return false;
  await writeWhole(path, text);
  return true;
}

/** Writes the week's postings from the database's table `postings`, ordered, whole or not at all: a full disk is a `not-writable`. */
export async function writePostings(folder: string, week: Week, database: Database): Promise<void> {
  const path = join(folder, week, POSTINGS);
  const temporary = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  const columns = Object.keys(postingSchema.shape).map(identifier).join(", ");
  await writeWhole(temporary, "");
  try {
    await database.run(`COPY (SELECT ${columns} FROM postings WHERE week = ${literal(week)} ORDER BY key, title, place, last_seen)
      TO ${literal(temporary)} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`);
    await moveWhole(temporary, path);
  } catch (cause) {
    if (!(cause instanceof Error && cause.message.startsWith("IO Error"))) throw cause;
    throw new ReportError(
      "not-writable",
      `The postings of ${week} cannot be written: ${inertText(cause.message)}.`,
      "Check that the folder belongs to this user and has room. The weeks before it are stored; ingest the files again.",
      { cause },
    );
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Throws when a week has stored postings that cannot be read. */
export async function tryPostings(folder: string, week: Week, database: Database): Promise<void> {
  const table = await postingsOf(folder, week);
  if (table !== undefined) await fromParquet(`SELECT key FROM ${table} LIMIT 1`, [week], database);
}

/** A FROM clause of a week's stored postings, or undefined where this machine has none. */
export async function postingsOf(folder: string, week: Week): Promise<string | undefined> {
  const path = join(folder, week, POSTINGS);
  return (await exists(path)) ? `read_parquet(${literal(path)})` : undefined;
}

/** The same of a week that was counted as `snapshot` is: what opened and closed between two scopes says nothing of either. */
export async function postingsAlike(folder: string, week: Week, snapshot: Counted): Promise<string | undefined> {
  const stored = await findSnapshot(folder, week);
  return stored !== undefined && countedAlike(stored.snapshot, snapshot) ? postingsOf(folder, week) : undefined;
}

/** Stored postings that the database cannot read are damaged; ingesting their week again mends them. */
export async function fromParquet(sql: string, weeks: readonly Week[], database: Database): Promise<readonly Row[]> {
  try {
    return await database.rows(sql);
  } catch (cause) {
    const why = cause instanceof Error ? inertText(cause.message) : String(cause);
    throw new ReportError(
      "snapshot-invalid",
      `The stored postings of ${weeks[0]} to ${weeks.at(-1)} cannot be read: ${why}`,
      "Ingest the week of that file again.",
      { cause },
    );
  }
}

/** Postings dated on each day of the weeks, Monday first; weeks without postings here, or with undated ones, are absent. */
export async function readDays(
  folder: string,
  weeks: readonly Week[],
  database: Database,
): Promise<Map<Week, number[]>> {
  const days = new Map<Week, number[]>();
  for (const week of weeks) {
    const table = await postingsOf(folder, week);
    if (table === undefined) continue;
    const rows = await fromParquet(
      `SELECT isodow(last_seen::DATE) AS weekday, count(*) AS n FROM ${table} GROUP BY weekday`,
      [week],
      database,
    );
    if (rows.some((row) => row["weekday"] === null)) continue;
    days.set(
      week,
      Array.from({ length: 7 }, (_, index) => Number(rows.find((row) => row["weekday"] === index + 1)?.["n"] ?? 0)),
    );
  }
  return days;
}

/** Keys of the postings behind a cohort (the total where the role is undefined), sorted; undefined as for `readOffers`. */
export async function postingKeys(
  folder: string,
  weeks: readonly Week[],
  role: string | undefined,
  database: Database,
): Promise<string[] | undefined> {
  const tables = await Promise.all(weeks.map((week) => postingsOf(folder, week)));
  if (tables.length === 0 || tables.some((table) => table === undefined)) return undefined;
  const all = tables.map((table) => `SELECT key, roles FROM ${table}`).join(" UNION ALL ");
  const rows = await fromParquet(
    `SELECT key FROM (${all}) ${role === undefined ? "" : `WHERE list_contains(roles, ${literal(role)})`} ORDER BY key`,
    weeks,
    database,
  );
  return rows.map((row) => z.string().parse(row["key"]));
}
