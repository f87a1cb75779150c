import { type Database, literals } from "../duckdb.ts";
import { ReportError } from "../errors.ts";
import type { Progress } from "../progress.ts";
import type { Mapping } from "./mapping.ts";
import { rolesOfTitle } from "./taxonomy/roles-of-title.ts";
import type { Taxonomy } from "./taxonomy/taxonomy.ts";

/** Titles that are classified between two looks at the progress: about a tenth of a second. */
const BATCH = 5000;

/** Fails with `mapping-invalid` where a mapping wants the roles of titles and there are no rules for them. */
export function refuseWithoutTaxonomy({ name, roles }: Mapping, taxonomy: Taxonomy | undefined): void {
  if (roles !== "taxonomy" || taxonomy !== undefined) return;
  throw new ReportError(
    "mapping-invalid",
    `The mapping "${name}" takes the roles from titles by the taxonomy, and none was given.`,
    "Set locale to a pack that holds titles.yaml and roles/, or use another kind of roles.",
  );
}

/**
 * The table `title_roles`: for each title of a posting that has any role, the slugs and titles of its roles. Every title is judged
 * once, however many postings bear it.
 */
export async function classifyTitles(taxonomy: Taxonomy, database: Database, progress: Progress): Promise<void> {
  await database.run(`CREATE TEMP TABLE found_titles AS SELECT row_number() OVER () AS id, title
    FROM (SELECT DISTINCT title FROM staged WHERE reason IS NULL)`);
  await database.run("CREATE TEMP TABLE judged_titles (id BIGINT, roles VARCHAR[], role_titles VARCHAR[])");
  const [counted] = await database.rows("SELECT count(*) AS n FROM found_titles");
  const total = Number(counted?.["n"] ?? 0);
  const task = progress.begin("reading titles", total);
  try {
    for (let from = 1; from <= total; from += BATCH) {
      const titles = await database.rows(
        // More of a title is never looked at.
        `SELECT id, left(title, 500) AS title FROM found_titles WHERE id BETWEEN ${from} AND ${from + BATCH - 1}`,
      );
      await storeJudged(titles, taxonomy, database);
      task.advance(titles.length);
    }
  } finally {
    task.done();
  }
  await database.run(
    `CREATE TEMP TABLE title_roles AS SELECT title, roles, role_titles FROM found_titles JOIN judged_titles USING (id)`,
  );
  await database.run("DROP TABLE found_titles; DROP TABLE judged_titles");
}

async function storeJudged(
  titles: readonly Readonly<Record<string, unknown>>[],
  taxonomy: Taxonomy,
  database: Database,
): Promise<void> {
  const idsByRoles = new Map<string, { ids: number[]; roles: ReturnType<typeof rolesOfTitle> }>();
  for (const row of titles) {
    const roles = rolesOfTitle(String(row["title"]), taxonomy);
    if (roles.length === 0) continue;
    const key = roles.map(({ slug }) => slug).join();
    const known = idsByRoles.get(key) ?? { ids: [], roles };
    known.ids.push(Number(row["id"]));
    idsByRoles.set(key, known);
  }
  const selects = [...idsByRoles.values()].map(
    ({ ids, roles }) =>
      `SELECT unnest([${ids.join(", ")}]), ${literals(roles.map(({ slug }) => slug))}, ${literals(roles.map(({ title }) => title))}`,
  );
  if (selects.length > 0) await database.run(`INSERT INTO judged_titles ${selects.join(" UNION ALL ")}`);
}
