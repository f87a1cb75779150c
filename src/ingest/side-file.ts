import { basename, dirname, join } from "node:path";
import { ReportError } from "../errors.ts";
import { exists, filesMatching } from "../files.ts";

/** Where a side file stands, and how the ingested file's folder leads to it. */
export interface SidePlace {
  readonly path: string;
  readonly name: string;
}

/**
 * The one file that a mapping's side path means for an ingested file: from that file's folder, `{file}` being its name and
 * `*` any characters. None, or several, is an error that names the folder and the pattern; where the file may be absent,
 * none is undefined, but its folder must be there.
 */
export async function sidePlace(pattern: string, main: string, mayBeAbsent: boolean): Promise<SidePlace | undefined> {
  const folder = join(dirname(main), dirname(pattern));
  const name = basename(pattern).replaceAll("{file}", basename(main));
  const found = await filesMatching(join(folder, name));
  const [path] = found;
  if (path !== undefined && found.length === 1)
    return { path, name: join(dirname(pattern), basename(path)).replaceAll("\\", "/") };
  if (found.length === 0 && mayBeAbsent && (await exists(folder))) return undefined;
  const many = `there are ${found.length}: ${found
    .slice(0, 5)
    .map((each) => basename(each))
    .join(", ")}`;
  const none = (await exists(folder)) ? "there is none" : "there is no such folder";
  throw new ReportError(
    "file-missing",
    `${main} needs one file "${name}" in ${folder}, but ${found.length === 0 ? none : many}.`,
    mayBeAbsent
      ? "Get that folder too, or make an empty one if nothing went in any week. Nothing was stored."
      : "Put it there, or mend the side file's path in the mapping. Nothing was stored.",
  );
}
