import type { Database } from "../duckdb.ts";
import type { Progress } from "../progress.ts";

/** Runs a statement and shows how far it is, as far as the database knows. */
export async function runWithProgress(
  sql: string,
  label: string,
  database: Database,
  progress: Progress,
): Promise<void> {
  const task = progress.begin(label, 100);
  const timer = setInterval(() => task.reach(Math.max(0, database.progress())), 100);
  try {
    await database.run(sql);
  } finally {
    clearInterval(timer);
    task.done();
  }
}
