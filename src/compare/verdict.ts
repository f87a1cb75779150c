import type { Gate, Verdict } from "../domain/change.ts";
import type { Untried } from "./change-of.ts";

/** Whether chance alone is ruled out by the test of the family, and would be with the most influential employer left in. */
export interface Sureness {
  readonly gate: Gate;
  readonly passedWithAll: boolean;
}

/**
 * The word that a change earns (STATISTICS, section 3d), in this order. Not comparable: holidays set the windows apart. Too few: no
 * difference, or a sample too small to test. A change is sure when it passes the test of its family, points the same way in test and
 * print, and holds without any one employer. If it is sure and of half the floor or more: mostly mix, where more than half
 * of it is which jobs were posted; rose or fell at the floor, where its own history finds it unusual; else edged. One employer:
 * at the floor and unusual, sure with everybody, and half gone or turned without one; a change that keeps its size without that
 * employer and is merely less sure is not that employer's doing. Little changed: the interval lies within the floor either way.
 * Else unclear.
 */
export function verdictOf({ difference, interval, test, gates }: Untried, sure: Sureness | null): Verdict {
  if (!passes("holidays", gates)) return "not-comparable";
  if (difference === null || test === null || sure === null) return "too-few";
  const floor = gates.find(({ gate }) => gate === "floor")?.limit ?? 0;
  const up = difference > 0;
  const large = passes("floor", gates) && passes("history", gates);
  const agrees = passes("same-direction", gates);
  if (agrees && sure.gate.passed && passes("leave-one-employer-out", gates) && Math.abs(difference) >= floor / 2) {
    if (!passes("mix", gates)) return "mostly-mix";
    if (large) return up ? "rose" : "fell";
    return up ? "edged-up" : "edged-down";
  }
  const hangsOnOne = !passes("leave-one-employer-out", gates);
  if (agrees && large && sure.passedWithAll && hangsOnOne) return "one-employer";
  if (interval === null) return "unclear";
  return interval[0] >= -floor && interval[1] <= floor ? "little-changed" : "unclear";
}

/** A gate that was not asked stops nothing. */
function passes(name: string, gates: readonly Gate[]): boolean {
  return gates.find(({ gate }) => gate === name)?.passed !== false;
}
