import type { Change } from "../domain/change.ts";
import { textHash } from "../domain/random.ts";
import { type Week, weekCount } from "../domain/week.ts";
import type { MessageValues, Words } from "../domain/words.ts";

/** The sentence part that names a gate in plain words. */
const GATES: Readonly<Record<string, string>> = {
  "leave-one-employer-out": "gate.leave-one-employer-out",
  "false-discovery-rate": "gate.false-discovery-rate",
  p: "gate.p",
  "same-direction": "gate.same-direction",
  history: "gate.history",
  holidays: "gate.holidays",
  mix: "gate.mix",
  floor: "gate.floor",
  sample: "gate.sample",
  employers: "gate.employers",
};

/** What a verdict rests on, where its own gate is to be named before any other that failed too. */
const OF_VERDICT: Readonly<Partial<Record<Change["verdict"], string>>> = {
  "one-employer": "leave-one-employer-out",
  "mostly-mix": "mix",
};

/** Of several gates that failed, the one to name: what leaves nothing to explain goes before what explains it away. */
const FIRST = ["holidays", "same-direction", "p", "false-discovery-rate", "leave-one-employer-out"];

/** Whether a metric was not compared for the holidays that the weeks hold: no guard's note tells of these. */
export function isHoliday({ verdict, gates }: Change): boolean {
  return verdict === "not-comparable" && gates.some(({ gate, passed }) => gate === "holidays" && !passed);
}

/**
 * Why a difference is not called a change, as the end of a sentence; undefined where no gate failed. A mix says both of its
 * parts where they are known. A letter gives its week, so that the same reason has other words the week after; in one letter
 * it has the same.
 */
export function whyStopped(change: Change, values: MessageValues, words: Words, week?: Week): string | undefined {
  const { verdict, gates } = change;
  const failed = gates.filter(({ passed }) => !passed).map(({ gate }) => gate);
  const gate = OF_VERDICT[verdict] ?? FIRST.find((name) => failed.includes(name)) ?? failed[0];
  if (gate === undefined) return undefined;
  if (gate === "mix" && change.mix !== null && values["mixPay"] !== undefined)
    return words.say("gate.mix.parts", {
      ...values,
      payDirection: directionOf(change.mix.pay),
      jobsDirection: directionOf(change.mix.jobs),
    });
  const key = GATES[gate] ?? "gate.other";
  const turn = week === undefined ? 0 : weekCount(week) + textHash(key);
  return words.sayIn(turn % words.structures(key), key, values);
}

function directionOf(value: number): "up" | "down" | "none" {
  return value > 0 ? "up" : value < 0 ? "down" : "none";
}
