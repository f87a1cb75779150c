import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { MANIFEST_PATH } from "../domain/archive-path.ts";
import { storedJson } from "../domain/json.ts";
import type { Manifest } from "../domain/manifest.ts";
import { ReportError } from "../errors.ts";
import { replaceFolder, sha256 } from "../files.ts";
import { hashOf } from "./archive.ts";
import { editionDigests } from "./digests.ts";
import { readManifest } from "./manifest.ts";

/** What a publish did, or would do. Paths are below the published folder, in order. */
export interface Published {
  readonly folder: string;
  readonly state: "published" | "unchanged" | "dry-run";
  readonly files: number;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  /** Published before and no longer in the archive: they stay, for addresses never vanish. */
  readonly kept: readonly string[];
}

/** The manifest of an archive that may be published; an error that says how to make one where there is none. */
export async function archiveToPublish(reportsFolder: string): Promise<Manifest> {
  const manifest = await readManifest(reportsFolder);
  if (manifest !== undefined) return manifest;
  throw new ReportError(
    "archive-missing",
    `There is no ${MANIFEST_PATH} in ${reportsFolder}, so nothing there is known to be publishable.`,
    'Run "trends build" first.',
  );
}

/**
 * Puts what the archive's manifest lists at `folder`: a symbolic link that one rename switches to a release beside it, so
 * that readers see the earlier archive or this one. What an earlier publish put there and the archive no longer has stays.
 * A real, non-empty folder is refused, and nothing is done where the same is published already.
 */
export async function publishArchive(
  reportsFolder: string,
  manifest: Manifest,
  folder: string,
  dryRun: boolean,
): Promise<Published> {
  const target = resolve(folder);
  const content = await listedFiles(reportsFolder, manifest);
  await refuseOtherHashes(reportsFolder, manifest, content);
  const earlier = await readManifest(target);
  const kept = Object.keys(earlier?.files ?? {}).filter((path) => manifest.files[path] === undefined);
  const files = { ...manifest.files };
  for (const path of kept) {
    const bytes = await readFile(join(target, path)).catch(() => undefined);
    if (bytes === undefined) continue;
    content.set(path, bytes);
    files[path] = sha256(bytes);
  }
  const sorted = Object.fromEntries(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
  content.set(MANIFEST_PATH, Buffer.from(storedJson({ ...manifest, files: sorted })));
  const added = Object.keys(sorted).filter((path) => earlier?.files[path] === undefined);
  const changed = Object.keys(sorted).filter((path) => (earlier?.files[path] ?? sorted[path]) !== sorted[path]);
  const answer = {
    folder: target,
    files: content.size,
    added,
    changed,
    kept: kept.filter((path) => files[path] !== undefined),
  };
  if (dryRun) return { ...answer, state: "dry-run" };
  const key = sha256(String(content.get(MANIFEST_PATH))).slice(0, 16);
  const switched = await replaceFolder(join(dirname(target), basename(target)), key, content);
  return { ...answer, state: switched ? "published" : "unchanged" };
}

/** The listed files as the manifest knows them; one that was changed since is no longer what was checked. */
async function listedFiles(reportsFolder: string, manifest: Manifest): Promise<Map<string, Uint8Array>> {
  const content = new Map<string, Uint8Array>();
  for (const [path, hash] of Object.entries(manifest.files)) {
    const bytes = await readFile(join(reportsFolder, path)).catch(() => undefined);
    if (bytes === undefined || sha256(bytes) !== hash) throw archiveChanged(join(reportsFolder, path));
    content.set(path, bytes);
  }
  return content;
}

/** An approval is bound to an edition's hash, so the hash must be of the files that go out. */
async function refuseOtherHashes(
  reportsFolder: string,
  manifest: Manifest,
  content: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  for (const { week, hash, mail, inputs, charts } of await editionDigests(reportsFolder)) {
    const listed = manifest.editions.find((edition) => edition.week === week);
    const names = ["index.html", "email.html", "email.txt", "data.csv", "data.json", ...charts.map(({ svg }) => svg)];
    const texts = new Map(names.map((name) => [name, text(content.get(`${week}/${name}`))]));
    if (listed?.hash !== hash || hashOf(texts, mail, inputs) !== hash) throw archiveChanged(join(reportsFolder, week));
  }
}

function text(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? "" : Buffer.from(bytes).toString("utf8");
}

function archiveChanged(path: string): ReportError {
  return new ReportError(
    "archive-changed",
    `${path} is not what the archive's manifest says. Nothing was published.`,
    'Run "trends build" for that week, and publish again.',
  );
}
