import { CHANGE_METRICS, type Change, type ChangeMetric } from "../../domain/change.ts";
import { unmarked } from "../../domain/claim.ts";
import type { Block } from "../../domain/page.ts";
import type { MessageValues } from "../../domain/words.ts";
import { edgedKey } from "../briefs.ts";
import { categoryChange, categoryName } from "../categories.ts";
import { sentenceValues } from "../change-sentence.ts";
import { changeFactId } from "../metric-facts.ts";
import { missedKey } from "../missed-news.ts";
import { changeKey, changeValues, gainsByNoticeable, hasMoved, isStanding, verdictWords } from "../verdict-values.ts";
import { isHoliday, whyStopped } from "../why-stopped.ts";
import type { Material } from "./material.ts";
import { changeOf } from "./side-by-side.ts";

const LABELS: Readonly<Record<ChangeMetric, string>> = {
  offers: "role.change.offers",
  pay: "role.change.pay",
  remote: "role.change.remote",
  "new-pay": "role.change.new-pay",
  disclosed: "role.change.disclosed",
  repriced: "role.change.repriced",
};

/**
 * What this week's tests say of a role, metric by metric: the verdict and what it rests on, since when it stands, from what
 * size on a change would have been noticed, and for a role too thin to compare what was found of its category. Undefined
 * where nothing was compared.
 */
export function roleChanges(role: string, material: Material): Block | undefined {
  const { words, changes } = material.newest;
  const lines = CHANGE_METRICS.flatMap((metric) => {
    const change = changeOf(role, metric, changes?.content.changes);
    if (change === undefined) return [];
    const label = words.say("role.change.label", {
      metric: words.say(LABELS[metric]),
      verdict: verdictWords(change, words),
    });
    return [{ label, text: textOf(change, material) }];
  });
  return lines.length === 0 ? undefined : { kind: "answers", lines, note: words.say("role.change.note") };
}

function textOf(change: Change, material: Material): string {
  const { newest, facts } = material;
  const { words, week } = newest;
  const known = changeValues(change, facts, words) !== undefined;
  const values = sentenceValues(change, newest, facts);
  const sentences = [
    reasonOf(change, values, known, material),
    known && isStanding(change, week) ? words.say("role.change.since", values) : undefined,
    known && hasMoved(change.verdict) ? ofInterval(change, material) : undefined,
    change.verdict === "too-few" ? ofCategory(change, material) : undefined,
    known && values["noticeable"] !== undefined && gainsByNoticeable(change)
      ? words.say("role.change.noticeable", values)
      : undefined,
  ];
  return sentences.filter((sentence) => sentence !== undefined).join(" ");
}

function reasonOf(change: Change, values: MessageValues, known: boolean, { newest }: Material): string {
  const { words } = newest;
  switch (change.verdict) {
    case "too-few":
      return words.say("role.change.too-few");
    case "not-comparable":
      return words.say(isHoliday(change) ? "role.change.holidays" : "role.change.not-comparable");
    default:
      if (!known) return words.say("role.change.unclear.plain");
  }
  switch (change.verdict) {
    case "rose":
    case "fell": {
      const key = changeKey("brief", change);
      return words.say(key, values);
    }
    case "edged-up":
    case "edged-down":
      return words.say(edgedKey(change), values);
    case "little-changed":
      return values["floor"] === undefined
        ? words.say("role.change.little.plain", values)
        : words.say("role.change.little", values);
    case "one-employer":
    case "mostly-mix":
      return stoppedText(change, values, newest.words) ?? words.say("role.change.unclear.plain");
    case "unclear":
      return unclearText(change, values, newest.words);
  }
}

/** A difference too small to matter is said plainly; of a larger one, what stopped it from being called a change. */
function unclearText(change: Change, values: MessageValues, words: Material["newest"]["words"]): string {
  const [before, now] = [values["before"], values["now"]].map((value) => unmarked(String(value ?? "")));
  if (values["now"] !== undefined && before === now) return words.say("role.change.unclear.same", values);
  const notable = change.gates.some(({ gate, passed }) => gate === "floor" && passed);
  const stopped = notable ? stoppedText(change, values, words) : undefined;
  const indexed = values["levels"] === "no";
  return stopped ?? words.say(indexed ? "role.change.unclear.index" : "role.change.unclear", values);
}

function stoppedText(change: Change, values: MessageValues, words: Material["newest"]["words"]): string | undefined {
  const why = whyStopped(change, values, words);
  return why === undefined
    ? undefined
    : words.say(missedKey(change), { ...values, why: words.say("gate.because", { why }) });
}

/** Between what a change that was noticed likely lies; undefined where that is not known. */
function ofInterval(change: Change, { newest, facts }: Material): string | undefined {
  const { words } = newest;
  const ends = (["low", "high"] as const).flatMap((end) => {
    const fact = facts.find(changeFactId(change, `difference-${end}`));
    if (fact === undefined) return [];
    const text = facts.n(fact.id);
    const side = !/[1-9]/.test(unmarked(text)) ? "none" : fact.value < 0 ? "less" : "more";
    return [{ [end]: facts.size(fact.id), [`${end}Side`]: side }];
  });
  const [low, high] = ends;
  if (low === undefined || high === undefined) return undefined;
  return words.say("role.change.interval", { ...low, ...high, metricIs: change.metric });
}

/** Of the category as a whole, in the same words; undefined where nothing was found of it either. */
function ofCategory({ slice, metric }: Change, { newest, facts }: Material): string | undefined {
  const found = categoryChange(slice, metric, newest);
  if (found === undefined) return undefined;
  const { words } = newest;
  const values = changeValues(found, facts, words);
  return words.say("role.change.category", {
    category: categoryName(found.slice, words),
    verdict: verdictWords(found, words),
    levels: values?.["now"] === undefined ? "no" : "yes",
    before: values?.["before"] ?? "",
    now: values?.["now"] ?? "",
  });
}
