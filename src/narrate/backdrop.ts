import type { Fact } from "../domain/fact.ts";
import type { Paragraphs } from "../domain/letter.ts";
import { factsFrom } from "./fact-maker.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { addsUp } from "./unrounded.ts";
import type { Writer } from "./writer.ts";

const SLOT = "backdrop";
const ID = "backdrop.ai-postings";

/** What others measured of the market around ours: the share of postings that mention AI, a year earlier, and the difference. */
export function backdropFacts({ backdrop }: Pick<NarrateRequest, "backdrop">): Fact[] {
  if (backdrop === undefined) return [];
  const { week, value, yearEarlier, difference } = backdrop.content;
  const fact = factsFrom(backdrop, week, "");
  return [
    fact(`${ID}.share`, "share", value.share, "value.share"),
    ...(yearEarlier === null
      ? []
      : [fact(`${ID}.share-year-earlier`, "share", yearEarlier.share, "yearEarlier.share")]),
    ...(difference === null ? [] : [fact(`${ID}.difference`, "points", difference, "difference")]),
  ];
}

/** One line, with its source, that says whose postings they are; undefined where the week has no backdrop. */
export function backdropLine(
  { backdrop, words }: Pick<NarrateRequest, "backdrop" | "words">,
  facts: FactBook,
  writer: Writer,
): Paragraphs | undefined {
  if (backdrop === undefined) return undefined;
  const { country, value, difference, source } = backdrop.content;
  const values = {
    country: words.country(country),
    day: words.day(value.day),
    share: facts.n(`${ID}.share`),
    source: source.name,
  };
  const text =
    difference === null
      ? writer.write(SLOT, "backdrop.alone", values)
      : writer.write(SLOT, "backdrop.line", {
          ...values,
          before: facts.n(`${ID}.share-year-earlier`),
          inPoints: facts.size(`${ID}.difference`),
          unrounded: isUnrounded(facts, words.moneyStep) ? "yes" : "no",
          way: Math.abs(difference) < SAME ? "same" : difference > 0 ? "more" : "less",
        });
  const note = writer.write(SLOT, "backdrop.note", { source: source.name, licence: source.licence });
  return { kind: "paragraphs", slot: SLOT, heading: words.say("backdrop.heading"), paragraphs: [`${text} ${note}`] };
}

/** Whether the two shares as printed do not give the printed difference. */
function isUnrounded(facts: FactBook, moneyStep: number): boolean {
  const [size, one, other] = ["difference", "share", "share-year-earlier"].map((stat) => facts.find(`${ID}.${stat}`));
  if (size === undefined || one === undefined || other === undefined || Math.abs(size.value) < SAME) return false;
  return !addsUp(size, one, other, moneyStep);
}

/** Smaller differences print as none. */
const SAME = 0.0005;

/** Texts of the line whose digits state no figure: its day and its licence. */
export function backdropLiterals({ backdrop, words }: Pick<NarrateRequest, "backdrop" | "words">): string[] {
  return backdrop === undefined ? [] : [words.day(backdrop.content.value.day), backdrop.content.source.licence];
}
