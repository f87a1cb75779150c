import { describe, expect, it } from "vitest";
import { guardLines, guardOfEdition } from "../../../src/commands/guard-lines.ts";
import { readSettings } from "../../../src/config.ts";
import type { GuardReason } from "../../../src/domain/change.ts";
import type { Edition } from "../../../src/domain/edition.ts";

const settings = await readSettings("/nowhere", undefined);

function reason(code: GuardReason["code"], weeks: readonly string[], part: Partial<GuardReason> = {}): GuardReason {
  return { code, weeks: [...weeks], source: null, found: null, low: null, high: null, ...part };
}

const days = (week: string) => reason("days-missing", [week], { found: 3, low: 7 });

describe("the lines of weeks that are not compared", () => {
  it("name each reason once, with the weeks it is felt in", async () => {
    const lines = await guardLines(
      [
        { week: "2026-W44", guard: { total: [days("2026-W44")], roles: [days("2026-W44")] } },
        { week: "2026-W45", guard: { total: [days("2026-W44")], roles: [days("2026-W44")] } },
        { week: "2026-W47", guard: { total: [], roles: [days("2026-W44"), days("2026-W47")] } },
      ],
      settings,
    );
    expect(lines).toEqual([
      "not comparable: total 2026-W44 to 2026-W45; roles 2026-W44 to 2026-W45, 2026-W47: In week 2026-W44 the feed holds next to nothing on 3 of 7 days, so counts of that week say more about the feed than about the market.",
      expect.stringMatching(/^not comparable: roles 2026-W47: In week 2026-W47 the feed/),
    ]);
  });

  it("join missing weeks, and tell growth by its latest numbers", async () => {
    const grown = (found: number, weeks: string[]) =>
      reason("source-grown", weeks, { source: "board", found, low: 667, high: 1_500 });
    const missing = (...weeks: string[]) => reason("weeks-missing", weeks, { found: 6, low: 8 });
    const lines = await guardLines(
      [
        { week: "2026-W46", guard: { total: [], roles: [missing("2026-W41"), grown(1_600, ["2026-W46"])] } },
        { week: "2026-W47", guard: { total: [], roles: [missing("2026-W42"), grown(1_700, ["2026-W47"])] } },
      ],
      settings,
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("Nothing is stored of weeks 2026-W41 and 2026-W42.");
    expect(lines[1]).toContain("has come to hold 1,700 rows a week, where 667 to 1,500");
  });

  it("print shares as shares", async () => {
    const share = reason("pay-share", ["2026-W47"], { found: 0.61, low: 0.38, high: 0.462 });
    const [line] = await guardLines([{ week: "2026-W47", guard: { total: [share], roles: [] } }], settings);
    expect(line).toContain("61% of the ads disclose pay, where 38% to 46%");
  });

  it("are none where every week is compared, or is the first", async () => {
    const first = reason("first-week", ["2026-W47"]);
    expect(await guardLines([{ week: "2026-W47", guard: { total: [first], roles: [first] } }], settings)).toEqual([]);
    expect(await guardLines([{ week: "2026-W47", guard: { total: [], roles: [] } }], settings)).toEqual([]);
    expect(await guardLines([], settings)).toEqual([]);
  });
});

it("reads an edition's guard off its warnings", () => {
  const warnings = [
    { code: "not-comparable", slice: "total", reason: days("2026-W47") },
    { code: "not-comparable", slice: null, reason: days("2026-W46") },
    { code: "revised-since-compared", slice: "2026-W45", reason: null },
  ];
  expect(guardOfEdition({ week: "2026-W47", warnings } as unknown as Edition)).toEqual({
    week: "2026-W47",
    guard: { total: [days("2026-W47")], roles: [days("2026-W46")] },
  });
});
