import { join } from "node:path";
import { askedBy, type EditorLetter, parseEditorLetter } from "../domain/editor-letter.ts";
import type { Week } from "../domain/week.ts";
import { sha256, textIfThere } from "../files.ts";

/** The editor's file of a week. It is read and never written by this program. */
export const LETTER = "letter.md";

/**
 * What the editor wrote for a week, or undefined where there is nothing: no file, or one that holds private notes alone. The
 * hash is of what the letter asks for and not of the file, so that no note ever makes another edition. `path` is relative to the
 * folder of all snapshots. A letter that cannot be used is a `letter-invalid`.
 */
export async function findLetter(
  folder: string,
  week: Week,
): Promise<{ letter: EditorLetter; path: string; sha256: string } | undefined> {
  const path = join(week, LETTER);
  const text = await textIfThere(join(folder, path));
  if (text === undefined) return undefined;
  const letter = parseEditorLetter(text, path);
  const asked = askedBy(letter);
  return asked === "" ? undefined : { letter, path, sha256: sha256(asked) };
}
