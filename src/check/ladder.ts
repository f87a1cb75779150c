import type { Change, Verdict } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import type { Found } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Statement } from "./statements.ts";
import { METRIC_WORDS } from "./word-lists.ts";

/** A word of direction in a sentence. */
export interface Said extends Found {
  readonly way: "up" | "down" | "none";
  readonly strength: "way" | "moved" | "edged" | "leapt";
  readonly isNegated: boolean;
}

interface Fault {
  readonly rule: "verdict-word";
  readonly why: string;
  readonly fix: string;
}

/** A change this many floors large may be called a leap. */
const LEAP_FLOORS = 3;

/** What is wrong with a word of the ladder for a fact that was compared; words that only say which way need no verdict. */
export function ladderFault(word: Said, { id, verdict, change, gates }: Fact): Fault | undefined {
  if (word.strength === "way") return undefined;
  if (verdict === null)
    return fault(`needs a verdict, and ${id} has none`, "Say the level, or print a change that was tested.");
  const floor = gates.find(({ gate }) => gate === "floor")?.limit ?? 0;
  return wrongRung(word, verdict, Math.abs(change?.difference ?? 0) / (floor || 1), id);
}

function wrongRung(word: Said, verdict: Verdict, floors: number, of: string): Fault | undefined {
  const wanted = verdictsFor(word);
  if (!wanted.includes(verdict))
    return fault(`is said of ${of}, whose verdict is ${verdict}`, `Say what the verdict says: ${verdict}.`);
  if (word.strength === "leapt" && floors < LEAP_FLOORS)
    return fault(
      `needs a change of ${LEAP_FLOORS} floors; that of ${of} is ${floors.toFixed(1)}`,
      "Use the plain word of the verdict.",
    );
  return undefined;
}

function verdictsFor({ way, strength }: Said): readonly Verdict[] {
  if (way === "none") return ["little-changed"];
  if (strength === "edged") return [way === "up" ? "edged-up" : "edged-down"];
  return [way === "up" ? "rose" : "fell"];
}

/**
 * What is wrong with a word that has no number near it: no change of the slices (what the text as a whole is about where none is named) in what the
 * sentence speaks of bears it out. A sentence that speaks of nothing we measure says nothing that we could know.
 */
export function untestedFault(
  reading: Reading,
  statement: Statement,
  word: Said,
  slices: ReadonlySet<string>,
): Fault | undefined {
  const metrics = metricsIn(reading, statement.text);
  if (metrics.size === 0) return undefined;
  const wanted = slices.size === 0 ? new Set(reading.meaning.about) : slices;
  const about = (reading.meaning.changes?.changes ?? []).filter(
    (change) => wanted.has(change.slice) && metrics.has(change.metric),
  );
  const faults = about.map((change) =>
    wrongRung(word, change.verdict, floorsOf(change), `${change.slice}.${change.metric}`),
  );
  if (faults.some((each) => each === undefined)) return undefined;
  return faults[0] ?? fault("is said of something that was not tested", "Say the level, or leave the sentence out.");
}

/** The measures that a text speaks of, by its words. */
export function metricsIn(reading: Reading, text: string): Set<Change["metric"]> {
  const named = METRIC_WORDS.filter(({ list }) => reading.find(list)(text).length > 0);
  return new Set(
    named.flatMap(({ metric }): readonly Change["metric"][] => {
      switch (metric) {
        case "pay":
          return ["pay", "new-pay", "repriced"];
        case "offers":
        case "openings":
        case "employers":
          return ["offers"];
        default:
          return [metric];
      }
    }),
  );
}

/** Whether a text speaks of what a fact measures, or of nothing that we measure. Of "offers are remote" the offers are only counted. */
export function isOfMetric(reading: Reading, text: string, { metric }: Fact): boolean {
  const metrics = measuredIn(reading, text);
  const own = metric === "openings" || metric === "employers" ? "offers" : metric;
  return metrics.size === 0 || [...metrics].some((each) => each === own);
}

/** What a text says is measured: of "offers are remote" the offers are only counted. */
export function measuredIn(reading: Reading, text: string): ReadonlySet<Change["metric"]> {
  const metrics = metricsIn(reading, text);
  if (metrics.size > 1) metrics.delete("offers");
  return metrics;
}

/** Changes of what a text says is measured. Its words are of pay as such: not of new offers or of repricing, which pay stands for. */
export function changesOf({ meaning }: Reading, metrics: ReadonlySet<Change["metric"]>): readonly Change[] {
  return (meaning.changes?.changes ?? []).filter(
    ({ metric }) => metrics.has(metric) && metric !== "new-pay" && metric !== "repriced",
  );
}

function floorsOf({ difference, gates }: Change): number {
  const floor = gates.find(({ gate }) => gate === "floor")?.limit ?? 0;
  return Math.abs(difference ?? 0) / (floor || 1);
}

function fault(why: string, fix: string): Fault {
  return { rule: "verdict-word", why, fix };
}
