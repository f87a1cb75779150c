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
  const paid = rolesByPay(roles, request, facts).map((role) => {
    const values = payValues(role, request, facts);
    return words.say("level.pay.item", values);
  });
  const open = rolesByOpenings(roles, facts).map((role) =>
    words.say("level.openings.item", { role: nameOf(role, request), openings: facts.n(`${role}.openings.count`) }),
  );
  const several = (list: readonly string[]) => (list.length > 1 ? "yes" : "no");
  const top = paid.slice(0, TOP);
  const bottom = paid.length < ROLES_FOR_LAST ? "none" : (paid.at(-1) ?? "none");
  const most = open.slice(0, TOP);
  return [
    // A role alone leads nobody; the table has it.
    ...(paid.length < 2
      ? []
      : [{ slot: "level.1", key: "level.pay", values: { top: words.list(top), bottom, several: several(top) } }]),
    ...(open.length < 2
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
