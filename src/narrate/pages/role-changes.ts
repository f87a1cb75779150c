import { type Change, type ChangeMetric, METRICS, type Metric } from "../../domain/change.ts";
import { unmarked } from "../../domain/claim.ts";
import type { Block } from "../../domain/page.ts";
import { changeKey, changeValues } from "../verdict-values.ts";
import { type Material, nameOf } from "./material.ts";
import { changeOf, VERDICTS } from "./side-by-side.ts";

const LABELS: Readonly<Record<Metric, string>> = {
  offers: "role.change.offers",
  pay: "role.change.pay",
  remote: "role.change.remote",
};

/** What this week's tests say of a role, and what stopped a difference from being called a change. Undefined where nothing was compared. */
export function roleChanges(role: string, material: Material): Block | undefined {
  const { words, changes } = material.newest;
  const lines = METRICS.flatMap((metric) => {
    const change = changeOf(role, metric, changes?.content.changes);
    if (change === undefined) return [];
    const label = words.say("role.change.label", {
      metric: words.say(LABELS[metric]),
      verdict: words.say(VERDICTS[change.verdict]),
    });
    return [{ label, text: reasonOf(change, role, material) }];
  });
  return lines.length === 0 ? undefined : { kind: "answers", lines, note: words.say("role.change.note") };
}

function reasonOf(change: Change, role: string, material: Material): string {
  const { words } = material.newest;
  const values = changeValues(change, material.facts);
  const sentence = { role: nameOf(role, material), ...values };
  switch (change.verdict) {
    case "rose":
    case "fell": {
      const key = changeKey("brief", change);
      return words.say(key, sentence);
    }
    case "unclear": {
      if (values === undefined) return words.say("role.change.unclear.plain");
      const [before, now] = [values["before"], values["now"]].map((value) => unmarked(String(value)));
      if (before === now) return words.say("role.change.unclear.same", sentence);
      const stopped = change.gates.find(({ passed }) => !passed);
      const notable = change.gates.some(({ gate, passed }) => gate === "floor" && passed);
      if (!notable || stopped === undefined) return words.say("role.change.unclear", sentence);
      const why = words.say(WHY[stopped.gate] ?? "role.change.gate");
      return words.say(MISSED[change.metric] ?? "", { ...sentence, why });
    }
    case "edged-up":
    case "edged-down":
    case "little-changed":
    case "one-employer":
    case "mostly-mix":
      return words.say("role.change.unclear.plain");
    case "too-few":
      return words.say("role.change.too-few");
    case "not-comparable":
      return words.say("role.change.not-comparable");
  }
}

const MISSED: Readonly<Partial<Record<ChangeMetric, string>>> = {
  offers: "missed.offers",
  pay: "missed.pay",
  remote: "missed.remote",
};

const WHY: Readonly<Record<string, string>> = {
  "leave-one-employer-out": "gate.leave-one-employer-out",
  "false-discovery-rate": "gate.false-discovery-rate",
  "same-direction": "gate.same-direction",
};
