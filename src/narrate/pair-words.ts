import type { PairResult } from "../domain/change.ts";
import { unmarked } from "../domain/claim.ts";
import type { MessageValues, Words } from "../domain/words.ts";
import { pairFactId } from "./pair-facts.ts";
import type { FactBook } from "./print.ts";

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

/** The difference as a sentence says it: "$4K", "2.1 points", "120"; undefined where it is not known. */
export function pairDifference(result: PairResult, facts: FactBook): string | undefined {
  return sizeText(result, "difference", facts);
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
  const [low, high] = (["difference-low", "difference-high"] as const).map((stat) => sizeText(result, stat, facts));
  if (result.interval === null || low === undefined || high === undefined) return undefined;
  const [from, to] = result.interval;
  const ends = to < 0 ? { low: high, high: low } : { low, high };
  const none = { lowNone: printsAsZero(ends.low), highNone: printsAsZero(ends.high) };
  const values = { a, b, ...ends, ...none, metric: result.metric };
  return say(from > 0 || to < 0 ? "pair.gap.clear" : "pair.gap.open", values);
}

/** An end that rounds to nothing is said in words: "$0 more" is no gap. */
export function printsAsZero(text: string): "yes" | "no" {
  return /[1-9]/.test(unmarked(text)) ? "no" : "yes";
}

function sizeText(result: PairResult, stat: string, facts: FactBook): string | undefined {
  const id = pairFactId(result, stat);
  return facts.find(id) === undefined ? undefined : facts.size(id);
}
