import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { openSqlite } from "../../src/sqlite.ts";

interface Tables {
  due: { week: string; runs: number };
}

const path = () => join(mkdtempSync(join(tmpdir(), "sqlite-")), "state", "trends.db");

describe("the SQLite leaf", () => {
  it("makes the folder, and another handle sees what was committed", async () => {
    const file = path();
    const one = openSqlite<Tables>(file);
    await sql`create table due (week text primary key, runs integer not null) strict`.execute(one);
    await one.insertInto("due").values({ week: "2026-W47", runs: 1 }).execute();
    const other = openSqlite<Tables>(file);
    expect(await other.selectFrom("due").selectAll().execute()).toEqual([{ week: "2026-W47", runs: 1 }]);
    await one.destroy();
    await other.destroy();
  });

  it("begins transactions so that the second of two writers waits in place of failing", async () => {
    const file = path();
    const one = openSqlite<Tables>(file);
    await sql`create table due (week text primary key, runs integer not null) strict`.execute(one);
    await one.insertInto("due").values({ week: "2026-W47", runs: 0 }).execute();
    const add = (handle: typeof one) =>
      handle.transaction().execute(async (transaction) => {
        const { runs } = await transaction.selectFrom("due").select("runs").executeTakeFirstOrThrow();
        await transaction
          .updateTable("due")
          .set({ runs: runs + 1 })
          .execute();
      });
    await add(one);
    const other = openSqlite<Tables>(file);
    await add(other);
    expect((await one.selectFrom("due").select("runs").executeTakeFirstOrThrow()).runs).toBe(2);
    await one.destroy();
    await other.destroy();
  });

  it("refuses a value that SQLite has no type for", async () => {
    const one = openSqlite<Tables>(path());
    await expect(sql`select ${{}} as value`.execute(one)).rejects.toThrow("SQLite takes no value of type object.");
    await one.destroy();
  });
});
