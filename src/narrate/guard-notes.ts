import type { GuardReason } from "../domain/change.ts";
import type { Fact, Unit } from "../domain/fact.ts";
import type { Paragraphs } from "../domain/letter.ts";
import { isTurnOfYear } from "../domain/week.ts";
import type { MessageValues, Words } from "../domain/words.ts";
import { factsFrom } from "./fact-maker.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { nameInText, type Writer } from "./writer.ts";

const FAMILIES = ["total", "roles"] as const;
const NUMBERS = ["found", "low", "high"] as const;

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

/** Why some or all of the week cannot be compared, in words, each reason once; undefined where nothing stands against it. */
export function guardNotes(
  { changes, words }: NarrateRequest,
  facts: FactBook,
  writer: Writer,
): Paragraphs | undefined {
  const guard = changes?.content.guard;
  const told = new Map<string, string>();
  for (const family of FAMILIES) {
    for (const [index, reason] of (guard?.[family] ?? []).entries()) {
      const key = JSON.stringify([reason.code, reason.code === "weeks-missing" ? family : reason.weeks, reason.source]);
      // The letter of a first week begins with that.
      if (reason.code === "first-week" || told.has(key)) continue;
      const there = NUMBERS.filter((number) => reason[number] !== null);
      const numbers = Object.fromEntries(
        there.map((number) => [number, facts.n(`guard.${family}.${index}.${number}`)]),
      );
      const message = reason.code === "weeks-missing" ? `guard.weeks-missing.${family}` : messageOf(reason);
      told.set(key, writer.write(`guard.${told.size + 1}`, message, valuesOf(reason, numbers, words)));
    }
  }
  if (guard === undefined) told.set("no-changes", writer.write("guard.1", "guard.no-postings"));
  if (told.size === 0) return undefined;
  return {
    kind: "paragraphs",
    slot: "guard",
    heading: words.say("guard.heading"),
    paragraphs: [[...told.values()].join(" ")],
  };
}

/** The sentence of a reason with plain numbers, as a terminal shows it. Missing weeks are named, not counted. */
export function guardSentence(reason: GuardReason, words: Words): string {
  const print = unitOf(reason) === "share" ? words.share : words.count;
  const there = NUMBERS.flatMap((number) => {
    const value = reason[number];
    return value === null ? [] : [[number, print(value)] as const];
  });
  return words.say(messageOf(reason), valuesOf(reason, Object.fromEntries(there), words));
}

function unitOf({ code }: GuardReason): Unit {
  return code === "pay-share" || code === "pay-reread" ? "share" : "count";
}

/** Feeds rest at the turn of the year: the same jump has another reason then. */
function messageOf({ code, weeks }: GuardReason): string {
  return code === "source-rows" && weeks.every(isTurnOfYear) ? "guard.source-rows.year-end" : `guard.${code}`;
}

function valuesOf({ source, weeks }: GuardReason, numbers: MessageValues, words: Words): MessageValues {
  return { found: "", low: "", high: "", ...numbers, source: nameInText(source ?? ""), week: words.list(weeks) };
}
