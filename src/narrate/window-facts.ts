import type { Change, PairResult, WeekChanges, WindowLevel } from "../domain/change.ts";
import type { Fact, Unit } from "../domain/fact.ts";
import { SHARE_FROM } from "../domain/suppression.ts";
import { factsFrom, type Maker } from "./fact-maker.ts";
import type { Stored } from "./request.ts";

/** A slice's levels in its window and in the one before, and what changed between them. */
export function windowFacts(slice: string, changes: Stored<WeekChanges>, currency: string): Fact[] {
  const { content } = changes;
  const index = content.levels.findIndex((level) => level.slice === slice);
  const level = content.levels[index];
  if (level === undefined) return [];
  const fact = factsFrom(changes, content.week, currency);
  const tested = content.changes.flatMap((change, place) => (change.slice === slice ? [{ change, place }] : []));
  return [
    ...levelFacts(slice, level.window, level.now, `levels.${index}.now`, tested, fact),
    ...(level.before === null
      ? []
      : levelFacts(slice, `${level.window}-before`, level.before, `levels.${index}.before`, [], fact)),
    ...tested.flatMap(({ change, place }) => changeFacts(change, `changes.${place}`, fact)),
  ];
}

function levelFacts(
  slice: string,
  window: string,
  level: WindowLevel,
  field: string,
  tested: readonly { change: Change }[],
  fact: Maker,
): Fact[] {
  const verdictOf = (metric: Change["metric"]) => tested.find(({ change }) => change.metric === metric)?.change;
  const at = (name: string) => `${slice}.${name}@${window}`;
  const size = { n: Math.round(level.offers), employers: level.employers };
  const facts = [
    fact(at("offers.count"), "count", level.offers, `${field}.offers`, { ...size, ...outcome(verdictOf("offers")) }),
  ];
  const { pay, remote } = level;
  if (level.employers !== null)
    facts.push(fact(at("offer-employers.count"), "count", level.employers, `${field}.employers`));
  if (pay !== null) {
    const paid = { n: pay.n, employers: pay.employers };
    facts.push(fact(at("pay.count"), "count", pay.n, `${field}.pay.n`));
    if (pay.employers !== null)
      facts.push(fact(at("pay-employers.count"), "count", pay.employers, `${field}.pay.employers`));
    for (const stat of ["p25", "median", "p75", "mean"] as const) {
      const more = stat === "median" ? { interval: pay.interval, ...outcome(verdictOf("pay")) } : {};
      facts.push(fact(at(`pay.midpoint.${stat}`), "money", pay[stat], `${field}.pay.${stat}`, { ...paid, ...more }));
    }
  }
  if (remote !== null && remote.n >= SHARE_FROM)
    facts.push(
      fact(at("remote.share"), "share", remote.count / remote.n, `${field}.remote.count`, {
        ...size,
        ...outcome(verdictOf("remote")),
      }),
    );
  return facts;
}

/** Difference and growth of a compared metric. Signs are kept in the value; print takes the size, words the direction. */
function changeFacts(change: Change, field: string, fact: Maker): Fact[] {
  const { slice, metric, window, difference, growth } = change;
  if (difference === null) return [];
  const name = metric === "pay" ? "pay.midpoint" : metric;
  const unit: Unit = metric === "pay" ? "money" : metric === "remote" ? "points" : "count";
  const more = { interval: change.interval, ...outcome(change) };
  const facts = [fact(`${slice}.${name}.difference@${window}`, unit, difference, `${field}.difference`, more)];
  if (growth !== null)
    facts.push(fact(`${slice}.${name}.growth@${window}`, "growth", growth, `${field}.growth`, outcome(change)));
  if (change.interval !== null) {
    facts.push(fact(`${slice}.${name}.difference-low@${window}`, unit, change.interval[0], `${field}.interval.0`));
    facts.push(fact(`${slice}.${name}.difference-high@${window}`, unit, change.interval[1], `${field}.interval.1`));
  }
  return facts;
}

function outcome(change: Change | undefined): Partial<Fact> {
  if (change === undefined) return {};
  const { metric, before, difference, test } = change;
  return {
    verdict: change.verdict,
    gates: change.gates,
    change:
      before === null || difference === null
        ? null
        : { metric, before, difference, p: test?.p ?? null, q: test?.q ?? null, theta: test?.theta ?? null },
  };
}

/** How two roles differ: the gap, and how far the one is above the other in percent. */
export function pairFacts(pair: PairResult, index: number, changes: Stored<WeekChanges>, currency: string): Fact[] {
  const { a, b, metric, aValue, bValue, difference, interval } = pair;
  if (difference === null || aValue === null || bValue === null) return [];
  const fact = factsFrom(changes, changes.content.week, currency);
  const name = metric === "pay" ? "pay.midpoint" : metric;
  const unit: Unit = metric === "pay" ? "money" : metric === "remote" ? "points" : "count";
  const more = { interval, gates: pair.gates };
  const facts = [fact(`pair.${a}.${b}.${name}.difference@4w`, unit, difference, `pairs.${index}.difference`, more)];
  const lower = Math.min(aValue, bValue);
  // "X pays n % more": of the lower value, from unrounded figures.
  if (metric !== "remote" && lower > 0)
    facts.push(
      fact(`pair.${a}.${b}.${name}.growth@4w`, "growth", Math.abs(difference) / lower, `pairs.${index}.difference`, {
        gates: pair.gates,
      }),
    );
  return facts;
}
