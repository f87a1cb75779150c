import type { Change, ChangeMetric, WeekChanges } from "./change.ts";
import type { Week } from "./week.ts";

/** A rise or fall that an archived edition prints. */
export interface PrintedVerdict {
  readonly slice: string;
  readonly metric: ChangeMetric;
  readonly verdict: "rose" | "fell";
}

/** An archived edition and the rises and falls that it prints. */
export interface PrintedEdition {
  readonly week: Week;
  /** Hash of the tested changes that the edition was built from; null where it was built from none. */
  readonly changes: string | null;
  readonly verdicts: readonly PrintedVerdict[];
}

/** What today's data say of the same week: the tested changes as they are stored now, and their hash. */
export interface CurrentChanges {
  readonly content: WeekChanges;
  readonly sha256: string;
}

/**
 * What became of a printed verdict. `held`: the week's data give it again. `weaker`: the same direction, and no more than
 * edged. `gone`: another word. `reversed`: the other direction. `unknown`: the week has no tested changes any more.
 */
export const OUTCOMES = ["held", "weaker", "gone", "reversed", "unknown"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Judged extends PrintedVerdict {
  readonly week: Week;
  readonly now: Change["verdict"] | null;
  readonly outcome: Outcome;
  /** Whether the week was computed again since the edition was built; a verdict never looked at again holds of itself. */
  readonly recomputed: boolean;
}

export interface Scorecard {
  readonly editions: number;
  readonly verdicts: readonly Judged[];
}

/**
 * The rises and falls that archived editions print, against what the same weeks give with the data stored now: revised
 * snapshots, and tests as they are computed today. In order of weeks, and in an edition's own order.
 */
export function scorecardOf(printed: readonly PrintedEdition[], current: ReadonlyMap<Week, CurrentChanges>): Scorecard {
  const verdicts = printed.flatMap(({ week, changes, verdicts: told }) =>
    told.map((verdict): Judged => {
      const stored = current.get(week);
      const found = stored?.content.changes.find(
        ({ slice, metric }) => slice === verdict.slice && metric === verdict.metric,
      );
      const now = found?.verdict ?? null;
      const recomputed = stored !== undefined && stored.sha256 !== changes;
      return { ...verdict, week, now, outcome: outcomeOf(verdict.verdict, now), recomputed };
    }),
  );
  return { editions: printed.length, verdicts };
}

function outcomeOf(said: PrintedVerdict["verdict"], now: Change["verdict"] | null): Outcome {
  if (now === null) return "unknown";
  if (now === said) return "held";
  const [same, other] = said === "rose" ? (["edged-up", "edged-down"] as const) : (["edged-down", "edged-up"] as const);
  if (now === same) return "weaker";
  return now === other || now === "rose" || now === "fell" ? "reversed" : "gone";
}

/** How many printed verdicts had each outcome, `recomputed` ones alone where asked. */
export function tally({ verdicts }: Scorecard, of: (judged: Judged) => boolean = () => true): Record<Outcome, number> {
  const some = verdicts.filter(of);
  const count = (outcome: Outcome) => some.filter((each) => each.outcome === outcome).length;
  return {
    held: count("held"),
    weaker: count("weaker"),
    gone: count("gone"),
    reversed: count("reversed"),
    unknown: count("unknown"),
  };
}
