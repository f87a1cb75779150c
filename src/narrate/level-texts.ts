import { unmarked } from "../domain/claim.ts";
import { COMPARE_FROM } from "../domain/suppression.ts";
import { medianNotes, type PayWindow, payWindow } from "./pay-cell.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { type Candidate, nameInText } from "./writer.ts";

const TOP = 3;

/** Below so many roles the last of a list is told by the table, not named as the lowest. */
const ROLES_FOR_LAST = 5;

/** Where roles stand, by pay and by openings: two sentences, or fewer where too little may be shown. */
export function levelTexts(
  roles: readonly string[],
  request: NarrateRequest,
  facts: FactBook,
): (Candidate & { readonly slot: string })[] {
  const { words } = request;
  const { suffix } = spanOf(request, facts);
  const byPay = rolesByPay(roles, request, facts);
  const median = (role: string) => unmarked(payValues(role, request, facts).median);
  const paid = (role: string) => words.say("level.pay.item", payValues(role, request, facts));
  const openings = (role: string) => facts.n(`${role}.openings.count`);
  const open = (role: string) =>
    words.say("level.openings.item", { role: nameOf(role, request), openings: openings(role) });
  const several = (list: readonly string[]) => (list.length > 1 ? "yes" : "no");
  const top = aheadOf(byPay, median).map(paid);
  const [last] = byPay.length < ROLES_FOR_LAST ? [] : aheadOf(byPay.toReversed(), median, 1);
  const bottom = last === undefined ? "none" : paid(last);
  const most = aheadOf(rolesByOpenings(roles, facts), (role) => unmarked(openings(role))).map(open);
  return [
    ...(top.length === 0
      ? []
      : [{ slot: "level.1", key: "level.pay", values: { top: words.list(top), bottom, several: several(top) } }]),
    ...(most.length === 0
      ? []
      : [
          {
            slot: "level.2",
            key: `level.openings${suffix}`,
            values: { top: words.list(most), several: several(most) },
          },
        ]),
  ];
}

/**
 * The first roles of an order, at most three and never all of them: who is named as ahead is ahead of another. Roles of one printed
 * value are named together or not at all. Empty where nobody is ahead, as a role alone is of nobody.
 */
export function aheadOf(ordered: readonly string[], printed: (role: string) => string, most = TOP): string[] {
  const values = ordered.map(printed);
  for (let count = Math.min(most, ordered.length - 1); count > 0; count -= 1)
    if (values[count - 1] !== values[count]) return ordered.slice(0, count);
  return [];
}

/** Roles with offers enough for their medians to be ranked, the highest median first, ties alphabetically. */
export function rolesByPay(roles: readonly string[], request: NarrateRequest, facts: FactBook): string[] {
  const median = (role: string) => facts.find(`${role}.pay.midpoint.median${payWindow(role, facts) ?? ""}`);
  return roles
    .filter((role) => {
      const at = payWindow(role, facts);
      if (at === undefined || (median(role)?.n ?? 0) < COMPARE_FROM) return false;
      const { unreliable, moved } = medianNotes(role, at, request, facts);
      return !unreliable && !moved;
    })
    .sort((a, b) => (median(b)?.value ?? 0) - (median(a)?.value ?? 0) || (a < b ? -1 : 1));
}

/** Roles that have openings this week, the most first, ties alphabetically. */
export function rolesByOpenings(roles: readonly string[], facts: FactBook): string[] {
  const openings = (role: string) => facts.find(`${role}.openings.count`)?.value ?? 0;
  return roles.filter((role) => openings(role) > 0).sort((a, b) => openings(b) - openings(a) || (a < b ? -1 : 1));
}

/** A role's name, median and sample as sentences print them. */
export function payValues(role: string, request: NarrateRequest, facts: FactBook) {
  const at: PayWindow = payWindow(role, facts) ?? "";
  return {
    role: nameOf(role, request),
    median: facts.n(`${role}.pay.midpoint.median${at}`),
    n: facts.n(`${role}.pay.count${at}`),
  };
}

function nameOf(role: string, { now }: NarrateRequest): string {
  return nameInText(now.content.roles[role]?.title ?? role);
}
