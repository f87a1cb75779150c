import type { Span } from "./phrases.ts";

/** Tells whether the words at a place of a text are fixed ones, reviewed as code is: a message of the pack, or a name. */
export type IsFixed = (text: string, span: Span) => boolean;

/** A piece of a message this short may stand anywhere by chance. */
const LEAST_WORDS = 3;
const LEAST_WHOLE = 2;

/**
 * The fixed pieces of ICU messages, between and inside their arguments. A piece of less than three words counts only where it is
 * a whole message, and a single word never does.
 */
export function fixedPieces(messages: Readonly<Record<string, string | readonly string[]>>): string[] {
  return Object.values(messages)
    .flat()
    .flatMap((message) => {
      const pieces = piecesOf(message);
      return pieces.filter((piece) => piece.split(" ").length >= (message.includes("{") ? LEAST_WORDS : LEAST_WHOLE));
    });
}

/** Text at any depth of braces, without the names of arguments and of their choices. */
function piecesOf(message: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  let isText = true;
  const kinds: boolean[] = [];
  const take = () => {
    const said = piece.replace(/\s+/gu, " ").trim();
    if (isText && said !== "") pieces.push(said);
    piece = "";
  };
  for (const character of message.replaceAll("''", "’")) {
    if (character === "{") {
      take();
      kinds.push(isText);
      // Inside a text an opening brace begins an argument; inside an argument it begins the text of a choice.
      isText = !isText;
    } else if (character === "}") {
      take();
      isText = kinds.pop() ?? true;
    } else piece += character;
  }
  take();
  return pieces;
}

/** `pieces` are of messages, `names` whole texts such as titles; letters of any case, white space of any width. */
export function fixedIn(pieces: readonly string[], names: readonly string[]): IsFixed {
  const known = [...new Set([...pieces, ...names].map(plain).filter((each) => each !== ""))];
  const holding = new Map<string, readonly string[]>();
  const withWord = (word: string): readonly string[] => {
    const kept = holding.get(word) ?? known.filter((each) => each.includes(word));
    holding.set(word, kept);
    return kept;
  };
  const longest = Math.max(0, ...known.map(({ length }) => length));
  return (text, span) => {
    // No more of a long text than a piece can reach.
    const from = Math.max(0, span.start - longest);
    const [start, end] = [span.start - from, span.end - from];
    const whole = plain(text.slice(from, span.end + longest));
    const word = whole.slice(start, end);
    return withWord(word).some((piece) => {
      for (let at = piece.indexOf(word); at >= 0; at = piece.indexOf(word, at + 1))
        if (whole.startsWith(piece, start - at)) return true;
      return false;
    });
  };
}

/** The same number of characters as the text, so that places keep. */
function plain(text: string): string {
  return text.replace(/\s/gu, " ").toLowerCase();
}
