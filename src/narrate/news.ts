import { briefsOf } from "./aggregated.ts";
import { otherBriefs, standing } from "./briefs.ts";
import { isCategory } from "./categories.ts";
import { sentenceValues } from "./change-sentence.ts";
import { namesEmployers } from "./employers.ts";
import { leadOfLevels } from "./main-reason.ts";
import type { FactBook } from "./print.ts";
import { chosen, type Ranked, scoreOf } from "./rank.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { subjectLine } from "./subject.ts";
import { changeKey, changeValues, isStanding } from "./verdict-values.ts";
import type { Candidate, Writer } from "./writer.ts";

/** One lead, and at most so many more changes: what is left is in the table. */
const MORE_NEWS = 6;

export interface News {
  readonly subject: string;
  readonly heading: string;
  readonly lead: string;
  readonly briefs: readonly string[];
}

/** The week's news in order of weight; a quiet week, a first week and a week without comparison have words of their own. */
export function newsOf(request: NarrateRequest, facts: FactBook, writer: Writer): News {
  const told = chosen(rankedChanges(request, facts), 1 + MORE_NEWS);
  const [lead, ...more] = told;
  const others = otherBriefs(
    told.map(({ change }) => change),
    request,
    facts,
  );
  const write = ({ key, values }: Candidate, index: number) => writer.write(`brief.${index + 1}`, key, values);
  if (lead === undefined) return { ...withoutNews(request, facts, writer), briefs: others.map(write) };
  const values = sentenceValues(lead.change, request, facts);
  const short = { key: `subject.short.${lead.change.verdict}`, values };
  const briefs = [
    ...briefsOf(
      more.map(({ change }) => change),
      request,
      facts,
    ),
    ...others,
  ];
  return {
    subject: subjectLine([{ key: changeKey("subject", lead.change), values }, short], request, writer),
    heading: writer.write("heading", changeKey("heading", lead.change), values),
    lead: writer.write("lead", changeKey("lead", lead.change), values),
    briefs: briefs.map(write),
  };
}

/** What is new this week: a change that stood before is no news again, and a category stands for no role in a headline. */
function rankedChanges({ changes, now, week, words }: NarrateRequest, facts: FactBook): Ranked[] {
  const all = now.content.totals.openings;
  return (changes?.content.changes ?? [])
    .filter((change) => !isStanding(change, week) && !isCategory(change.slice))
    .filter((change) => changeValues(change, facts, words) !== undefined)
    .map((change) => ({
      change,
      score: scoreOf(
        change,
        change.slice === "total" || all === 0 ? 1 : (now.content.roles[change.slice]?.openings ?? 0) / all,
      ),
    }));
}

function withoutNews(request: NarrateRequest, facts: FactBook, writer: Writer): Omit<News, "briefs"> {
  const kind = quietKind(request, facts);
  const openings = facts.n("total.openings.count");
  const { suffix, values } = kind === "levels" ? spanOf(request, facts) : { suffix: "", values: {} };
  const lead = leadWithoutNews(kind, request, facts);
  return {
    subject: subjectLine([{ key: `subject.${kind}${suffix}`, values: { ...values, openings } }], request, writer),
    heading: writer.write("heading", `heading.${kind}${suffix}`),
    lead: writer.write("lead", lead.key, lead.values),
  };
}

/** A letter without news says why. A first one promises no tests that its data will never allow. */
function leadWithoutNews(kind: QuietKind, request: NarrateRequest, facts: FactBook): Candidate {
  if (kind === "levels") return leadOfLevels(request, facts);
  if (kind === "first" && !namesEmployers(request)) return { key: "lead.first.nameless" };
  return { key: `lead.${kind}` };
}

type QuietKind = "first" | "levels" | "roles-pending" | "steady" | "quiet";

/**
 * Why there is no news: the first week of all, a week that cannot be compared (as a whole, or its roles), one in which what
 * rose or fell before still stands, or a quiet one.
 */
function quietKind(request: NarrateRequest, facts: FactBook): QuietKind {
  const { changes } = request;
  if (changes === undefined) return "levels";
  const { total, roles } = changes.content.guard;
  if (total.some(({ code }) => code === "first-week")) return "first";
  if (total.length > 0) return "levels";
  if (standing(request, facts).length > 0) return "steady";
  return roles.length > 0 ? "roles-pending" : "quiet";
}
