import { marked } from "../domain/claim.ts";
import type { Fact } from "../domain/fact.ts";
import type { Words } from "../domain/words.ts";
import { decimalsOf, isRounded, printedSize } from "./precision.ts";

/**
 * The one way in which a fact's value is printed, on whatever surface: the same fact is always the same string. Of a
 * difference the size is printed; words say the direction. How fine: `precision.ts`.
 */
export function printed(fact: Fact, words: Words): string {
  const decimals = decimalsOf(fact);
  switch (fact.unit) {
    case "money":
      return words.money(Math.abs(fact.value), fact.currency ?? "", decimals);
    case "count":
      return words.count(Math.abs(fact.value));
    case "share":
      return words.share(fact.value, decimals);
    case "points":
      return words.points(fact.value, decimals);
    case "growth":
      return words.growth(fact.value, decimals);
  }
}

/** All facts of an edition by id, and how prose gets at them. */
export interface FactBook {
  readonly all: readonly Fact[];
  find(id: string): Fact | undefined;
  /** The printed value, marked with its fact. A fact that is not there is a bug of the passage that asks. */
  n(id: string): string;
  /** The same, with the pack's "about" before it where rounding moved the figure by more than half a percent. */
  about(id: string): string;
  /** The printed value with its unit in words where it has none in itself: "2.1 percentage points". */
  size(id: string): string;
  /** The same, with "about" where it is due. */
  aboutSize(id: string): string;
}

export function factBook(facts: readonly Fact[], words: Words): FactBook {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const known = (id: string): Fact => {
    const fact = byId.get(id);
    if (fact === undefined) throw new Error(`no fact ${id}`);
    return fact;
  };
  const n = (id: string) => marked(printed(known(id), words), id);
  const about = (id: string, value: string) =>
    isRounded(known(id), words.moneyStep) ? words.say("about", { value }) : value;
  const size = (id: string) => {
    const fact = known(id);
    // Rounded, for a hundredth is no binary fraction.
    const count = Math.round(printedSize(fact, words.moneyStep) * 1e6) / 1e4;
    return fact.unit === "points" ? words.say("size.points", { points: n(id), count }) : n(id);
  };
  return {
    all: facts,
    find: (id) => byId.get(id),
    n,
    about: (id) => about(id, n(id)),
    size,
    aboutSize: (id) => about(id, size(id)),
  };
}
