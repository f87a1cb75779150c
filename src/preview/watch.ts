import { type FSWatcher, readdirSync, watch } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Log } from "../log.ts";

/** A folder whose files make the draft. */
export interface Watched {
  readonly folder: string;
  /** How many levels of folders below it are watched too. */
  readonly depth: number;
  /** Whether a file, by its path below the folder with "/", makes a difference. */
  readonly matters: (path: string) => boolean;
}

/** Editors save in several steps within a few milliseconds: truncate and write, or write aside and rename. */
const SETTLE_MS = 30;

/**
 * Calls `changed` after files that matter were saved, made, renamed or deleted, once per burst. Folders are watched and not
 * files, because a file saved by renaming is another file; folders that come later are watched from then on.
 */
export function watchFiles(
  watched: () => readonly Watched[],
  changed: () => void,
  log: Log,
): { readonly stop: () => void } {
  const watchers = new Map<string, FSWatcher>();
  let settling: NodeJS.Timeout | undefined;
  const close = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const settle = () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      look();
      changed();
    }, SETTLE_MS);
  };
  const heard = (folder: string, name: string | null) => {
    if (name === null) return settle();
    const path = join(folder, name);
    // A folder that was moved or made anew is another folder under the same name.
    const replaced = [...watchers.keys()].filter((known) => isWithin(known, path));
    replaced.forEach(close);
    if (replaced.length > 0 || watched().some((root) => concerns(path, root))) settle();
  };
  const look = () => {
    const wanted = new Set(watched().flatMap(lookedAt));
    for (const folder of watchers.keys()) if (!wanted.has(folder)) close(folder);
    for (const folder of wanted) {
      if (watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, (_, name) => heard(folder, name));
        watchers.set(
          folder,
          watcher.on("error", () => close(folder)),
        );
      } catch (error) {
        log.warn("folder not watched", { folder, why: error instanceof Error ? error.message : String(error) });
      }
    }
  };
  look();
  return {
    stop: () => {
      clearTimeout(settling);
      for (const folder of watchers.keys()) close(folder);
    },
  };
}

/** The folder and those below it, as deep as it is watched; none where there is no such folder. */
function foldersOf({ folder, depth }: Pick<Watched, "folder" | "depth">): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    if (depth === 0) return [folder];
    const below = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
    return [folder, ...below.flatMap(({ name }) => foldersOf({ folder: join(folder, name), depth: depth - 1 }))];
  } catch {
    return [];
  }
}

/** Folders there are to watch: of one that is still to come, the nearest above it. */
function lookedAt(root: Watched): string[] {
  const there = foldersOf(root);
  if (there.length > 0) return there;
  const above = dirname(root.folder);
  return above === root.folder ? [] : lookedAt({ ...root, folder: above, depth: 0 });
}

/** A file that matters, the folder itself or one above it, or a folder that came below it. */
function concerns(path: string, { folder, depth, matters }: Watched): boolean {
  if (isWithin(folder, path)) return true;
  if (!isWithin(path, folder)) return false;
  const parts = relative(folder, path).split(sep);
  return matters(parts.join("/")) || (parts.length <= depth && foldersOf({ folder: path, depth: 0 }).length > 0);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
