import type { GuardReason } from "../domain/change.ts";
import type { Paragraphs } from "../domain/letter.ts";
import { isTurnOfYear, type Week, weekRuns } from "../domain/week.ts";
import type { MessageValues, Words } from "../domain/words.ts";
import { namesEmployers } from "./employers.ts";
import { FAMILIES, NUMBERS, numbersOf, unitOf } from "./guard-facts.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { nameInText, type Writer } from "./writer.ts";

/** A reason and where its facts stand: `guard.total.0`. */
interface Noted {
  readonly reason: GuardReason;
  readonly family: (typeof FAMILIES)[number];
  readonly place: string;
}

/** Reasons that hold of the feed and not of the weeks they name. */
const EVERYWHERE: ReadonlySet<GuardReason["code"]> = new Set([
  "weeks-missing",
  "source-grown",
  "no-postings",
  "no-employers",
]);

/**
 * Why some or all of the week cannot be compared, in words; undefined where nothing stands against it. Each reason is told
 * once, with the figures of the latest week it is of; other weeks of the same reason are only named.
 */
export function guardNotes(request: NarrateRequest, facts: FactBook, writer: Writer): Paragraphs | undefined {
  const { changes, words } = request;
  const told: string[] = [];
  const tell = (key: string, values?: MessageValues) =>
    told.push(writer.write(`guard.${told.length + 1}`, key, values));
  for (const group of groupsOf(request)) {
    const [latest, ...others] = group.sort((a, b) => later(a.reason, b.reason));
    if (latest === undefined) continue;
    const { reason, place, family } = latest;
    const values = valuesOf(reason, numbersOf(reason, place, facts), words, request);
    tell(messageOf(reason), values);
    if (reason.code === "weeks-missing" && family === "roles" && namesEmployers(request))
      tell("guard.weeks-missing.roles", values);
    const weeks = [...new Set(others.flatMap((other) => other.reason.weeks))]
      .filter((week) => !reason.weeks.includes(week))
      .sort();
    if (weeks.length > 0 && !EVERYWHERE.has(reason.code))
      tell("guard.same", { weeks: weeks.length, week: weekList(weeks, words) });
  }
  if (changes === undefined) tell("guard.no-postings");
  if (told.length === 0) return undefined;
  return { kind: "paragraphs", slot: "guard", heading: words.say("guard.heading"), paragraphs: [told.join(" ")] };
}

/**
 * Reasons that one sentence can tell, in the order in which they first come up: the total's, then those of roles alone. That
 * there is but one week is no reason to note: the letter begins with it.
 */
function groupsOf(request: NarrateRequest): Noted[][] {
  const guard = request.changes?.content.guard;
  const all = FAMILIES.flatMap((family) =>
    (guard?.[family] ?? []).map((reason, index) => ({ reason, family, place: `guard.${family}.${index}` })),
  );
  const missing = all.findLast(({ reason }) => reason.code === "weeks-missing");
  const kept = all.filter((each) => {
    if (each.reason.code === "first-week") return false;
    if (each.reason.code !== "weeks-missing") return true;
    // The weeks that roles lack hold the one that the total lacks. Where nothing is ever compared, a feed is never too short.
    return each === missing && (namesEmployers(request) || each.reason.weeks.some((week) => week >= request.firstWeek));
  });
  return [
    ...Map.groupBy(kept, ({ reason }) => JSON.stringify([messageOf(reason), reason.source, isBelow(reason)])).values(),
  ];
}

/** The sentence of a reason with plain numbers, as a terminal shows it. Missing weeks are named, not counted. */
export function guardSentence(reason: GuardReason, words: Words, firstWeek?: Week): string {
  const print = unitOf(reason) === "share" ? words.share : words.count;
  const there = NUMBERS.flatMap((number) => {
    const value = reason[number];
    return value === null ? [] : [[number, print(value)] as const];
  });
  return words.say(
    messageOf(reason),
    valuesOf(reason, Object.fromEntries(there), words, firstWeek === undefined ? {} : { firstWeek }),
  );
}

/** The key of a reason's sentence. Feeds rest at the turn of the year: few rows have another reason then. */
export function messageOf(reason: GuardReason): string {
  const { code, weeks } = reason;
  return code === "source-rows" && isBelow(reason) && weeks.every(isTurnOfYear)
    ? "guard.source-rows.year-end"
    : `guard.${code}`;
}

/** What sentences of a reason may print. A source is named where a week has several, and where no week is given. */
export function valuesOf(
  { source, weeks }: GuardReason,
  numbers: MessageValues,
  words: Words,
  { firstWeek, now, changes }: Partial<Pick<NarrateRequest, "firstWeek" | "now" | "changes">>,
): MessageValues {
  const sources = new Set([
    ...(now?.content.sources ?? []).map(({ name }) => name),
    ...Object.values(changes?.content.guard ?? {}).flatMap((reasons) =>
      reasons.flatMap((reason) => reason.source ?? []),
    ),
  ]);
  const stored = firstWeek === undefined ? weeks : weeks.filter((week) => week >= firstWeek);
  return {
    found: "",
    low: "",
    high: "",
    ...numbers,
    source: nameInText(source ?? ""),
    sources: sources.size,
    week: weekList(stored, words),
    weeks: stored.length,
    first: firstWeek === undefined ? "" : words.week(firstWeek),
    since: stored.length === weeks.length ? "gap" : stored.length === 0 ? "begins" : "both",
  };
}

/** Weeks (ascending) as a list in which three in a row or more are a range. */
function weekList(weeks: readonly Week[], words: Words): string {
  return words.list(
    weekRuns(weeks).flatMap((run) => {
      const inRun = weeks.filter((week) => week >= run.first && week <= run.last);
      const [first, last] = [words.week(run.first), words.week(run.last)];
      return inRun.length < 3 ? inRun.map(words.week) : [words.say("guard.weeks", { first, last })];
    }),
  );
}

function isBelow({ found, low }: GuardReason): boolean {
  return found !== null && low !== null && found < low;
}

/** For sorting: the reason of the later weeks first. */
export function later(one: GuardReason, other: GuardReason): number {
  return (other.weeks.at(-1) ?? "").localeCompare(one.weeks.at(-1) ?? "");
}
