import type { WeekChanges } from "../../domain/change.ts";
import type { Fact } from "../../domain/fact.ts";
import type { RoleFigures } from "../../domain/snapshot.ts";
import { COMPARE_FROM, LEVEL_FROM, SHARE_FROM } from "../../domain/suppression.ts";
import type { Words } from "../../domain/words.ts";
import { factsFrom, type Maker } from "../fact-maker.ts";
import type { FactBook } from "../print.ts";
import type { Stored } from "../request.ts";

/** The ids of a role's remote share, and of the counts behind it. */
export interface RemoteIds {
  readonly share: string;
  readonly count: string;
  readonly n: string;
}

/** The remote share of the window with its counts; a share of five to nine offers too, which never stands without them. */
export function remoteWindowFacts(changes: Stored<WeekChanges>): Fact[] {
  const fact = factsFrom(changes, changes.content.week, "");
  return changes.content.levels.flatMap(({ slice, window, now: { remote } }, index) => {
    if (window !== "4w" || remote === null || remote.n < LEVEL_FROM) return [];
    const field = `levels.${index}.now.remote`;
    return [
      fact(`${slice}.remote.count@4w`, "count", remote.count, `${field}.count`, { n: remote.n }),
      fact(`${slice}.remote.n@4w`, "count", remote.n, `${field}.n`),
      ...(remote.n < SHARE_FROM
        ? [fact(`${slice}.remote.share@4w`, "share", remote.count / remote.n, `${field}.count`, { n: remote.n })]
        : []),
    ];
  });
}

/** The same of the week alone, for a role without a window. */
export function remoteWeekFacts(slice: string, { workplace, openings }: RoleFigures, fact: Maker): Fact[] {
  const remote = workplace?.remote ?? null;
  if (remote === null || openings < LEVEL_FROM) return [];
  const field = `roles.${slice}.workplace.remote`;
  return [
    fact(`${slice}.workplace-remote.count`, "count", remote, field, { n: openings }),
    fact(`${slice}.workplace-remote.share`, "share", remote / openings, field, { n: openings }),
  ];
}

/** The role's remote share in its window, or in the week alone; undefined where it is not known. */
export function remoteIds(role: string, facts: FactBook): RemoteIds | undefined {
  const window = { share: `${role}.remote.share@4w`, count: `${role}.remote.count@4w`, n: `${role}.remote.n@4w` };
  const week = {
    share: `${role}.workplace-remote.share`,
    count: `${role}.workplace-remote.count`,
    n: `${role}.openings.count`,
  };
  return [window, week].find((ids) => Object.values(ids).every((id) => facts.find(id) !== undefined));
}

/** "2 of 9", for a share of fewer offers than two samples are compared from; null for a larger sample. */
export function remoteSample(role: string, facts: FactBook, words: Words): string | null {
  const ids = remoteIds(role, facts);
  if (ids === undefined || (facts.find(ids.n)?.value ?? 0) >= COMPARE_FROM) return null;
  return words.say("page.count-of", { count: facts.n(ids.count), n: facts.n(ids.n) });
}
