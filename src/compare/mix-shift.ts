import type { Offer } from "../domain/offer.ts";

/** A cell of fewer offers in either window says nothing of a mix; it is taken together with its neighbours. */
const MIN_CELL = 5;
const CLIP = { low: 0.2, high: 5 } as const;

/**
 * How much of a change of median pay is what the same jobs pay, and how much which jobs were posted. The offers of now are reweighted
 * to the mix of before (DiNardo, Fortin & Lemieux 1996): an offer of a cell counts `share before / share now` times, held between
 * 0.2 and 5. Cells are role × level × region; those of fewer than 5 offers in either window lose their region, then their level,
 * then their role. `pay` is the reweighted median less the median before, `jobs` the median now less the reweighted one: they add up
 * to the difference. `before` and `now` are the printed medians. Null where all offers are of one cell: nothing is known of a mix.
 */
export function mixShift(
  offers: readonly Offer[],
  bits: { readonly before: number; readonly now: number },
  medians: { readonly before: number; readonly now: number },
): { readonly pay: number; readonly jobs: number } | null {
  const priced = offers.filter(({ midpoint, weeks }) => midpoint !== null && (weeks & (bits.before | bits.now)) !== 0);
  const cells = cellsOf(priced, bits);
  if (cells.size < 2) return null;
  const totals = [...cells.values()].reduce(
    (sum, { before, now }) => ({ before: sum.before + before, now: sum.now + now.length }),
    { before: 0, now: 0 },
  );
  const weighted = [...cells.values()].flatMap(({ before, now }) => {
    const ratio = before / totals.before / (now.length / totals.now);
    const weight = Math.min(CLIP.high, Math.max(CLIP.low, ratio));
    return now.map((value) => ({ value, weight }));
  });
  const reweighted = weightedMedian(weighted);
  if (reweighted === undefined) return null;
  const pay = Math.round(reweighted) - medians.before;
  return { pay, jobs: medians.now - medians.before - pay };
}

interface Cell {
  before: number;
  readonly now: number[];
}

/** Cells by name, none under the least size but the last one of all that is left. */
function cellsOf(offers: readonly Offer[], bits: { readonly before: number; readonly now: number }): Map<string, Cell> {
  const kept = new Map<string, Cell>();
  let rest = offers;
  for (let parts = 3; parts >= 0 && rest.length > 0; parts--) {
    const named = Map.groupBy(rest, ({ mainRole, level, region }) =>
      JSON.stringify([mainRole, level, region].slice(0, parts)),
    );
    rest = [...named].flatMap(([name, own]) => {
      const cell = { before: 0, now: [] as number[] };
      for (const { weeks, midpoint } of own) {
        if ((weeks & bits.before) !== 0) cell.before++;
        if ((weeks & bits.now) !== 0) cell.now.push(midpoint ?? 0);
      }
      if (parts > 0 && Math.min(cell.before, cell.now.length) < MIN_CELL) return own;
      kept.set(name, cell);
      return [];
    });
  }
  return kept;
}

/** The middle of weighted values; of equal weights the plain median, type 7. Undefined for none. */
export function weightedMedian(
  values: readonly { readonly value: number; readonly weight: number }[],
): number | undefined {
  const ascending = values
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => one.value - other.value || one.weight - other.weight);
  const half = ascending.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let below = 0;
  for (const [index, { value, weight }] of ascending.entries()) {
    below += weight;
    // Sums of fractions are not exact: a billionth of the whole is no difference.
    if (below > half * (1 + 1e-9)) return value;
    if (below >= half * (1 - 1e-9)) return (value + (ascending[index + 1]?.value ?? value)) / 2;
  }
  return undefined;
}
