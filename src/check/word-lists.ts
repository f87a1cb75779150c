import type { CheckWords } from "../domain/check-words.ts";

/** One list of the locale pack's words for the check. Always the same function for the same list, so that it is compiled once. */
export type WordList = (words: CheckWords) => readonly string[];

export const idioms: WordList = (words) => words.idioms;
export const numberWords: WordList = ({ numbers, fractions, multiples }) =>
  [numbers, fractions, multiples].flatMap((each) => Object.keys(each));
export const ordinals: WordList = (words) => Object.keys(words.ordinals);
export const ranked: WordList = (words) => words.ranked;
export const rankedAs: WordList = (words) => words.rankedAs;
export const weeksWords: WordList = (words) => words.weeks;
export const negations: WordList = (words) => words.negations;
export const undirected: WordList = (words) => words.undirected;
export const steady: WordList = (words) => words.steady;
export const denials: WordList = (words) => words.denials;
export const gaps: WordList = (words) => words.gaps;
export const onsite: WordList = (words) => words.onsite;
export const moves: WordList = (words) => words.moves;
export const together: WordList = (words) => words.together;
export const QUANTIFIERS = (["none", "one", "all"] as const).map((quantity) => ({
  quantity,
  list: ((words) => words.quantifiers[quantity]) satisfies WordList,
}));
export const totalWords: WordList = (words) => words.total;
export const countingWords: WordList = (words) => words.counting;
export const choose: WordList = (words) => words.choose;
export const percent: WordList = (words) => words.percent;
export const points: WordList = (words) => words.points;
export const comparing: WordList = (words) => words.comparing;
export const hedges: WordList = (words) => words.hedges;
export const amountBy: WordList = (words) => words.amounts.by;
export const amountBare: WordList = (words) => words.amounts.bare;
export const ranges: WordList = ({ ranges: { up, down } }) => [...up, ...down];
export const backdrop: WordList = (words) => words.backdrop;
export const sums: WordList = (words) => words.sums;
export const unrounded: WordList = (words) => words.unrounded;
export const sample: WordList = (words) => words.sample;
export const causal: WordList = (words) => words.causal;
export const hype: WordList = (words) => words.hype;
export const certainty: WordList = (words) => words.certainty;

export const DIRECTIONS = (["up", "down"] as const).flatMap((way) =>
  (["way", "moved", "edged", "leapt"] as const).map((strength) => ({
    way,
    strength,
    list: ((words) => words.directions[way][strength]) satisfies WordList,
  })),
);
export const directed: WordList = (words) => DIRECTIONS.flatMap(({ list }) => list(words));

export const SUPERLATIVES = (["top", "bottom", "record", "ever", "since"] as const).map((kind) => ({
  kind,
  list: ((words) => words.superlatives[kind]) satisfies WordList,
}));

export const METRIC_WORDS = (["pay", "offers", "openings", "employers", "remote", "disclosed"] as const).map(
  (metric) => ({
    metric,
    list: ((words) => words.metrics[metric]) satisfies WordList,
  }),
);

export const STAT_WORDS = (["median", "mean", "p25", "p75"] as const).map((stat) => ({
  stat,
  list: ((words) => words.stats[stat]) satisfies WordList,
}));

export const PAY_PERIOD_WORDS = (["hour", "day", "week", "month", "year"] as const).map((period) => ({
  period,
  list: ((words) => words.per[period]) satisfies WordList,
}));

export const PERIOD_WORDS = (["week", "week-before", "four-weeks", "four-weeks-before", "month", "year"] as const).map(
  (period) => ({ period, list: ((words) => words.periods[period]) satisfies WordList }),
);
