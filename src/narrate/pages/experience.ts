import type { Fact } from "../../domain/fact.ts";
import type { Cell } from "../../domain/page.ts";
import type { RoleFigures } from "../../domain/snapshot.ts";
import { LEVEL_FROM } from "../../domain/suppression.ts";
import type { Maker } from "../fact-maker.ts";
import type { Material } from "./material.ts";

/** From the most experience to the least, as the mix is read. */
const MIX = ["lead", "senior", "mid", "entry"] as const;

/** The shares of levels in the openings whose level is known, and how many these are; empty where they are too few. */
export function mixFacts(slice: string, { levels }: RoleFigures, fact: Maker): Fact[] {
  if (levels === null) return [];
  const known = MIX.reduce((sum, level) => sum + levels[level].openings, 0);
  if (known < LEVEL_FROM) return [];
  const field = `roles.${slice}.levels`;
  return [
    fact(`${slice}.levels-known.count`, "count", known, field),
    ...MIX.map((level) =>
      fact(`${slice}.level-${level}.share`, "share", levels[level].openings / known, `${field}.${level}.openings`, {
        n: known,
      }),
    ),
  ];
}

/** "senior 11%, mid 89% and entry 0%", and of how many; the lead is named where there is one. Undefined where not known. */
export function experienceCell(role: string, { facts, newest }: Material): Cell | undefined {
  const { words } = newest;
  const known = `${role}.levels-known.count`;
  if (facts.find(known) === undefined) return undefined;
  const items = MIX.map((level) => ({ level, id: `${role}.level-${level}.share` }))
    .filter(({ level, id }) => level !== "lead" || (facts.find(id)?.value ?? 0) > 0)
    .map(({ level, id }) => words.say(MIX_ITEMS[level], { share: facts.n(id) }));
  return { text: words.list(items), note: words.say("compare.mix.known", { n: facts.n(known) }) };
}

const MIX_ITEMS: Readonly<Record<(typeof MIX)[number], string>> = {
  lead: "compare.mix.lead",
  senior: "compare.mix.senior",
  mid: "compare.mix.mid",
  entry: "compare.mix.entry",
};
