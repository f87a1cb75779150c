import type { Change, Gate, Verdict } from "../domain/change.ts";
import type { Snapshot } from "../domain/snapshot.ts";
import type { Words } from "../domain/words.ts";
import { categoryName, isCategory } from "../narrate/categories.ts";
import { changesMeant } from "../narrate/fact-change.ts";
import { canBeTold, editorsChoices, isNews } from "../narrate/pins.ts";
import { VERDICT_WORDS } from "../narrate/verdict-values.ts";
import type { Draft } from "./draft.ts";

/** What the editor asked for, and what came of it. */
export interface Asked {
  readonly kind: "pin" | "mute";
  /** As it is written in the letter, and on which line. */
  readonly id: string;
  readonly line: number;
  readonly name: string;
  readonly metric: Change["metric"];
  readonly verdict: string;
  /** In a sentence for the editor. */
  readonly outcome: string;
}

/** A change that earned no headline, its figures as printed, and what stopped it in a sentence for the editor. */
export interface LeftOut {
  readonly name: string;
  readonly metric: Change["metric"];
  readonly before: string;
  readonly now: string;
  /** The ladder's fixed word. */
  readonly verdict: string;
  readonly why: string;
}

/** The order in which verdicts are of interest to somebody who asks why something is missing. */
const ORDER: readonly Verdict[] = [
  "edged-up",
  "edged-down",
  "one-employer",
  "mostly-mix",
  "unclear",
  "little-changed",
  "too-few",
  "not-comparable",
];

/** The gate that a verdict is named after. */
const OF_VERDICT: Readonly<Partial<Record<Verdict, string>>> = {
  "one-employer": "leave-one-employer-out",
  "mostly-mix": "mix",
};

/** Changes of the week that did not pass, those that came furthest first; none where the week was never compared. */
export function leftOut({ request, words }: Draft): LeftOut[] {
  const { now, changes } = request;
  const passed = ({ gates }: Change) => gates.filter((gate) => gate.passed).length;
  return (changes?.content.changes ?? [])
    .filter(({ verdict }) => ORDER.includes(verdict))
    .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || passed(b) - passed(a))
    .map((change) => ({
      name: nameOf(change.slice, now.content, words),
      metric: change.metric,
      before: figure(change, change.before, now.content.currency, words),
      now: figure(change, change.now, now.content.currency, words),
      verdict: words.say(VERDICT_WORDS[change.verdict]),
      why: reason(change, now.content.currency, words),
    }));
}

/** Each pin and mute of the letter with what came of it: nobody but the editor sees that something was muted. */
export function askedFor({ request, narration, words }: Draft): Asked[] {
  const told = new Map(narration.passages.map(({ slot, facts }) => [slot, facts]));
  const { currency } = request.now.content;
  return editorsChoices(request).map(({ kind, id, line, change }) => ({
    kind,
    id,
    line,
    name: nameOf(change.slice, request.now.content, words),
    metric: change.metric,
    verdict: words.say(VERDICT_WORDS[change.verdict]),
    outcome: kind === "mute" ? muteOutcome(change) : pinOutcome(change, told, currency, words),
  }));
}

function muteOutcome({ verdict }: Change): string {
  return canBeTold({ verdict })
    ? "Not told in lead or briefs, since you muted it; the table still shows it."
    : "Muted, and would not have been told anyway: it earned no sentence.";
}

function pinOutcome(
  change: Change,
  told: ReadonlyMap<string, readonly string[]>,
  currency: string,
  words: Words,
): string {
  const slots = [...told].filter(([, facts]) => facts.some((id) => changesMeant(id, [change]).length > 0));
  const names = slots.map(([slot]) => slot).filter((slot) => /^(lead|second|brief)/.test(slot));
  if (names.length > 0) return `Told, as ${names.join(" and ")}.`;
  if (isNews(change.verdict)) return "Pinned, and there was no room for it beside what stands before it.";
  return `Pinned, and not told. ${reason(change, currency, words)}`;
}

function nameOf(slice: string, { roles }: Snapshot, words: Words): string {
  if (slice === "total") return words.say("total.name");
  return isCategory(slice) ? categoryName(slice, words) : (roles[slice]?.title ?? slice);
}

function figure({ metric }: Change, value: number | null, currency: string, words: Words): string {
  if (value === null) return "";
  switch (metric) {
    case "offers":
      return words.count(value);
    case "pay":
      return words.money(value, currency);
    case "remote":
    case "disclosed":
      return words.share(value);
    case "new-pay":
    case "repriced":
      return words.decimal(value, 3);
  }
}

function reason(change: Change, currency: string, words: Words): string {
  const { verdict, gates, metric } = change;
  const own = OF_VERDICT[verdict];
  const stopped = gates.find(({ gate, passed }) => !passed && gate === own) ?? gates.find(({ passed }) => !passed);
  if (verdict === "little-changed")
    return "Its interval lies inside the floor either way: that nothing happened is the finding.";
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
  switch (metric) {
    case "remote":
    case "disclosed":
      return `${words.points(value)} points`;
    case "offers":
      return words.count(Math.abs(value));
    case "new-pay":
    case "repriced":
      return words.growth(value);
    case "pay":
      return ofOne ? words.growth(value) : `${words.count(Math.abs(value))} ${currency}`;
  }
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
    case "history":
      return `Its own past has often shown as much: ${has}, where ${needs} would be unusual.`;
    case "holidays":
      return "These weeks hold holidays, and there is no full year yet to compare them with.";
    case "mix":
      return `It is mostly a change in which jobs were posted: that is ${has} of it, and may be ${needs} at most.`;
    default:
      return `The gate "${gate}" stopped it: ${has} against ${needs}.`;
  }
}
