import type { PairResult } from "../domain/change.ts";
import type { QuickVerdict } from "../domain/letter.ts";
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
    const text = result === undefined ? undefined : lineOf(result, names, facts, writer);
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
  names: { a: string; b: string },
  facts: FactBook,
  writer: Writer,
): string | undefined {
  const { metric, verdict } = result;
  const base = metric === "pay" ? "pay.midpoint.median" : metric === "remote" ? "remote.share" : "offers.count";
  const value = (role: string) => `${role}.${base}@4w`;
  const n = (role: string) => `${role}.${metric === "pay" ? "pay" : "offers"}.count@4w`;
  if ([value(result.a), value(result.b), n(result.a), n(result.b)].some((id) => facts.find(id) === undefined))
    return undefined;
  const slot = `pair.${metric}`;
  if (verdict === "a-more" || verdict === "b-more") {
    const [more, less] = verdict === "a-more" ? ([result.a, result.b] as const) : ([result.b, result.a] as const);
    const growth = `pair.${result.a}.${result.b}.${metric === "pay" ? "pay.midpoint" : metric}.growth@4w`;
    return writer.write(slot, `pair.${metric}.more`, {
      more: verdict === "a-more" ? names.a : names.b,
      less: verdict === "a-more" ? names.b : names.a,
      moreValue: facts.n(value(more)),
      lessValue: facts.n(value(less)),
      growth: facts.find(growth) === undefined ? "" : facts.n(growth),
    });
  }
  return writer.write(slot, `pair.${metric}.${verdict}`, {
    ...names,
    aValue: facts.n(value(result.a)),
    bValue: facts.n(value(result.b)),
    aN: facts.n(n(result.a)),
    bN: facts.n(n(result.b)),
  });
}
