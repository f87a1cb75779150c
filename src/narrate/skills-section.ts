import type { Fact } from "../domain/fact.ts";
import type { Paragraphs } from "../domain/letter.ts";
import { countedAlike, type RoleFigures, type Snapshot } from "../domain/snapshot.ts";
import { COMPARE_FROM } from "../domain/suppression.ts";
import { addWeeks, type Week, weeksUpTo } from "../domain/week.ts";
import { factsFrom } from "./fact-maker.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { skillSlug } from "./week-facts.ts";
import { nameInText, type Writer } from "./writer.ts";

const SLOT = "skills";
/** Roles and skills that the letter lists. */
const ROLES = 3;
const SKILLS = 3;

/** A skill is news where its share in four weeks differs by so much from that in the four before, and by so many standard errors. */
const NEWS = 0.1;
const STANDARD_ERRORS = 3;
/** Below so many openings in either window a share says too little of a month. */
const LEAST = 100;
const WINDOW = 4;
/** Of a role's skills those that most ads name are looked at: among fifty, some would stand out by chance. */
const LOOKED_AT = 8;

/** A skill that ads of a role name more or less often than in the four weeks before. */
interface SkillNews {
  readonly role: string;
  readonly name: string;
  readonly index: number;
  readonly now: number;
  readonly before: number;
  readonly n: number;
  readonly nBefore: number;
}

/** Both shares of each skill that is news, over four weeks and the four before. */
export function skillNewsFacts(request: NarrateRequest): Fact[] {
  const { now } = request;
  const fact = factsFrom(now, now.content.week, now.content.currency);
  return Object.keys(now.content.roles)
    .sort()
    .flatMap((role) => skillNewsOf(role, request))
    .flatMap((news) => {
      const field = `roles.${news.role}.skills.${news.index}.postings`;
      return [
        fact(newsId(news, ""), "share", news.now, field, { n: news.n }),
        fact(newsId(news, "-before"), "share", news.before, field, { n: news.nBefore }),
      ];
    });
}

/** What changed in the skills that ads of the largest roles name, where it is clear; and what each of them names most. */
export function skillsSection(
  request: NarrateRequest,
  roles: readonly string[],
  facts: FactBook,
  writer: Writer,
): Paragraphs | undefined {
  const { now, words } = request;
  const title = (role: string) => nameInText(now.content.roles[role]?.title ?? role);
  const largest = roles.slice(0, ROLES);
  const news = largest
    .flatMap((role) => skillNewsOf(role, request))
    .map((each, index) =>
      writer.write(`${SLOT}.news.${index + 1}`, "skills.news", {
        role: title(each.role),
        skill: nameInText(words.skill(each.name)),
        now: facts.n(newsId(each, "")),
        before: facts.n(newsId(each, "-before")),
        way: each.now > each.before ? "more" : "less",
      }),
    );
  const levels = largest.flatMap((role, index) => {
    const named = (now.content.roles[role]?.skills ?? []).slice(0, SKILLS);
    const ids = named.map(({ name }, place) => `${role}.skill-${skillSlug(name, place)}.share`);
    // A share of so few ads would need their number beside each of the three.
    if (ids.length === 0 || ids.some((id) => (facts.find(id)?.n ?? 0) < COMPARE_FROM)) return [];
    const items = ids.map((id, place) =>
      words.say("skills.item", { skill: nameInText(words.skill(named[place]?.name ?? "")), share: facts.n(id) }),
    );
    return [writer.write(`${SLOT}.${index + 1}`, "skills.line", { role: title(role), skills: words.list(items) })];
  });
  const paragraphs = [news.join(" "), levels.join(" ")].filter((text) => text !== "");
  return paragraphs.length === 0
    ? undefined
    : { kind: "paragraphs", slot: SLOT, heading: words.say("skills.heading"), paragraphs };
}

function newsId({ role, name, index }: SkillNews, window: "" | "-before"): string {
  return `${role}.skill-${skillSlug(name, index)}.share@4w${window}`;
}

/** Empty where weeks are missing, were counted by other rules or may not be compared. */
function skillNewsOf(role: string, { now, history, changes, week }: NarrateRequest): SkillNews[] {
  if (changes === undefined || changes.content.guard.roles.length > 0) return [];
  const after = figuresOf(role, weeksUpTo(week, WINDOW), history, now.content);
  const earlier = figuresOf(role, weeksUpTo(addWeeks(week, -WINDOW), WINDOW), history, now.content);
  if (after === undefined || earlier === undefined) return [];
  return (now.content.roles[role]?.skills ?? []).slice(0, LOOKED_AT).flatMap(({ name }, index) => {
    const [one, other] = [countsOf(name, after), countsOf(name, earlier)];
    if (one.n < LEAST || other.n < LEAST) return [];
    const [share, before] = [one.named / one.n, other.named / other.n];
    const error = Math.sqrt(variance(one) + variance(other));
    const clear = Math.abs(share - before) >= NEWS && Math.abs(share - before) > STANDARD_ERRORS * error;
    return clear ? [{ role, name, index, now: share, before, n: one.n, nBefore: other.n }] : [];
  });
}

function figuresOf(
  role: string,
  weeks: readonly Week[],
  history: NarrateRequest["history"],
  now: Snapshot,
): RoleFigures[] | undefined {
  const found = weeks.map((week) => history.find(({ content }) => content.week === week)?.content);
  const figures = found.map((content) =>
    content !== undefined && countedAlike(content, now) ? content.roles[role] : undefined,
  );
  return figures.every((each) => each !== undefined && each.skills !== null)
    ? figures.filter((each) => each !== undefined)
    : undefined;
}

interface Counts {
  readonly named: number;
  readonly n: number;
}

function countsOf(name: string, figures: readonly RoleFigures[]): Counts {
  const named = figures.map(({ skills }) => skills?.find((skill) => skill.name === name)?.postings ?? 0);
  return {
    named: named.reduce((sum, postings) => sum + postings, 0),
    n: figures.reduce((sum, { openings }) => sum + openings, 0),
  };
}

/** Of a share moved towards a half, as few ads may all or none name a skill by chance (Agresti and Caffo 2000). */
function variance({ named, n }: Counts): number {
  const share = (named + 1) / (n + 2);
  return (share * (1 - share)) / (n + 2);
}
