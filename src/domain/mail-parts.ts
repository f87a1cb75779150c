import { displayWidth } from "./display-width.ts";
import { inertText } from "./text.ts";

/** What a mail may say about its reader. Nothing else of a reader ever enters one. */
export const READER_TOKENS = ["name", "address", "unsubscribeUrl", "preferencesUrl"] as const;
export type ReaderToken = (typeof READER_TOKENS)[number];

/** Static text and, between each two pieces of it, the token that stands there: one piece more than tokens. */
export interface Pieces {
  readonly texts: readonly string[];
  readonly tokens: readonly string[];
}

/** The token where a reader's roles stand, between the pieces of the frame. */
export const ROLES_TOKEN = "roles";

/** What a mail says of one role: it stands on its own, and holds no value of a reader. */
export interface RoleBlock {
  readonly role: string;
  readonly html: string;
  readonly text: string;
}

/** Blocks in the order of the letter, and what stands above them in the mail of a reader who follows any. */
export interface RoleBlocks {
  readonly heading: { readonly html: string; readonly text: string };
  readonly blocks: readonly RoleBlock[];
}

/** The mail of an edition, compiled once; a reader's mail is a join. Plain data: it can be stored and hashed. */
export interface MailParts {
  /** The frame: the letter as it is for all. */
  readonly html: Pieces;
  readonly text: Pieces;
  readonly roles: RoleBlocks;
  /** Stands for the name of a reader who gave none. */
  readonly nameUnknown: string;
  /** Where each chart's image is found by the mail: its address on the site, or `cid:…`. */
  readonly images: readonly { readonly chart: string; readonly source: string }[];
}

export interface Reader {
  readonly name: string | null;
  readonly address: string;
  /** https or mailto, as the next. */
  readonly unsubscribeUrl: string;
  readonly preferencesUrl: string;
  /** Slugs of the roles that the reader follows, in any order; those that the edition does not know are left out. */
  readonly roles: readonly string[];
}

/** What stands for the tokens of a reader. */
export type ReaderValues = Omit<Reader, "roles">;

/** Places in a line. Longer names are cut: a name field is where others put advertisements. */
const NAME_WIDTH = 40;

/** One reader's mail. Values are escaped in HTML and lose their line breaks in both parts. */
export function fillMail(parts: MailParts, reader: Reader): { html: string; text: string } {
  const values = new Map([...readerValues(parts, reader), ...imageValues(parts.images)]);
  const { html, text } = withRoles(parts, reader.roles);
  return { html: joined(html, values, escapedHtml), text: joined(text, values, (value) => value) };
}

/** The frame with the blocks of these roles in it, in the order of the letter; without any, nothing stands in their place. */
export function withRoles(parts: MailParts, roles: readonly string[]): Pick<MailParts, "html" | "text"> {
  const { heading } = parts.roles;
  const blocks = blocksOf(parts.roles, roles);
  const section = (part: "html" | "text") =>
    blocks.length === 0 ? "" : heading[part] + blocks.map((block) => block[part]).join("");
  return { html: settled(parts.html, section("html")), text: settled(parts.text, section("text")) };
}

/** The blocks of these roles in the order of the letter. */
export function blocksOf({ blocks }: RoleBlocks, roles: readonly string[]): RoleBlock[] {
  return blocks.filter(({ role }) => roles.includes(role));
}

/** The roles of which a mail says something. */
export function knownRoles({ roles }: Pick<MailParts, "roles">): ReadonlySet<string> {
  return new Set(roles.blocks.map(({ role }) => role));
}

/** The pieces with static text in the place of the roles. */
function settled({ texts, tokens }: Pieces, section: string): Pieces {
  const at = tokens.indexOf(ROLES_TOKEN);
  if (at === -1) return { texts, tokens };
  const joint = `${texts[at] ?? ""}${section}${texts[at + 1] ?? ""}`;
  return { texts: [...texts.slice(0, at), joint, ...texts.slice(at + 2)], tokens: tokens.toSpliced(at, 1) };
}

/** What stands for each token of a reader, not yet escaped. Refuses a link that a browser would run. */
export function readerValues(
  { nameUnknown }: Pick<MailParts, "nameUnknown">,
  reader: ReaderValues,
): Map<string, string> {
  if (![reader.unsubscribeUrl, reader.preferencesUrl].every((url) => /^(https?:\/\/|mailto:)\S+$/i.test(url)))
    throw new Error("A reader's link is neither https nor mailto.");
  return new Map([
    ["name", clipped(inertText(reader.name ?? "")) || nameUnknown],
    ["address", inertText(reader.address)],
    ["unsubscribeUrl", reader.unsubscribeUrl],
    ["preferencesUrl", reader.preferencesUrl],
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
