import { seededRandom } from "../../src/domain/random.ts";

/** Seconds that the loop below takes on the machine that the budgets are written for, with nothing else running. */
const REFERENCE_SECONDS = 0.32;

/**
 * How much slower this machine is just now than the one of the budgets; below 1 for a faster one. Drawing, sorting and
 * summing, as the tests of a week do; the best of five, so that a neighbour's moment does not count.
 */
export function slowness(): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    const random = seededRandom(1);
    const values = Float64Array.from({ length: 2_000_000 }, random);
    values.sort();
    let sum = 0;
    for (let draw = 0; draw < 20_000_000; draw++) sum += values[draw % values.length] ?? 0;
    if (sum <= 0) throw new Error("The loop was not run.");
    return (performance.now() - start) / 1000;
  });
  return Math.min(...times) / REFERENCE_SECONDS;
}

/** One line that says whether a figure keeps its budget, which is an absolute one scaled to this machine. */
export function judged(what: string, found: number, budget: number, unit: string, scale: number): string {
  const allowed = budget * scale;
  const scaled = scale === 1 ? "" : `, ${allowed.toFixed(1)} ${unit} on this machine now`;
  return `${what}: ${found.toFixed(unit === "MB" ? 0 : 2)} ${unit}; the budget is ${budget} ${unit}${scaled}${found > allowed ? ", which is missed" : ""}`;
}
