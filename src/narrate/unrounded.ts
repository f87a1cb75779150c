import type { Fact } from "../domain/fact.ts";
import type { Words } from "../domain/words.ts";
import { decimalsOf, printedSize } from "./precision.ts";
import type { FactBook } from "./print.ts";

/** A size of growth printed with one decimal or none is met by so much. */
const HALF = 0.5;

/**
 * A printed difference with a note that it is from unrounded figures, where the two levels as they are printed beside it give
 * another one; else the text as it is. For shares, money and growth; counts are never rounded.
 */
export function noted(
  text: string,
  size: Fact,
  levels: readonly [string, string],
  facts: FactBook,
  words: Words,
): string {
  const [one, other] = levels.map((id) => facts.find(id));
  if (one === undefined || other === undefined) return text;
  return addsUp(size, one, other, words.moneyStep) ? text : words.say("unrounded", { value: text });
}

/** Whether a reader who takes one printed level from the other, or divides them, finds the printed size. */
export function addsUp(size: Fact, one: Fact, other: Fact, moneyStep: number): boolean {
  if (one.unit === "count") return true;
  const [now, before] = [one, other].map((fact) => printedSize(fact, moneyStep));
  if (now === undefined || before === undefined) return true;
  const told = printedSize(size, moneyStep);
  if (size.unit === "growth")
    return before <= 0 || Math.abs(Math.abs(now / before - 1) - told) <= half(size, moneyStep);
  return Math.abs(Math.abs(now - before) - told) <= half(size, moneyStep);
}

/** Half of the last digit that is printed, and a hair for fractions that are not binary. */
function half(fact: Fact, moneyStep: number): number {
  const unit = fact.unit === "money" ? moneyStep : 0.01;
  const decimals = decimalsOf(fact) ?? (fact.unit === "growth" && Math.abs(fact.value) < 0.0995 ? 1 : 0);
  return (HALF * unit) / 10 ** decimals + unit * 1e-6;
}
