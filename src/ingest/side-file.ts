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
 * `*` any characters. None, or several, is an error that names the folder and the pattern.
 */
export async function sidePlace(pattern: string, main: string): Promise<SidePlace> {
  const hint = "Put it there, or mend the side file's path in the mapping. Nothing was stored.";
  const place = await onePlace(pattern, main, hint);
  if (place !== undefined) return place;
  throw missing(pattern, main, "there is none", hint);
}

/** Likewise for a file that may be absent: undefined then. Its folder must be there, or a whole download may be missing. */
export async function sidePlaceIfThere(pattern: string, main: string): Promise<SidePlace | undefined> {
  return onePlace(
    pattern,
    main,
    "Get that folder too, or make an empty one if nothing went in any week. Nothing was stored.",
  );
}

async function onePlace(pattern: string, main: string, hint: string): Promise<SidePlace | undefined> {
  const { folder, name } = wanted(pattern, main);
  const found = await filesMatching(join(folder, name));
  const [path] = found;
  if (found.length > 1) {
    const names = found.slice(0, 5).map((each) => basename(each));
    throw missing(
      pattern,
      main,
      `there are ${found.length}: ${names.join(", ")}`,
      "Leave the one that belongs to it. Nothing was stored.",
    );
  }
  if (path !== undefined) return { path, name: join(dirname(pattern), basename(path)).replaceAll("\\", "/") };
  if (!(await exists(folder))) throw missing(pattern, main, "there is no such folder", hint);
  return undefined;
}

function wanted(pattern: string, main: string): { folder: string; name: string } {
  return {
    folder: join(dirname(main), dirname(pattern)),
    name: basename(pattern).replaceAll("{file}", basename(main)),
  };
}

function missing(pattern: string, main: string, why: string, hint: string): ReportError {
  const { folder, name } = wanted(pattern, main);
  return new ReportError("file-missing", `${main} needs one file "${name}" in ${folder}, but ${why}.`, hint);
}
