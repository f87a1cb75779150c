import {
  escapedHtml,
  imageToken,
  imageValues,
  joined,
  type MailParts,
  type Pieces,
  READER_TOKENS,
  ROLES_TOKEN,
} from "../domain/mail-parts.ts";
import { ReportError } from "../errors.ts";

// Private-use characters; `visibleText` takes them out of everything that comes from a letter or from settings.
const OPEN = "\uE000";
const CLOSE = "\uE001";
const TOKEN = /\uE000([^\uE000\uE001]*)\uE001/u;
const SPAN_OPEN = "\uE002";
const SPAN_CLOSE = "\uE003";
const ROLES_OPEN = "\uE004";
const ROLE = "\uE005";
const ROLE_NAMED = "\uE006";
const ROLES_CLOSE = "\uE007";
const ROLES = /\s*\uE004([^\uE004\uE007]*)\uE007\s*/u;
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

/** The marks around what a mail says of a reader's roles, and the one that begins each role. */
export const ROLE_MARKS = {
  open: ROLES_OPEN,
  close: ROLES_CLOSE,
  begin: (role: string) => ROLE + role + ROLE_NAMED,
} as const;

/** A text with a section of roles, taken apart; `blocks` by role, in order. */
export interface WithoutRoles {
  /** The rest, with a token in the section's place. */
  readonly frame: string;
  readonly heading: string;
  readonly blocks: readonly { readonly role: string; readonly content: string }[];
}

/**
 * Takes the section of roles out, with the white space around it, for which `gap` stands; a text without one is its own frame.
 * Refuses what only one reader's mail may say in it.
 */
export function withoutRoles(text: string, gap = ""): WithoutRoles {
  const section = ROLES.exec(text)?.[1];
  if (section === undefined) return { frame: text, heading: "", blocks: [] };
  if (TOKEN.test(section)) {
    throw new ReportError(
      "template-invalid",
      "The mail tells a value of its reader, or shows a chart, between its roles.",
      "Put it into another partial of templates/mail: a role's part is the same for all who follow the role.",
    );
  }
  const [heading = "", ...blocks] = section.split(ROLE);
  return {
    frame: text.replace(ROLES, gap + OPEN + ROLES_TOKEN + CLOSE),
    heading,
    blocks: blocks.map((block) => {
      const end = block.indexOf(ROLE_NAMED);
      return { role: block.slice(0, end), content: block.slice(end + ROLE_NAMED.length) };
    }),
  };
}

/** The text as who follows no role reads it. */
export function forNoRoles(text: string, gap = ""): string {
  return text.replace(ROLES, gap);
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
