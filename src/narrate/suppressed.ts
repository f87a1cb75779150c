import type { Fact } from "../domain/fact.ts";
import type { RoleFigures } from "../domain/snapshot.ts";
import { LEVEL_EMPLOYERS, LEVEL_FROM, SHARE_FROM } from "../domain/suppression.ts";
import type { NarrateRequest } from "./request.ts";
import { payIsShown, skillSlug } from "./week-facts.ts";

/** A number that is not shown because its sample is too small, and so is no fact. */
export interface SuppressedFact extends Pick<Fact, "id" | "slice" | "window"> {
  /** What is missing, as a sentence for the editor that begins with "too few". */
  readonly why: string;
}

const SPREAD = ["p25", "median", "p75", "mean"] as const;
/** As many skills of a role as have facts. */
const SKILLS = 5;

/** Levels that somebody may look for and no edition of the week prints, in the order of the slices. */
export function suppressedFacts({ now, changes }: Pick<NarrateRequest, "now" | "changes">): SuppressedFact[] {
  const ofWeek = Object.entries(now.content.roles)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([slice, role]) => [...payOfWeek(slice, role), ...skillsOfWeek(slice, role)]);
  const ofWindows = (changes?.content.levels ?? []).flatMap(({ slice, window, now: level }) => {
    const at = (name: string) => ({ id: `${slice}.${name}@${window}`, slice, window });
    const paid = level.disclosed?.count;
    const employers = level.employers === null ? "" : ` of ${LEVEL_EMPLOYERS} employers`;
    const counted = paid === undefined ? "" : `; ${paid} of this window state pay`;
    const why = `too few: a level of pay needs ${LEVEL_FROM} offers${employers}, none of which has most of them${counted}`;
    return [
      ...(level.pay === null ? SPREAD.map((stat) => ({ ...at(`pay.midpoint.${stat}`), why })) : []),
      ...(level.remote === null || level.remote.n < SHARE_FROM
        ? [{ ...at("remote.share"), why: `too few: a share needs ${SHARE_FROM} offers${saidOf(level.remote?.n)}` }]
        : []),
    ];
  });
  return [...ofWeek, ...ofWindows];
}

function saidOf(n: number | undefined): string {
  return n === undefined ? "" : `, and ${n} say where the work is done`;
}

function payOfWeek(slice: string, role: RoleFigures): SuppressedFact[] {
  if (payIsShown(role) && role.pay.midpoint !== null) return [];
  const why = `too few: ${payMissing(role)}`;
  return SPREAD.map((stat) => ({ id: `${slice}.pay.midpoint.${stat}`, slice, window: null, why }));
}

function payMissing({ pay }: RoleFigures): string {
  if (pay.disclosed < LEVEL_FROM) return `${pay.disclosed} of the ${LEVEL_FROM} postings with pay that a level needs`;
  if (pay.employers !== null && pay.employers < LEVEL_EMPLOYERS)
    return `${pay.employers} of the ${LEVEL_EMPLOYERS} employers that a level of pay needs`;
  return "one employer posted most of them";
}

function skillsOfWeek(slice: string, { skills, openings }: RoleFigures): SuppressedFact[] {
  if (skills === null || openings >= SHARE_FROM) return [];
  const why = `too few: ${openings} of the ${SHARE_FROM} openings that a share needs`;
  return skills.slice(0, SKILLS).map(({ name }, index) => {
    return { id: `${slice}.skill-${skillSlug(name, index)}.share`, slice, window: null, why };
  });
}
