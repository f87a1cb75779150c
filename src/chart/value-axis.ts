/** How many steps an axis has at most: enough to read a value off, too few to become a fence. */
const MOST_STEPS = 4;

/**
 * A line may begin above zero, but its axis covers at least this share of its highest value: else a change of 1 % fills
 * the picture and looks like a cliff.
 */
const LEAST_SPAN = 0.2;

/** An axis whose lowest value lies below this share of its highest begins at zero: little room is lost, and the length is honest. */
const BEGINS_AT_ZERO = 0.5;

export interface ValueAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

/** The values' ends, moved apart as far as `LEAST_SPAN` asks; never below zero, never empty. */
export function honestSpan(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const missing = Math.max(0, (high === 0 ? 1 : high * LEAST_SPAN) - (high - low));
  const from = Math.max(0, low - missing / 2);
  return [from, Math.max(high + missing / 2, from + (high === 0 ? 1 : 0))];
}

/**
 * An axis for a line through the values, its ends and ticks on round numbers: 1, 2, 2.5 or 5 times a power of ten, and
 * whole multiples of `unit`, the smallest difference that its labels show. Values are zero or more.
 */
export function valueAxis(values: readonly number[], unit: number): ValueAxis {
  const [low, high] = honestSpan(values);
  const from = low < high * BEGINS_AT_ZERO ? 0 : low;
  for (const step of roundSteps(unit)) {
    const first = Math.floor(from / step);
    const last = Math.ceil(high / step);
    if (last - first > MOST_STEPS) continue;
    const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
    return { domain: [first * step, last * step], ticks };
  }
  throw new RangeError(`No axis fits the values up to ${high}.`);
}

function* roundSteps(unit: number): Generator<number> {
  for (let power = unit; power <= Number.MAX_SAFE_INTEGER; power *= 10) {
    for (const factor of [1, 2, 2.5, 5]) {
      const step = power * factor;
      if (step % unit === 0) yield step;
    }
  }
}
