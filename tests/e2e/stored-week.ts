import { expect } from "vitest";
import { freshFolder, put, readJson, run } from "./cli.ts";
import { COLUMNS, csv, type Row } from "./postings.ts";

/** The stored week of some rows, ingested into an empty folder or the one given. */
export async function stored(rows: readonly Row[], columns: readonly (keyof Row)[] = COLUMNS, folder?: string) {
  const into = folder ?? (await freshFolder());
  await put(into, "rows.csv", csv(rows, columns));
  const result = await run(["ingest", "rows.csv", "--format", "postings", "--json"], { cwd: into });
  expect(result, result.stderr).toMatchObject({ code: 0 });
  const { files, weeks } = JSON.parse(result.stdout);
  return { file: files[0], snapshot: await readJson(into, `snapshots/${weeks[0].week}/snapshot.json`) };
}
