import type { Scorecard } from "../../domain/scorecard.ts";
import type { Snapshot } from "../../domain/snapshot.ts";
import type { Week } from "../../domain/week.ts";
import { payWindow } from "../pay-cell.ts";
import type { FactBook } from "../print.ts";
import type { NarrateRequest, Stored } from "../request.ts";
import { nameInText } from "../writer.ts";

/** What the archive holds of one edition, as it was told there. */
export interface EditionDigest {
  readonly week: Week;
  readonly heading: string;
  readonly preheader: string;
  /** The edition's news in its order, each with the roles whose figures it states. */
  readonly news: readonly { readonly text: string; readonly slices: readonly string[] }[];
}

/** Everything that pages may be told from. Nothing else is read. */
export interface PageRequest {
  /** What the edition of the newest stored week is told from. */
  readonly newest: NarrateRequest;
  /** Every stored week, ascending, the newest last. */
  readonly weeks: readonly Stored<Snapshot>[];
  /** Editions in the archive, ascending. */
  readonly editions: readonly EditionDigest[];
  /** Roles of each comparison page, each in alphabetical order, in order of their addresses. */
  readonly comparisons: readonly (readonly string[])[];
  /** What became of the rises and falls that these editions print. */
  readonly scorecard: Scorecard;
}

/** A request with what all pages share: the facts, and each role's title. */
export interface Material extends PageRequest {
  readonly facts: FactBook;
  /** Every role of any stored week by slug, alphabetically, with the title it was last known by. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Titles of all roles that were ever stored; a later week's title replaces an earlier one's. */
export function titlesOf(weeks: readonly Stored<Snapshot>[]): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const { content } of weeks)
    for (const [slug, { title }] of Object.entries(content.roles)) titles.set(slug, title);
  return new Map([...titles].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A role's name inside a sentence of ours. */
export function nameOf(role: string, { titles }: Material): string {
  return nameInText(titles.get(role) ?? role);
}

/** The first of the facts that is known. */
export function firstKnown(ids: readonly string[], facts: FactBook): string | undefined {
  return ids.find((id) => facts.find(id) !== undefined);
}

/** The fact of a role over its window, or of the week alone where there is no window. */
export function windowed(role: string, metric: string, facts: FactBook): string | undefined {
  return firstKnown([`${role}.${metric}@4w`, `${role}.${metric}`], facts);
}

/** The fact of a role's pay in the first window in which it may be shown: four weeks, thirteen, or the week alone. */
export function ofPay(role: string, stat: string, facts: FactBook): string | undefined {
  const at = payWindow(role, facts);
  return at === undefined ? undefined : firstKnown([`${role}.pay.${stat}${at}`], facts);
}
