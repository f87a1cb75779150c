import { markedLiteral } from "../domain/claim.ts";
import type { Passage } from "../domain/edition.ts";
import { type EditorText, letterInvalid } from "../domain/editor-letter.ts";
import type { TextProblem } from "../domain/front-matter.ts";
import type { Inline } from "../domain/inline-text.ts";
import { INTRO_SLOT, type Paragraphs } from "../domain/letter.ts";
import { nearestFacts } from "../domain/nearest-facts.ts";
import { styled, unstyled } from "../domain/prose.ts";
import { editorsDelta, editorsVerdict } from "./editor-claims.ts";
import { choiceProblems } from "./pins.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { suppressedFacts } from "./suppressed.ts";
import { passageOf } from "./writer.ts";

/** Digits of the editor's that state nothing about the data: why, or null for a name that holds them. */
export interface EditorLiteral {
  readonly text: string;
  readonly reason: string | null;
  readonly line: number;
}

/** The editor's words with their numbers filled in and marked; what the editor left out is undefined. */
export interface EditorWords {
  readonly subject: string | undefined;
  readonly preheader: string | undefined;
  readonly intro: Paragraphs | undefined;
  readonly passages: readonly Passage[];
  /** By the place that their marks tell. */
  readonly literals: ReadonlyMap<string, EditorLiteral>;
}

const NOTHING: EditorWords = {
  subject: undefined,
  preheader: undefined,
  intro: undefined,
  passages: [],
  literals: new Map(),
};

/**
 * Numbers are printed as their facts say. Facts that do not exist, are not shown, or have no change to tell are one
 * `letter-invalid` with lines and the nearest ids, and so are pins and mutes that mean nothing.
 */
export function editorWords(request: NarrateRequest, facts: FactBook): EditorWords {
  const { letter } = request;
  if (letter === undefined) return NOTHING;
  const { subject, preheader, intro } = letter.content;
  const literals = new Map<string, EditorLiteral>();
  const problems = choiceProblems(request, facts);
  const said = (text: EditorText | null) =>
    text === null
      ? undefined
      : text.pieces.map((piece) => pieceText(piece, { request, facts, literals, problems })).join("");
  const [ownSubject, ownPreheader, paragraphs] = [
    said(subject),
    said(preheader),
    intro.map((text) => said(text) ?? ""),
  ];
  if (problems.length > 0) throw letterInvalid(letter.path, problems);
  const slots: [string, string | undefined][] = [
    ["subject", ownSubject],
    ["preheader", ownPreheader],
    ...paragraphs.map((text, index): [string, string] => [`${INTRO_SLOT}.${index + 1}`, text]),
  ];
  return {
    subject: ownSubject,
    preheader: ownPreheader,
    intro: paragraphs.length === 0 ? undefined : { kind: "paragraphs", slot: INTRO_SLOT, heading: null, paragraphs },
    passages: slots.flatMap(([slot, text]) => (text === undefined ? [] : [passageOf(slot, 0, unstyled(text))])),
    literals,
  };
}

interface Filling {
  readonly request: NarrateRequest;
  readonly facts: FactBook;
  readonly literals: Map<string, EditorLiteral>;
  readonly problems: TextProblem[];
}

function pieceText(piece: Inline, filling: Filling): string {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "claim":
      return claimText(piece, filling);
    case "literal": {
      const { text, reason, line } = piece;
      const place = String(filling.literals.size + 1);
      filling.literals.set(place, { text, reason, line });
      return markedLiteral(text, place);
    }
    case "styled":
      return styled(piece.inner.map((inner) => pieceText(inner, filling)).join(""), piece.style);
  }
}

function claimText(piece: Extract<Inline, { kind: "claim" }>, { request, facts, problems }: Filling): string {
  const fact = facts.find(piece.fact);
  if (fact === undefined) {
    problems.push(unknownFact(piece, request, facts));
    return "";
  }
  if (piece.show === "n") return facts.n(fact.id);
  const told = piece.show === "delta" ? editorsDelta(fact, request, facts) : editorsVerdict(fact, request);
  if (typeof told === "string") return told;
  problems.push({ line: piece.line, ...told });
  return "";
}

function unknownFact({ fact: id, line }: { fact: string; line: number }, request: NarrateRequest, facts: FactBook) {
  const { week } = request;
  const search = `"trends facts --week ${week} --search <words>" finds`;
  const near = nearestFacts(
    id,
    facts.all.map((fact) => fact.id),
  );
  const fix = near.length === 0 ? `${search} ids.` : `Did you mean: ${near.join(", ")}? ${search} others.`;
  const suppressed = suppressedFacts(request).find((each) => each.id === id);
  const why = suppressed === undefined ? `${week} has no fact "${id}"` : `"${id}" is not shown (${suppressed.why})`;
  return { line, why, fix };
}
