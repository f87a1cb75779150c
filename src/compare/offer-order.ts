import type { Offer } from "../domain/offer.ts";

/**
 * The offers in one order, whatever order they came in: by employer, and then by all that tells them apart. Sums of fractions and
 * seeded draws depend on the order of what they go through, so it is ours and not the rows'.
 */
export function inOrder(offers: readonly Offer[]): Offer[] {
  const byEmployer = Map.groupBy(offers, ({ employer }) => employer ?? "");
  return [...byEmployer].sort(([one], [other]) => byText(one, other)).flatMap(([, own]) => own.sort(ofOneEmployer));
}

function ofOneEmployer(one: Offer, other: Offer): number {
  return (
    (one.midpoint ?? -1) - (other.midpoint ?? -1) ||
    one.weeks - other.weeks ||
    one.remoteWeeks - other.remoteWeeks ||
    one.newWeeks - other.newWeeks ||
    Number(one.narrow) - Number(other.narrow) ||
    byText(one.role, other.role) ||
    byText(one.mainRole, other.mainRole) ||
    byText(one.level ?? "", other.level ?? "") ||
    byText(one.region ?? "", other.region ?? "")
  );
}

function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
