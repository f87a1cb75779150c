import { marked } from "../domain/claim.ts";
import type { Fact } from "../domain/fact.ts";
import type { Words } from "../domain/words.ts";

/**
 * The one way in which a fact's value is printed, on whatever surface: the same fact is always the same string. Of a
 * difference the size is printed; words say the direction.
 */
export function printed(fact: Fact, words: Words): string {
  switch (fact.unit) {
    case "money":
      return words.money(Math.abs(fact.value), fact.currency ?? "");
    case "count":
      return words.count(Math.abs(fact.value));
    case "share":
      // Of millions of postings: a tenth of a percent is sure, and what changes in a year is hardly more.
      return fact.slice === "backdrop" ? words.growth(fact.value) : words.share(fact.value);
    case "points":
      return words.points(fact.value);
    case "growth":
      return words.growth(fact.value);
  }
}

/** All facts of an edition by id, and how prose gets at them. */
export interface FactBook {
  readonly all: readonly Fact[];
  find(id: string): Fact | undefined;
  /** The printed value, marked with its fact. A fact that is not there is a bug of the passage that asks. */
  n(id: string): string;
}

export function factBook(facts: readonly Fact[], words: Words): FactBook {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  return {
    all: facts,
    find: (id) => byId.get(id),
    n: (id) => {
      const fact = byId.get(id);
      if (fact === undefined) throw new Error(`no fact ${id}`);
      return marked(printed(fact, words), fact.id);
    },
  };
}
