import type { GuardReason } from "../domain/change.ts";
import type { PayReading } from "../domain/pay-reading.ts";
import type { Snapshot } from "../domain/snapshot.ts";
import { SHARE_FROM } from "../domain/suppression.ts";
import type { Week } from "../domain/week.ts";
import { plain, shareLimit } from "./guard-evidence.ts";

/** A jump of the share of openings that disclose pay, by more than chance and habit move it. */
export function payShareReasons(week: Week, before: Snapshot, now: Snapshot): GuardReason[] {
  const [was, is] = [disclosed(before), disclosed(now)];
  const limit = shareLimit(was, is);
  if (Math.abs(is.share - was.share) <= limit) return [];
  const low = Math.max(0, was.share - limit);
  const high = Math.min(1, was.share + limit);
  return [{ ...plain("pay-share", [week]), found: is.share, low, high }];
}

/**
 * Jobs open in both weeks seldom change their pay, and not many employers' at once: where they do, pay was read in another
 * way. One employer that changes its own pay is news of that employer, so the rest must say the same without it.
 */
export function payReadReasons(week: Week, reading: PayReading | undefined): GuardReason[] {
  if (reading === undefined || reading.postings < SHARE_FROM) return [];
  const { others } = reading;
  const all = over(reading);
  if (all === undefined || (others.postings > 0 && over(others) === undefined)) return [];
  return [{ ...plain("pay-reread", [week]), found: all.share, high: all.limit }];
}

function disclosed({ totals }: Snapshot): { share: number; n: number } {
  return { share: totals.openings === 0 ? 0 : totals.payDisclosed / totals.openings, n: totals.openings };
}

/** The share that changed and its limit, where it is over it. */
function over({ postings, changed }: { postings: number; changed: number }) {
  const share = postings === 0 ? 0 : changed / postings;
  const limit = shareLimit({ share, n: postings });
  return share > limit ? { share, limit } : undefined;
}
