import type { Change, Gate, Verdict } from "../domain/change.ts";
import type { Words } from "../domain/words.ts";
import type { Draft } from "./draft.ts";

/** A change that earned no headline, its figures as printed, and what stopped it in a sentence for the editor. */
export interface LeftOut {
  readonly name: string;
  readonly metric: Change["metric"];
  readonly before: string;
  readonly now: string;
  readonly verdict: Verdict;
  readonly why: string;
}

/** The order in which verdicts are of interest to somebody who asks why something is missing. */
const ORDER: readonly Verdict[] = ["unclear", "too-few", "not-comparable"];

/** Changes of the week that did not pass, those that came furthest first; none where the week was never compared. */
export function leftOut({ request, words }: Draft): LeftOut[] {
  const { now, changes } = request;
  const passed = ({ gates }: Change) => gates.filter((gate) => gate.passed).length;
  return (changes?.content.changes ?? [])
    .filter(({ verdict }) => ORDER.includes(verdict))
    .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || passed(b) - passed(a))
    .map((change) => ({
      name:
        change.slice === "total" ? words.say("total.name") : (now.content.roles[change.slice]?.title ?? change.slice),
      metric: change.metric,
      before: figure(change.before, change.metric, now.content.currency, words),
      now: figure(change.now, change.metric, now.content.currency, words),
      verdict: change.verdict,
      why: reason(change, now.content.currency, words),
    }));
}

function figure(value: number | null, metric: Change["metric"], currency: string, words: Words): string {
  if (value === null) return "";
  if (metric === "pay") return words.money(value, currency);
  return metric === "remote" ? words.share(value) : words.count(value);
}

function reason({ verdict, gates, metric }: Change, currency: string, words: Words): string {
  const stopped = gates.find(({ passed }) => !passed);
  if (stopped !== undefined) {
    const { found, limit } = stopped;
    return gateSentence(
      stopped,
      size(found, stopped, metric, currency, words),
      size(limit, stopped, metric, currency, words),
    );
  }
  return verdict === "not-comparable"
    ? "The weeks cannot be compared; the notes on the data say why."
    : "There is too little data to compare.";
}

/** What a gate measured, in the unit of the change: exact where a rounded salary would hide which side of a limit it is on. */
function size(value: number | null, { gate }: Gate, metric: Change["metric"], currency: string, words: Words): string {
  if (value === null) return "nothing";
  const ofOne = gate === "leave-one-employer-out";
  if (gate !== "floor" && !ofOne) return String(Number(value.toPrecision(3)));
  if (metric === "remote") return `${words.points(value)} points`;
  if (metric === "offers") return words.count(Math.abs(value));
  return ofOne ? words.growth(value) : `${words.count(Math.abs(value))} ${currency}`;
}

function gateSentence({ gate }: Gate, has: string, needs: string): string {
  switch (gate) {
    case "sample":
      return `The smaller side has ${has} of the ${needs} offers that are needed to compare.`;
    case "employers":
      return `The smaller side has ${has} of the ${needs} employers that are needed to compare.`;
    case "same-direction":
      return "The offers as a whole did not move the way the medians did.";
    case "leave-one-employer-out":
      return `It hangs on one employer: without the largest, ${has} is left, and ${needs} is needed.`;
    case "floor":
      return `The difference is ${has}; under ${needs} it is too small to matter.`;
    case "p":
      return `It comes up by chance too often: p is ${has}, and may be ${needs} at most.`;
    case "false-discovery-rate":
      return `Among all tests of the week it comes up by chance too often: q is ${has}, and may be ${needs} at most.`;
    default:
      return `The gate "${gate}" stopped it: ${has} against ${needs}.`;
  }
}
