import type { Counted } from "../domain/snapshot.ts";
import { addWeeks, type Week } from "../domain/week.ts";
import { postingsAlike } from "./store.ts";
import { type EarlierPostings, REPOSTED_WEEKS } from "./turnover.ts";

/**
 * The postings that a week's turnover is counted against: those `here` gives, else those stored of a
 * week that was counted alike. Undefined where the week just before has none.
 */
export async function earlierPostings(
  folder: string,
  week: Week,
  counted: Counted,
  here: (week: Week) => string | undefined = () => undefined,
): Promise<EarlierPostings | undefined> {
  const tables: (string | undefined)[] = [];
  for (let back = 1; back <= REPOSTED_WEEKS; back++) {
    const earlier = addWeeks(week, -back);
    tables.push(here(earlier) ?? (await postingsAlike(folder, earlier, counted)));
    if (tables[0] === undefined) return undefined;
  }
  const [before] = tables;
  return before === undefined ? undefined : { before, recent: tables.filter((table) => table !== undefined) };
}
