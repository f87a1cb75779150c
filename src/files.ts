import { createHash, randomBytes } from "node:crypto";
import {
  access,
  link,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { ReportError } from "./errors.ts";

/** SHA-256 of plain bytes, in lower-case hex. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** True when something stands at the path, a dangling link excepted. */
export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The text of a file, or undefined where there is none. Other failures throw. */
export async function textIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Names in a folder by code point; empty where there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/**
 * Paths of the files that a path means, by code point: itself where it is there; else those of its folder whose name fits,
 * `*` in its last part standing for any characters. Empty where there is none.
 */
export async function filesMatching(path: string): Promise<string[]> {
  if (await exists(path)) return [path];
  if (!basename(path).includes("*")) return [];
  const parts = basename(path)
    .split("*")
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const fits = new RegExp(`^${parts.join(".*")}$`, "su");
  return (await namesIn(dirname(path))).filter((name) => fits.test(name)).map((name) => join(dirname(path), name));
}

/**
 * Writes a whole file or nothing: a temporary file beside it, fsync, rename, fsync of the folder.
 * A reader, or a crash at any moment, sees the earlier content or the new one.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/**
 * Writes a whole file where there is none yet, as durably as `writeWhole`; the answer is false where one is there, which stays as
 * it is. Of several processes that do so together exactly one writes.
 */
export async function writeOnce(path: string, content: string): Promise<boolean> {
  if (await exists(path)) return false;
  const temporary = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  await writeWhole(temporary, content);
  try {
    // A link, unlike a rename, never takes the place of what is there.
    await link(temporary, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    return false;
  } finally {
    await rm(temporary, { force: true });
  }
  await syncFolder(dirname(path));
  return true;
}

/**
 * Makes a folder and those above it, where they are missing. A file system that holds no files of ours (/proc) answers that a
 * folder is missing whose parent is there: to try again and again would never end, so that is a `not-writable`.
 */
async function makeFolder(path: string): Promise<void> {
  if (await isMade(path)) return;
  const above = dirname(path);
  if (above !== path && !(await exists(above))) await makeFolder(above);
  if (await isMade(path)) return;
  throw new ReportError(
    "not-writable",
    `The folder ${path} cannot be made: what holds ${above} takes no folders.`,
    "Choose a folder on a disk that this user may write to. Nothing was written.",
  );
}

/** Whether the folder is there now; false where the system misses the one above it. */
async function isMade(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return true;
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Does something with an empty folder for temporary files, which is gone afterwards, whatever came of it. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "trends-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Puts a file that another program wrote (`temporary`, on the same disk) in the place of `path`,
 * as durably as `writeWhole`.
 */
export async function moveWhole(temporary: string, path: string): Promise<void> {
  const file = await open(temporary, "r");
  await file.sync();
  await file.close();
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** What stays half-made for so long was left by a crash; what is younger may be another process at work. */
const LEFT_AFTER_MS = 60_000;

/**
 * Replaces a folder at once: the files go into a release of their own beside it (`.releases/<name>-<key>-<random>`), then
 * one rename switches the symbolic link at `path`; nothing is done where it holds just these files already, and the answer is false. Any number of processes may do so together; the last to switch wins.
 * Earlier releases of that name go, except the one just replaced, which a reader may still have open. Refuses when a real,
 * non-empty folder or file stands at `path`, or a link to something else.
 */
export async function replaceFolder(
  path: string,
  key: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<boolean> {
  await refuseRealFolder(path);
  const releases = join(dirname(path), ".releases");
  const earlier = await readlink(path).catch(() => "");
  if (earlier !== "" && (await holdsJust(join(dirname(path), earlier), files))) return false;
  const release = `${basename(path)}-${key}-${randomBytes(4).toString("hex")}`;
  try {
    for (const [name, content] of files) await writeWhole(join(releases, release, name), content);
  } catch (error) {
    // A full disk is not to be filled further by what was half written.
    await rm(join(releases, release), { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
  const link = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  await makeFolder(dirname(path));
  await symlink(join(".releases", release), link);
  await rename(link, path);
  await syncFolder(dirname(path));
  const kept = [release, basename(earlier)];
  for (const name of await namesIn(releases))
    if (isReleaseOf(name, basename(path)) && !kept.includes(name)) await dropIfLeft(join(releases, name));
  for (const name of await namesIn(dirname(path)))
    if (isLinkOf(name, basename(path))) await dropIfLeft(join(dirname(path), name));
  return true;
}

async function dropIfLeft(path: string): Promise<void> {
  const stat = await lstat(path).catch(() => undefined);
  if (stat !== undefined && Date.now() - stat.mtimeMs > LEFT_AFTER_MS) await rm(path, { recursive: true, force: true });
}

async function holdsJust(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<boolean> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  if (entries.filter((entry) => entry.isFile()).length !== files.size) return false;
  for (const [name, content] of files) {
    const there = await readFile(join(folder, name)).catch(() => undefined);
    if (there === undefined || !there.equals(Buffer.from(content))) return false;
  }
  return true;
}

async function refuseRealFolder(path: string): Promise<void> {
  const stat = await lstat(path).catch(() => undefined);
  if (stat === undefined) return;
  if (stat.isSymbolicLink() && (isReleaseLink(await readlink(path), basename(path)) || !(await exists(path)))) return;
  if (stat.isDirectory() && (await namesIn(path)).length === 0) return rm(path, { recursive: true });
  throw new ReportError(
    "folder-in-the-way",
    `${path} is not a link to a release made by this program, so it was left as it is.`,
    "Move it away or delete it, then run the command again.",
  );
}

function isReleaseLink(target: string, name: string): boolean {
  return dirname(target) === ".releases" && isReleaseOf(basename(target), name);
}

/** `<name>-<key>-<8 hex digits>`: a name that merely begins alike is another folder's release. */
function isReleaseOf(release: string, name: string): boolean {
  return release.startsWith(`${name}-`) && /^[0-9a-f]+-[0-9a-f]{8}$/.test(release.slice(name.length + 1));
}

function isLinkOf(link: string, name: string): boolean {
  return link.startsWith(`${name}.`) && /^[0-9a-f]{8}\.tmp$/.test(link.slice(name.length + 1));
}

/** A rename is durable only when its folder is. Windows cannot open folders, and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync();
  await handle.close();
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
