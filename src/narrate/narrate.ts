import type { ChartPlan } from "../domain/chart-plan.ts";
import type { Passage } from "../domain/edition.ts";
import type { Fact, Warning } from "../domain/fact.ts";
import type { Letter, Section } from "../domain/letter.ts";
import type { Told } from "../domain/published.ts";
import { anyInvented } from "../domain/snapshot.ts";
import { mondayOf, weekNumber } from "../domain/week.ts";
import type { Words } from "../domain/words.ts";
import { backdropLine, backdropLiterals } from "./backdrop.ts";
import { beforeTable } from "./before-table.ts";
import { standingNote } from "./briefs.ts";
import { careerItem, careerLiterals } from "./career-item.ts";
import { plannedCharts } from "./charts.ts";
import { type EditorLiteral, editorWords } from "./editor-text.ts";
import { namesEmployers } from "./employers.ts";
import { employerLiterals, employersSection } from "./employers-section.ts";
import { factsOf } from "./facts.ts";
import { goneRoles } from "./gone-roles.ts";
import { guardNotes } from "./guard-notes.ts";
import { missedNews } from "./missed-news.ts";
import { newsOf } from "./news.ts";
import { preheader } from "./preheader.ts";
import { type FactBook, factBook } from "./print.ts";
import { quickVerdicts, quotedFocus } from "./quick-verdict.ts";
import type { NarrateRequest } from "./request.ts";
import { revisionsOf } from "./revised-facts.ts";
import { revisionsSection } from "./revisions.ts";
import { roleParts } from "./role-parts.ts";
import { roleTable } from "./role-table.ts";
import { skillsSection } from "./skills-section.ts";
import { spanOf } from "./span.ts";
import { toldOf } from "./told.ts";
import { sinceText } from "./verdict-values.ts";
import { nameInText, writerOf } from "./writer.ts";

export interface Narration {
  readonly letter: Letter;
  readonly facts: readonly Fact[];
  readonly passages: readonly Passage[];
  readonly charts: readonly ChartPlan[];
  readonly warnings: readonly Warning[];
  /** Texts whose digits state no figure: dates, names, and the rules of our own method. */
  readonly literals: readonly string[];
  /** Digits of the editor's that state nothing about the data, by the place that their marks tell (`domain/claim.ts`). */
  readonly editorLiterals: ReadonlyMap<string, EditorLiteral>;
  /** How it was told, for the letters after it. */
  readonly told: Told;
}

/** Charts of more rows outgrow what a mail should carry. */
const ROLES_IN_CHARTS = 15;

/** More would be a correction, which has a page of its own. */
const REVISIONS = 5;

/**
 * The week as facts and as a letter that uses nothing but facts. Pure: equal requests give equal letters. The order of the
 * letter: the editor's intro, three lines, the news, table and charts, the pair, skills, what did not pass, what is revised,
 * the data's notes.
 */
export function narrate(request: NarrateRequest): Narration {
  const { week, words } = request;
  const revisions = revisionsOf(request, factsOf).slice(0, REVISIONS);
  const revised = revisions.flatMap(({ said, now }) => (now === undefined ? [said] : [said, now]));
  const facts = factBook([...factsOf(request), ...revised], words);
  const writer = writerOf(request);
  const editor = editorWords(request, facts);
  const roles = rolesInOrder(request, facts).slice(0, request.rolesInLetter);
  const told = newsOf(roles, request, facts, writer);
  const news = { ...told, subject: editor.subject ?? told.subject };
  const before = beforeTable(news, editor.intro, words);
  const charts = plannedCharts(request, roles.slice(0, ROLES_IN_CHARTS), facts, writer);
  const chart = (name: string): Section[] =>
    charts
      .filter(({ plan }) => plan.name === name)
      .flatMap(({ section, figures }) => (figures === undefined ? [section] : [section, figures]));
  const sections: (Section | undefined)[] = [
    ...before.sections,
    roles.length === 0 ? undefined : roleTable(request, roles, facts, standingNote(before.told, request, facts)),
    ...chart("pay-ranges"),
    ...quickVerdicts(request, facts, writer),
    ...chart("openings"),
    skillsSection(request, roles, facts, writer),
    employersSection(request, roles, facts, writer),
    ...chart("history"),
    careerItem(request, facts, writer),
    backdropLine(request, facts, writer),
    missedNews(request, facts, writer),
    revisionsSection(revisions, request, facts, writer),
    guardNotes(request, facts, writer),
  ];
  const letter: Letter = {
    week,
    newsletter: nameInText(request.newsletter),
    invented: anyInvented([request.now, ...request.history].map(({ content }) => content)),
    subject: news.subject,
    preheader: editor.preheader ?? preheader(news, request, facts, writer),
    dateline: words.say("dateline", { week: weekNumber(week), range: words.weekRange(week) }),
    heading: news.heading,
    sections: sections.filter((section) => section !== undefined),
    roles: roleParts(rolesInOrder(request, facts), request, facts, writer),
    smallPrint: smallPrint(request, facts),
  };
  const ours = writer.passages
    .filter(({ slot }) => editor.passages.every((passage) => passage.slot !== slot))
    .filter(({ slot }) => !before.unused.has(slot))
    .map((passage) => (passage.slot === "lead" ? restingOn(news.leadFact, passage) : passage));
  return {
    letter,
    facts: facts.all,
    passages: [...editor.passages, ...ours],
    told: toldOf(letter, ours, writer.variants, request, facts),
    charts: charts.map(({ plan }) => plan),
    warnings: [
      ...warningsOf(request),
      ...(before.tooLong ? [{ code: "intro-too-long", slice: null, reason: null }] : []),
    ],
    literals: literalsOf(request, letter.dateline),
    editorLiterals: editor.literals,
  };
}

/** The lead's passage names the fact that it rests on before those that it prints beside. */
function restingOn(fact: string, passage: Passage): Passage {
  return { ...passage, facts: [...new Set([fact, ...passage.facts])] };
}

/** Roles by offers of their window, else by openings of the week; the largest first, ties alphabetically. */
function rolesInOrder({ now }: NarrateRequest, facts: FactBook): string[] {
  const size = (role: string) => facts.find(`${role}.offers.count@4w`)?.value ?? now.content.roles[role]?.openings ?? 0;
  return Object.keys(now.content.roles).sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1));
}

/** How we measure, the scope, the share that states pay, and where the data come from. */
export function smallPrint(request: NarrateRequest, facts: FactBook): string[] {
  const { now, words, credit } = request;
  const { suffix, values } = spanOf(request, facts);
  const { scope } = now.content;
  const parts = [
    ...(scope.country === undefined ? [] : [words.say("scope.country", { country: words.country(scope.country) })]),
    ...(scope.employmentType === undefined ? [] : [employmentType(scope.employmentType, words)]),
  ];
  const share = facts.find("total.disclosed.share");
  const disclosed =
    share === undefined
      ? []
      : [
          share.value === 1
            ? words.say("method.all-disclosed")
            : words.say(`method.disclosed${suffix}`, {
                ...values,
                share: facts.n(share.id),
                openings: facts.n("total.openings.count"),
              }),
        ];
  return [
    [words.say("method.basis"), ...parts, ...disclosed].join(" "),
    ...(namesEmployers(request)
      ? [
          words.say("method.tests"),
          ...(anyVerdict(request) ? [words.say("method.verdicts"), words.say("method.noticeable")] : []),
        ]
      : [words.say("method.levels")]),
    ...(credit === null ? [] : [words.say("method.credit", { credit: nameInText(credit) })]),
  ];
}

/** Whether the week holds a verdict to explain: one that could not be compared has reasons instead. */
export function anyVerdict({ changes }: NarrateRequest): boolean {
  return (changes?.content.changes ?? []).some(({ verdict }) => verdict !== "not-comparable");
}

/** A type that the pack knows has a sentence of its own (`scope.full-time`); others are named as the scope names them. */
function employmentType(type: string, words: Words): string {
  const key = `scope.${type}`;
  return Object.hasOwn(words.pack.messages, key)
    ? words.say(key)
    : words.say("scope.employmentType", { type: nameInText(type) });
}

/** The weeks that the data's notes name, as they are printed. */
export function weeksNoted({ changes, firstWeek, words }: NarrateRequest): string[] {
  const reasons = Object.values(changes?.content.guard ?? {}).flat();
  return [firstWeek, ...reasons.flatMap(({ weeks }) => weeks)].map(words.week);
}

function literalsOf(request: NarrateRequest, dateline: string): string[] {
  const { week, now, changes, words, newsletter, credit } = request;
  const roles = Object.values(now.content.roles);
  const names = [
    ...goneRoles(request),
    ...roles.map(({ title }) => title),
    ...roles.flatMap(({ skills: named }) => (named ?? []).map(({ name }) => words.skill(name))),
  ];
  return [
    dateline,
    words.shortDay(mondayOf(week)),
    newsletter,
    credit ?? "",
    words.say("thirty.heading"),
    words.say("table.note"),
    words.say("table.note.levels"),
    words.say("table.note.nameless"),
    words.say("method.tests"),
    words.say("method.basis"),
    now.content.scope.employmentType ?? "",
    words.say("pair.of-hundred"),
    words.say("pair.ceiling.percentile"),
    ...quotedFocus(request),
    ...backdropLiterals(request),
    ...careerLiterals(request),
    ...employerLiterals(request),
    ...(changes?.content.changes ?? []).flatMap(({ since }) => (since === null ? [] : [sinceText(since, words)])),
    ...(changes === undefined
      ? []
      : Object.values(changes.content.guard)
          .flat()
          .map(({ source }) => source ?? "")),
    ...weeksNoted(request),
    ...names,
  ];
}

function warningsOf({ changes, revisedSince }: NarrateRequest): Warning[] {
  if (changes === undefined) return [{ code: "no-changes", slice: null, reason: null }];
  const { total, roles } = changes.content.guard;
  return [
    ...total.map((reason) => ({ code: "not-comparable", slice: "total", reason })),
    ...roles.map((reason) => ({ code: "not-comparable", slice: null, reason })),
    ...revisedSince.map((week) => ({ code: "revised-since-compared", slice: week, reason: null })),
  ];
}
