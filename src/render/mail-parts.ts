import {
  escapedHtml,
  imageToken,
  imageValues,
  joined,
  type MailParts,
  type Pieces,
  READER_TOKENS,
} from "../domain/mail-parts.ts";
import { ReportError } from "../errors.ts";

// Private-use characters; `visibleText` takes them out of everything that comes from a letter or from settings.
const OPEN = "\uE000";
const CLOSE = "\uE001";
const TOKEN = /\uE000([^\uE000\uE001]*)\uE001/u;
const SPAN_OPEN = "\uE002";
const SPAN_CLOSE = "\uE003";
const SPAN = /\uE002(reader|public):([^\uE002\uE003]*)\uE003/gu;

export type Audience = "reader" | "public";

/** The marker of a value that each reader's mail fills in. */
export function readerMark(name: string): string {
  if (!READER_TOKENS.some((token) => token === name)) {
    throw new ReportError(
      "template-invalid",
      `A mail cannot tell a reader's "${name}".`,
      `Choose one of: ${READER_TOKENS.join(", ")}.`,
    );
  }
  return OPEN + name + CLOSE;
}

/** The marker of the place where a chart's image is found. */
export function imageMark(chart: string): string {
  return OPEN + imageToken(chart) + CLOSE;
}

/** Content for one audience only: the subscriber, or whoever reads the public copy. */
export function spanFor(audience: Audience, content: string): string {
  return `${SPAN_OPEN}${audience}:${content}${SPAN_CLOSE}`;
}

/** What one audience gets of a text with spans. */
export function forAudience(audience: Audience, text: string): string {
  return text.replace(SPAN, (_, whose: string, content: string) => (whose === audience ? content : ""));
}

export function splitAtTokens(text: string): Pieces {
  const parts = text.split(TOKEN);
  return { texts: parts.filter((_, index) => index % 2 === 0), tokens: parts.filter((_, index) => index % 2 === 1) };
}

/** The public copy: images filled in; a token about a reader has no place in it. */
export function publicCopy(pieces: Pieces, images: MailParts["images"]): string {
  const stray = pieces.tokens.find((token) => READER_TOKENS.some((name) => name === token));
  if (stray !== undefined) {
    throw new ReportError(
      "template-invalid",
      `The mail tells its reader's "${stray}" in a place that the public copy shows too.`,
      "Put it between {{#forReader}} and {{/forReader}} in templates/mail.",
    );
  }
  return joined(pieces, imageValues(images), escapedHtml);
}
