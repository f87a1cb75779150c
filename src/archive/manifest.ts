import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MANIFEST_PATH } from "../domain/archive-path.ts";
import { storedJson } from "../domain/json.ts";
import { MANIFEST_VERSION, type Manifest, manifestSchema } from "../domain/manifest.ts";
import { parseStored } from "../domain/stored.ts";
import type { Week } from "../domain/week.ts";
import { sha256, textIfThere, writeWhole } from "../files.ts";
import type { ArchivedDigest } from "./digests.ts";
import { picturesIn } from "./kept-images.ts";

/** Files that every edition has, in its folder; charts are named by the edition. */
const EDITION_FILES = [
  "index.html",
  "email.html",
  "email.txt",
  "data.csv",
  "data.json",
  "edition.json",
  "og.png",
] as const;

export interface ManifestRequest {
  readonly newsletter: string;
  readonly pagesWeek: Week;
  readonly editions: readonly ArchivedDigest[];
  readonly comparisons: readonly (readonly string[])[];
  /** Files of pages, feeds and lists, below the archive's root. */
  readonly pageFiles: readonly string[];
}

/** The archive's manifest, or undefined where none was written. A damaged one is an error. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  const path = join(folder, MANIFEST_PATH);
  const text = await textIfThere(path);
  return text === undefined ? undefined : parseStored(manifestSchema, text, path, "template-invalid");
}

/** Writes what is published: the files of the editions and pages as they lie there now, and nothing else that lies there. */
export async function writeManifest(folder: string, request: ManifestRequest): Promise<Manifest> {
  const { newsletter, pagesWeek, editions, comparisons, pageFiles } = request;
  const ofEditions = await Promise.all(editions.map((edition) => editionFiles(folder, edition)));
  const paths = [...ofEditions.flat(), ...pageFiles].sort();
  const files: Record<string, string> = {};
  for (const path of paths) {
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    if (bytes !== undefined) files[path] = sha256(bytes);
  }
  const manifest: Manifest = {
    schemaVersion: MANIFEST_VERSION,
    newsletter,
    pagesWeek,
    editions: editions.map(({ week, hash }) => ({ week, hash })),
    comparisons: comparisons.map((roles) => [...roles]),
    files,
  };
  await writeIfOther(join(folder, MANIFEST_PATH), storedJson(manifest));
  return manifest;
}

/** Writes a text file unless it holds just that already; true when it was written. */
export async function writeIfOther(path: string, text: string): Promise<boolean> {
  if ((await textIfThere(path)) === text) return false;
  await writeWhole(path, text);
  return true;
}

/** The files of an edition, and pictures of an earlier one of its week that mails still show. */
async function editionFiles(folder: string, { week, charts }: ArchivedDigest): Promise<string[]> {
  const drawn = charts.flatMap(({ svg, png }) => [svg, png]);
  const names = new Set([...EDITION_FILES, ...drawn, ...(await picturesIn(join(folder, week)))]);
  return [...names].map((name) => `${week}/${name}`);
}
