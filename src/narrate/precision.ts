import type { Fact } from "../domain/fact.ts";

/*
 * How finely a figure is printed. A decimal that the next sample would change says nothing, so no decimal is finer than a fifth
 * of the 95 % interval is wide. That rule takes decimals away; whole percent, whole points and whole thousands always stand.
 */

/** A figure's interval is at least as wide as so many steps of its last decimal. */
const STEPS = 5;

/** Both sides of a 95 % interval in standard errors of a share. */
const SHARE_WIDTH = 2 * 1.96;

/** From here on growth is printed in whole percent, whatever its interval. */
const WHOLE_GROWTH = 0.0995;

/** From here on money is printed to the hundredth of a million. */
const MILLION = 999_500;

/**
 * Decimals of a fact as it is printed: of percent, of points, of thousands. Undefined where neither an interval nor the sample
 * of a share is known; then the pack's own rule holds, but for a difference of shares, which is whole points. A level of pay has
 * none.
 */
export function decimalsOf(fact: Fact): number | undefined {
  // Of millions of postings: a tenth of a percent is sure, and what changes in a year is hardly more.
  if (fact.slice === "backdrop") return 1;
  const width = widthOf(fact);
  // How sure the difference of two shares is, nobody knows here: a decimal of it would promise too much.
  if (width === undefined) return fact.unit === "points" && fact.stat === "difference" ? 0 : undefined;
  switch (fact.unit) {
    case "share":
      return decimalsWithin(width, 0.01, 6);
    case "points":
      return decimalsWithin(width, 0.01, 1);
    case "growth":
      return Math.abs(fact.value) >= WHOLE_GROWTH ? 0 : decimalsWithin(width, 0.01, 1);
    case "money":
      return fact.stat === "difference" ? decimalsWithin(width, 1_000, 1) : 0;
    case "count":
      return undefined;
  }
}

/** More than half a percent of the figure lost or won by rounding: a sentence says "about". */
const ROUNDED = 0.005;

/** The size of a figure as it is printed, without its sign; money to the pack's step. */
export function printedSize(fact: Fact, moneyStep: number): number {
  const size = Math.abs(fact.value);
  if (size === 0) return 0;
  const whole = stepOf(fact, size, moneyStep);
  // What would print as zero is printed to its first digit, but for an end of an interval and for money.
  const first = fact.unit !== "money" && !(fact.unit === "points" && decimalsOf(fact) === undefined);
  const step = first && size < whole / 2 ? 10 ** Math.floor(Math.log10(size)) : whole;
  return Math.round(size / step) * step;
}

/** Whether printing moves a figure so far that a sentence should say "about" before it. Counts are printed whole. */
export function isRounded(fact: Fact, moneyStep: number): boolean {
  const size = Math.abs(fact.value);
  return fact.unit !== "count" && Math.abs(printedSize(fact, moneyStep) - size) > ROUNDED * size;
}

function stepOf(fact: Fact, size: number, moneyStep: number): number {
  const decimals = decimalsOf(fact);
  switch (fact.unit) {
    case "money":
      return size >= MILLION ? 10_000 : moneyStep / 10 ** (decimals ?? 0);
    case "points":
      return 0.01 / 10 ** (decimals ?? 1);
    case "growth":
      return 0.01 / 10 ** (decimals ?? (size < WHOLE_GROWTH ? 1 : 0));
    case "share":
      return 0.01 / 10 ** (decimals ?? 0);
    case "count":
      return 1;
  }
}

function widthOf({ interval, unit, value, n }: Fact): number | undefined {
  if (interval !== null) return Math.abs(interval[1] - interval[0]);
  return unit === "share" && n !== null && n > 0 ? SHARE_WIDTH * Math.sqrt((value * (1 - value)) / n) : undefined;
}

/** The most decimals, up to `most`, of which one step is at least a fifth of the width. */
function decimalsWithin(width: number, unit: number, most: number): number {
  let decimals = 0;
  while (decimals < most && unit / 10 ** (decimals + 1) >= width / STEPS) decimals += 1;
  return decimals;
}
