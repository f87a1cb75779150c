import { inertText } from "../domain/text.ts";
import { ReportError } from "../errors.ts";
import { displayWidth } from "./text-layout.ts";

/** What a mail may say about its reader. Nothing else of a reader ever enters one. */
export const READER_TOKENS = ["name", "address", "unsubscribeUrl"] as const;
export type ReaderToken = (typeof READER_TOKENS)[number];

/** Static text and, between each two pieces of it, the token that stands there: one piece more than tokens. */
export interface Pieces {
  readonly texts: readonly string[];
  readonly tokens: readonly string[];
}

/** The mail of an edition, compiled once; a reader's mail is a join. Plain data: it can be stored and hashed. */
export interface MailParts {
  readonly html: Pieces;
  readonly text: Pieces;
  /** Stands for the name of a reader who gave none. */
  readonly nameUnknown: string;
  /** Where each chart's image is found by the mail: its address on the site, or `cid:…`. */
  readonly images: readonly { readonly chart: string; readonly source: string }[];
}

export interface Reader {
  readonly name: string | null;
  readonly address: string;
  /** https or mailto. */
  readonly unsubscribeUrl: string;
}

/** Places in a line. Longer names are cut: a name field is where others put advertisements. */
const NAME_WIDTH = 40;

// Private-use characters; `visibleText` takes them out of everything that comes from a letter or from settings.
const OPEN = "\uE000";
const CLOSE = "\uE001";
const TOKEN = /\uE000([^\uE000\uE001]*)\uE001/u;
const SPAN_OPEN = "\uE002";
const SPAN_CLOSE = "\uE003";
const SPAN = /\uE002(reader|public):([^\uE002\uE003]*)\uE003/gu;

export type Audience = "reader" | "public";

/** One reader's mail. Values are escaped in HTML and lose their line breaks in both parts. */
export function fillMail(parts: MailParts, reader: Reader): { html: string; text: string } {
  if (!/^(https?:\/\/|mailto:)\S+$/i.test(reader.unsubscribeUrl))
    throw new Error("An unsubscribe address is neither https nor mailto.");
  const values = new Map<string, string>([
    ["name", clipped(inertText(reader.name ?? "")) || parts.nameUnknown],
    ["address", inertText(reader.address)],
    ["unsubscribeUrl", reader.unsubscribeUrl],
    ...parts.images.map(({ chart, source }) => [imageToken(chart), source] as const),
  ]);
  return { html: joined(parts.html, values, escapedHtml), text: joined(parts.text, values, (value) => value) };
}

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
  return joined(pieces, new Map(images.map(({ chart, source }) => [imageToken(chart), source])), escapedHtml);
}

function imageToken(chart: string): string {
  return `image:${chart}`;
}

function joined(pieces: Pieces, values: ReadonlyMap<string, string>, written: (value: string) => string): string {
  let whole = pieces.texts[0] ?? "";
  for (const [index, token] of pieces.tokens.entries()) {
    const value = values.get(token);
    if (value === undefined) throw new Error(`Nothing fills the token ${token} of a mail.`);
    whole += written(value) + (pieces.texts[index + 1] ?? "");
  }
  return whole;
}

/** Braces too: nobody further down the line may take a reader's name for a template. */
function escapedHtml(value: string): string {
  return value.replace(/[&<>"'{}]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function clipped(name: string): string {
  if (displayWidth(name) <= NAME_WIDTH) return name;
  let kept = "";
  for (const letter of name) {
    if (displayWidth(kept + letter) >= NAME_WIDTH) break;
    kept += letter;
  }
  return `${kept}…`;
}
