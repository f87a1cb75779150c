import { factsIn, unmarked } from "../domain/claim.ts";
import type { Passage } from "../domain/edition.ts";
import type { Letter } from "../domain/letter.ts";
import type { Told } from "../domain/published.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import type { UsedVariant } from "./variant.ts";

/**
 * How the letter was told, for the letters after it: subject and preheader, the structures that were used, the fact that led,
 * the one of the career item, and the pairs of roles with their verdicts. Pairs in order of their names.
 */
export function toldOf(
  letter: Letter,
  passages: readonly Passage[],
  variants: readonly UsedVariant[],
  request: NarrateRequest,
  facts: FactBook,
): Told {
  // Where the editor's own words stand, none of ours was read.
  const written = new Set(passages.map(({ slot, variant }) => `${slot} ${variant}`));
  const factsAt = (slot: string) =>
    passages.find((passage) => passage.slot === slot || passage.slot.startsWith(`${slot}.`))?.facts ?? [];
  return {
    subject: unmarked(letter.subject),
    preheader: unmarked(letter.preheader),
    variants: variants.filter(({ slot, variant }) => written.has(`${slot} ${variant}`)).map((used) => ({ ...used })),
    pairs: pairsOf(letter, request),
    lead: factsAt("lead").find((id) => (facts.find(id)?.verdict ?? null) !== null) ?? null,
    career: factsAt("career")[0] ?? null,
  };
}

/** The pairs of the quick verdicts: those of which a verdict prints a difference, or a level of each role. */
function pairsOf({ sections }: Letter, { changes }: NarrateRequest): Told["pairs"] {
  const verdicts = sections.filter((section) => section.kind === "quick-verdict");
  const printed = verdicts.map(({ lines }) => factsIn(lines.map(({ text }) => text).join(" ")));
  const told = new Map<string, Told["pairs"][number]>();
  for (const { a, b, metric, verdict } of changes?.content.pairs ?? []) {
    const isOf = (ids: readonly string[]) =>
      ids.some((id) => id.startsWith(`pair.${a}.${b}.`)) ||
      [a, b].every((role) => ids.some((id) => id.startsWith(`${role}.`)));
    if (!printed.some(isOf)) continue;
    const pair = told.get(`${a} ${b}`) ?? { a, b, verdicts: {} };
    told.set(`${a} ${b}`, { ...pair, verdicts: { ...pair.verdicts, [metric]: verdict } });
  }
  return [...told].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, pair]) => pair);
}
