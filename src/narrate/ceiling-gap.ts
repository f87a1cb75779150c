import { COMPARE_FROM } from "../domain/suppression.ts";
import type { Pair } from "./pair-pick.ts";
import type { PairNames, Say } from "./pair-words.ts";
import type { FactBook } from "./print.ts";
import { ceilingGapId, GAP_STATS } from "./range-facts.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { addsUp } from "./unrounded.ts";

/**
 * How the upper ends of two roles' pay ranges compare this week: the means with percent and money, then how far medians and 75th
 * percentiles lie apart, and a caution where one of the samples is too small to compare. Empty for a source without ranges.
 */
export function ceilingSentences(
  { a, b }: { readonly a: string; readonly b: string },
  names: PairNames,
  facts: FactBook,
  request: Pick<NarrateRequest, "words" | "changes" | "week">,
  say: Say,
): string[] {
  const { words } = request;
  const means = ceilingMeans([a, b], facts);
  const [difference, growth] = [ceilingGapId(a, b, "mean", "difference"), ceilingGapId(a, b, "mean", "growth")];
  if (means === undefined || facts.find(difference) === undefined || facts.find(growth) === undefined) return [];
  const [ofA, ofB] = means;
  const ahead =
    ofA >= ofB
      ? { more: names.a, less: names.b, first: a, second: b }
      : { more: names.b, less: names.a, first: b, second: a };
  const n = (role: string) => `${role}.pay.count`;
  const isSmall = (role: string) => (facts.find(n(role))?.value ?? 0) < COMPARE_FROM;
  const small = [a, b].some(isSmall);
  const value = (role: string) => {
    const mean = facts.n(`${role}.pay.ceiling.mean`);
    return isSmall(role) ? words.say("pair.ceiling.level", { value: mean, n: facts.n(n(role)) }) : mean;
  };
  const [median, p75] = GAP_STATS.slice(1).map((stat) => facts.n(ceilingGapId(a, b, stat, "difference")));
  return [
    say(ofA === ofB ? "pair.ceiling.same" : "pair.ceiling.mean", {
      more: ahead.more,
      less: ahead.less,
      moreValue: value(ahead.first),
      lessValue: value(ahead.second),
      difference: facts.n(difference),
      growth: facts.n(growth),
      unrounded: roundedTellOther(ofA, ofB) || !isGiven(difference, [a, b], facts, words) ? "yes" : "no",
      days: spanOf(request, facts).values["days"] ?? "none",
    }),
    say("pair.ceiling.gaps", {
      median: median ?? "",
      p75: p75 ?? "",
      percentile: words.say("pair.ceiling.percentile"),
    }),
    ...(small ? [say("pair.ceiling.small")] : []),
  ];
}

/** Whether the two means as printed give the printed difference. */
function isGiven(difference: string, roles: Pair, facts: FactBook, { moneyStep }: NarrateRequest["words"]): boolean {
  const [size, one, other] = [difference, ...roles.map((role) => `${role}.pay.ceiling.mean`)].map(facts.find);
  return size === undefined || one === undefined || other === undefined || addsUp(size, one, other, moneyStep);
}

function ceilingMeans([a, b]: Pair, facts: FactBook): readonly [number, number] | undefined {
  const [one, other] = [a, b].map((role) => facts.find(`${role}.pay.ceiling.mean`)?.value);
  return one === undefined || other === undefined ? undefined : [one, other];
}

/** Money is printed to the thousand; a percentage of it that a reader works out may then be another whole one than ours. */
export function roundedTellOther(one: number, other: number): boolean {
  const [less, more] = one < other ? [one, other] : [other, one];
  const thousands = (amount: number) => Math.round(amount / 1000);
  if (less <= 0 || thousands(less) <= 0) return false;
  const percent = (high: number, low: number) => Math.round(100 * (high / low - 1));
  return percent(more, less) !== percent(thousands(more), thousands(less));
}
