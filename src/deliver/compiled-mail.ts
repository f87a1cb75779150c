import {
  blocksOf,
  escapedHtml,
  imageValues,
  type MailParts,
  type Pieces,
  ROLES_TOKEN,
  readerValues,
} from "../domain/mail-parts.ts";
import { slug } from "../domain/role.ts";
import { domainOf } from "../domain/sending.ts";
import { inertText } from "../domain/text.ts";
import type { Week } from "../domain/week.ts";
import { sha256 } from "../files.ts";
import { type DkimKey, signatureLine } from "./dkim.ts";
import type { Mailbox } from "./mailer.ts";
import { headLines, type MessageHead } from "./message-head.ts";
import { quotedPrintable, SOFT_BREAK } from "./quoted-printable.ts";

/** An edition as it is mailed: what is the same for all readers, and what is made for each. */
export interface EditionMail {
  readonly week: Week;
  /** The edition's hash: with the address it makes the message's id, so that a retry is the same message. */
  readonly hash: string;
  readonly newsletter: string;
  readonly from: Mailbox;
  readonly subject: string;
  readonly parts: MailParts;
  readonly language: string;
  /** PNGs that the HTML shows as `cid:<cid>`; empty where images are on a site. */
  readonly images: readonly { readonly cid: string; readonly fileName: string; readonly png: Uint8Array }[];
  /** Where one click takes a reader off the list; null where there is no such place, and leaving is by mail. */
  readonly unsubscribeUrl: (address: string) => string | null;
  /** What tells who is leaving in a mail that asks for it; null where there is no secret to make it with. */
  readonly leaveToken: (address: string) => string | null;
  /** Where a reader chooses roles; null where that is by mail. */
  readonly preferencesUrl: (address: string) => string | null;
  /** Signs each message; null leaves that to the mail server. */
  readonly dkim: DkimKey | null;
}

/** One reader's message: who, and what makes it the same message at each try. */
export interface Addressed {
  readonly name: string | null;
  readonly address: string;
  /** Slugs of the roles that the reader follows; those that the edition does not know are left out. */
  readonly roles: readonly string[];
  readonly messageId: string;
  readonly date: Date;
}

/** An edition's mail encoded once. Making a reader's message of it costs a few joins and a signature. */
export interface CompiledMail {
  readonly mail: EditionMail;
  readonly boundary: string;
  /** The body: what is the same for all, and the values of a reader between. */
  readonly body: readonly (Buffer | ReaderValue)[];
  /** What stands where a reader's roles do, encoded: the heading, and the block of each role. */
  readonly roles: Readonly<Record<Part, { readonly heading: Buffer; readonly blocks: ReadonlyMap<string, Buffer> }>>;
}

type Part = "html" | "text";

interface ReaderValue {
  readonly part: Part;
  readonly token: string;
}

/**
 * Encodes everything that does not depend on the reader: text first, then HTML, with the images it shows beside it (RFC 2046,
 * 2387). The boundary is the edition's; no line of quoted-printable or base64 can be taken for it.
 */
export function compileMail(mail: EditionMail): CompiledMail {
  const { parts, images, hash } = mail;
  refuseImages(mail);
  const boundary = `edition-${sha256(`${hash}\0${mail.subject}`).slice(0, 16)}`;
  const related = `${boundary}-related`;
  const line = (text: string) => Buffer.from(`${text}\r\n`, "latin1");
  const shown = imageValues(parts.images);
  const html = [
    ...(images.length === 0
      ? [line(`--${boundary}`)]
      : [
          line(`--${boundary}`),
          line(`Content-Type: multipart/related; type="text/html";\r\n boundary="${related}"`),
          line(""),
          line(`--${related}`),
        ]),
    line("Content-Type: text/html; charset=utf-8"),
    line("Content-Transfer-Encoding: quoted-printable"),
    line(""),
    ...encoded(parts.html, "html", shown),
    line(""),
  ];
  const attached = images.flatMap(({ cid, fileName, png }) => [
    line(`--${related}`),
    line(`Content-Type: image/png; name="${inertText(fileName)}"`),
    line("Content-Transfer-Encoding: base64"),
    line(`Content-ID: <${cid}>`),
    line(`Content-Disposition: inline; filename="${inertText(fileName)}"`),
    line(""),
    base64Lines(png),
  ]);
  const body = [
    line(`--${boundary}`),
    line("Content-Type: text/plain; charset=utf-8"),
    line("Content-Transfer-Encoding: quoted-printable"),
    line(""),
    ...encoded(parts.text, "text", shown),
    line(""),
    ...html,
    ...attached,
    ...(images.length === 0 ? [] : [line(`--${related}--`), line("")]),
    line(`--${boundary}--`),
  ];
  return {
    mail,
    boundary,
    body: merged(body),
    roles: { html: encodedRoles(parts, "html"), text: encodedRoles(parts, "text") },
  };
}

/** The message to one reader; the same arguments give the same bytes. */
export function messageTo(compiled: CompiledMail, to: Addressed): Uint8Array {
  const { mail, boundary } = compiled;
  const { newsletter, week, from, subject, parts, language, dkim } = mail;
  const url = mail.unsubscribeUrl(to.address);
  const mailto = leaveMail(from.address, mail.leaveToken(to.address));
  const values = readerValues(parts, {
    name: to.name,
    address: to.address,
    unsubscribeUrl: url ?? mailto,
    preferencesUrl: mail.preferencesUrl(to.address) ?? `mailto:${from.address}?subject=preferences`,
  });
  const followed = blocksOf(parts.roles, to.roles).map(({ role }) => role);
  const head: MessageHead = {
    from,
    to: { name: to.name, address: to.address },
    subject,
    language,
    messageId: to.messageId,
    date: to.date,
    boundary,
    listId: { name: newsletter, id: `${idOf(newsletter)}.${domainOf(from.address)}` },
    feedbackId: `${week.toLowerCase()}:edition:weekly:${senderId(newsletter)}`,
    unsubscribe: { url, mailto },
  };
  const lines = headLines(head);
  const body = Buffer.concat(
    compiled.body.map((piece) => {
      if (Buffer.isBuffer(piece)) return piece;
      return piece.token === ROLES_TOKEN ? rolesSection(compiled, piece.part, followed) : filled(piece, values);
    }),
  );
  const signature = dkim === null ? "" : signatureLine(lines, body, dkim);
  return Buffer.concat([Buffer.from(`${signature}${lines}\r\n`, "utf8"), body]);
}

/** The mail that takes a reader off the list: whoever reads its subject knows whom, even if it comes from another address. */
function leaveMail(address: string, token: string | null): string {
  return `mailto:${address}?subject=unsubscribe${token === null ? "" : `%20${token}`}`;
}

/** A part of a domain has no more characters (RFC 1035), and a list's id is written like one (RFC 2919). */
const LABEL = 63;

/** A newsletter's name where only plain letters, digits and hyphens may stand; a name in another script has a number instead. */
function idOf(newsletter: string): string {
  const plain = slug(newsletter.normalize("NFKD").replace(/\p{M}/gu, "")).replace(/[^a-z0-9-]/g, "");
  if (!/[a-z0-9]/.test(plain)) return `list-${sha256(newsletter).slice(0, 8)}`;
  if (plain.length <= LABEL) return plain.replace(/^-+|-+$/g, "");
  return `${plain.slice(0, LABEL - 9).replace(/^-+|-+$/g, "")}-${sha256(newsletter).slice(0, 8)}`;
}

/** What identifies a newsletter to a mail service: 5 to 15 letters and digits that stay the same. */
function senderId(newsletter: string): string {
  return `${idOf(newsletter).replaceAll("-", "")}news`.slice(0, 15);
}

function encoded({ texts, tokens }: Pieces, part: Part, shown: ReadonlyMap<string, string>) {
  const pieces: (Buffer | ReaderValue)[] = [];
  // Images are the same for all readers: the text around them stays one piece.
  let text = texts[0] ?? "";
  for (const [index, token] of tokens.entries()) {
    const next = texts[index + 1] ?? "";
    const image = shown.get(token);
    if (image !== undefined) {
      text += (part === "html" ? escapedHtml(image) : image) + next;
      continue;
    }
    pieces.push(quotedPrintable(text), SOFT_BREAK, { part, token }, SOFT_BREAK);
    text = next;
  }
  return [...pieces, quotedPrintable(text)];
}

/** Each piece ends in a soft break, so that any of them may follow any other. */
function encodedRoles({ roles: { heading, blocks } }: MailParts, part: Part): CompiledMail["roles"][Part] {
  const whole = (text: string) => Buffer.concat([quotedPrintable(text), SOFT_BREAK]);
  return { heading: whole(heading[part]), blocks: new Map(blocks.map((block) => [block.role, whole(block[part])])) };
}

function rolesSection({ roles }: CompiledMail, part: Part, followed: readonly string[]): Buffer {
  if (followed.length === 0) return Buffer.alloc(0);
  const { heading, blocks } = roles[part];
  return Buffer.concat([heading, ...followed.map((role) => blocks.get(role) ?? Buffer.alloc(0))]);
}

function filled({ part, token }: ReaderValue, values: ReadonlyMap<string, string>): Buffer {
  const value = values.get(token);
  if (value === undefined) throw new Error(`Nothing fills the token ${token} of a mail.`);
  return quotedPrintable(part === "html" ? escapedHtml(value) : value);
}

/** Neighbours that are the same for all readers as one piece. */
function merged(pieces: readonly (Buffer | ReaderValue)[]): (Buffer | ReaderValue)[] {
  const whole: (Buffer | ReaderValue)[] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (Buffer.isBuffer(piece) && Buffer.isBuffer(last)) whole[whole.length - 1] = Buffer.concat([last, piece]);
    else whole.push(piece);
  }
  return whole;
}

function base64Lines(bytes: Uint8Array): Buffer {
  return Buffer.from(
    `${Buffer.from(bytes)
      .toString("base64")
      .replace(/.{1,76}/g, "$&\r\n")}`,
    "latin1",
  );
}

function refuseImages({ images }: EditionMail): void {
  const fit = images.every(({ cid, fileName }) => /^[\w.@-]+$/.test(cid) && /^[\w.@ -]+$/.test(fileName));
  if (!fit) throw new Error("The image id of a message cannot stand in a header.");
}
