import type { Metric, PairResult } from "../domain/change.ts";
import { unmarked } from "../domain/claim.ts";
import { COMPARE_FROM } from "../domain/suppression.ts";
import type { Words } from "../domain/words.ts";
import { METRIC_FACTS, sampleFactId } from "./metric-facts.ts";
import type { PairNames } from "./pair-words.ts";
import type { FactBook } from "./print.ts";
import type { Writer } from "./writer.ts";

/** What is asked of two roles, in the order of the answers. */
export const METRICS = ["pay", "offers", "remote"] as const;

/** Why a tested gap names neither role; where both print alike there is no gap to explain. */
type Why = "chance" | "floor" | "none" | "same";

/** The facts of a role that an answer prints: its level, and the sample behind it. */
export function pairIds(metric: Metric, facts: FactBook) {
  const { level } = METRIC_FACTS[metric];
  return {
    value: (role: string) => `${role}.${level}@4w`,
    n: (role: string) => sampleFactId({ slice: role, metric, window: "4w" }, facts),
  };
}

/** Whether the figure of both roles, and the sample behind it, may be shown. */
export function hasLevels({ a, b, metric }: PairResult, facts: FactBook): boolean {
  const { value, n } = pairIds(metric, facts);
  return [a, b].every((role) => [value, n].every((id) => facts.find(id(role)) !== undefined));
}

/** Whether both roles have levels to show and the test named neither. */
export function isOpen(result: PairResult, facts: FactBook): boolean {
  return result.verdict === "no-clear-gap" && hasLevels(result, facts);
}

/**
 * What a pair leaves open, with both levels of each question and why neither role is named: questions with the same reason in
 * one sentence. Undefined where nothing is open.
 */
export function openText(
  open: readonly PairResult[],
  slot: string,
  names: PairNames,
  facts: FactBook,
  writer: Writer,
  words: Words,
): string | undefined {
  const reasons = open.map((result) => ({ result, why: whyOpen(result, facts) }));
  // Levels that print alike need no reason of their own: they stand with the first that has one.
  const first = reasons.find(({ why }) => why !== "same")?.why ?? "same";
  const groups = Map.groupBy(reasons, ({ why }) => (why === "same" ? first : why));
  const sentences = [...groups].map(([why, each], index) =>
    writer.write(slot, index === 0 ? "pair.open" : "pair.open.also", {
      ...names,
      items: words.list(each.map(({ result }) => itemOf(result, facts, words))),
      gaps: each.filter((one) => one.why !== "same").length,
      why,
    }),
  );
  return sentences.length === 0 ? undefined : sentences.join(" ");
}

function itemOf({ a, b, metric }: PairResult, facts: FactBook, words: Words): string {
  const { value, n } = pairIds(metric, facts);
  const isSmall = (role: string) => metric !== "offers" && (facts.find(n(role))?.value ?? 0) < COMPARE_FROM;
  const level = (role: string) =>
    isSmall(role)
      ? words.say("pair.open.small", { value: facts.n(value(role)), n: facts.n(n(role)) })
      : facts.n(value(role));
  const [aValue, bValue] = [level(a), level(b)];
  return words.say(`pair.open.${metric}`, {
    aValue,
    bValue,
    // Two levels of samples that are told are two, also where they print alike.
    same: unmarked(aValue) === unmarked(bValue) && ![a, b].some(isSmall) ? "yes" : "no",
  });
}

/** Chance goes before size: of a gap that it could explain, no size is known. */
function whyOpen({ a, b, metric, gates }: PairResult, facts: FactBook): Why {
  const { value } = pairIds(metric, facts);
  if (unmarked(facts.n(value(a))) === unmarked(facts.n(value(b)))) return "same";
  const failed = (name: string) => gates.some(({ gate, passed }) => gate === name && !passed);
  if (failed("interval-clear-of-zero") || failed("false-discovery-rate")) return "chance";
  return failed("floor") ? "floor" : "none";
}
