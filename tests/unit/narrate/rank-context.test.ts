import { describe, expect, it } from "vitest";
import { type Change, type Verdict, type WeekChanges, weekChangesSchema } from "../../../src/domain/change.ts";
import type { Published } from "../../../src/domain/published.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { leadFactId, rankContext } from "../../../src/narrate/rank-context.ts";
import type { NarrateRequest, Stored } from "../../../src/narrate/request.ts";
import { requestOf, storyOf } from "./request-of.ts";

const request = requestOf(storyOf("busy-week"));
const changeOf = (slice: string, metric: Change["metric"]) =>
  request.changes!.content.changes.find((each) => each.slice === slice && each.metric === metric)!;
const pay = changeOf("data-engineer", "pay");

/** What an earlier week found of pay of data engineers. */
function found(week: string, verdict: Verdict): Stored<WeekChanges> {
  const content = weekChangesSchema.parse({
    ...request.changes!.content,
    week,
    changes: [{ ...pay, verdict }],
    records: [],
  });
  return { content, path: `${week}/changes.json`, sha256: "1".repeat(64) };
}

function letterLedBy(week: string, lead: string | null): Stored<Published> {
  const content = {
    schemaVersion: 1 as const,
    week,
    hash: "2".repeat(64),
    subject: "",
    preheader: "",
    variants: [],
    facts: [],
    pairs: [],
    lead,
    career: null,
  };
  return { content, path: `${week}/published.json`, sha256: "3".repeat(64) };
}

const context = (part: Partial<NarrateRequest>, change = pay) => rankContext(change, { ...request, ...part });

describe("rankContext", () => {
  it("takes the role's share of the openings, and all of them for the total", () => {
    const { openings } = request.now.content.totals;
    expect(context({}).share).toBeCloseTo(request.now.content.roles["data-engineer"]!.openings / openings, 12);
    expect(context({}, changeOf("total", "offers")).share).toBe(1);
  });

  it("knows a record only in the change's own direction", () => {
    const record = (kind: "highest" | "lowest") => {
      const records = [{ slice: "data-engineer", metric: "pay" as const, kind, weeks: 20 }];
      return context({ changes: { ...request.changes!, content: { ...request.changes!.content, records } } })
        .recordWeeks;
    };
    expect([record("highest"), record("lowest")]).toEqual([20, 0]);
  });

  it("calls a change borne out where the window before it, four weeks back, passed in the same direction", () => {
    expect(context({ earlier: [found("2026-W43", "rose")] }).persisted).toBe(true);
    expect(context({ earlier: [found("2026-W43", "fell")] }).persisted).toBe(false);
    expect(context({ earlier: [found("2026-W46", "rose")] }).persisted).toBe(false);
    expect(context({ earlier: [found("2026-W43", "edged-up")] }).persisted).toBe(false);
  });

  it("calls it a turn where the last verdict that passed was the other way", () => {
    expect(context({ earlier: [found("2026-W42", "fell")] }).reversed).toBe(true);
    expect(context({ earlier: [found("2026-W42", "fell"), found("2026-W44", "unclear")] }).reversed).toBe(true);
    expect(context({ earlier: [found("2026-W42", "fell"), found("2026-W44", "rose")] }).reversed).toBe(false);
    expect(context({ earlier: [found("2026-W44", "rose"), found("2026-W42", "fell")] }).reversed).toBe(false);
  });

  it("knows what led the letter of last week, and of that week only", () => {
    const led = leadFactId(pay);
    expect(led).toBe("data-engineer.pay.midpoint.growth@4w");
    expect(context({ published: [letterLedBy("2026-W46", led)] }).ledLastWeek).toBe(true);
    expect(context({ published: [letterLedBy("2026-W45", led)] }).ledLastWeek).toBe(false);
    expect(context({ published: [letterLedBy("2026-W46", "data-engineer.offers.growth@4w")] }).ledLastWeek).toBe(false);
  });
});

describe("the lead", () => {
  it("names the fact that it rests on before those that it prints", () => {
    const lead = narrate(request).passages.find(({ slot }) => slot === "lead");
    expect(lead?.facts[0]).toBe("data-engineer.offers.growth@4w");
    const quiet = narrate(requestOf(storyOf("quiet-week"))).passages.find(({ slot }) => slot === "lead");
    expect(quiet?.facts[0]).toBe("total.openings.count");
  });

  it("is another one where the same fact led last week and others weigh about as much", () => {
    const led = narrate(request).letter.heading;
    const published = [letterLedBy("2026-W46", "data-engineer.offers.growth@4w")];
    expect(narrate({ ...request, published }).letter.heading).not.toBe(led);
  });
});
