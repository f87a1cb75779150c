import type { CardPlan } from "../domain/chart-plan.ts";
import { type Placed, takeClaims, unmarked } from "../domain/claim.ts";
import { type CardText, cardLayout, plain } from "./social-card-layout.ts";

/**
 * What can be read on a card, a line each from top to bottom, and the numbers in it by their places. A number that the card
 * has no room for is left out; one that two lines share is none.
 */
export function cardText(card: CardPlan): { readonly text: string; readonly claims: readonly Placed[] } {
  const { texts } = cardLayout(card);
  const text = texts.map((line) => line.text).join("\n");
  const starts = texts.map((_, index) => texts.slice(0, index).reduce((sum, line) => sum + line.text.length + 1, 0));
  const claims: Placed[] = [];
  const read = (source: string, those: (line: CardText) => boolean) => {
    const places = texts.flatMap((line, index) => (those(line) ? lettersOf(line.text, starts[index] ?? 0) : []));
    for (const { offset, printed, fact } of takeClaims("", source).claims) {
      const at = places[lettersBefore(source, offset)];
      const drawn = plain(printed);
      if (at !== undefined && text.startsWith(drawn, at)) claims.push({ offset: at, printed: drawn, fact });
    }
  };
  read(card.newsletter, ({ role }) => role === "newsletter");
  read(card.dateline, ({ role }) => role === "dateline");
  read(card.heading, ({ role }) => role === "heading");
  // Every line of the plan that is not empty is one line of the card.
  const lines = texts.filter(({ role }) => role === "line");
  const shown = card.lines.filter((line) => plain(line) !== "");
  for (const [index, line] of lines.entries()) read(shown[index] ?? "", (each) => each === line);
  return { text, claims };
}

/** How many characters besides spaces a text has before a place in it. */
function lettersBefore(source: string, offset: number): number {
  return plain(`${unmarked(source).slice(0, offset)}x`).replace(/\s/gu, "").length - 1;
}

/** The places of a text's characters besides spaces. */
function lettersOf(text: string, start: number): number[] {
  return [...text.matchAll(/\S/g)].map((match) => start + match.index);
}
