import { join } from "node:path";
import { type Backdrop, backdropSchema } from "../domain/backdrop.ts";
import { storedJson } from "../domain/json.ts";
import { parseStored } from "../domain/stored.ts";
import type { Week } from "../domain/week.ts";
import { sha256, textIfThere, writeWhole } from "../files.ts";

export const BACKDROP = "backdrop.json";

/** The backdrop of a week with the hash of its file, or undefined where there is none; `path` is relative to the folder of all snapshots. */
export async function findBackdrop(
  folder: string,
  week: Week,
): Promise<{ backdrop: Backdrop; path: string; sha256: string } | undefined> {
  const path = join(week, BACKDROP);
  const text = await textIfThere(join(folder, path));
  if (text === undefined) return undefined;
  const backdrop = parseStored(backdropSchema, text, join(folder, path), "snapshot-invalid");
  return { backdrop, path, sha256: sha256(text) };
}

/** Writes a week's backdrop; another one that is stored stays unless it is to be replaced, so that told editions stay as they were. */
export async function writeBackdrop(
  folder: string,
  backdrop: Backdrop,
  replace: boolean,
): Promise<"new" | "unchanged" | "kept" | "revised"> {
  const path = join(folder, backdrop.week, BACKDROP);
  const text = storedJson(backdrop);
  const earlier = await textIfThere(path);
  if (earlier === text) return "unchanged";
  if (earlier !== undefined && !replace) return "kept";
  await writeWhole(path, text);
  return earlier === undefined ? "new" : "revised";
}
