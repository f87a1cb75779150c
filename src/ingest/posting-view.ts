import type { Database } from "../duckdb.ts";
import type { Progress } from "../progress.ts";
import type { Mapping } from "./mapping.ts";
import type { Taxonomy } from "./taxonomy/taxonomy.ts";
import { classifyTitles } from "./title-roles.ts";

/** The view `postings`: rows of `staged` that nothing is said against, with the roles of their titles where the taxonomy says them. */
export async function createPostings(
  mapping: Mapping,
  taxonomy: Taxonomy | undefined,
  database: Database,
  progress: Progress,
): Promise<void> {
  const byTitle = mapping.roles === "taxonomy" && taxonomy !== undefined;
  if (byTitle) await classifyTitles(taxonomy, database, progress);
  const revised = mapping.removed === undefined ? "" : ", revised";
  const left = `file, keyed, reason, doubt, pay_stated, stated_date, stated_pay, stated_per, stated_currency, stated_filter, stated_scope, stated_note${revised}`;
  const none = "[]::VARCHAR[]";
  const roles = byTitle
    ? ` REPLACE (coalesce(t.roles, ${none}) AS roles, coalesce(t.role_titles, ${none}) AS role_titles)`
    : "";
  await database.run(
    `CREATE VIEW postings AS SELECT s.* EXCLUDE (${left})${roles} FROM staged AS s ${byTitle ? "LEFT JOIN title_roles AS t ON t.title = s.title" : ""} WHERE s.reason IS NULL`,
  );
}
