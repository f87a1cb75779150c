import type { Fact } from "../../src/domain/fact.ts";
import { COMPARE_FROM } from "../../src/domain/suppression.ts";
import { dateAtUtcMidnight, mondayOf } from "../../src/domain/week.ts";
import type { Case } from "./fact-editions.ts";

/** A sentence that an editor may write, and which of its facts could be told wrong. */
export interface Told {
  readonly kind: string;
  readonly text: string;
}

const n = (fact: Fact) => `{{n "${fact.id}"}}`;

/** Right sentences of an edition in many forms, in the order of forms. Every one is true, by the edition's own facts. */
export function rightSentences({ draft, facts }: Case): Told[] {
  const { now, changes, week } = draft.request;
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const roles = Object.entries(now.content.roles).map(([slice, { title }]) => ({ slice, title }));
  const of = (slice: string, rest: string) => byId.get(`${slice}.${rest}`);
  const told: (Told | undefined)[] = [];
  const say = (kind: string, needed: readonly (Fact | undefined)[], text: (facts: readonly Fact[]) => string) => {
    const there = needed.filter((fact) => fact !== undefined);
    if (there.length === needed.length) told.push({ kind, text: text(there) });
  };
  const at = ([...all]: readonly Fact[], index: number) => {
    const fact = all[index];
    return fact === undefined ? "" : n(fact);
  };
  // After a gap of the feed the window of roles holds one week.
  const span = byId.get("roles.window.weeks")?.value === 1 ? "in the week" : "in the past four weeks";
  for (const { slice, title } of roles) {
    const median = of(slice, "pay.midpoint.median@4w");
    const [p25, p75, mean] = ["p25", "p75", "mean"].map((stat) => of(slice, `pay.midpoint.${stat}@4w`));
    const [offers, before, openings] = ["offers.count@4w", "offers.count@4w-before", "openings.count"].map((id) =>
      of(slice, id),
    );
    const [payCount, employers, remote] = ["pay.count@4w", "offer-employers.count@4w", "remote.share@4w"].map((id) =>
      of(slice, id),
    );
    const [share, beforeMedian, beforeRemote] = [
      "openings.share",
      "pay.midpoint.median@4w-before",
      "remote.share@4w-before",
    ].map((id) => of(slice, id));
    const isThin = (median?.n ?? 0) < COMPARE_FROM;
    const small = isThin ? ` (n {{n "${payCount?.id ?? ""}"}})` : "";
    say("level", [median, payCount], (all) => `The median ${title} offer pays ${at(all, 0)} a year${small}.`);
    say("level", [median, payCount], (all) => `${title}s can expect a median of ${at(all, 0)}${small}.`);
    say(
      "level",
      [median, payCount],
      (all) => `Look at pay for ${title} roles first: the median stands at ${at(all, 0)}${small}.`,
    );
    if (!isThin) {
      say("range", [p25, p75], (all) => `${title} offers mostly pay between ${at(all, 0)} and ${at(all, 1)}.`);
      say(
        "range",
        [median, p25, p75],
        (all) =>
          `${title} pay has a median of ${at(all, 0)}, and the middle of the range runs from ${at(all, 1)} to ${at(all, 2)}.`,
      );
      say("mean", [mean], (all) => `The average ${title} offer pays ${at(all, 0)} a year.`);
      say(
        "pronoun",
        [median, offers],
        (all) =>
          `${title} jobs are worth a look. Their median is ${at(all, 0)}. We counted ${at(all, 1)} offers ${span}.`,
      );
    }
    say("count", [offers], (all) => `We counted ${at(all, 0)} ${title} offers ${span}.`);
    say("count", [offers, employers], (all) => `${at(all, 0)} ${title} offers came from ${at(all, 1)} employers.`);
    say("openings", [openings], (all) => `There were ${at(all, 0)} openings for ${title} this week.`);
    say(
      "openings",
      [openings, share],
      (all) => `This week, ${at(all, 0)} of all openings (${at(all, 1)}) were for ${title}.`,
    );
    say(
      "before",
      [offers, before],
      (all) => `${title} offers went from ${at(all, 1)} to ${at(all, 0)} between the two windows, which may be noise.`,
    );
    say("before", [before], (all) => `In the four weeks before, we saw ${at(all, 0)} ${title} offers.`);
    if ((remote?.n ?? 0) >= COMPARE_FROM) {
      say("share", [remote], (all) => `${at(all, 0)} of ${title} offers are remote.`);
      say("share", [remote, offers], (all) => `Of ${at(all, 1)} ${title} offers, ${at(all, 0)} are remote.`);
      if ((beforeRemote?.n ?? 0) >= COMPARE_FROM)
        say(
          "before",
          [remote, beforeRemote],
          (all) =>
            `The remote share of ${title} offers is ${at(all, 0)}, after ${at(all, 1)} in the four weeks before.`,
        );
    }
    if (!isThin && (beforeMedian?.n ?? 0) >= COMPARE_FROM)
      say(
        "before",
        [median, beforeMedian],
        (all) => `Median ${title} pay is ${at(all, 0)} now, against ${at(all, 1)} four weeks earlier.`,
      );
    for (const other of roles) {
      const theirs = of(other.slice, "pay.midpoint.median@4w");
      const count = of(other.slice, "offers.count@4w");
      if (
        isThin ||
        other.slice <= slice ||
        (theirs?.n ?? 0) < COMPARE_FROM ||
        median === undefined ||
        theirs === undefined
      )
        continue;
      const word = median.value > theirs.value ? "above" : "below";
      if (
        median.value !== theirs.value &&
        draft.words.money(median.value, "USD") !== draft.words.money(theirs.value, "USD")
      )
        say(
          "compare",
          [median, theirs],
          (all) => `At ${at(all, 0)}, the median for ${title} is ${word} the ${at(all, 1)} for ${other.title}.`,
        );
      say(
        "compare",
        [median, theirs],
        (all) => `The medians are ${at(all, 0)} for ${title} and ${at(all, 1)} for ${other.title}.`,
      );
      say(
        "compare",
        [offers, count],
        (all) => `We look at two roles: ${title} with ${at(all, 0)} offers, ${other.title} with ${at(all, 1)}.`,
      );
    }
  }
  for (const change of changes?.content.changes ?? []) {
    if (change.verdict !== "rose" && change.verdict !== "fell") continue;
    const title = roles.find(({ slice }) => slice === change.slice)?.title;
    const verb = change.verdict;
    const [growth, now, was] =
      change.metric === "pay"
        ? [
            of(change.slice, `pay.midpoint.growth@${change.window}`),
            of(change.slice, `pay.midpoint.median@${change.window}`),
            of(change.slice, `pay.midpoint.median@${change.window}-before`),
          ]
        : [
            of(change.slice, `offers.growth@${change.window}`),
            of(change.slice, `offers.count@${change.window}`),
            of(change.slice, `offers.count@${change.window}-before`),
          ];
    const name = title === undefined ? "All roles together" : title;
    const what = change.metric === "pay" ? "median pay" : "offers";
    if (change.metric !== "pay" && change.metric !== "offers") continue;
    say("change", [growth], (all) => `${name}: ${what} ${verb} by ${at(all, 0)}.`);
    say(
      "change",
      [growth, now, was],
      (all) => `${name}: ${what} ${verb} ${at(all, 0)}, from ${at(all, 2)} to ${at(all, 1)}.`,
    );
    say("change", [], () => `${name}: ${what} ${verb}.`);
  }
  const total = (rest: string) => of("total", rest);
  say(
    "total",
    [total("openings.count"), total("employers.count")],
    (all) => `In all we counted ${at(all, 0)} openings at ${at(all, 1)} employers this week.`,
  );
  say("total", [total("openings.count")], (all) => `Good morning. This week brings ${at(all, 0)} openings.`);
  say("total", [total("pay.midpoint.median@1w")], (all) => `The median offer of all roles pays ${at(all, 0)}.`);
  say(
    "history",
    [...facts.filter(({ slice, stat }) => slice === "total" && ["highest", "lowest", "weeks"].includes(stat))],
    (all) => {
      const pick = (stat: string) => n(all.find((fact) => fact.stat === stat) ?? all[0] ?? (facts[0] as Fact));
      return all.length === 3
        ? `Over ${pick("weeks")} weeks the count ran from a low of ${pick("lowest")} to a high of ${pick("highest")}.`
        : "Good morning.";
    },
  );
  const enough = roles.flatMap(({ slice, title }) => {
    const median = of(slice, "pay.midpoint.median@4w");
    return median !== undefined && (median.n ?? 0) >= COMPARE_FROM ? [{ title, median }] : [];
  });
  const best = enough.toSorted((one, other) => other.median.value - one.median.value)[0];
  if (best !== undefined && enough.length > 2) {
    say(
      "top",
      [best.median],
      (all) => `${best.title} has the highest median of the roles with enough offers, ${at(all, 0)}.`,
    );
    say("top", [best.median], (all) => `The best paid role with enough offers is ${best.title}: ${at(all, 0)}.`);
  }
  const most = roles.toSorted(
    (one, other) => (of(other.slice, "openings.count")?.value ?? 0) - (of(one.slice, "openings.count")?.value ?? 0),
  )[0];
  if (most !== undefined)
    say("top", [of(most.slice, "openings.count")], (all) => `Most openings were for ${most.title}: ${at(all, 0)}.`);
  const day = new Intl.DateTimeFormat("en-US", {
    weekday: "long",
    month: "long",
    day: "numeric",
    year: "numeric",
    timeZone: "UTC",
  });
  const monday = day.format(dateAtUtcMidnight(mondayOf(week)));
  for (const text of [
    `The data run from ${monday} on.`,
    `This letter is about week ${week}.`,
    "Good morning, and thank you for reading.",
    "At first glance little happened, and a second look confirms it.",
    "Nothing here is advice; it is what ads say.",
    "As ever, write to us when something looks odd.",
    "We tested every role, and one or another may surprise you.",
    "If you are choosing between two roles, read the quick verdict.",
  ])
    told.push({ kind: "plain", text });
  return told.filter((each) => each !== undefined);
}
