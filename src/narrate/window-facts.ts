import type { Change, ChangeMetric, WeekChanges, WindowLevel } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import { SHARE_FROM } from "../domain/suppression.ts";
import { changeFacts, outcome } from "./change-facts.ts";
import { factsFrom, type Maker } from "./fact-maker.ts";
import { METRIC_FACTS } from "./metric-facts.ts";
import type { Stored } from "./request.ts";

/** A slice's levels in each of its windows and in the one before, what changed between them, and its records. */
export function windowFacts(slice: string, changes: Stored<WeekChanges>, currency: string): Fact[] {
  const { content } = changes;
  const fact = factsFrom(changes, content.week, currency);
  const tested = content.changes.flatMap((change, place) => (change.slice === slice ? [{ change, place }] : []));
  const levels = content.levels.flatMap((level, index) => (level.slice === slice ? [{ level, index }] : []));
  return [
    ...levels.flatMap(({ level, index }) => {
      const field = `levels.${index}`;
      const { window, now, before } = level;
      const own = tested.filter(({ change }) => change.window === window);
      return [
        ...levelFacts(slice, window, now, `${field}.now`, own, fact),
        ...(before === null ? [] : levelFacts(slice, `${window}-before`, before, `${field}.before`, [], fact)),
        ...(window === "13w"
          ? [fact(`${slice}.window.weeks@13w`, "count", now.weeks.length, `${field}.now.weeks`)]
          : []),
      ];
    }),
    ...tested.flatMap(({ change, place }) => changeFacts(change, `changes.${place}`, content.week, fact)),
    ...recordFacts(slice, content, fact),
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
  const outcomeOf = (metric: ChangeMetric) => outcome(tested.find(({ change }) => change.metric === metric)?.change);
  const at = (name: string) => `${slice}.${name}@${window}`;
  const size = { n: Math.round(level.offers), employers: level.employers };
  const facts = [
    fact(at("offers.count"), "count", level.offers, `${field}.offers`, { ...size, ...outcomeOf("offers") }),
  ];
  const { pay, remote, disclosed } = level;
  // Of a stock the count is the mean of days, and shares rest on every offer that was open on any of them.
  const [shares, name] = disclosed === null ? [remote, "remote"] : [disclosed, "disclosed"];
  if (shares !== null && shares.n !== level.offers)
    facts.push(fact(at("window-offers.count"), "count", shares.n, `${field}.${name}.n`, { n: shares.n }));
  if (level.employers !== null)
    facts.push(fact(at("offer-employers.count"), "count", level.employers, `${field}.employers`));
  if (pay !== null) {
    const paid = { n: pay.n, employers: pay.employers };
    facts.push(fact(at("pay.count"), "count", pay.n, `${field}.pay.n`));
    if (pay.employers !== null)
      facts.push(fact(at("pay-employers.count"), "count", pay.employers, `${field}.pay.employers`));
    for (const stat of ["p25", "median", "p75", "mean"] as const) {
      const more = stat === "median" ? { interval: pay.interval, ...outcomeOf("pay") } : {};
      facts.push(fact(at(`pay.midpoint.${stat}`), "money", pay[stat], `${field}.pay.${stat}`, { ...paid, ...more }));
    }
  }
  if (disclosed !== null && disclosed.n > 0)
    facts.push(
      fact(at("disclosed.share"), "share", disclosed.count / disclosed.n, `${field}.disclosed.count`, {
        n: disclosed.n,
        employers: level.employers,
        ...outcomeOf("disclosed"),
      }),
    );
  if (remote !== null && remote.n >= SHARE_FROM)
    facts.push(
      fact(at("remote.share"), "share", remote.count / remote.n, `${field}.remote.count`, {
        n: remote.n,
        employers: level.employers,
        ...outcomeOf("remote"),
      }),
    );
  return facts;
}

/** "Highest in so many weeks": how many, as `<slice>.<metric>.highest-weeks@<window>`. */
function recordFacts(slice: string, { records, levels }: WeekChanges, fact: Maker): Fact[] {
  const window = levels.find((level) => level.slice === slice)?.window;
  return records.flatMap((record, index) =>
    record.slice === slice && window !== undefined
      ? [
          fact(
            `${slice}.${METRIC_FACTS[record.metric].change}.${record.kind}-weeks@${window}`,
            "count",
            record.weeks,
            `records.${index}.weeks`,
          ),
        ]
      : [],
  );
}
