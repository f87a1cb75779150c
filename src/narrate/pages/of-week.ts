import type { Week } from "../../domain/week.ts";
import type { MessageValues } from "../../domain/words.ts";
import { spanOf } from "../span.ts";
import { wholeWeeks } from "../whole-weeks.ts";
import type { Material } from "./material.ts";

/**
 * A message about figures of the newest week that names their time as it is: this week, or the days since the last stored one
 * where the ads of all of them came at once (`<key>.days`, with `{days}`).
 */
export function sayOfWeek(key: string, { newest, facts }: Material, values: MessageValues = {}): string {
  const { suffix, values: days } = spanOf(newest, facts);
  return newest.words.say(`${key}${suffix}`, { ...values, ...days });
}

/** Weeks of the newest edition's history whose counts are not those of a week: they stand on no line beside whole ones. */
export function unlikeWeeks({ newest }: Pick<Material, "newest">): ReadonlySet<Week> {
  const whole = new Set(wholeWeeks(newest).map(({ content }) => content.week));
  return new Set(newest.history.map(({ content }) => content.week).filter((week) => !whole.has(week)));
}
