import { rm } from "node:fs/promises";
import { join } from "node:path";
import { storedJson } from "../domain/json.ts";
import { parseSnapshot, type Snapshot } from "../domain/snapshot.ts";
import { type Week, weekSchema } from "../domain/week.ts";
import { exists, namesIn, textIfThere, writeWhole } from "../files.ts";
import { HELD, POSTINGS, SNAPSHOT } from "./store.ts";

/**
 * Keeps a refused snapshot as the week's `held.json`, where nothing reads it as a week. A week that has a snapshot keeps that
 * and gets no such file; then false.
 */
export async function writeHeld(folder: string, snapshot: Snapshot): Promise<boolean> {
  const own = join(folder, snapshot.week);
  if (await exists(join(own, SNAPSHOT))) return false;
  // Postings without a snapshot were left by a crash; a held week has none.
  await rm(join(own, POSTINGS), { force: true });
  await writeWhole(join(own, HELD), storedJson(snapshot));
  return true;
}

/** Takes back what was held of a week, once its snapshot is stored. A crash before it leaves a file that nothing reads. */
export async function dropHeld(folder: string, week: Week): Promise<void> {
  await rm(join(folder, week, HELD), { force: true });
}

/** Snapshots that wait to be mended or accepted, by week, ascending. */
export async function heldSnapshots(folder: string): Promise<Snapshot[]> {
  const held: Snapshot[] = [];
  for (const week of (await namesIn(folder)).filter((name) => weekSchema.safeParse(name).success)) {
    const path = join(folder, week, HELD);
    const text = (await exists(join(folder, week, SNAPSHOT))) ? undefined : await textIfThere(path);
    if (text !== undefined) held.push(parseSnapshot(text, path));
  }
  return held;
}
