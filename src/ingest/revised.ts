import { type Database, literal } from "../duckdb.ts";

/** A table of postings (`record`, `second`, `c0` …), and one of rows that went (`record`, `c0` …). */
export interface RevisedRequest {
  readonly came: string;
  readonly went: string;
  readonly columns: number;
  /** What a revision is called, and the columns that it may change. Earlier ones go first. */
  readonly kinds: readonly (readonly [why: string, columns: readonly number[]])[];
}

/**
 * Makes the table `revised` (`record`, `why`): postings whose every row is equal to one that went but for some columns (or in
 * all). Each row that went stands for one that came. Pairs choose first, in the order of the file, then single rows: the rows
 * of a pair went together, and are seldom still neighbours among those that went.
 */
export async function markRevised(request: RevisedRequest, database: Database): Promise<void> {
  await database.run("CREATE OR REPLACE TEMP TABLE revised (record BIGINT, why VARCHAR)");
  const used = new Set<number>();
  for (const [why, columns] of request.kinds) {
    const { gone, candidates } = await alikeRows(request, columns, database);
    const free = Map.groupBy(
      gone.filter(({ record }) => !used.has(record)),
      ({ id }) => id,
    );
    const found = candidates.filter(({ ids }) => {
      const enough = ids.every((id) => (free.get(id)?.length ?? 0) >= ids.filter((other) => other === id).length);
      if (enough) for (const id of ids) used.add(free.get(id)?.shift()?.record ?? -1);
      return enough;
    });
    if (found.length === 0) continue;
    const rows = found.map(({ record }) => `(${record}, ${literal(why)})`).join(", ");
    await database.run(`INSERT INTO revised VALUES ${rows}`);
  }
}

interface Alike {
  /** Rows that went, each with the number of what it is equal to. */
  readonly gone: readonly { readonly record: number; readonly id: number }[];
  /** Postings whose every row is equal to some that went, pairs first, and those numbers of their rows. */
  readonly candidates: readonly { readonly record: number; readonly ids: readonly number[] }[];
}

async function alikeRows(
  { came, went, columns }: RevisedRequest,
  except: readonly number[],
  database: Database,
): Promise<Alike> {
  const kept = Array.from({ length: columns }, (_, index) => index).filter((index) => !except.includes(index));
  const alike = `[${kept.map((index) => `c${index}`).join(", ")}]::VARCHAR[]`;
  await database.run(`CREATE OR REPLACE TEMP TABLE gone AS
    SELECT record, min(record) OVER (PARTITION BY alike) AS id, alike FROM (SELECT record, ${alike} AS alike FROM ${went})`);
  const gone = await database.rows("SELECT record, id FROM gone ORDER BY record");
  const candidates = await database.rows(`WITH alike AS (
      SELECT record, second, known.id FROM (SELECT record, second, ${alike} AS alike FROM ${came}) AS rows
      LEFT JOIN (SELECT alike, id FROM gone WHERE record = id) AS known ON known.alike IS NOT DISTINCT FROM rows.alike
    )
    SELECT record - second::INTEGER AS record, list(id ORDER BY second) AS ids FROM alike GROUP BY 1
    HAVING count(id) = count(*) AND record NOT IN (SELECT record FROM revised) ORDER BY count(*) DESC, 1`);
  await database.run("DROP TABLE gone");
  return {
    gone: gone.map((row) => ({ record: Number(row["record"]), id: Number(row["id"]) })),
    candidates: candidates.map((row) => ({ record: Number(row["record"]), ids: numbers(row["ids"]) })),
  };
}

function numbers(list: unknown): number[] {
  return Array.isArray(list) ? list.map(Number) : [];
}
