import type { Change } from "../domain/change.ts";
import { type Bullets, SUBJECT_LENGTH } from "../domain/letter.ts";
import { namesEmployers } from "./employers.ts";
import { leadOfLevels } from "./main-reason.ts";
import type { FactBook } from "./print.ts";
import { chosen, type Ranked, scoreOf } from "./rank.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { changeKey, changeValues } from "./verdict-values.ts";
import { type Candidate, nameInText, type Writer } from "./writer.ts";

/** One lead, and at most so many more changes: what is left is in the table. */
const MORE_NEWS = 6;
const MISSED = 3;

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
  if (lead === undefined) return withoutNews(request, facts, writer);
  const values = sentenceValues(lead.change, request, facts);
  const metric = request.words.say(`metric.${lead.change.metric}`);
  const short = { key: `subject.short.${lead.change.verdict}`, values: { role: values.role, metric } };
  return {
    subject: subjectOf([{ key: changeKey("subject", lead.change), values }, short], writer),
    heading: writer.write("heading", changeKey("heading", lead.change), values),
    lead: writer.write("lead", changeKey("lead", lead.change), values),
    briefs: more.map(({ change }, index) =>
      writer.write(`brief.${index + 1}`, changeKey("brief", change), sentenceValues(change, request, facts)),
    ),
  };
}

/** Differences over their floor that some other gate stopped, the largest for their floor first, and what stopped each. */
export function missedNews(request: NarrateRequest, facts: FactBook, writer: Writer): Bullets | undefined {
  const missed = (request.changes?.content.changes ?? [])
    .filter(
      (change) => change.verdict === "unclear" && change.gates.some(({ gate, passed }) => gate === "floor" && passed),
    )
    .filter((change) => changeValues(change, facts) !== undefined)
    .map((change) => ({ change, size: sizeOf(change) }))
    .sort((a, b) => b.size - a.size || (a.change.slice < b.change.slice ? -1 : 1))
    .slice(0, MISSED);
  const items = missed.flatMap(({ change }, index) => {
    const stopped = change.gates.find(({ passed }) => !passed);
    if (stopped === undefined) return [];
    const why = request.words.say(`gate.${stopped.gate}`);
    const family = change.slice === "total" ? "missed.total" : "missed";
    const values = { ...sentenceValues(change, request, facts), why };
    return [writer.write(`missed.${index + 1}`, `${family}.${change.metric}`, values)];
  });
  return items.length === 0
    ? undefined
    : { kind: "bullets", slot: "missed", heading: request.words.say("missed.heading"), items };
}

function rankedChanges({ changes, now }: NarrateRequest, facts: FactBook): Ranked[] {
  const all = now.content.totals.openings;
  return (changes?.content.changes ?? [])
    .filter((change) => changeValues(change, facts) !== undefined)
    .map((change) => ({
      change,
      score: scoreOf(
        change,
        change.slice === "total" || all === 0 ? 1 : (now.content.roles[change.slice]?.openings ?? 0) / all,
      ),
    }));
}

function sentenceValues(change: Change, { now, words }: NarrateRequest, facts: FactBook) {
  const role =
    change.slice === "total"
      ? words.say("total.name")
      : nameInText(now.content.roles[change.slice]?.title ?? change.slice);
  return { role, ...changeValues(change, facts) };
}

/** How far a difference is over its floor. */
function sizeOf({ difference, gates }: Change): number {
  const limit = gates.find(({ gate }) => gate === "floor")?.limit ?? 0;
  return limit === 0 ? 0 : Math.abs(difference ?? 0) / limit;
}

function withoutNews(request: NarrateRequest, facts: FactBook, writer: Writer): News {
  const kind = quietKind(request);
  const openings = facts.n("total.openings.count");
  const { suffix, values } = kind === "levels" ? spanOf(request, facts) : { suffix: "", values: {} };
  const lead = leadWithoutNews(kind, request, facts);
  return {
    subject: subjectOf([{ key: `subject.${kind}${suffix}`, values: { ...values, openings } }], writer),
    heading: writer.write("heading", `heading.${kind}${suffix}`),
    lead: writer.write("lead", lead.key, lead.values),
    briefs: [],
  };
}

/** A letter without news says why. A first one promises no tests that its data will never allow. */
function leadWithoutNews(kind: QuietKind, request: NarrateRequest, facts: FactBook): Candidate {
  if (kind === "levels") return leadOfLevels(request, facts);
  if (kind === "first" && !namesEmployers(request)) return { key: "lead.first.nameless" };
  return { key: `lead.${kind}` };
}

type QuietKind = "first" | "levels" | "roles-pending" | "quiet";

/** Why there is no news: the first week of all, a week that cannot be compared (as a whole, or its roles), or a quiet one. */
function quietKind({ changes }: NarrateRequest): QuietKind {
  if (changes === undefined) return "levels";
  const { total, roles } = changes.content.guard;
  if (total.some(({ code }) => code === "first-week")) return "first";
  if (total.length > 0) return "levels";
  return roles.length > 0 ? "roles-pending" : "quiet";
}

/** A subject line as phones show it: the first of the candidates that fits, else words that always do. */
function subjectOf(candidates: readonly Candidate[], writer: Writer): string {
  const [first, ...rest] = candidates;
  const plain = { key: "subject.plain" };
  const fits = (text: string) => [...text].length <= SUBJECT_LENGTH;
  return writer.writeFitting("subject", first === undefined ? [plain] : [first, ...rest, plain], fits);
}
