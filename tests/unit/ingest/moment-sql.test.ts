import { expect, it } from "vitest";
import { daySql } from "../../../src/ingest/moment-sql.ts";
import { evaluated } from "./evaluated.ts";

it.each([
  ["2026-05-29T02:30:00Z", "2026-05-28"],
  ["2026-05-29T02:30:00.123+00:00", "2026-05-28"],
  ["2026-05-29T02:30Z", "2026-05-28"],
  ["2026-05-29 03:59:59 +0000", "2026-05-28"],
  ["2026-05-29T04:00:00.1234567Z", "2026-05-29"],
  ["2026-05-28T23:30:00-04:00", "2026-05-28"],
  ["2026-12-01T04:59:00+00", "2026-11-30"],
  ["2026-05-29T02:30:00", "2026-05-29"],
  ["2026-05-29 02:30:00", "2026-05-29"],
  ["2026-05-29", "2026-05-29"],
  ["2026-05-29T25:30:00Z", "2026-05-29"],
  ["yesterday at 02:30:00Z", null],
  [null, null],
])("takes the moment %s for the day %s of New York; without an offset it stays as written", async (written, day) => {
  const [found] = await evaluated(`(${daySql("c", "America/New_York")})::VARCHAR`, [written]);
  expect(found).toBe(day);
});
