import type { Change, PairResult, WeekChanges, WindowLevel } from "../domain/change.ts";
import type { Fact, Unit } from "../domain/fact.ts";
import { slug } from "../domain/role.ts";
import type { RoleFigures, Snapshot } from "../domain/snapshot.ts";
import { addWeeks } from "../domain/week.ts";
import { factsFrom, type Maker } from "./fact-maker.ts";
import { guardFacts } from "./guard-notes.ts";
import type { NarrateRequest, Stored } from "./request.ts";

/** The suppression limits for a week's level (STATISTICS, step 10). */
const LEVEL_FROM = 5;
const LEVEL_EMPLOYERS = 3;
const TOP_EMPLOYER_LIMIT = 0.7;
/** Fewer openings than this make a share of them a coin toss. */
const SHARE_FROM = 10;
const SKILLS = 5;

/**
 * Every fact the edition may use: levels of the week, levels of the windows, what changed and by how much, pairs, and the
 * range of the history. Suppressed levels have no fact, so nothing can print them. Ordered by slice and then as listed here.
 */
export function factsOf(request: NarrateRequest): Fact[] {
  const { now, history, changes, week } = request;
  const before = history.find(({ content }) => content.week === addWeeks(week, -1));
  const slices = ["total", ...Object.keys(now.content.roles).sort()];
  return [
    ...slices.flatMap((slice) => [
      ...weekFacts(slice, now, before),
      ...(changes === undefined ? [] : windowFacts(slice, changes, now.content.currency)),
    ]),
    ...(changes === undefined ? [] : windowLengthFacts(changes)),
    ...historyFacts(history),
    ...guardFacts(request),
    ...(changes === undefined
      ? []
      : changes.content.pairs.flatMap((pair, index) => pairFacts(pair, index, changes, now.content.currency))),
  ];
}

function weekFacts(slice: string, now: Stored<Snapshot>, before: Stored<Snapshot> | undefined): Fact[] {
  const { content } = now;
  const fact = factsFrom(now, content.week, content.currency);
  const isTotal = slice === "total";
  const role = isTotal ? undefined : content.roles[slice];
  const field = isTotal ? "totals" : `roles.${slice}`;
  const openings = isTotal ? content.totals.openings : (role?.openings ?? 0);
  const employers = isTotal ? content.totals.employers : (role?.employers ?? null);
  const disclosed = isTotal ? content.totals.payDisclosed : (role?.pay.disclosed ?? 0);
  const facts = [fact(`${slice}.openings.count`, "count", openings, `${field}.openings`, { n: openings, employers })];
  if (employers !== null) facts.push(fact(`${slice}.employers.count`, "count", employers, `${field}.employers`));
  if (openings > 0)
    facts.push(
      fact(
        `${slice}.disclosed.share`,
        "share",
        disclosed / openings,
        `${field}.${isTotal ? "payDisclosed" : "pay.disclosed"}`,
        { n: openings },
      ),
    );
  if (!isTotal && content.totals.openings > 0)
    facts.push(
      fact(`${slice}.openings.share`, "share", openings / content.totals.openings, `${field}.openings`, {
        n: content.totals.openings,
      }),
    );
  const earlier = isTotal ? before?.content.totals.openings : before?.content.roles[slice]?.openings;
  if (before !== undefined && earlier !== undefined) {
    const factBefore = factsFrom(before, before.content.week, before.content.currency);
    facts.push(factBefore(`${slice}.openings.count@${before.content.week}`, "count", earlier, `${field}.openings`));
  }
  return role === undefined ? facts : [...facts, ...rolePayFacts(slice, role, fact), ...skillFacts(slice, role, fact)];
}

function rolePayFacts(slice: string, role: RoleFigures, fact: Maker): Fact[] {
  const { pay } = role;
  const top = role.topEmployers?.[0]?.postings ?? 0;
  const shown =
    pay.disclosed >= LEVEL_FROM &&
    (pay.employers === null || (pay.employers >= LEVEL_EMPLOYERS && top / role.openings <= TOP_EMPLOYER_LIMIT));
  if (!shown || pay.midpoint === null) return [];
  const { midpoint } = pay;
  const more = { n: pay.disclosed, employers: pay.employers };
  const levels = (["p25", "median", "p75", "mean"] as const).map((stat) =>
    fact(`${slice}.pay.midpoint.${stat}`, "money", midpoint[stat], `roles.${slice}.pay.midpoint.${stat}`, {
      ...more,
      interval: stat === "median" ? midpoint.interval : null,
    }),
  );
  return [fact(`${slice}.pay.count`, "count", pay.disclosed, `roles.${slice}.pay.disclosed`), ...levels];
}

function skillFacts(slice: string, role: RoleFigures, fact: Maker): Fact[] {
  if (role.skills === null || role.openings < SHARE_FROM) return [];
  return role.skills
    .slice(0, SKILLS)
    .map((skill, index) =>
      fact(
        `${slice}.skill-${skillSlug(skill.name, index)}.share`,
        "share",
        skill.postings / role.openings,
        `roles.${slice}.skills.${index}.postings`,
        { n: role.openings, employers: role.employers },
      ),
    );
}

/** C, C++ and C# are three skills. A name that has no Latin letter goes by its place. */
function skillSlug(name: string, index: number): string {
  return slug(name.replaceAll("+", " plus ").replaceAll("#", " sharp ")) || String(index);
}

function windowFacts(slice: string, changes: Stored<WeekChanges>, currency: string): Fact[] {
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

/** How many weeks the roles' window holds: fewer than four at the start of a feed. */
function windowLengthFacts(changes: Stored<WeekChanges>): Fact[] {
  const index = changes.content.levels.findIndex(({ slice }) => slice !== "total");
  const weeks = changes.content.levels[index]?.now.weeks.length;
  return weeks === undefined
    ? []
    : [factsFrom(changes, changes.content.week, "")("roles.window.weeks", "count", weeks, `levels.${index}.now.weeks`)];
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

function pairFacts(pair: PairResult, index: number, changes: Stored<WeekChanges>, currency: string): Fact[] {
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
      fact(
        `pair.${a}.${b}.${name}.growth@4w`,
        "growth",
        Math.abs(difference) / lower,
        `pairs.${index}.difference`,
        more,
      ),
    );
  return facts;
}

/** The highest and lowest week of the history, for the line chart's sentence. */
function historyFacts(history: readonly Stored<Snapshot>[]): Fact[] {
  const byOpenings = [...history].sort(
    (one, other) =>
      one.content.totals.openings - other.content.totals.openings || (one.content.week < other.content.week ? -1 : 1),
  );
  const [lowest] = byOpenings;
  const highest = byOpenings.at(-1);
  if (lowest === undefined || highest === undefined || history.length < 2) return [];
  const of = (stat: string, stored: Stored<Snapshot>) =>
    factsFrom(stored, stored.content.week, stored.content.currency)(
      `total.openings.${stat}@${history.length}w`,
      "count",
      stored.content.totals.openings,
      "totals.openings",
    );
  const last = history.at(-1) ?? lowest;
  const weeks = factsFrom(last, last.content.week, last.content.currency)(
    `total.history.weeks@${history.length}w`,
    "count",
    history.length,
    "week",
  );
  return [of("lowest", lowest), of("highest", highest), weeks];
}
