import type { Gate } from "../domain/change.ts";
import { COMPARE_EMPLOYERS, COMPARE_FROM } from "../domain/suppression.ts";
import type { Sample } from "./sample.ts";

/** Whether both sides of a sample are big enough to compare at all: offers, and employers. */
export function sizeGates(sample: Sample): Gate[] {
  const offers = Math.min(count(sample.before), count(sample.now));
  const employers = Math.min(employersIn(sample, sample.before), employersIn(sample, sample.now));
  return [
    { gate: "sample", passed: offers >= COMPARE_FROM, found: offers, limit: COMPARE_FROM },
    { gate: "employers", passed: employers >= COMPARE_EMPLOYERS, found: employers, limit: COMPARE_EMPLOYERS },
  ];
}

function count(window: Uint8Array): number {
  return window.reduce((sum, each) => sum + each, 0);
}

function employersIn(sample: Sample, window: Uint8Array): number {
  const present = new Uint8Array(sample.employerCount);
  for (let i = 0; i < window.length; i++) if (window[i] === 1) present[sample.employer[i] ?? 0] = 1;
  return count(present);
}
