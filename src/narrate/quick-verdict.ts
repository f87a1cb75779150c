import type { PairResult } from "../domain/change.ts";
import { unmarked } from "../domain/claim.ts";
import type { QuickVerdict } from "../domain/letter.ts";
import { namesEmployers } from "./employers.ts";
import { METRIC_FACTS } from "./metric-facts.ts";
import { pairFactId } from "./pair-facts.ts";
import { type PairNames, pairDifference, pairEvidence } from "./pair-words.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { nameInText, type Writer } from "./writer.ts";

/**
 * Who should pick which of two roles, in a fixed order: pay, offers, remote share. A line appears when both values
 * may be shown; it names a role only where the comparison passed its gates. Undefined when no line can be said.
 */
export function quickVerdict(request: NarrateRequest, facts: FactBook, writer: Writer): QuickVerdict | undefined {
  const { now, changes, pair, words } = request;
  if (pair === undefined || changes === undefined) return undefined;
  const [a, b] = pair;
  const results = changes.content.pairs.filter((result) => result.a === a && result.b === b);
  const names = { a: nameInText(now.content.roles[a]?.title ?? a), b: nameInText(now.content.roles[b]?.title ?? b) };
  const lines = (["pay", "offers", "remote"] as const).flatMap((metric) => {
    const result = results.find((each) => each.metric === metric);
    const text = result === undefined ? undefined : lineOf(result, names, facts, writer, request);
    return text === undefined ? [] : [{ label: words.say(`pair.label.${metric}`), text }];
  });
  const weeks = facts.find("roles.window.weeks")?.value;
  if (lines.length === 0 || weeks === undefined) return undefined;
  const { suffix, values } = spanOf(request, facts);
  return {
    kind: "quick-verdict",
    slot: "pair",
    heading: words.say("pair.heading", names),
    lines,
    note: words.say(`pair.note${suffix}`, { ...values, weeks, count: facts.n("roles.window.weeks") }),
  };
}

function lineOf(
  result: PairResult,
  names: PairNames,
  facts: FactBook,
  writer: Writer,
  request: NarrateRequest,
): string | undefined {
  const { words } = request;
  const { metric } = result;
  // Without employers nothing is tested, however many offers there are.
  const verdict = result.verdict === "too-few" && !namesEmployers(request) ? "no-employers" : result.verdict;
  const { level, sample } = METRIC_FACTS[metric];
  const value = (role: string) => `${role}.${level}@4w`;
  const n = (role: string) => `${role}.${sample}@4w`;
  if ([value(result.a), value(result.b), n(result.a), n(result.b)].some((id) => facts.find(id) === undefined))
    return undefined;
  const slot = `pair.${metric}`;
  const evidence = pairEvidence(result, names, facts, words);
  const difference = pairDifference(result, facts);
  if (verdict === "a-more" || verdict === "b-more") {
    const [more, less] = verdict === "a-more" ? ([result.a, result.b] as const) : ([result.b, result.a] as const);
    const growth = pairFactId(result, "growth");
    const said = writer.write(slot, `pair.${metric}.more`, {
      more: verdict === "a-more" ? names.a : names.b,
      less: verdict === "a-more" ? names.b : names.a,
      moreValue: facts.n(value(more)),
      lessValue: facts.n(value(less)),
      growth: facts.find(growth) === undefined ? "" : facts.n(growth),
    });
    return [said, ...evidence].join(" ");
  }
  const same = unmarked(facts.n(value(result.a))) === unmarked(facts.n(value(result.b)));
  const said = writer.write(slot, `pair.${metric}.${verdict}`, {
    ...names,
    aValue: facts.n(value(result.a)),
    bValue: facts.n(value(result.b)),
    aN: facts.n(n(result.a)),
    bN: facts.n(n(result.b)),
    same: same ? "yes" : "no",
    why: same ? "none" : whyNoGap(result),
    known: difference === undefined ? "no" : "yes",
    difference: difference ?? "",
  });
  return [said, ...evidence].join(" ");
}

/** Chance goes before size: of a gap that it could explain, no size is known. */
function whyNoGap({ gates }: PairResult): "chance" | "floor" | "none" {
  const failed = (name: string) => gates.some(({ gate, passed }) => gate === name && !passed);
  if (failed("interval-clear-of-zero") || failed("false-discovery-rate")) return "chance";
  return failed("floor") ? "floor" : "none";
}
