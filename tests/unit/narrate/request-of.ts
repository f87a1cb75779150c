import { readFileSync } from "node:fs";
import { readLocalePack, readSettings } from "../../../src/config.ts";
import {
  CHANGE_METRICS,
  CHANGES_VERSION,
  type Change,
  type ChangeMetric,
  type GuardReason,
  type LevelRecord,
  type Metric,
  type PairResult,
  type WeekChanges,
  type WindowLevel,
  weekChangesSchema,
} from "../../../src/domain/change.ts";
import { type EditorLetter, parseEditorLetter } from "../../../src/domain/editor-letter.ts";
import { type Week, weeksUpTo } from "../../../src/domain/week.ts";
import { type Words, wordsOf, wordsOfKind } from "../../../src/domain/words.ts";
import type { NarrateRequest, Stored } from "../../../src/narrate/request.ts";
import { snapshotOf, spread } from "./story-snapshot.ts";

/** A metric in both windows and what became of it; `stopped` names the gates that failed. Two numbers are a quiet week. */
export interface Move {
  readonly now: number;
  readonly before?: number;
  readonly verdict?: Change["verdict"];
  readonly q?: number;
  readonly stopped?: readonly string[];
  readonly interval?: readonly [number, number];
  readonly noticeable?: number;
  readonly mix?: { readonly pay: number; readonly jobs: number };
  readonly since?: Week;
}

export interface RoleStory {
  readonly title: string;
  readonly openings: number;
  readonly offers: Move;
  /** Left out: fewer offers with pay than may be shown. `n` of them, all in 7 employers where not said. */
  readonly pay?: Move & { readonly n: number; readonly employers?: number };
  readonly remote?: Move;
  /** Shares of offers that state pay; they are those of the level too. */
  readonly disclosed?: Move;
  /** An index, 1 for no change. */
  readonly "new-pay"?: Move;
  readonly repriced?: Move;
  /** One employer moves the median. */
  readonly moved?: boolean;
  /** A level of thirteen weeks, for a role too thin at four. */
  readonly long?: { readonly offers: number; readonly pay: { readonly now: number; readonly n: number } };
  readonly employers?: number;
  readonly skills?: readonly (readonly [string, number])[];
}

/** A week as a story: what a golden's `input.json` holds. */
export interface Story {
  readonly week: Week;
  /** Openings of the weeks, earliest first, this week last; null where nothing is stored. */
  readonly openings: readonly (number | null)[];
  /** Reasons of earlier weeks whose counts are not those of a week. */
  readonly notWhole?: readonly Partial<GuardReason>[];
  /** The first week of all, where it is not the first of the openings. */
  readonly firstWeek?: Week;
  /** Several sources of the feed; one called "board" where not said. */
  readonly sources?: readonly string[];
  /** A stock's postings stay open; a flow's where not said. */
  readonly kind?: "stock" | "flow";
  /** True for a source that names no employers. */
  readonly nameless?: boolean;
  /** Weeks of the roles' window, where only the last of them are alike. */
  readonly window?: number;
  readonly roles: Readonly<Record<string, RoleStory>>;
  readonly total?: Pick<RoleStory, "disclosed" | "new-pay" | "repriced"> & {
    readonly offers: Move;
    readonly pay?: Move;
    readonly remote?: Move;
  };
  readonly guard?: {
    readonly total?: readonly Partial<GuardReason>[];
    readonly roles?: readonly Partial<GuardReason>[];
  };
  /** Absent: the week was never compared. */
  readonly compared?: boolean;
  readonly pair?: {
    readonly roles: readonly [string, string];
    readonly verdicts: Readonly<Record<Metric, PairResult["verdict"]>>;
    readonly theta?: number;
    readonly intervals?: Readonly<Partial<Record<Metric, readonly [number, number]>>>;
  };
  /** The category of each role that has one, and what was found of categories. */
  readonly categories?: Readonly<Record<string, string>>;
  readonly categoryStories?: Readonly<Record<string, RoleStory>>;
  readonly records?: readonly LevelRecord[];
  readonly credit?: string;
  /** The lines of the editor's letter.md. */
  readonly letter?: readonly string[];
  readonly disclosed?: number;
}

export const WORDS: Words = wordsOf(await readLocalePack(await readSettings("/nowhere", undefined)));

export function storyOf(folder: string): Story {
  return JSON.parse(readFileSync(new URL(`../../golden/narrate/${folder}/input.json`, import.meta.url), "utf8"));
}

/** The request that the stages before would have made of such a week. */
export function requestOf(story: Story, part: Partial<NarrateRequest> = {}): NarrateRequest {
  const weeks = weeksUpTo(story.week, story.openings.length);
  const history = weeks.flatMap((week, index) =>
    story.openings[index] === null ? [] : [stored(snapshotOf(week, index, story), week, "snapshot")],
  );
  const changes = story.compared === false ? undefined : stored(changesOf(story), story.week, "changes");
  return {
    week: story.week,
    now: history.at(-1)!,
    history,
    changes,
    words: wordsOfKind(WORDS, story.kind ?? "flow"),
    newsletter: "Track AI Salary Trends",
    followed: [],
    profiles: {},
    backdrop: undefined,
    skillPay: undefined,
    rolesInLetter: 12,
    categories: story.categories ?? {},
    notWhole: reasons(story.notWhole).map((reason) =>
      stored(notWholeOf(reason), reason.weeks[0] ?? story.week, "changes"),
    ),
    earlier: [],
    firstWeek: story.firstWeek ?? history[0]!.content.week,
    letter: story.letter === undefined ? undefined : letterOf(story.letter.join("\n"), story.week),
    published: [],
    revisedSince: [],
    credit: story.credit ?? null,
    ...part,
  };
}

function stored<T>(content: T, week: Week, name: string): Stored<T> {
  return { content, path: `${week}/${name}.json`, sha256: "0".repeat(64) };
}

/** What was found of an earlier week, as far as a letter reads it. */
function notWholeOf(reason: GuardReason): WeekChanges {
  return weekChangesSchema.parse({
    schemaVersion: CHANGES_VERSION,
    week: reason.weeks[0],
    method: { version: 1, settings: "s" },
    inputs: [],
    guard: { total: [reason], roles: [reason] },
    levels: [],
    changes: [],
    pairs: [],
    records: [],
  });
}

function letterOf(text: string, week: Week): Stored<EditorLetter> {
  return { content: parseEditorLetter(text, "letter.md"), path: `${week}/letter.md`, sha256: "0".repeat(64) };
}

function changesOf(story: Story): WeekChanges {
  const guard = { total: reasons(story.guard?.total), roles: reasons(story.guard?.roles) };
  const openings = story.openings.at(-1)!;
  const total: RoleStory = {
    title: "",
    openings,
    offers: { now: openings },
    ...story.total,
    pay: { now: 128_400, ...story.total?.pay, n: Math.round(openings * 0.4), employers: Math.round(openings / 8) },
    employers: Math.round(openings / 5),
  };
  const slices = [
    { slice: "total", window: "1w" as const, role: total, halted: guard.total.length > 0 },
    ...Object.keys(story.roles)
      .sort()
      .map((slice) => ({
        slice,
        window: "4w" as const,
        role: story.roles[slice]!,
        halted: guard.roles.length > 0,
      })),
    ...Object.entries(story.categoryStories ?? {}).map(([slug, role]) => ({
      slice: `category-${slug}`,
      window: "4w" as const,
      role,
      halted: guard.roles.length > 0,
    })),
  ];
  const weeks = (window: "1w" | "4w", halted: boolean) =>
    window === "1w"
      ? [story.week]
      : weeksUpTo(story.week, story.window ?? Math.min(4, halted ? story.openings.length : 4));
  return weekChangesSchema.parse({
    schemaVersion: CHANGES_VERSION,
    week: story.week,
    method: { version: 1, settings: "s" },
    inputs: [],
    guard,
    levels: slices.flatMap(({ slice, window, role, halted }) => [
      {
        slice,
        window,
        now: levelOf(role, "now", weeks(window, halted), story),
        before: halted ? null : levelOf(role, "before", weeks(window, halted), story),
      },
      ...(role.long === undefined ? [] : [longLevel(slice, role, role.long, story)]),
    ]),
    changes: slices.flatMap(({ slice, window, role, halted }) =>
      CHANGE_METRICS.filter((metric) => isLevel(metric) || role[metric] !== undefined).map((metric) =>
        changeOf(slice, window, metric, role[metric], halted),
      ),
    ),
    pairs: pairsOf(story),
    records: [...(story.records ?? [])],
  });
}

/** Of a stock, offers that were open on some day of the window and not on all of them come on top of the mean. */
const OPEN_ON_SOME_DAYS = 1.4;

function levelOf(role: RoleStory, at: "now" | "before", weeks: Week[], story: Story): WindowLevel {
  const { nameless = false, kind } = story;
  const value = (move: Move) => (at === "now" ? move.now : (move.before ?? move.now));
  const { offers, pay, remote, employers = 60 } = role;
  const shown = pay !== undefined && pay.n >= 5;
  const n = Math.round(value(offers) * (kind === "stock" && weeks.length > 1 ? OPEN_ON_SOME_DAYS : 1));
  const share = (move: Move | undefined) => (move === undefined ? null : { n, count: Math.round(n * value(move)) });
  return {
    weeks,
    offers: value(offers),
    employers: nameless ? null : employers,
    topEmployerShare: nameless ? null : 0.1,
    pay: shown
      ? {
          n: pay.n,
          employers: nameless ? null : (pay.employers ?? 7),
          ...spread(value(pay)),
          interval: null,
          unreliable: false,
          movedByOneEmployer: role.moved ?? false,
        }
      : null,
    disclosed: share(role.disclosed),
    remote: share(remote),
  };
}

/** The level of thirteen weeks as the comparison stores it beside that of four. */
function longLevel(slice: string, role: RoleStory, { offers, pay }: NonNullable<RoleStory["long"]>, story: Story) {
  const long = { ...role, offers: { now: offers }, pay: { ...pay, employers: role.employers ?? 5 } };
  return { slice, window: "13w" as const, now: levelOf(long, "now", weeksUpTo(story.week, 13), story), before: null };
}

const isLevel = (metric: ChangeMetric): metric is Metric =>
  metric === "offers" || metric === "pay" || metric === "remote";

const UNKNOWN = { noticeable: null, mix: null, since: null };

const FLOORS = {
  offers: (before: number) => Math.max(10, 0.05 * before),
  pay: (before: number) => Math.max(2_000, 0.015 * before),
  remote: () => 0.02,
  disclosed: () => 0.02,
  "new-pay": () => 0.015,
  repriced: () => 0.015,
};

function changeOf(
  slice: string,
  window: "1w" | "4w",
  metric: ChangeMetric,
  move: Move | undefined,
  halted: boolean,
): Change {
  const now = move?.now ?? null;
  const none = { ...UNKNOWN, before: null, difference: null, growth: null, interval: null, test: null, gates: [] };
  if (halted) return { slice, metric, window, now, ...none, verdict: "not-comparable" };
  if (move?.verdict === "not-comparable") {
    const gates = [{ gate: "holidays", passed: false, found: 1, limit: 0 }];
    return { slice, metric, window, now, ...none, gates, verdict: "not-comparable" };
  }
  if (move === undefined || now === null) return { slice, metric, window, now, ...none, verdict: "too-few" };
  const before = move.before ?? (metric === "new-pay" || metric === "repriced" ? 1 : move.now);
  const difference = now - before;
  const { verdict = "unclear", q = 0.01, stopped = verdict === "unclear" ? ["false-discovery-rate"] : [] } = move;
  const p = verdict === "unclear" ? 0.2 : q;
  const names = {
    offers: "sign-flip-counts",
    pay: "sign-flip-ranks",
    remote: "sign-flip-shares",
    disclosed: "sign-flip-shares",
    "new-pay": "sign-flip-matched-offers",
    repriced: "sign-flip-repricing",
  } as const;
  const test = { name: names[metric], p, pAll: p, pWithoutTopEmployer: p, draws: 9_999, theta: null, q: p };
  const [found, limit] = [Math.abs(difference), FLOORS[metric](before)];
  const gates = ["same-direction", "leave-one-employer-out", "false-discovery-rate", "mix", "history", "holidays"].map(
    (gate) => ({
      gate,
      passed: !stopped.includes(gate),
      found: null,
      limit: null,
    }),
  );
  return {
    slice,
    metric,
    window,
    before,
    now,
    difference,
    growth: metric === "remote" || metric === "disclosed" ? null : difference / before,
    interval: move.interval === undefined ? null : [move.interval[0], move.interval[1]],
    noticeable: move.noticeable ?? null,
    mix: move.mix ?? null,
    since: move.since ?? null,
    test: verdict === "too-few" ? null : test,
    gates: verdict === "too-few" ? [] : [...gates, { gate: "floor", passed: found >= limit, found, limit }],
    verdict,
  };
}

function pairsOf({ pair, roles }: Story): PairResult[] {
  if (pair === undefined) return [];
  const [a, b] = pair.roles;
  return (["pay", "offers", "remote"] as const).map((metric) => {
    const [aValue, bValue] = [roles[a]?.[metric]?.now ?? null, roles[b]?.[metric]?.now ?? null];
    const difference = aValue === null || bValue === null ? null : aValue - bValue;
    const interval = pair.intervals?.[metric];
    return {
      a,
      b,
      metric,
      aValue,
      bValue,
      difference,
      interval: interval === undefined ? null : ([interval[0], interval[1]] as [number, number]),
      theta: metric === "pay" ? (pair.theta ?? null) : null,
      p: null,
      q: null,
      gates: [],
      verdict: pair.verdicts[metric],
    };
  });
}

function reasons(given: readonly Partial<GuardReason>[] = []): GuardReason[] {
  return given.map((reason) => ({
    code: "first-week",
    weeks: [],
    source: null,
    found: null,
    low: null,
    high: null,
    ...reason,
  }));
}
