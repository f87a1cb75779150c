import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ROOT } from "./cli.ts";

/** Real data that is no part of the repository. */
const FOLDER = resolve(ROOT, process.env["TRENDS_DATA"] ?? "../shared/data");

/** The path of a shared file, whether it is there or not. */
export function sharedFile(name: string): string {
  return resolve(FOLDER, name);
}

/** True when tests on the shared data must be skipped, with the reason printed. In CI they run and so fail instead. */
export function lacksSharedData(...names: readonly string[]): boolean {
  const missing = names.map(sharedFile).filter((path) => !existsSync(path));
  if (missing.length === 0 || process.env["CI"]) return false;
  console.warn(`Skipped: there is no ${missing.join(", no ")}. Set TRENDS_DATA to the folder of the shared data.`);
  return true;
}
