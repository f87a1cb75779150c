import { describe, expect, it } from "vitest";
import { takeClaims } from "../../../src/domain/claim.ts";
import { briefsOf } from "../../../src/narrate/aggregated.ts";
import { factsOf } from "../../../src/narrate/facts.ts";
import { factBook } from "../../../src/narrate/print.ts";
import { type RoleStory, requestOf, WORDS } from "./request-of.ts";

const rose = { verdict: "rose" as const, q: 0.001 };
const role = (title: string, part: Partial<RoleStory> = {}): RoleStory => ({
  title,
  openings: 300,
  offers: { now: 1_200, before: 1_000, ...rose },
  pay: { now: 140_000, before: 130_000, n: 400, employers: 80, ...rose },
  remote: { now: 0.3, before: 0.2, ...rose },
  disclosed: { now: 0.5, before: 0.4, ...rose },
  "new-pay": { now: 1.05, ...rose },
  repriced: { now: 1.03, ...rose },
  ...part,
});
const request = requestOf({
  week: "2026-W47",
  openings: new Array(10).fill(900),
  roles: {
    analyst: role("Analyst"),
    engineer: role("Engineer"),
    scientist: role("Scientist", { pay: { now: 120_000, before: 130_000, n: 400, verdict: "fell", q: 0.001 } }),
  },
});
const facts = factBook(factsOf(request), WORDS);
const changes = request.changes!.content.changes.filter(({ slice }) => slice !== "total");
const of = (metric: string) => changes.filter((change) => change.metric === metric);

describe("briefs of two roles that moved alike", () => {
  it.each(["offers", "pay", "remote", "new-pay", "disclosed", "repriced"])(
    "are one sentence with the figures of both, in every structure: %s",
    (metric) => {
      const [brief, ...more] = briefsOf(of(metric).slice(0, 2), request, facts);
      expect(more).toEqual([]);
      expect(brief?.key).toBe(`both.${metric}`);
      for (let variant = 0; variant < WORDS.structures(brief!.key); variant++) {
        const { text, claims } = takeClaims("brief", WORDS.sayIn(variant, brief!.key, brief!.values));
        expect(text).toMatch(/Analyst.*Engineer/);
        expect(text).toMatch(/rose|more|up/i);
        expect(new Set(claims.map(({ fact }) => fact.split(".")[0]))).toEqual(new Set(["analyst", "engineer"]));
      }
    },
  );

  it("stand in the place of the first, and leave a third and the other direction alone", () => {
    const pay = of("pay");
    expect(briefsOf([...pay, ...of("offers")], request, facts).map(({ key }) => key)).toEqual([
      "both.pay",
      "brief.pay.fell",
      "both.offers",
      "brief.offers.rose",
    ]);
  });

  it("are none where there is nothing to tell", () => {
    expect(briefsOf([], request, facts)).toEqual([]);
  });
});
