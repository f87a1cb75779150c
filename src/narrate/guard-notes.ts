import type { GuardReason } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import type { Paragraphs } from "../domain/letter.ts";
import { factsFrom } from "./fact-maker.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { nameInText } from "./writer.ts";

const NUMBERS = ["found", "low", "high"] as const;

/** The numbers behind each reason why weeks cannot be compared: `guard.total.0.found`. */
export function guardFacts({ changes, now }: NarrateRequest): Fact[] {
  if (changes === undefined) return [];
  const fact = factsFrom(changes, changes.content.week, now.content.currency);
  const { total, roles } = changes.content.guard;
  return [total, roles].flatMap((reasons, family) =>
    reasons.flatMap((reason, index) =>
      NUMBERS.flatMap((number) => {
        const value = reason[number];
        const place = `${family === 0 ? "total" : "roles"}.${index}.${number}`;
        const unit = reason.code === "pay-share" ? "share" : "count";
        return value === null ? [] : [fact(`guard.${place}`, unit, value, `guard.${place}`)];
      }),
    ),
  );
}

/** Why some or all of the week cannot be compared, in words, each reason once; undefined where nothing stands against it. */
export function guardNotes({ changes, words }: NarrateRequest, facts: FactBook): Paragraphs | undefined {
  const guard = changes?.content.guard;
  const sentences = new Map<string, string>();
  const tell = (reason: GuardReason, family: "total" | "roles", index: number) => {
    const id = `guard.${family}.${index}`;
    // The letter of a first week begins with that.
    if (reason.code === "first-week") return;
    const key = JSON.stringify([reason.code, reason.code === "weeks-missing" ? family : reason.weeks, reason.source]);
    const numbers = NUMBERS.filter((number) => facts.find(`${id}.${number}`) !== undefined);
    const values = Object.fromEntries(numbers.map((number) => [number, facts.n(`${id}.${number}`)]));
    const sentence = words.say(`guard.${reason.code}${reason.code === "weeks-missing" ? `.${family}` : ""}`, {
      found: "",
      low: "",
      high: "",
      ...values,
      source: nameInText(reason.source ?? ""),
      week: words.list(reason.weeks),
    });
    sentences.set(key, sentences.get(key) ?? sentence);
  };
  for (const [index, reason] of (guard?.total ?? []).entries()) tell(reason, "total", index);
  for (const [index, reason] of (guard?.roles ?? []).entries()) tell(reason, "roles", index);
  if (guard === undefined) sentences.set("no-changes", words.say("guard.no-postings"));
  if (sentences.size === 0) return undefined;
  return {
    kind: "paragraphs",
    slot: "guard",
    heading: words.say("guard.heading"),
    paragraphs: [[...sentences.values()].join(" ")],
  };
}
