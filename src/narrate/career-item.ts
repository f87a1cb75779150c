import type { Fact } from "../domain/fact.ts";
import type { Paragraphs } from "../domain/letter.ts";
import { CAREER_SLOT, type CareerItem, pickedCareer, skillFactId } from "./career.ts";
import { factsFrom } from "./fact-maker.ts";
import { METRIC_FACTS } from "./metric-facts.ts";
import { namesRole } from "./pair-pick.ts";
import { pairDifference } from "./pair-words.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { noted } from "./unrounded.ts";
import { nameInText, type Writer } from "./writer.ts";

/** The facts of the week's career item that no other part of the letter has. */
export function careerFacts(request: NarrateRequest): Fact[] {
  const item = pickedCareer(request);
  const { now, skillPay } = request;
  switch (item?.kind) {
    case undefined:
    case "pair":
      return [];
    case "stage":
    case "entry": {
      const { week, currency, roles } = now.content;
      const openings = roles[item.role]?.openings ?? 0;
      return [factsFrom(now, week, currency)(item.fact, "count", openings, `roles.${item.role}.openings`)];
    }
    case "skill": {
      if (skillPay === undefined) return [];
      const { role, index, gap } = item;
      const fact = factsFrom(skillPay, skillPay.content.week, skillPay.content.currency);
      const id = (stat: string) => skillFactId(role, gap, index, stat);
      const field = `roles.${role}.${index}`;
      return [
        fact(item.fact, "money", gap.difference, `${field}.difference`, { n: Math.min(gap.named.n, gap.unnamed.n) }),
        ...(["named", "unnamed"] as const).flatMap((side) => {
          const { n, employers, median, interval } = gap[side];
          return [
            fact(id(`${side}-median`), "money", median, `${field}.${side}.median`, { n, employers, interval }),
            fact(id(`${side}-count`), "count", n, `${field}.${side}.n`),
          ];
        }),
      ];
    }
  }
}

/** The week's career item in words, the fact it rests on first; undefined where there is none. */
export function careerItem(request: NarrateRequest, facts: FactBook, writer: Writer): Paragraphs | undefined {
  const item = pickedCareer(request);
  if (item === undefined || facts.find(item.fact) === undefined) return undefined;
  const text = itemText(item, request, facts, writer);
  const { words } = request;
  return { kind: "paragraphs", slot: CAREER_SLOT, heading: words.say("career.heading"), paragraphs: [text] };
}

function itemText(item: CareerItem, request: NarrateRequest, facts: FactBook, writer: Writer): string {
  const { words, profiles } = request;
  switch (item.kind) {
    case "skill":
      return skillText(item, request, facts, writer);
    case "pair":
      return pairText(item, request, facts, writer);
    case "stage": {
      const stage = profiles[item.role]?.roadmap[item.stage];
      return writer.write(CAREER_SLOT, "career.stage", {
        ...openingsOf(item, request, facts),
        stage: stage?.stage ?? "",
        learn: words.list(stage?.learn ?? []),
        build: stage?.build ?? "",
      });
    }
    case "entry":
      return writer.write(CAREER_SLOT, "career.entry", {
        ...openingsOf(item, request, facts),
        entries: words.list(profiles[item.role]?.entryPoints ?? []),
      });
  }
}

function openingsOf({ role, fact }: { role: string; fact: string }, { now }: NarrateRequest, facts: FactBook) {
  return {
    role: roleName(role, now),
    openings: facts.n(fact),
    count: facts.find(fact)?.value ?? 0,
  };
}

function skillText(
  { role, index, gap, fact }: Extract<CareerItem, { kind: "skill" }>,
  { now, words }: NarrateRequest,
  facts: FactBook,
  writer: Writer,
): string {
  const id = (stat: string) => skillFactId(role, gap, index, stat);
  const n = (stat: string) => facts.n(id(stat));
  const size = facts.find(fact);
  const skill = nameInText(words.skill(gap.skill));
  const values = {
    role: roleName(role, now),
    skill,
    difference:
      size === undefined ? "" : noted(facts.n(fact), size, [id("named-median"), id("unnamed-median")], facts, words),
    way: gap.difference > 0 ? "more" : gap.difference < 0 ? "less" : "same",
    named: n("named-median"),
    namedN: n("named-count"),
    unnamed: n("unnamed-median"),
    unnamedN: n("unnamed-count"),
  };
  return [
    writer.write(CAREER_SLOT, gap.clear ? "career.skill.clear" : "career.skill.unclear", values),
    writer.write(CAREER_SLOT, "career.skill.caution", { skill }),
  ].join(" ");
}

function pairText(
  { result }: Extract<CareerItem, { kind: "pair" }>,
  { now, words }: NarrateRequest,
  facts: FactBook,
  writer: Writer,
): string {
  const aMore = (result.difference ?? 0) > 0;
  const [more, less] = aMore ? [result.a, result.b] : [result.b, result.a];
  const value = (role: string) => {
    const id = `${role}.${METRIC_FACTS[result.metric].level}@4w`;
    return facts.find(id) === undefined ? "" : facts.n(id);
  };
  return writer.write(CAREER_SLOT, namesRole(result.verdict) ? "career.pair.gap" : "career.pair.none", {
    metric: result.metric,
    difference: pairDifference(result, facts, words) ?? "",
    more: roleName(more, now),
    less: roleName(less, now),
    moreValue: value(more),
    lessValue: value(less),
  });
}

/** The texts of the profile that the item quotes: their digits state no figure. */
export function careerLiterals(request: NarrateRequest): string[] {
  const item = pickedCareer(request);
  if (item === undefined || item.kind === "pair") return [];
  if (item.kind === "skill") return [request.words.skill(item.gap.skill)];
  const profile = request.profiles[item.role];
  if (item.kind === "entry") return [...(profile?.entryPoints ?? [])];
  const stage = profile?.roadmap[item.stage];
  return stage === undefined ? [] : [stage.stage, ...stage.learn, stage.build];
}

function roleName(role: string, now: NarrateRequest["now"]): string {
  return nameInText(now.content.roles[role]?.title ?? role);
}
