import type { PlaceRules, PlaceSense } from "./place-rules.ts";
import { type PlaceToken, placeTokens } from "./place-tokens.ts";

/** A name that a text holds, and what it may mean. Without meanings it is a word that no rule knows, as it is written. */
export interface PlaceName {
  readonly key: string;
  readonly written: string;
  readonly senses: readonly PlaceSense[];
  /** What parts it from the name before: a break, or less, so that both may belong together. */
  readonly before: "break" | "comma" | "dash" | "space";
}

/** The most tokens of a text that are read: a list of a hundred places. */
const READ_TOKENS = 400;

type Piece =
  | {
      readonly kind: "known";
      readonly key: string;
      readonly senses: readonly PlaceSense[];
      readonly tokens: PlaceToken[];
    }
  | { readonly kind: "noise" | "unknown"; readonly tokens: PlaceToken[] };

/** The names of a text in their order, known or not. Words that name no place are gone. Linear in the text. */
export function placeNames(text: string, rules: PlaceRules): PlaceName[] {
  const tokens = placeTokens(text).slice(0, READ_TOKENS);
  const names: PlaceName[] = [];
  let before: PlaceName["before"] = "break";
  let atom: Piece[] = [];
  const close = () => {
    for (const name of namesOf(atom, before, text, rules)) names.push(name);
    if (atom.some(({ kind }) => kind !== "noise")) before = "space";
    atom = [];
  };
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    const piece = token.kind === "word" ? pieceAt(tokens, at, rules) : undefined;
    if (piece !== undefined) {
      atom.push(piece);
      at += piece.tokens.length;
      continue;
    }
    close();
    before = wider(before, token.kind === "word" ? "break" : token.kind);
    at++;
  }
  close();
  return names;
}

/** The longest name that begins at a token, known or noise; else the word itself. Undefined for a joiner. */
function pieceAt(tokens: readonly PlaceToken[], at: number, rules: PlaceRules): Piece | undefined {
  const word = tokens[at]?.key ?? "";
  const isLittle = isLittleWord(tokens, at, rules);
  let key = "";
  let found: Piece | undefined;
  for (let length = 1; length <= rules.longest; length++) {
    const next = tokens[at + length - 1];
    if (next === undefined || next.key === "") break;
    key = length === 1 ? next.key : `${key} ${next.key}`;
    const taken = () => tokens.slice(at, at + length);
    const senses = rules.senses.get(key);
    if (senses !== undefined && !(length === 1 && isLittle && !isCode(tokens, at, rules)))
      found = { kind: "known", key, senses, tokens: taken() };
    else if (rules.noise.has(key)) found = { kind: "noise", tokens: taken() };
  }
  if (found !== undefined) return found;
  if (rules.joiners.has(word)) return undefined;
  return { kind: /\p{N}/u.test(word) ? "noise" : "unknown", tokens: tokens.slice(at, at + 1) };
}

/** Whether a word that some code is spelt like is more likely a word here: "in", the "de" of a name, the "St" of "St Helena". */
function isLittleWord(tokens: readonly PlaceToken[], at: number, rules: PlaceRules): boolean {
  const word = tokens[at]?.key ?? "";
  if (rules.joiners.has(word) || rules.noise.has(word)) return true;
  if (tokens[at + 1]?.kind !== "word" || rules.alone.has(word)) return false;
  return rules.compounds.has(word) || (rules.smallWords.has(word) && tokens[at - 1]?.kind === "word");
}

/** Whether a small word is a code here: at the end, behind a comma or a name. "Portland, OR", but not "NY or SF". */
function isCode(tokens: readonly PlaceToken[], at: number, rules: PlaceRules): boolean {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (before?.kind !== "comma" && !rules.senses.has(before?.key ?? "")) return false;
  return after === undefined || after.kind !== "word" || (before?.kind === "comma" && rules.joiners.has(after.key));
}

/** The names of what stands between two separators. */
function namesOf(atom: readonly Piece[], before: PlaceName["before"], text: string, rules: PlaceRules): PlaceName[] {
  const pieces = withoutNoise(atom, rules);
  const isUnknown = ({ kind }: Piece) => kind !== "known";
  const lastUnknown = pieces.findLastIndex(({ kind }) => kind === "unknown");
  if (lastUnknown < 0) return namedInTurn(pieces, before, text);
  const tail = pieces.slice(lastUnknown + 1);
  const [next] = tail;
  if (next?.kind !== "known" || !pieces.slice(0, lastUnknown + 1).every(isUnknown))
    return [unknownName(pieces, before, text)];
  const withNext = pieces.slice(0, lastUnknown + 2);
  if (rules.compounds.has(lastWord(pieces[lastUnknown])))
    return [unknownName(withNext, before, text), ...namedInTurn(tail.slice(1), "space", text)];
  if (!isCity(next)) return [unknownName(withNext.slice(0, -1), before, text), ...namedInTurn(tail, "space", text)];
  const [city, ...rest] = namedInTurn(tail, before, text);
  return city === undefined ? [] : [{ ...city, written: writtenOf(withNext, text) }, ...rest];
}

/**
 * The pieces from the first to the last that name something. What is noise elsewhere belongs to a name here and there: "West"
 * before a city makes another one of it, "City" behind a name is part of it, and "County" makes another one of it.
 */
function withoutNoise(atom: readonly Piece[], rules: PlaceRules): readonly Piece[] {
  const first = atom.findIndex(({ kind }) => kind !== "noise");
  const last = atom.findLastIndex(({ kind }) => kind !== "noise");
  const pieces = first < 0 ? [] : atom.slice(first, last + 1);
  const [start] = pieces;
  const end = pieces.at(-1);
  const ahead = atom[first - 1];
  const behind = atom[last + 1];
  if (start === undefined || end === undefined) return [];
  const after = lastWord(behind);
  if (behind !== undefined && (rules.counties.has(after) || rules.endings.has(after) || rules.areas.has(after))) {
    const tokens = [...end.tokens, ...behind.tokens];
    const isArea = rules.counties.has(after) || (rules.endings.has(after) && !isCity(end));
    if (end.kind === "unknown" || isArea) pieces.splice(-1, 1, { kind: "unknown", tokens });
    else if (rules.endings.has(after)) pieces.splice(-1, 1, { ...end, tokens });
  }
  const isOther =
    ahead !== undefined && rules.compounds.has(lastWord(ahead)) && (isCity(start) || start.kind === "unknown");
  return isOther ? [{ kind: "unknown", tokens: ahead.tokens }, ...pieces] : pieces;
}

function isCity(piece: Piece | undefined): boolean {
  return piece?.kind === "known" && piece.senses.some(({ kind }) => kind === "city");
}

function lastWord(piece: Piece | undefined): string {
  return piece?.tokens.at(-1)?.key ?? "";
}

function namedInTurn(pieces: readonly Piece[], before: PlaceName["before"], text: string): PlaceName[] {
  return pieces
    .flatMap((piece) => (piece.kind === "known" ? [piece] : []))
    .map(({ key, senses, tokens }, index) => ({
      key,
      senses,
      written: writtenOf([{ kind: "noise", tokens }], text),
      before: index === 0 ? before : "space",
    }));
}

function unknownName(pieces: readonly Piece[], before: PlaceName["before"], text: string): PlaceName {
  return { key: "", written: writtenOf(pieces, text), senses: [], before };
}

function writtenOf(pieces: readonly Piece[], text: string): string {
  return text.slice(pieces[0]?.tokens[0]?.start ?? 0, pieces.at(-1)?.tokens.at(-1)?.end ?? 0);
}

function wider(one: PlaceName["before"], other: PlaceName["before"]): PlaceName["before"] {
  const widths = ["space", "comma", "dash", "break"] as const;
  return widths[Math.max(widths.indexOf(one), widths.indexOf(other))] ?? "break";
}
