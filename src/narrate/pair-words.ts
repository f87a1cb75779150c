import type { PairResult } from "../domain/change.ts";
import { unmarked } from "../domain/claim.ts";
import type { MessageValues, Words } from "../domain/words.ts";
import { METRIC_FACTS } from "./metric-facts.ts";
import { pairFactId } from "./pair-facts.ts";
import type { FactBook } from "./print.ts";
import { noted } from "./unrounded.ts";

/** The names of a pair's roles as sentences say them. */
export interface PairNames {
  readonly a: string;
  readonly b: string;
}

/** Says a message: a letter through its writer, in the structure that is due; a page in the first. */
export type Say = (key: string, values?: MessageValues) => string;

/**
 * What stands behind the verdict on a pair, in a fixed order: in how many of a hundred draws an offer of the one role pays
 * more, and between what the gap likely lies. Empty for a sample too small to rank, and where neither is known.
 */
export function pairEvidence(result: PairResult, names: PairNames, facts: FactBook, words: Words, say: Say): string[] {
  if (result.verdict === "too-few") return [];
  return [winsSentence(result, names, facts, words, say), gapSentence(result, names, facts, say)].filter(
    (sentence) => sentence !== undefined,
  );
}

/**
 * The same in one short sentence, for a verdict that names a role: the likely gap, and which role pays more how often. Where one
 * of the two is not known, what is known in a sentence of its own.
 */
export function pairBehind(result: PairResult, names: PairNames, facts: FactBook, words: Words, say: Say): string[] {
  const ends = endsOf(result, facts);
  const wins = pairFactId(result, "wins-of-100");
  if (ends === undefined || result.theta === null || facts.find(wins) === undefined)
    return pairEvidence(result, names, facts, words, say);
  const ahead = result.theta >= 0.5 ? names.a : names.b;
  return [say("pair.behind", { ...ends, ahead, wins: facts.n(wins), hundred: words.say("pair.of-hundred") })];
}

/**
 * The difference as a sentence says it beside both levels: "$4K", "2.1 points", "120", with a note where the printed levels do not
 * give it; undefined where it is not known.
 */
export function pairDifference(result: PairResult, facts: FactBook, words: Words): string | undefined {
  const size = facts.find(pairFactId(result, "difference"));
  const level = `${METRIC_FACTS[result.metric].level}@4w`;
  return size === undefined
    ? undefined
    : noted(facts.size(size.id), size, [`${result.a}.${level}`, `${result.b}.${level}`], facts, words);
}

function winsSentence(
  result: PairResult,
  { a, b }: PairNames,
  facts: FactBook,
  words: Words,
  say: Say,
): string | undefined {
  const id = pairFactId(result, "wins-of-100");
  if (result.theta === null || facts.find(id) === undefined) return undefined;
  const [more, less] = result.theta >= 0.5 ? [a, b] : [b, a];
  return say("pair.wins", { more, less, wins: facts.n(id), hundred: words.say("pair.of-hundred") });
}

/** An interval on one side of zero is of the role that is ahead; one around it says how far either may be ahead. */
function gapSentence(result: PairResult, { a, b }: PairNames, facts: FactBook, say: Say): string | undefined {
  const ends = endsOf(result, facts);
  if (ends === undefined || result.interval === null) return undefined;
  const [from, to] = result.interval;
  return say(from > 0 || to < 0 ? "pair.gap.clear" : "pair.gap.open", { a, b, ...ends, metric: result.metric });
}

/** Both ends of a gap as sentences say them, of one below zero the nearer first; undefined where they are not known. */
function endsOf(result: PairResult, facts: FactBook): MessageValues | undefined {
  const [low, high] = (["difference-low", "difference-high"] as const).map((stat) => sizeText(result, stat, facts));
  if (result.interval === null || low === undefined || high === undefined) return undefined;
  const ends = result.interval[1] < 0 ? { low: high, high: low } : { low, high };
  return { ...ends, lowNone: printsAsZero(ends.low), highNone: printsAsZero(ends.high) };
}

/** An end that rounds to nothing is said in words: "$0 more" is no gap. */
export function printsAsZero(text: string): "yes" | "no" {
  return /[1-9]/.test(unmarked(text)) ? "no" : "yes";
}

function sizeText(result: PairResult, stat: string, facts: FactBook): string | undefined {
  const id = pairFactId(result, stat);
  return facts.find(id) === undefined ? undefined : facts.size(id);
}
