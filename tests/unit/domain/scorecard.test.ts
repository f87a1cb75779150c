import { describe, expect, it } from "vitest";
import { CHANGES_VERSION, type Change, type Verdict, weekChangesSchema } from "../../../src/domain/change.ts";
import { type PrintedVerdict, scorecardOf, tally } from "../../../src/domain/scorecard.ts";

const WEEK = "2026-W47";
const said = (slice: string, verdict: PrintedVerdict["verdict"]): PrintedVerdict => ({ slice, metric: "pay", verdict });

function changes(verdicts: Readonly<Record<string, Verdict>>) {
  const content = weekChangesSchema.parse({
    schemaVersion: CHANGES_VERSION,
    week: WEEK,
    method: { version: 1, settings: "s" },
    inputs: [],
    guard: { total: [], roles: [] },
    levels: [],
    changes: Object.entries(verdicts).map(
      ([slice, verdict]): Change => ({
        slice,
        metric: "pay",
        window: "4w",
        before: 100,
        now: 110,
        difference: 10,
        growth: 0.1,
        interval: null,
        noticeable: null,
        mix: null,
        since: null,
        test: null,
        gates: [],
        verdict,
      }),
    ),
    pairs: [],
    records: [],
  });
  return new Map([[WEEK, { content, sha256: "now" }]]);
}

const outcomes = (printed: readonly PrintedVerdict[], now: Readonly<Record<string, Verdict>>) =>
  scorecardOf([{ week: WEEK, changes: "then", verdicts: printed }], changes(now)).verdicts.map(
    ({ outcome }) => outcome,
  );

describe("scorecardOf", () => {
  it("holds a printed verdict against what the week gives now", () => {
    expect(
      outcomes(
        [
          said("a", "rose"),
          said("b", "rose"),
          said("c", "fell"),
          said("d", "rose"),
          said("e", "fell"),
          said("f", "rose"),
        ],
        { a: "rose", b: "edged-up", c: "one-employer", d: "fell", e: "edged-up" },
      ),
    ).toEqual(["held", "weaker", "gone", "reversed", "reversed", "unknown"]);
  });

  it("knows a verdict that was never computed again from one that was", () => {
    const of = (hash: string | null) =>
      scorecardOf([{ week: WEEK, changes: hash, verdicts: [said("a", "rose")] }], changes({ a: "rose" })).verdicts[0];
    expect(of("now")).toMatchObject({ outcome: "held", recomputed: false });
    expect(of("then")).toMatchObject({ outcome: "held", recomputed: true });
  });

  it("counts every verdict once", () => {
    const card = scorecardOf(
      [{ week: WEEK, changes: "then", verdicts: [said("a", "rose"), said("b", "fell")] }],
      changes({ a: "rose" }),
    );
    expect(tally(card)).toEqual({ held: 1, weaker: 0, gone: 0, reversed: 0, unknown: 1 });
    expect(tally(card, ({ slice }) => slice === "b")).toEqual({ held: 0, weaker: 0, gone: 0, reversed: 0, unknown: 1 });
  });
});
