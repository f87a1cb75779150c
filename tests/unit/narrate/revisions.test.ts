import { describe, expect, it } from "vitest";
import { unmarked } from "../../../src/domain/claim.ts";
import type { Published } from "../../../src/domain/published.ts";
import { factsOf } from "../../../src/narrate/facts.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import type { NarrateRequest, Stored } from "../../../src/narrate/request.ts";
import { revisionsOf } from "../../../src/narrate/revised-facts.ts";
import { requestOf, storyOf } from "./request-of.ts";

const request = requestOf(storyOf("busy-week"));
/** What is known today of the week before: its snapshot, and changes like this week's. */
const BEFORE = "2026-W46";
const then: NarrateRequest["earlier"][number] = {
  content: { ...request.changes!.content, week: BEFORE },
  path: `${BEFORE}/changes.json`,
  sha256: "1".repeat(64),
};

function told(facts: Published["facts"], week = BEFORE): Stored<Published> {
  const content = {
    schemaVersion: 1 as const,
    week,
    hash: "2".repeat(64),
    subject: "",
    preheader: "",
    variants: [],
    facts,
    pairs: [],
    lead: null,
    career: null,
  };
  return { content, path: `${week}/published.json`, sha256: "3".repeat(64) };
}
const fact = (id: string, value: number, more = {}) => ({ id, value, printed: "", ...more });
const sent = (...published: Stored<Published>[]): NarrateRequest => ({ ...request, earlier: [then], published });
const lines = (given: NarrateRequest) => {
  const section = narrate(given).letter.sections.find(({ slot }) => slot === "revisions");
  return section?.kind === "bullets" ? section.items.map(unmarked) : [];
};

describe("revisions", () => {
  it("are none where nothing was published, and where nothing moved", () => {
    expect(lines(request)).toEqual([]);
    // 2,298 openings were stored of the week before; the floor is a twentieth.
    expect(lines(sent(told([fact("total.openings.count", 2_298), fact("total.openings.count", 2_250)])))).toEqual([]);
  });

  it("say what last week's letter said and what is known now, both as facts", () => {
    const given = sent(told([fact("total.openings.count", 2_000)]));
    expect(lines(given)).toEqual([
      expect.stringMatching(/[Ll]ast week.*2,000.*openings of all roles.*2,298|openings of all roles.*2,000.*2,298/),
    ]);
    const { facts } = narrate(given);
    expect(facts.find(({ id }) => id === "total.openings.count@2026-W46-said")).toMatchObject({
      value: 2_000,
      source: { path: "2026-W46/published.json", field: "facts.0.value" },
    });
    expect(facts.find(({ id }) => id === "total.openings.count@2026-W46-now")).toMatchObject({
      value: 2_298,
      source: { path: "2026-W46/snapshot.json" },
      verdict: null,
    });
  });

  it("begin at the practical floor of that week's own test", () => {
    // Median pay of data engineers is 131,200 after 124,400: the floor is 2,000.
    const moved = (value: number) =>
      revisionsOf(sent(told([fact("data-engineer.pay.midpoint.median@4w", value)])), factsOf).length;
    expect([moved(129_201), moved(129_200), moved(133_199), moved(133_200)]).toEqual([0, 1, 0, 1]);
  });

  it("tell another verdict before another size, once for the same thing", () => {
    const given = sent(
      told([
        fact("data-engineer.offers.count@4w", 2_900, { verdict: "unclear" }),
        fact("data-engineer.offers.growth@4w", 0.11, { verdict: "unclear" }),
      ]),
    );
    expect(lines(given)).toEqual([
      expect.stringMatching(/“Unclear”.*offers of Data Engineer.*“Rose”|offers of Data Engineer.*“Unclear”.*“Rose”/),
    ]);
  });

  it("say so where today's data are too few to print what was printed", () => {
    const given = sent(told([fact("ai-ethicist.pay.midpoint.median@4w", 150_000)]));
    expect(lines(given)).toEqual([expect.stringMatching(/\$150K/)]);
    expect(lines(given)[0]).toMatch(/too few|no longer|would not/);
  });

  it("are told once: a later letter's word is the one to measure by", () => {
    const first = told([fact("total.openings.count", 1)], "2026-W45");
    const today = request.history.find(({ content }) => content.week === "2026-W45")?.content.totals.openings ?? 0;
    expect(today).toBeGreaterThan(1_000);
    const again = (value: number) => sent(first, told([fact("total.openings.count@2026-W45-now", value)]));
    expect(lines(sent(first))).toHaveLength(1);
    expect(lines(again(today))).toEqual([]);
    expect(lines(again(2 * today))).toHaveLength(1);
  });

  it("leave alone what is no level and no size of a change, and weeks that are no longer stored", () => {
    expect(lines(sent(told([fact("total.employers.count", 1), fact("total.pay.midpoint.p25@1w", 1)])))).toEqual([]);
    expect(lines(sent(told([fact("total.openings.count", 1)], "2024-W01")))).toEqual([]);
  });
});
