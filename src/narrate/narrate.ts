import type { ChartPlan } from "../domain/chart-plan.ts";
import type { Passage } from "../domain/edition.ts";
import type { Fact, Warning } from "../domain/fact.ts";
import type { Letter, Paragraphs, Section } from "../domain/letter.ts";
import { anyInvented } from "../domain/snapshot.ts";
import { weekNumber } from "../domain/week.ts";
import type { Words } from "../domain/words.ts";
import { standingNote } from "./briefs.ts";
import { plannedCharts } from "./charts.ts";
import { editorWords } from "./editor-text.ts";
import { namesEmployers } from "./employers.ts";
import { factsOf } from "./facts.ts";
import { guardNotes } from "./guard-notes.ts";
import { missedNews } from "./missed-news.ts";
import { newsOf } from "./news.ts";
import { preheader } from "./preheader.ts";
import { type FactBook, factBook } from "./print.ts";
import { quickVerdict } from "./quick-verdict.ts";
import type { NarrateRequest } from "./request.ts";
import { roleTable } from "./role-table.ts";
import { spanOf } from "./span.ts";
import { totals } from "./totals.ts";
import { sinceText } from "./verdict-values.ts";
import { nameInText, type Writer, writerOf } from "./writer.ts";

export interface Narration {
  readonly letter: Letter;
  readonly facts: readonly Fact[];
  readonly passages: readonly Passage[];
  readonly charts: readonly ChartPlan[];
  readonly warnings: readonly Warning[];
  /** Texts whose digits state no figure: dates, names, and the rules of our own method. */
  readonly literals: readonly string[];
}

/** Charts of more rows outgrow what a mail should carry. */
const ROLES_IN_CHARTS = 15;
const SKILL_ROLES = 3;
const SKILLS = 3;

/**
 * The week as facts and as a letter that uses nothing but facts. Pure: equal requests give equal letters. The order of the
 * letter: the editor's intro, the news, totals, table and charts, the pair, skills, what did not pass, the data's notes.
 */
export function narrate(request: NarrateRequest): Narration {
  const { week, words } = request;
  const facts = factBook(factsOf(request), words);
  const writer = writerOf(week, words);
  const editor = editorWords(request.letter, facts, week);
  const told = newsOf(request, facts, writer);
  const news = { ...told, subject: editor.subject ?? told.subject };
  const roles = rolesInOrder(request, facts);
  const charts = plannedCharts(request, roles.slice(0, ROLES_IN_CHARTS), facts, writer);
  const chart = (name: string): Section[] =>
    charts.filter(({ plan }) => plan.name === name).map(({ section }) => section);
  const sections: (Section | undefined)[] = [
    editor.intro,
    { kind: "paragraphs", slot: "lead", heading: null, paragraphs: [news.lead, totals(request, facts, writer)] },
    news.briefs.length === 0
      ? undefined
      : { kind: "bullets", slot: "briefs", heading: words.say("brief.heading"), items: news.briefs },
    roles.length === 0 ? undefined : roleTable(request, roles, facts, standingNote(request, facts)),
    ...chart("pay-ranges"),
    quickVerdict(request, facts, writer),
    ...chart("openings"),
    skills(request, roles, facts, writer),
    ...chart("history"),
    missedNews(request, facts, writer),
    guardNotes(request, facts, writer),
  ];
  const letter: Letter = {
    week,
    newsletter: request.newsletter,
    invented: anyInvented([request.now, ...request.history].map(({ content }) => content)),
    subject: news.subject,
    preheader: editor.preheader ?? preheader(news, request, facts, writer),
    dateline: words.say("dateline", { week: weekNumber(week), range: words.weekRange(week) }),
    heading: news.heading,
    sections: sections.filter((section) => section !== undefined),
    smallPrint: smallPrint(request, facts),
  };
  return {
    letter,
    facts: facts.all,
    passages: [
      ...editor.passages,
      ...writer.passages.filter(({ slot }) => editor.passages.every((passage) => passage.slot !== slot)),
    ],
    charts: charts.map(({ plan }) => plan),
    warnings: warningsOf(request),
    literals: literalsOf(request, letter.dateline),
  };
}

/** Roles by offers of their window, else by openings of the week; the largest first, ties alphabetically. */
function rolesInOrder({ now, rolesInLetter }: NarrateRequest, facts: FactBook): string[] {
  const size = (role: string) => facts.find(`${role}.offers.count@4w`)?.value ?? now.content.roles[role]?.openings ?? 0;
  return Object.keys(now.content.roles)
    .sort((a, b) => size(b) - size(a) || (a < b ? -1 : 1))
    .slice(0, rolesInLetter);
}

/** The most named skills of the largest roles. */
function skills(
  { now, words }: NarrateRequest,
  roles: readonly string[],
  facts: FactBook,
  writer: Writer,
): Paragraphs | undefined {
  const lines = roles.slice(0, SKILL_ROLES).flatMap((role, index) => {
    const named = (now.content.roles[role]?.skills ?? []).slice(0, SKILLS);
    const shares = facts.all
      .filter(({ slice, metric }) => slice === role && metric.startsWith("skill-"))
      .slice(0, named.length);
    if (shares.length === 0) return [];
    const items = shares.map((share, place) =>
      words.say("skills.item", { skill: nameInText(words.skill(named[place]?.name ?? "")), share: facts.n(share.id) }),
    );
    return [
      writer.write(`skills.${index + 1}`, "skills.line", {
        role: nameInText(now.content.roles[role]?.title ?? role),
        skills: words.list(items),
      }),
    ];
  });
  return lines.length === 0
    ? undefined
    : { kind: "paragraphs", slot: "skills", heading: words.say("skills.heading"), paragraphs: [lines.join(" ")] };
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
            : words.say(`method.disclosed${suffix}`, { ...values, share: facts.n(share.id) }),
        ];
  return [
    [words.say("method.basis"), ...parts, ...disclosed].join(" "),
    ...(namesEmployers(request)
      ? [
          words.say("method.tests"),
          ...(anyVerdict(request) ? [words.say("method.verdicts"), words.say("method.noticeable")] : []),
        ]
      : [words.say("method.levels")]),
    ...(credit === null ? [] : [words.say("method.credit", { credit })]),
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
  const { now, changes, words, newsletter, credit } = request;
  const roles = Object.values(now.content.roles);
  const names = [
    ...roles.map(({ title }) => title),
    ...roles.flatMap(({ skills: named }) => (named ?? []).map(({ name }) => words.skill(name))),
  ];
  return [
    dateline,
    newsletter,
    credit ?? "",
    words.say("table.note"),
    words.say("table.note.levels"),
    words.say("table.note.nameless"),
    words.say("method.tests"),
    words.say("method.basis"),
    now.content.scope.employmentType ?? "",
    words.say("pair.of-hundred"),
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
