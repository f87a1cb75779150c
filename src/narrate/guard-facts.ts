import type { GuardReason } from "../domain/change.ts";
import type { Fact, Unit } from "../domain/fact.ts";
import type { MessageValues } from "../domain/words.ts";
import { factsFrom } from "./fact-maker.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";

export const FAMILIES = ["total", "roles"] as const;
export const NUMBERS = ["found", "low", "high"] as const;

/** The numbers behind each reason why weeks cannot be compared: `guard.total.0.found`. */
export function guardFacts({ changes, now }: NarrateRequest): Fact[] {
  if (changes === undefined) return [];
  const fact = factsFrom(changes, changes.content.week, now.content.currency);
  return FAMILIES.flatMap((family) =>
    changes.content.guard[family].flatMap((reason, index) =>
      NUMBERS.flatMap((number) => {
        const value = reason[number];
        const place = `guard.${family}.${index}.${number}`;
        return value === null ? [] : [fact(place, unitOf(reason), value, place)];
      }),
    ),
  );
}

/** The numbers of the reason at `place` (`guard.total.0`), printed and marked. */
export function numbersOf(reason: GuardReason, place: string, facts: FactBook): MessageValues {
  const there = NUMBERS.filter((number) => reason[number] !== null);
  return Object.fromEntries(there.map((number) => [number, facts.n(`${place}.${number}`)]));
}

export function unitOf({ code }: GuardReason): Unit {
  return code === "pay-share" || code === "pay-reread" ? "share" : "count";
}
