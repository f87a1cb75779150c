import { describe, expect, it } from "vitest";
import { fact, findingsIn } from "./meaning-of.ts";

const FACTS = [
  fact("data-engineer.offers.count@4w", "count", 155),
  fact("ai-engineer.offers.count@4w", "count", 235),
  fact("data-engineer.remote.share@4w", "share", 0.22, { n: 155 }),
  fact("ai-engineer.remote.share@4w", "share", 0.23, { n: 235 }),
  fact("data-engineer.pay.midpoint.median@4w", "money", 126_000, { n: 90 }),
  fact("ai-engineer.pay.midpoint.median@4w", "money", 162_000, { n: 40 }),
];
const [OFFERS, THEIRS] = ["{data-engineer.offers.count@4w}", "{ai-engineer.offers.count@4w}"];
const [PAY, THEIR_PAY] = ["{data-engineer.pay.midpoint.median@4w}", "{ai-engineer.pay.midpoint.median@4w}"];
const rules = (text: string) => [...new Set(findingsIn(text, FACTS).map(({ rule }) => rule))];

describe("one role against another", () => {
  it.each([
    `More Data Engineer than AI Engineer offers: ${OFFERS}, ${THEIRS}.`,
    "Remote work is more common among Data Engineers than among AI Engineers: {data-engineer.remote.share@4w} and {ai-engineer.remote.share@4w}.",
    `Data Engineers outnumber AI Engineers: ${OFFERS} offers and ${THEIRS}.`,
    `Data Engineers beat AI Engineers on pay: ${PAY} against ${THEIR_PAY}.`,
    `Compared with AI Engineers (${THEIR_PAY}), Data Engineers earn more (${PAY}).`,
    "AI engineers now earn less than data engineers.",
    "More Data Engineer offers than AI Engineer offers came in.",
  ])("is held back where the levels say otherwise, printed or not: %s", (text) => {
    expect(rules(text)).toEqual(["direction"]);
  });

  it.each([
    `More AI Engineer than Data Engineer offers: ${THEIRS}, ${OFFERS}.`,
    "Remote work is less common among Data Engineers than among AI Engineers: {data-engineer.remote.share@4w} and {ai-engineer.remote.share@4w}.",
    `AI Engineers outnumber Data Engineers: ${THEIRS} offers and ${OFFERS}.`,
    `Compared with AI Engineers (${THEIR_PAY}), Data Engineers earn less (${PAY}).`,
    "Data engineers now earn less than AI engineers.",
    "Readers ask us more about Data Engineers than about AI Engineers.",
    "There is more data on Data Engineers than on AI Engineers.",
  ])("passes where they bear it out, or say nothing of it: %s", (text) => {
    expect(rules(text)).toEqual([]);
  });
});
