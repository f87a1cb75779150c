import { textHash } from "../domain/random.ts";
import { type Week, weekCount } from "../domain/week.ts";

/** A message in one of its structures, in a slot of the letter. */
export interface UsedVariant {
  readonly slot: string;
  readonly key: string;
  readonly variant: number;
}

/** Messages that stand below each other have the same structures in the same order: "missed.pay" and "missed.remote". */
const ALIKE = /^missed\..+$/;

/** How many of the last editions that went out a structure is not repeated in, as far as the pack has enough of them. */
const EDITIONS = 3;

/**
 * The structures of a message in the order in which a letter should try them, all of them once. First those that neither this
 * letter (for this message or its like) nor the last three editions used, then those used longest ago, then those of this
 * letter. Among equals the order is
 * `(running week number + hash of the key) mod k` and on from there by twos, so that weeks which know nothing of each other
 * differ too. `told` holds the structures of earlier editions, the newest last.
 */
export function variantOrder(
  { key, structures, week }: { readonly key: string; readonly structures: number; readonly week: Week },
  here: readonly UsedVariant[],
  told: readonly (readonly UsedVariant[])[],
): number[] {
  const first = weekCount(week) + textHash(key);
  const places = Array.from({ length: structures }, (_, index) => index);
  const byTwos = [...places.filter((place) => place % 2 === 0), ...places.filter((place) => place % 2 === 1)];
  const turns = byTwos.map((place) => (first + place) % structures);
  const uses = (used: readonly UsedVariant[], variant: number) =>
    used.filter((each) => each.key === key && each.variant === variant).length;
  const form = formOf(key);
  const usesHere = (variant: number) =>
    here.filter((each) => formOf(each.key) === form && each.variant === variant).length;
  const recent = told.slice(-EDITIONS);
  const staleness = (variant: number) => {
    const last = recent.findLastIndex((used) => uses(used, variant) > 0);
    return last === -1 ? EDITIONS + 1 : recent.length - last;
  };
  const rank = new Map(turns.map((variant) => [variant, { here: usesHere(variant), age: staleness(variant) }]));
  const of = (variant: number) => rank.get(variant) ?? { here: 0, age: 0 };
  return turns.sort((one, other) => of(one).here - of(other).here || of(other).age - of(one).age);
}

function formOf(key: string): string {
  return key.replace(ALIKE, "missed");
}
