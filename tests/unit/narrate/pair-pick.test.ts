import { describe, expect, it } from "vitest";
import { CHANGES_VERSION, type PairResult, type WeekChanges, weekChangesSchema } from "../../../src/domain/change.ts";
import type { Published } from "../../../src/domain/published.ts";
import { addWeeks, type Week } from "../../../src/domain/week.ts";
import { changedVerdicts, pickedPairs } from "../../../src/narrate/pair-pick.ts";
import type { Stored } from "../../../src/narrate/request.ts";

const ROLES = ["a", "b", "c", "d", "e", "f"];
const WEEK = "2026-W20";

/** Every two of the roles, none clear of the other but those named: `{ "a b": "a-more" }`. */
function changesOf(week: Week, verdicts: Record<string, PairResult["verdict"]> = {}, roles = ROLES): WeekChanges {
  const level = (slice: string, index: number) => ({
    slice,
    window: "4w" as const,
    now: {
      weeks: [week],
      offers: 1_000 - 100 * index,
      employers: 50,
      topEmployerShare: 0.1,
      pay: null,
      disclosed: null,
      remote: null,
    },
    before: null,
  });
  const pairs = roles.flatMap((a, index) => roles.slice(index + 1).map((b) => [a, b] as const));
  return weekChangesSchema.parse({
    schemaVersion: CHANGES_VERSION,
    week,
    method: { version: 1, settings: "s" },
    inputs: [],
    guard: { total: [], roles: [] },
    levels: roles.map(level),
    changes: [],
    pairs: pairs.map(([a, b]) => ({
      a,
      b,
      metric: "pay",
      aValue: 2,
      bValue: 1,
      difference: 1,
      interval: null,
      theta: null,
      p: null,
      q: null,
      gates: [],
      verdict: verdicts[`${a} ${b}`] ?? "no-clear-gap",
    })),
    records: [],
  });
}

const stored = <T>(content: T): Stored<T> => ({ content, path: "p", sha256: "0".repeat(64) });
const request = (weeks: readonly WeekChanges[], followed: readonly string[] = [], published: Published[] = []) => ({
  week: weeks.at(-1)!.week,
  changes: stored(weeks.at(-1)!),
  earlier: weeks.slice(0, -1).map(stored),
  published: published.map(stored),
  followed,
});
const names = (...args: Parameters<typeof request>) => pickedPairs(request(...args)).map((pair) => pair.join(" "));

describe("pickedPairs", () => {
  it("begins with pairs whose verdict changed since the last compared week, the more followed first", () => {
    const weeks = [changesOf(addWeeks(WEEK, -1)), changesOf(WEEK, { "d e": "a-more", "b c": "b-more" })];
    expect(names(weeks).slice(0, 2)).toEqual(["b c", "d e"]);
    expect(names(weeks, ["e", "d"]).slice(0, 2)).toEqual(["d e", "b c"]);
  });

  it("leaves the last place to the pairs in turn however many verdicts changed", () => {
    const all = Object.fromEntries(["a b", "a c", "a d", "b c"].map((pair) => [pair, "a-more" as const]));
    const picks = Array.from({ length: 40 }, (_, index) => {
      const week = addWeeks(WEEK, index);
      return names([changesOf(addWeeks(week, -1)), changesOf(week, all)]);
    });
    expect(picks.every(([first, second]) => first === "a b" && second === "a c")).toBe(true);
    expect(new Set(picks.map(([, , third]) => third)).size).toBe(13);
  });

  it("calls no change what only became too small to rank, or was not tested before", () => {
    const before = changesOf(addWeeks(WEEK, -1), { "d e": "a-more" });
    expect(changedVerdicts(request([before, changesOf(WEEK, { "d e": "too-few" })]))).toEqual([]);
    const fewer = changesOf(addWeeks(WEEK, -1), {}, ["a", "b"]);
    expect(changedVerdicts(request([fewer, changesOf(WEEK, { "d e": "a-more" })]))).toEqual([]);
    expect(changedVerdicts(request([changesOf(WEEK, { "d e": "a-more" })]))).toEqual([]);
  });

  it("counts the verdict that readers were last told, where a letter told the pair", () => {
    const weeks = [changesOf(addWeeks(WEEK, -1), { "d e": "a-more" }), changesOf(WEEK, { "d e": "a-more" })];
    expect(changedVerdicts(request(weeks))).toEqual([]);
    const told = publishedOf([["d", "e", "no-clear-gap"]]);
    expect(changedVerdicts(request(weeks, [], [told]))).toMatchObject([{ a: "d", b: "e", metric: "pay" }]);
  });

  it("puts the most followed pair first where nothing changed: by the setting, else by offers", () => {
    expect(names([changesOf(WEEK)])[0]).toBe("a b");
    expect(names([changesOf(WEEK)], ["f", "c"])[0]).toBe("c f");
  });

  it("gives every pair its turn within as many weeks as there are pairs", () => {
    for (const roles of [ROLES, ROLES.slice(0, 5), ROLES.slice(0, 4)]) {
      const pairs = (roles.length * (roles.length - 1)) / 2;
      const told = Array.from({ length: pairs }, (_, index) => names([changesOf(addWeeks(WEEK, index), {}, roles)]));
      expect(new Set(told.flat()).size).toBe(pairs);
    }
  });

  it("never tells the same three in two weeks in a row unless a verdict changed", () => {
    for (const roles of [ROLES, ROLES.slice(0, 4), ROLES.slice(0, 3)]) {
      const weeks = Array.from({ length: 60 }, (_, index) =>
        changesOf(addWeeks(WEEK, index), index % 7 === 3 ? { "a b": "a-more" } : {}, roles),
      );
      const picks = weeks.map((_, index) => names(weeks.slice(Math.max(0, index - 8), index + 1)));
      picks.forEach((pick, index) => {
        const changed = changedVerdicts(request(weeks.slice(Math.max(0, index - 8), index + 1))).length > 0;
        if (index === 0 || changed || pick.length < 3) return;
        expect([...pick].sort(), weeks[index]?.week).not.toEqual([...(picks[index - 1] ?? [])].sort());
      });
    }
  });

  it("does not tell again the three that were sent last", () => {
    const unsent = names([changesOf(WEEK)]);
    const sent = publishedOf(unsent.map((pair) => [...pair.split(" "), "no-clear-gap"]));
    expect([...names([changesOf(WEEK)], [], [sent])].sort()).not.toEqual([...unsent].sort());
  });

  it("has one pair every week where only one is tested, and none where nothing was compared", () => {
    expect(names([changesOf(WEEK, {}, ["a", "b"])])).toEqual(["a b"]);
    expect(pickedPairs({ ...request([changesOf(WEEK)]), changes: undefined })).toEqual([]);
  });
});

function publishedOf(pairs: readonly (readonly string[])[]): Published {
  return {
    schemaVersion: 1,
    week: addWeeks(WEEK, -1),
    hash: "0".repeat(64),
    subject: "",
    preheader: "",
    variants: [],
    facts: [],
    pairs: pairs.map(([a = "", b = "", verdict = ""]) => ({ a, b, verdicts: { pay: verdict } })),
    lead: null,
    career: null,
  };
}
