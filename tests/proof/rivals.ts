import { benjaminiHochberg } from "../../src/compare/benjamini-hochberg.ts";
import type { CompareRequest } from "../../src/compare/compare.ts";
import type { Change } from "../../src/domain/change.ts";
import type { Offer } from "../../src/domain/offer.ts";
import { median } from "../../src/domain/quantile.ts";
import { mannWhitney, twoSided } from "./mann-whitney.ts";
import { WINDOW } from "./market.ts";

/** A change that some method called, of a role. */
export interface Call {
  readonly slice: string;
  readonly metric: string;
  readonly up: boolean;
}

/** What our verdicts call risen or fallen, of roles. */
export function ourCalls(changes: readonly Change[]): Call[] {
  return changes
    .filter(({ slice, verdict }) => slice !== "total" && (verdict === "rose" || verdict === "fell"))
    .map(({ slice, metric, verdict }) => ({ slice, metric, up: verdict === "rose" }));
}

const Q = 0.1;
/** Below this no one would compare. */
const LEAST = 5;
const NAIVE = 0.02;

/** Pay by Mann-Whitney over all postings of the two windows, demand by the Poisson z; Benjamini-Hochberg at 10 % over both of all roles. */
export function textbookCalls(request: CompareRequest): Call[] {
  const tests = windowsByRole(request).flatMap(({ slice, before, now }) => {
    const [payBefore, payNow] = [payOf(before), payOf(now)];
    const pay = mannWhitney(payBefore, payNow);
    const z = Math.abs(now.length - before.length) / Math.sqrt(now.length + before.length);
    return [
      ...(Math.min(payBefore.length, payNow.length) < LEAST
        ? []
        : [{ slice, metric: "pay", up: pay.u > (payBefore.length * payNow.length) / 2, p: pay.p }]),
      ...(Math.min(before.length, now.length) < LEAST
        ? []
        : [{ slice, metric: "offers", up: now.length > before.length, p: twoSided(z) }]),
    ];
  });
  const q = benjaminiHochberg(tests.map(({ p }) => p));
  return tests.filter((_, index) => (q[index] ?? 1) <= Q);
}

/** "Moved 2 %": the median of pay, and the number of offers, against the window before. */
export function naiveCalls(request: CompareRequest): Call[] {
  return windowsByRole(request).flatMap(({ slice, before, now }) => {
    const moved = (metric: string, one: number | undefined, other: number | undefined) =>
      one === undefined || other === undefined || one === 0 || Math.abs(other / one - 1) < NAIVE
        ? []
        : [{ slice, metric, up: other > one }];
    return [...moved("pay", median(payOf(before)), median(payOf(now))), ...moved("offers", before.length, now.length)];
  });
}

function windowsByRole({ offers, offerWeeks }: CompareRequest): { slice: string; before: Offer[]; now: Offer[] }[] {
  const length = offerWeeks.length;
  const bits = (from: number, to: number) => (1 << to) - (1 << from);
  const beforeBits = bits(Math.max(0, length - 2 * WINDOW), length - WINDOW);
  const nowBits = bits(length - WINDOW, length);
  const roles = Map.groupBy(offers ?? [], ({ role }) => role);
  return [...roles]
    .filter(([role]) => role !== "" && !role.startsWith("category-"))
    .map(([slice, own]) => ({
      slice,
      before: own.filter(({ weeks }) => (weeks & beforeBits) !== 0),
      now: own.filter(({ weeks }) => (weeks & nowBits) !== 0),
    }));
}

/** Ascending. */
function payOf(offers: readonly Offer[]): number[] {
  return offers.flatMap(({ midpoint }) => (midpoint === null ? [] : [midpoint])).sort((a, b) => a - b);
}
