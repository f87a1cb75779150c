import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
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

  it("says of a file what a person can mend: no database, damaged, of a newer version, or held by another", async () => {
    const file = path();
    await openSqlite<Tables>(file).destroy();
    const other = new DatabaseSync(file);
    other.exec("pragma user_version = 7; create table due (week text) strict");
    expect(() => openSqlite(file)).toThrow(
      expect.objectContaining({ code: "state-newer", message: expect.stringContaining("tables 7") }),
    );
    other.exec("pragma user_version = 0");
    const one = openSqlite<Tables>(file);
    other.exec("begin immediate");
    await sql`pragma busy_timeout = 0`.execute(one);
    await expect(sql`delete from due`.execute(one)).rejects.toMatchObject({ code: "state-busy" });
    other.exec("rollback; pragma wal_checkpoint(truncate)");
    await one.destroy();
    other.close();
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0xff, 4096));
    const damaged = openSqlite<Tables>(file);
    await expect(sql`select * from due`.execute(damaged)).rejects.toMatchObject({ code: "state-damaged" });
    await damaged.destroy();
    await writeFile(file, "address,name\n".repeat(100));
    expect(() => openSqlite(file)).toThrow(expect.objectContaining({ code: "state-damaged" }));
  });

  it("says why a transaction failed that the full database has rolled back itself", async () => {
    const one = openSqlite<Tables>(path());
    await sql`create table due (week text) strict`.execute(one);
    await sql`pragma max_page_count = 4`.execute(one);
    const write = one
      .transaction()
      .execute((change) => sql`insert into due values (${"x".repeat(99_999)})`.execute(change));
    await expect(write).rejects.toMatchObject({ code: "not-writable", message: expect.stringContaining("full") });
    await one.destroy();
  });

  it("is made by any number of processes at the same moment", async () => {
    const file = path();
    const opener = `import { openSqlite } from ${JSON.stringify(new URL("../../src/sqlite.ts", import.meta.url).href)};
      while (Date.now() < Number(process.argv[2]));
      await openSqlite(process.argv[1]).destroy();`;
    const start = String(Date.now() + 1500);
    const args = ["--input-type=module", "--eval", opener, file, start];
    const opened = Array.from({ length: 6 }, () => promisify(execFile)(process.execPath, args));
    await expect(Promise.all(opened)).resolves.toHaveLength(6);
  });

  it("refuses a value that SQLite has no type for", async () => {
    const one = openSqlite<Tables>(path());
    await expect(sql`select ${{}} as value`.execute(one)).rejects.toThrow("SQLite takes no value of type object.");
    await one.destroy();
  });
});
