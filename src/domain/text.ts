/**
 * Text from outside, made safe to stand inside our sentences, headers and pages: no control characters, line breaks or
 * bidirectional controls (they reorder the words around them), no private-use characters (ours mark claims and
 * per-reader values), no lone surrogates, single spaces, trimmed. Letters, emoji and right-to-left scripts stay as they are.
 */
export function inertText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Co}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFD\uFEFF]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
}
