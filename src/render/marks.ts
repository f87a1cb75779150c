import { marked, replaceMarked } from "../domain/claim.ts";
import { displayWidth } from "../domain/display-width.ts";

// What `inertText` refuses, but one character for one: a letter's own no-break and thin spaces stay as they are, and so do
// the isolates (U+2068, U+2069) that the narrate stage puts around a right-to-left name.
const UNSEEN = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066\u2067\uFFFD\uFEFF]+/gu;
const PRIVATE = /\p{Co}/gu;
const PRIVATE_BUT_MARKS = /(?![\uE010-\uE012])\p{Co}/gu;

/**
 * A letter's text with its marked numbers and nothing else that could mean something to us: every other private-use
 * character (ours mark readers' values), control character and bidirectional control is taken out.
 */
export function visibleText(text: string): string {
  const held = heldMarks((mark) => mark);
  const hidden = held.hide(text.toWellFormed().replace(UNSEEN, " ").replace(PRIVATE_BUT_MARKS, ""));
  return held.restore(hidden.replace(PRIVATE, (character) => (held.isStandIn(character) ? character : "")));
}

/**
 * Marked numbers, each replaced while lines are laid out by private-use characters of the same width. Without this a
 * number's mark would count as text, and a line break could fall into it.
 */
export function standIns(): Pick<HeldMarks, "hide" | "restore"> {
  return heldMarks((mark, printed) => mark + FILL.repeat(Math.max(0, displayWidth(printed) - 1)));
}

interface HeldMarks {
  hide(text: string): string;
  restore(text: string): string;
  isStandIn(character: string): boolean;
}

/** First character of the second private-use plane; the number of a mark is added to it. */
const FIRST = 0xf0000;
const FILL = "\uE020";
const STAND_IN = /[\u{F0000}-\u{FFFFD}]/gu;

function heldMarks(standIn: (character: string, printed: string) => string): HeldMarks {
  const marks: string[] = [];
  return {
    hide: (text) =>
      replaceMarked(text, (printed, fact) => {
        marks.push(marked(printed, fact));
        return standIn(String.fromCodePoint(FIRST + marks.length - 1), printed);
      }),
    restore: (text) =>
      text.replaceAll(FILL, "").replace(STAND_IN, (character) => marks[(character.codePointAt(0) ?? 0) - FIRST] ?? ""),
    isStandIn: (character) =>
      (character.codePointAt(0) ?? 0) >= FIRST && (character.codePointAt(0) ?? 0) < FIRST + marks.length,
  };
}
