import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claimReaders } from "../../../src/deliver/claims.ts";
import { type LedgerTables, openLedger } from "../../../src/deliver/ledger.ts";
import { openSqlite, sql } from "../../../src/sqlite.ts";
import { freshFolder } from "./sending.ts";

describe("a ledger", () => {
  it("that was begun before readers had roles goes on, and takes the roles of the next send", async () => {
    const path = join(await freshFolder(), "trends.db");
    const old = openSqlite<LedgerTables>(path);
    await sql`CREATE TABLE delivery (
      newsletter TEXT NOT NULL, week TEXT NOT NULL, address TEXT NOT NULL, mailbox TEXT NOT NULL, name TEXT,
      hash TEXT NOT NULL, message_id TEXT NOT NULL, state TEXT NOT NULL,
      owner TEXT, attempts INTEGER NOT NULL, tries INTEGER NOT NULL, next_attempt_at INTEGER,
      error_code TEXT, error_text TEXT, committed_at INTEGER, changed_at INTEGER NOT NULL,
      PRIMARY KEY (newsletter, week, address)) STRICT, WITHOUT ROWID`.execute(old);
    await sql`INSERT INTO delivery VALUES ('Weekly', '2026-W47', 'a@example.com', 'A@example.com', NULL, 'h', '<1@x>', 'ready',
      NULL, 0, 0, 0, NULL, NULL, NULL, 0)`.execute(old);
    await old.destroy();
    for (const again of [1, 2]) {
      const ledger = await openLedger(path);
      const claims = await claimReaders(ledger, { newsletter: "Weekly", week: "2026-W47" }, `run ${again}`, 10, 1);
      expect(claims.map(({ address, roles }) => ({ address, roles }))).toEqual(
        again === 1 ? [{ address: "A@example.com", roles: [] }] : [],
      );
      await ledger.destroy();
    }
  });
});
