import type { Change } from "../domain/change.ts";
import type { Week } from "../domain/week.ts";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import type { Untried } from "./change-of.ts";
import { noticeableOf } from "./noticeable.ts";
import type { Past } from "./past.ts";
import { rounded } from "./rounded.ts";
import { sinceOf } from "./since.ts";
import { TESTED } from "./tested.ts";
import { type Sureness, verdictOf } from "./verdict.ts";

/**
 * The changes with their verdicts, in the order given: the total's at plain p ≤ 5 %, all tests of roles and categories together at
 * a false discovery rate of 10 %. `stopped` says whose windows cannot be compared at all.
 */
export function judged(
  untried: readonly Untried[],
  stopped: (slice: string) => boolean,
  week: Week,
  past: Past,
): Change[] {
  const family = untried.filter((change) => change.slice !== "total" && change.test !== null);
  const q = benjaminiHochberg(family.map(({ test }) => test?.p ?? 1));
  return untried.map((change) => {
    const place = family.indexOf(change);
    const sure = surenessOf(change, place, family, q);
    const tried =
      change.test === null || sure === null
        ? change
        : {
            ...change,
            test: { ...change.test, q: place < 0 ? null : sure.gate.found },
            gates: [...change.gates, sure.gate],
          };
    const verdict = stopped(change.slice) ? "not-comparable" : verdictOf(tried, sure);
    const { slice, metric } = change;
    return {
      ...tried,
      verdict,
      noticeable: noticeableOf({ ...tried, verdict }),
      since: sinceOf({ slice, metric, verdict }, week, past),
    };
  });
}

/** `place` is that of the change in the family of roles, -1 for the total. */
function surenessOf(
  { test }: Untried,
  place: number,
  family: readonly Untried[],
  q: readonly number[],
): Sureness | null {
  if (test === null) return null;
  if (place < 0) {
    const limit = TESTED.totalAlpha;
    return {
      gate: { gate: "p", passed: test.p <= limit, found: rounded(test.p), limit },
      passedWithAll: test.pAll <= limit,
    };
  }
  const limit = TESTED.rolesQ;
  const found = q[place] ?? 1;
  const passed = found <= limit;
  // What the family would say of it, had nobody been left out of this one test.
  const withAll = () =>
    benjaminiHochberg(family.map((each, index) => (index === place ? test.pAll : (each.test?.p ?? 1))))[place] ?? 1;
  return {
    gate: { gate: "false-discovery-rate", passed, found: rounded(found), limit },
    passedWithAll: passed || (test.pAll < test.p && withAll() <= limit),
  };
}
