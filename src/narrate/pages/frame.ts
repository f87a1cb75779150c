import { betweenMarked, unmarked } from "../../domain/claim.ts";
import { ALT_LENGTH } from "../../domain/letter.ts";
import type { Page, PageSection } from "../../domain/page.ts";
import { type Week, weekNumber } from "../../domain/week.ts";
import type { Words } from "../../domain/words.ts";
import { namesEmployers } from "../employers.ts";
import { guardNotes } from "../guard-notes.ts";
import { smallPrint, weeksNoted } from "../narrate.ts";
import { sinceText } from "../verdict-values.ts";
import { writerOf } from "../writer.ts";
import type { Material } from "./material.ts";

/** What a page says of itself; the rest is the same for all. */
export type PageBody = Pick<Page, "path" | "area" | "heading" | "description" | "lede" | "sections" | "contents"> &
  Partial<Pick<Page, "charts" | "feed" | "dateline">> & {
    /** Texts from elsewhere whose digits state no figure of this page. */
    readonly quoted?: readonly string[];
  };

/** A page with what every page has: the newest week's date, how we measure, and the names that are no figures. */
export function pageOf(body: PageBody, material: Material): Page {
  const { newest } = material;
  const { words, now, newsletter } = newest;
  const { week, invented } = now.content;
  const { quoted = [], ...own } = body;
  const figures = words.say("page.dateline", { dateline: datelineOf(week, words) });
  return {
    charts: [],
    feed: null,
    dateline: figures,
    ...own,
    week,
    newsletter,
    smallPrint: [...smallPrint(newest, material.facts), ruleText("page.method.pages", material)],
    invented: invented === true,
    literals: [
      ...quoted.flatMap(betweenMarked),
      figures,
      ...(own.dateline === undefined ? [] : [own.dateline]),
      ...namesIn(material),
    ],
  };
}

/** "Week 39 · 25 September – 1 October 2023". */
export function datelineOf(week: Week, words: Words): string {
  return words.say("dateline", { week: weekNumber(week), range: words.weekRange(week) });
}

/** The calendar year in which most of the week lies. */
export function yearOf(week: Week): string {
  return week.slice(0, 4);
}

/** Texts that state rules of ours, and how each reads for a feed that names no employers. */
const RULES = {
  "compare.pay.note": "compare.pay.note.no-employers",
  "compare.table.note": "compare.table.note.no-employers",
  "page.method.pages": "page.method.pages.no-employers",
  "page.levels.note": "page.levels.note.no-employers",
  "role.weeks.note": "role.weeks.note.no-employers",
} as const;

/** One of our rules as it holds for this feed. */
export function ruleText(rule: keyof typeof RULES, { newest }: Pick<Material, "newest">): string {
  return newest.words.say(namesEmployers(newest) ? rule : RULES[rule]);
}

/** Why this week cannot be compared, as a section; undefined where nothing stands against it. */
export function guardSection({ newest, facts }: Material): PageSection | undefined {
  const notes = guardNotes(newest, facts, writerOf({ ...newest, published: [] }));
  if (notes === undefined) return undefined;
  return {
    slot: "notes",
    heading: notes.heading ?? "",
    blocks: [{ kind: "prose", paragraphs: notes.paragraphs }],
  };
}

/** The first of the texts that screen readers bear as a picture's name, else the last: names may be long. */
export function altOf(texts: readonly [string, ...string[]]): string {
  return texts.find((text) => [...unmarked(text)].length <= ALT_LENGTH.max) ?? texts.at(-1) ?? "";
}

function namesIn({ newest, titles, weeks }: Material): string[] {
  const { words, now, newsletter, credit, changes } = newest;
  const roles = Object.values(now.content.roles);
  const named = roles.flatMap(({ skills, topEmployers, metros }) => [
    ...(skills ?? []).map(({ name }) => words.skill(name)),
    ...(topEmployers ?? []).map(({ name }) => name),
    ...(metros ?? []).map(({ name }) => name),
  ]);
  const sources =
    changes === undefined
      ? []
      : Object.values(changes.content.guard)
          .flat()
          .map(({ source }) => source ?? "");
  return [
    newsletter,
    credit ?? "",
    now.content.scope.employmentType ?? "",
    words.say("method.tests"),
    words.say("method.basis"),
    words.say("method.levels"),
    words.say("pair.of-hundred"),
    words.say("pair.ceiling.percentile"),
    words.say("compare.ends.p25"),
    words.say("compare.ends.p75"),
    ...(changes?.content.changes ?? []).flatMap(({ since }) => (since === null ? [] : [sinceText(since, words)])),
    ...Object.entries(RULES)
      .flat()
      .map((rule) => words.say(rule)),
    ...sources,
    ...weeks.map(({ content }) => words.week(content.week)),
    ...weeksNoted(newest),
    ...titles.values(),
    ...named,
  ];
}
