import type { Passage } from "../domain/edition.ts";
import { type EditorLetter, type EditorText, letterInvalid } from "../domain/editor-letter.ts";
import type { TextProblem } from "../domain/front-matter.ts";
import type { Inline } from "../domain/inline-text.ts";
import { INTRO_SLOT, type Paragraphs } from "../domain/letter.ts";
import { nearestFacts } from "../domain/nearest-facts.ts";
import { styled, unstyled } from "../domain/prose.ts";
import type { FactBook } from "./print.ts";
import type { Stored } from "./request.ts";
import { passageOf } from "./writer.ts";

/** The editor's words with their numbers filled in and marked; what the editor left out is undefined. */
export interface EditorWords {
  readonly subject: string | undefined;
  readonly preheader: string | undefined;
  readonly intro: Paragraphs | undefined;
  readonly passages: readonly Passage[];
}

/** Numbers are printed as their facts say. Facts that do not exist are one `letter-invalid` with lines and the nearest ids. */
export function editorWords(letter: Stored<EditorLetter> | undefined, facts: FactBook, week: string): EditorWords {
  if (letter === undefined) return { subject: undefined, preheader: undefined, intro: undefined, passages: [] };
  const { subject, preheader, intro } = letter.content;
  const all = [subject, preheader, ...intro].filter((text) => text !== null);
  const problems = all.flatMap(({ pieces }) => unknownFacts(pieces, facts, week));
  if (problems.length > 0) throw letterInvalid(letter.path, problems);
  const said = (text: EditorText | null) => (text === null ? undefined : textOf(text.pieces, facts));
  const paragraphs = intro.map(({ pieces }) => textOf(pieces, facts));
  const slots: [string, string | undefined][] = [
    ["subject", said(subject)],
    ["preheader", said(preheader)],
    ...paragraphs.map((text, index): [string, string] => [`${INTRO_SLOT}.${index + 1}`, text]),
  ];
  return {
    subject: said(subject),
    preheader: said(preheader),
    intro: paragraphs.length === 0 ? undefined : { kind: "paragraphs", slot: INTRO_SLOT, heading: null, paragraphs },
    passages: slots.flatMap(([slot, text]) => (text === undefined ? [] : [passageOf(slot, 0, unstyled(text))])),
  };
}

function textOf(pieces: readonly Inline[], facts: FactBook): string {
  return pieces.map((piece) => pieceText(piece, facts)).join("");
}

function pieceText(piece: Inline, facts: FactBook): string {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "claim":
      return facts.n(piece.fact);
    case "styled":
      return styled(textOf(piece.inner, facts), piece.style);
  }
}

function unknownFacts(pieces: readonly Inline[], facts: FactBook, week: string): TextProblem[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === "styled") return unknownFacts(piece.inner, facts, week);
    if (piece.kind !== "claim" || facts.find(piece.fact) !== undefined) return [];
    const near = nearestFacts(
      piece.fact,
      facts.all.map(({ id }) => id),
    );
    const fix =
      near.length === 0
        ? `"trends facts --week ${week} --search <words>" finds ids.`
        : `Did you mean: ${near.join(", ")}? "trends facts --week ${week} --search <words>" finds others.`;
    return [{ line: piece.line, why: `${week} has no fact "${piece.fact}"`, fix }];
  });
}
