import { displayWidth } from "./display-width.ts";
import { inertText } from "./text.ts";

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

/** One reader's mail. Values are escaped in HTML and lose their line breaks in both parts. */
export function fillMail(parts: MailParts, reader: Reader): { html: string; text: string } {
  const values = new Map([...readerValues(parts, reader), ...imageValues(parts.images)]);
  return { html: joined(parts.html, values, escapedHtml), text: joined(parts.text, values, (value) => value) };
}

/** What stands for each token of a reader, not yet escaped. Refuses an unsubscribe address that a browser would run. */
export function readerValues({ nameUnknown }: Pick<MailParts, "nameUnknown">, reader: Reader): Map<string, string> {
  if (!/^(https?:\/\/|mailto:)\S+$/i.test(reader.unsubscribeUrl))
    throw new Error("An unsubscribe address is neither https nor mailto.");
  return new Map([
    ["name", clipped(inertText(reader.name ?? "")) || nameUnknown],
    ["address", inertText(reader.address)],
    ["unsubscribeUrl", reader.unsubscribeUrl],
  ]);
}

/** What stands for the token of each image: the same for all readers. */
export function imageValues(images: MailParts["images"]): Map<string, string> {
  return new Map(images.map(({ chart, source }) => [imageToken(chart), source]));
}

export function imageToken(chart: string): string {
  return `image:${chart}`;
}

/** The whole text; a token without a value is a bug of the caller. */
export function joined(
  pieces: Pieces,
  values: ReadonlyMap<string, string>,
  written: (value: string) => string,
): string {
  let whole = pieces.texts[0] ?? "";
  for (const [index, token] of pieces.tokens.entries()) {
    const value = values.get(token);
    if (value === undefined) throw new Error(`Nothing fills the token ${token} of a mail.`);
    whole += written(value) + (pieces.texts[index + 1] ?? "");
  }
  return whole;
}

/** Braces too: nobody further down the line may take a reader's name for a template. */
export function escapedHtml(value: string): string {
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
