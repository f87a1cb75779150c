import type { Change, ChangeMetric, Verdict } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import type { Published } from "../domain/published.ts";
import type { Week } from "../domain/week.ts";
import { factsFrom } from "./fact-maker.ts";
import { METRIC_FACTS } from "./metric-facts.ts";
import type { NarrateRequest, Stored } from "./request.ts";

/** Something that a letter said and that the data of today say otherwise. Values are facts of this edition. */
export interface Revision {
  readonly week: Week;
  readonly slice: string;
  readonly kind: "openings" | ChangeMetric;
  /** Whether the value is a level, or how much it changed. */
  readonly of: "level" | "change";
  readonly said: Fact;
  /** Undefined where today's data are too few to say it. */
  readonly now: Fact | undefined;
  /** Both verdicts, where the letter gave one and it is another now. */
  readonly verdicts: { readonly said: Verdict; readonly now: Verdict } | undefined;
  /** How far the value moved, in floors. */
  readonly size: number;
}

/**
 * What earlier letters said and now is otherwise: a level or a change that moved by its practical floor or more, or whose
 * verdict is another. Compared is what was last told with what the stored files of that week say today. The newest week first,
 * then the largest for its floor; one of each slice and metric of a week, a verdict before a size.
 */
export function revisionsOf(
  request: NarrateRequest,
  factsOf: (request: NarrateRequest) => readonly Fact[],
): Revision[] {
  const letters = request.published.filter(({ content }) => content.week < request.week);
  const found = letters.flatMap((letter) => {
    const then = requestThen(letter.content.week, request);
    if (then === undefined) return [];
    const facts = new Map(factsOf(then).map((fact) => [fact.id, fact]));
    return letter.content.facts.flatMap((_, index) => revisionOf(letter, index, then, facts, letters) ?? []);
  });
  const weight = ({ verdicts, size }: Revision) => (verdicts === undefined ? size : Number.MAX_VALUE);
  const sorted = found.sort((a, b) =>
    a.week === b.week ? weight(b) - weight(a) || (a.said.id < b.said.id ? -1 : 1) : a.week < b.week ? 1 : -1,
  );
  const once = new Map<string, Revision>();
  for (const each of sorted) {
    const key = `${each.week} ${each.slice} ${each.kind}`;
    if (!once.has(key)) once.set(key, each);
  }
  return [...once.values()];
}

/** What an earlier week is told from, as its files stand today; undefined where its snapshot is no longer stored. */
function requestThen(week: Week, request: NarrateRequest): NarrateRequest | undefined {
  const now = request.history.find(({ content }) => content.week === week);
  if (now === undefined) return undefined;
  return {
    ...request,
    week,
    now,
    history: request.history.filter(({ content }) => content.week <= week),
    changes: request.earlier.find(({ content }) => content.week === week),
    notWhole: request.notWhole.filter(({ content }) => content.week < week),
    earlier: [],
    published: [],
  };
}

function revisionOf(
  letter: Stored<Published>,
  index: number,
  then: NarrateRequest,
  facts: ReadonlyMap<string, Fact>,
  letters: readonly Stored<Published>[],
): Revision | undefined {
  const { week } = letter.content;
  const told = letter.content.facts[index];
  const subject = told === undefined ? undefined : subjectOf(told.id);
  if (told === undefined || subject === undefined) return undefined;
  const today = facts.get(told.id);
  const last = lastTold(told.id, week, letters) ?? { file: letter, index, value: told.value };
  const before = told.verdict ?? null;
  const after = today?.verdict ?? null;
  const verdicts = before === null || after === null || before === after ? undefined : { said: before, now: after };
  const size = today === undefined ? 1 : Math.abs(today.value - last.value) / floorOf(subject, last.value, then);
  const known = today !== undefined || (then.changes !== undefined && subject.of === "level" && last.file === letter);
  if (!known || (size < 1 && (verdicts === undefined || last.file !== letter))) return undefined;
  const make = factsFrom(last.file, week, then.now.content.currency);
  const unit = today?.unit ?? UNITS[subject.kind];
  const said = make(revisionId(told.id, week, "said"), unit, last.value, `facts.${last.index}.value`);
  const now =
    today === undefined
      ? undefined
      : { ...today, id: revisionId(told.id, week, "now"), window: said.window, change: null, verdict: null, gates: [] };
  return { week, ...subject, said, now, verdicts, size };
}

/** The value of a fact of `week` as the last later letter that revised it said. */
function lastTold(id: string, week: Week, letters: readonly Stored<Published>[]) {
  const later = letters.filter(({ content }) => content.week > week);
  return later
    .flatMap((file) => {
      const index = file.content.facts.findIndex((each) => each.id === revisionId(id, week, "now"));
      const value = file.content.facts[index]?.value;
      return value === undefined ? [] : [{ file, index, value }];
    })
    .at(-1);
}

/** `total.openings.count` of a week becomes `total.openings.count@2026-W46-said`; a window stays: `…@4w-2026-W46-now`. */
function revisionId(id: string, week: Week, which: "said" | "now"): string {
  return id.includes("@") ? `${id}-${week}-${which}` : `${id}@${week}-${which}`;
}

const UNITS = {
  openings: "count",
  offers: "count",
  pay: "money",
  remote: "share",
  disclosed: "share",
  "new-pay": "growth",
  repriced: "growth",
} as const;

type Subject = Pick<Revision, "slice" | "kind" | "of">;

/** What a fact is about, where it is one that a revision is told of: a level, or the size of a change. */
function subjectOf(id: string): Subject | undefined {
  const [name = "", window = ""] = id.split("@");
  const [slice = ""] = name.split(".");
  const rest = name.slice(slice.length + 1);
  if (!["", "1w", "4w", "13w"].includes(window) || slice === "pair") return undefined;
  if (rest === "openings.count") return { slice, kind: "openings", of: "level" };
  for (const kind of ["offers", "pay", "remote", "disclosed", "new-pay", "repriced"] as const) {
    const { level, change } = METRIC_FACTS[kind];
    if (rest === level) return { slice, kind, of: "level" };
    if (rest === `${change}.growth` || (level !== null && rest === `${change}.difference` && UNITS[kind] === "share"))
      return { slice, kind, of: "change" };
  }
  return undefined;
}

/** The floor of that week's test in the unit of the fact; where nothing was tested, the shares that floors begin at. */
function floorOf({ slice, kind, of }: Subject, value: number, { changes }: NarrateRequest): number {
  const metric = kind === "openings" ? "offers" : kind;
  const change = changes?.content.changes.find((each) => each.slice === slice && each.metric === metric);
  const limit = limitOf(change);
  switch (UNITS[kind]) {
    case "share":
      return limit ?? 0.02;
    case "growth":
      return limit ?? 0.015;
    case "money":
      return of === "change" ? (ratio(limit, change) ?? 0.015) : (limit ?? 0.015 * value);
    case "count":
      return of === "change" ? (ratio(limit, change) ?? 0.05) : Math.max(limit ?? 0, 10, 0.05 * value);
  }
}

function limitOf(change: Change | undefined): number | undefined {
  return change?.gates.find(({ gate, limit }) => gate === "floor" && limit !== null && limit > 0)?.limit ?? undefined;
}

function ratio(limit: number | undefined, change: Change | undefined): number | undefined {
  const before = change?.before ?? 0;
  return limit === undefined || before <= 0 ? undefined : limit / before;
}
