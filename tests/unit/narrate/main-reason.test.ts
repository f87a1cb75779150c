import { describe, expect, it } from "vitest";
import type { GuardReason } from "../../../src/domain/change.ts";
import { unmarked } from "../../../src/domain/claim.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { requestOf } from "./request-of.ts";

type Reason = Partial<GuardReason> & { readonly code: GuardReason["code"] };

const APART: Reason = { code: "days-apart", found: 45, high: 7 };
const MISSING: Reason = { code: "days-missing", found: 3, low: 7 };
const ALL: readonly Reason[] = [
  APART,
  MISSING,
  { code: "method-changed" },
  { code: "renamed", source: "board", found: 551, high: 28 },
  { code: "repriced", source: "board", found: 232, high: 28 },
  { code: "pay-reread", found: 0.27, high: 0.03 },
  { code: "source-gone", source: "board", found: 0, low: 60, high: 160 },
  { code: "source-new", source: "board", found: 900 },
  { code: "source-rows", source: "board", found: 900, low: 60, high: 160 },
  { code: "source-grown", source: "board", found: 688, low: 265, high: 596 },
  { code: "pay-share", found: 0.29, low: 0.48, high: 0.54 },
  { code: "weeks-missing", weeks: ["2026-W46"], found: 1, low: 2 },
  { code: "no-employers" },
];

function leadOf(...reasons: readonly Reason[]): string {
  const guard = reasons.map((reason) => ({ weeks: ["2026-W47"], ...reason }));
  const { letter } = narrate(
    requestOf({ week: "2026-W47", openings: [900, 950, 1_000], roles: {}, guard: { total: guard, roles: guard } }),
  );
  const lead = letter.sections.find(({ slot }) => slot === "lead");
  return unmarked(lead?.kind === "paragraphs" ? (lead.paragraphs[0] ?? "") : "");
}

describe("the lead of a week that cannot be compared", () => {
  it("tells the reason that would mislead most, whatever else stands against the week", () => {
    for (const [index, reason] of ALL.entries()) {
      expect(leadOf(...ALL.slice(index).reverse()), reason.code).toBe(leadOf(reason));
    }
    expect(new Set(ALL.map((reason) => leadOf(reason))).size).toBe(ALL.length);
  });

  it("points to no reasons below where it tells one, and says that there are levels only", () => {
    for (const reason of ALL) {
      expect(leadOf(reason)).not.toContain("given below");
      expect(leadOf(reason)).toMatch(
        /levels|not which way pay goes|[Nn]o rise or fall|where (each role|pay and demand) stands?/i,
      );
    }
  });

  it("prefers this week to the one before, and says which of the two it is", () => {
    const before = { weeks: ["2026-W46"] };
    expect(leadOf({ ...MISSING, ...before, found: 5 }, MISSING)).toContain("on 3 of the 7 days of this week");
    expect(leadOf({ ...MISSING, ...before })).toContain("on 3 of the 7 days of the week before");
    expect(leadOf({ ...APART, ...before })).toContain("of the week before may be the ads of 45 days");
  });

  it("knows feeds that rest at the turn of the year from those that swell there", () => {
    const guard = { code: "source-rows" as const, source: "board", weeks: ["2026-W52"], low: 60, high: 160 };
    const said = (found: number) =>
      JSON.stringify(
        narrate(
          requestOf({ week: "2026-W52", openings: [90, 95, 99], roles: {}, guard: { total: [{ ...guard, found }] } }),
        ).letter.sections,
      );
    expect(said(12).match(/turn of the year|New Year/g)).toHaveLength(2);
    expect(said(900)).not.toMatch(/turn of the year|New Year/);
  });

  it("points to the notes where no sentence tells the reason", () => {
    expect(leadOf({ code: "no-postings" })).toMatch(/reasons given below|the notes|end of this letter/);
  });
});
