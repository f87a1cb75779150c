import { COMPARE_FROM, UNRELIABLE } from "../domain/suppression.ts";
import type { Week } from "../domain/week.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";

/** The window of a role's pay figures: four weeks, or thirteen where four hold too few, or the week alone. */
export type PayWindow = "@4w" | "@13w" | "";

/** The first of the windows in which a role's pay may be shown; undefined where it may in none. */
export function payWindow(role: string, facts: FactBook): PayWindow | undefined {
  return (["@4w", "@13w", ""] as const).find((at) => facts.find(`${role}.pay.midpoint.median${at}`) !== undefined);
}

/** What a reader must know of a role's median, in words and in a fixed order. */
export interface MedianNotes {
  /** It could be off by more than a fifth; or it has no interval to tell, and few offers stand behind it. */
  readonly unreliable: boolean;
  /** One employer moves this: the plain median lies outside its employer-capped interval. */
  readonly moved: boolean;
  /** Where fewer offers than two samples are compared from stand behind it. */
  readonly small: boolean;
  /** Weeks of the window as printed, where it is not that of the other roles. */
  readonly weeks: string | undefined;
  /** The share of ads that state pay as printed; undefined where every ad of the source does, or none is known. */
  readonly disclosed: string | undefined;
}

export function medianNotes(
  role: string,
  at: PayWindow,
  request: Pick<NarrateRequest, "changes">,
  facts: FactBook,
): MedianNotes {
  const median = facts.find(`${role}.pay.midpoint.median${at}`);
  const [low, high] = median?.interval ?? [0, 0];
  const small = (median?.n ?? 0) < COMPARE_FROM;
  const level = levelOf(role, at, request);
  return {
    unreliable:
      level?.pay?.unreliable === true ||
      (high - low) / 2 > UNRELIABLE * (median?.value ?? 0) ||
      (median?.interval === null && small),
    moved: level?.pay?.movedByOneEmployer === true,
    small,
    weeks: at === "@13w" ? facts.n(`${role}.window.weeks@13w`) : undefined,
    disclosed: disclosedShare(role, at, facts),
  };
}

/**
 * The share of ads behind a pay figure that state their pay, printed; undefined where the whole source does, which the small
 * print says once, or where the window does not tell.
 */
export function disclosedShare(role: string, at: PayWindow | `@${Week}`, facts: FactBook): string | undefined {
  if (facts.find("total.disclosed.share")?.value === 1) return undefined;
  const id = `${role}.disclosed.share${at}`;
  return facts.find(id) === undefined ? undefined : facts.n(id);
}

/** The stored level behind a role's pay figures; undefined where they are of the week alone. */
function levelOf(role: string, at: PayWindow, { changes }: Pick<NarrateRequest, "changes">) {
  return changes?.content.levels.find(({ slice, window }) => slice === role && `@${window}` === at)?.now;
}
