import type { Change } from "../domain/change.ts";
import { briefsOf } from "./aggregated.ts";
import { type Brief, otherBriefs } from "./briefs.ts";
import { isCategory } from "./categories.ts";
import { sentenceValues } from "./change-sentence.ts";
import { orderedByEditor } from "./pins.ts";
import type { FactBook } from "./print.ts";
import { chosen, type Ranked, scoreOf } from "./rank.ts";
import { leadFactId, rankContext } from "./rank-context.ts";
import type { NarrateRequest } from "./request.ts";
import { subjectLine } from "./subject.ts";
import { thirtySeconds } from "./thirty-seconds.ts";
import { totals } from "./totals.ts";
import { changeKey, changeValues, isStanding } from "./verdict-values.ts";
import { type WithoutNews, withoutNews } from "./without-news.ts";
import type { Candidate, Writer } from "./writer.ts";

/** Changes told at some length after the lead, and lines in brief after these: what is left is in the table. */
const SECONDS = 3;
const BRIEFS = 5;

export interface News {
  readonly subject: string;
  readonly heading: string;
  /** Three lines that stand for the letter. */
  readonly thirty: readonly string[];
  /** The lead, what belongs to it, and the totals: a paragraph each. */
  readonly lead: readonly string[];
  /** The fact that the lead rests on. */
  readonly leadFact: string;
  /** The change told after the lead; undefined where there is none. */
  readonly second: Change | undefined;
  /** At most three, a short paragraph each. */
  readonly seconds: readonly string[];
  /** At most five, the most telling first. */
  readonly briefs: readonly { readonly text: string; readonly change: Change | undefined }[];
}

/**
 * The week's news in order of weight: one lead, at most three seconds, at most five briefs. A quiet week, a first week and a
 * week without comparison have a lead of their own. `roles` are those of the table, in its order.
 */
export function newsOf(roles: readonly string[], request: NarrateRequest, facts: FactBook, writer: Writer): News {
  const told = orderedByEditor(rankedChanges(request, facts), request.letter, (heard) =>
    chosen(heard, 1 + SECONDS + BRIEFS, parentsOf(request)),
  ).map(({ change }) => change);
  const [lead, ...more] = told;
  const values = (change: Change) => sentenceValues(change, request, facts);
  const [head, quiet] = headOf(lead, roles, request, facts);
  const short = lead === undefined ? [] : [{ key: `subject.short.${lead.verdict}`, values: values(lead) }];
  const subject = subjectLine([head.subject, ...short], request, writer);
  const heading = say(writer, "heading", head.heading);
  const thirty = thirtySeconds({ news: told, quiet }, roles, request, facts, writer);
  const known = quiet?.held === undefined ? told : [quiet.held];
  const paragraphs = [
    say(writer, "lead", head.lead),
    ...(quiet?.more ?? []).map((sentences) => sentences.map((each) => say(writer, each.slot, each)).join(" ")),
    totals(known, request, facts, writer),
  ];
  const seconds = more
    .slice(0, SECONDS)
    .map((change, index) => writer.write(`second.${index + 1}`, `second.${change.metric}`, values(change)));
  const briefs: Brief[] = [...briefsOf(more.slice(SECONDS), request, facts), ...otherBriefs(known, request, facts)];
  return {
    subject,
    heading,
    thirty,
    lead: paragraphs,
    leadFact: leadFact(lead ?? quiet?.held),
    second: more[0],
    seconds,
    briefs: briefs.slice(0, BRIEFS).map((brief, index) => ({
      text: say(writer, `brief.${index + 1}`, brief),
      change: brief.change,
    })),
  };
}

type Head = Pick<WithoutNews, "subject" | "heading" | "lead">;

/** What the letter begins with: its lead change, or why it has none. */
function headOf(
  lead: Change | undefined,
  roles: readonly string[],
  request: NarrateRequest,
  facts: FactBook,
): readonly [Head, WithoutNews | undefined] {
  if (lead === undefined) {
    const quiet = withoutNews(roles, request, facts);
    return [quiet, quiet];
  }
  const values = sentenceValues(lead, request, facts);
  const of = (part: string): Candidate => ({ key: changeKey(part, lead), values });
  return [{ subject: of("subject"), heading: of("heading"), lead: of("lead") }, undefined];
}

/** A lead that is about no change rests on how much there is. */
function leadFact(change: Change | undefined): string {
  return change === undefined ? "total.openings.count" : leadFactId(change);
}

/** What is new this week: a change that stood before is no news again, and a category stands for no role in a headline. */
function rankedChanges(request: NarrateRequest, facts: FactBook): Ranked[] {
  const { changes, week, words } = request;
  return (changes?.content.changes ?? [])
    .filter((change) => !isStanding(change, week) && !isCategory(change.slice))
    .filter((change) => changeValues(change, facts, words) !== undefined)
    .map((change) => ({ change, score: scoreOf(change, rankContext(change, request)) }));
}

/** Each role's category, as slices are called. */
function parentsOf({ categories }: NarrateRequest): ReadonlyMap<string, string> {
  return new Map(Object.entries(categories).map(([role, category]) => [role, `category-${category}`]));
}

function say(writer: Writer, slot: string, { key, values }: Candidate): string {
  return writer.write(slot, key, values);
}
