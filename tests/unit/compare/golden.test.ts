import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compareWeek } from "../../../src/compare/compare.ts";
import { storedJson } from "../../../src/domain/json.ts";
import { plannedOffers, requestOf } from "./worlds.ts";

const GOLDEN = new URL("../../golden/compare/", import.meta.url);

/** Eight weeks of one role: so many new offers per employer and week before (weeks 1 to 4) and now (5 to 8). */
interface Story {
  readonly employers: number;
  readonly count: { readonly before: number; readonly now: number };
  /** Pay of the first employer, what each next one pays more, and by what all pay is multiplied now. */
  readonly pay: { readonly base: number; readonly step: number; readonly factor: number };
  /** Every so-manieth employer hires remotely. */
  readonly remoteEvery: { readonly before: number; readonly now: number };
  /** One employer that posts many offers of its own now. */
  readonly burst?: { readonly employer: number; readonly count: number; readonly pay: number };
}

describe("golden weeks", () => {
  it.each(readdirSync(GOLDEN).sort())("%s", async (name) => {
    const story: Story = JSON.parse(readFileSync(new URL(`${name}/input.json`, GOLDEN), "utf8"));
    const { employers, count, pay, remoteEvery, burst } = story;
    const bursts = (week: number, employer: number) => burst !== undefined && week >= 4 && employer === burst.employer;
    const offers = plannedOffers({
      employers,
      count: (week, employer) => (bursts(week, employer) ? (burst?.count ?? 0) : week < 4 ? count.before : count.now),
      pay: (week, employer) =>
        bursts(week, employer)
          ? (burst?.pay ?? 0)
          : Math.round((pay.base + pay.step * employer) * (week < 4 ? 1 : pay.factor)),
      remote: (week, employer) => employer % (week < 4 ? remoteEvery.before : remoteEvery.now) === 0,
    });
    const { levels, changes } = compareWeek(requestOf(offers));
    const readable = JSON.parse(JSON.stringify({ levels, changes }), (_, value) =>
      typeof value === "number" ? Math.round(value * 1e3) / 1e3 : value,
    );
    const path = new URL(`${name}/expected.json`, GOLDEN).pathname;
    await expect(storedJson(readable)).toMatchFileSnapshot(path);
  });
});
