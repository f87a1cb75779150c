import { join } from "node:path";
import { type EditorLetter, parseEditorLetter } from "../domain/editor-letter.ts";
import type { Week } from "../domain/week.ts";
import { sha256, textIfThere } from "../files.ts";

/** The editor's file of a week. It is read and never written by this program. */
export const LETTER = "letter.md";

/**
 * What the editor wrote for a week, with the hash of the whole file, or undefined where there is nothing. `path` is relative to
 * the folder of all snapshots. A letter that cannot be used is a `letter-invalid`.
 */
export async function findLetter(
  folder: string,
  week: Week,
): Promise<{ letter: EditorLetter; path: string; sha256: string } | undefined> {
  const path = join(week, LETTER);
  const text = await textIfThere(join(folder, path));
  return text === undefined ? undefined : { letter: parseEditorLetter(text, path), path, sha256: sha256(text) };
}
