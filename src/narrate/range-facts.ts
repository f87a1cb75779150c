import type { Fact } from "../domain/fact.ts";
import type { PayFigures, RoleFigures, Snapshot } from "../domain/snapshot.ts";
import { factsFrom, type Maker } from "./fact-maker.ts";
import type { Stored } from "./request.ts";
import { payIsShown } from "./week-facts.ts";

const ENDS = ["floor", "ceiling"] as const;
const STATS = ["p25", "median", "p75", "mean"] as const;
/** The figures of upper ends that a gap between two roles is told of. */
export const GAP_STATS = ["mean", "median", "p75"] as const;

/** Lower and upper ends of the roles' pay ranges in the week alone; a figure of an end is named so in its id. */
export function rangeFactsOf(roles: ReadonlySet<string>, now: Stored<Snapshot>): Fact[] {
  const fact = factsFrom(now, now.content.week, now.content.currency);
  return [...roles].sort().flatMap((role) => rangeFacts(role, now.content.roles[role], fact));
}

/** The same of one role; empty where its pay may not be shown or its source gives one figure and no range. */
export function rangeFacts(slice: string, role: RoleFigures | undefined, fact: Maker): Fact[] {
  if (role === undefined || !payIsShown(role)) return [];
  const { pay } = role;
  return ENDS.flatMap((basis) => {
    const spread = pay[basis];
    if (spread === null) return [];
    return STATS.map((stat) =>
      fact(`${slice}.pay.${basis}.${stat}`, "money", spread[stat], `roles.${slice}.pay.${basis}.${stat}`, {
        n: pay.disclosed,
        employers: pay.employers,
      }),
    );
  });
}

/** The id of a gap of upper ends: `pair.<a>.<b>.pay.ceiling.<stat>.difference`, and `.growth` for percent. */
export function ceilingGapId(
  a: string,
  b: string,
  stat: (typeof GAP_STATS)[number],
  of: "difference" | "growth",
): string {
  return `pair.${a}.${b}.pay.ceiling.${stat}.${of}`;
}

/** How far the upper ends of two roles lie apart (a − b), and by how much the one is above the lower other. */
export function ceilingGapFacts(a: string, b: string, now: Stored<Snapshot>): Fact[] {
  const [one, other] = [shownPay(now.content.roles[a]), shownPay(now.content.roles[b])];
  const [of, than] = [one?.ceiling ?? null, other?.ceiling ?? null];
  if (one === undefined || other === undefined || of === null || than === null) return [];
  const fact = factsFrom(now, now.content.week, now.content.currency);
  const n = Math.min(one.disclosed, other.disclosed);
  return GAP_STATS.flatMap((stat) => {
    const field = `roles.${a}.pay.ceiling.${stat}, roles.${b}.pay.ceiling.${stat}`;
    const difference = of[stat] - than[stat];
    const lower = Math.min(of[stat], than[stat]);
    return [
      fact(ceilingGapId(a, b, stat, "difference"), "money", difference, field, { n }),
      ...(lower > 0
        ? [fact(ceilingGapId(a, b, stat, "growth"), "growth", Math.abs(difference) / lower, field, { n })]
        : []),
    ];
  });
}

function shownPay(role: RoleFigures | undefined): PayFigures | undefined {
  return role !== undefined && payIsShown(role) ? role.pay : undefined;
}
