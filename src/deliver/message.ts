import { slug } from "../domain/role.ts";
import type { Week } from "../domain/week.ts";
import { sha256 } from "../files.ts";
import type { Mailbox, MessageDraft } from "./mailer.ts";

/** An edition as one reader gets it. */
export interface ReaderMail {
  readonly week: Week;
  /** The edition's hash: with the address it makes the message's id, so that a retry is the same message. */
  readonly hash: string;
  readonly newsletter: string;
  readonly from: Mailbox;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly language: string;
  readonly images: MessageDraft["images"];
}

/**
 * What identifies a message: the same for each try of an edition to a reader, whose address it does not give away. A copy
 * for the house has another, since mail programs drop what they take for a repetition.
 */
export function messageIdOf(
  { week, hash, from }: Pick<ReaderMail, "week" | "hash" | "from">,
  address: string,
  copy: "reader" | "house",
): string {
  const key = sha256(`${hash}\0${address.toLowerCase()}${copy === "house" ? "\0house" : ""}`).slice(0, 32);
  return `<${week.toLowerCase()}.${key}@${domainOf(from)}>`;
}

/** The message to one reader; the same arguments give the same bytes. */
export function draftOf(mail: ReaderMail, to: Mailbox, messageId: string, date: Date): MessageDraft {
  const { newsletter, from, subject, html, text, language, images } = mail;
  return {
    from,
    to,
    subject,
    html,
    text,
    language,
    images,
    messageId,
    date,
    boundary: `edition-${sha256(messageId).slice(0, 16)}`,
    listId: { name: newsletter, id: `${slug(newsletter) || "newsletter"}.${domainOf(from)}` },
    unsubscribe: { url: null, address: from.address },
  };
}

function domainOf({ address }: Mailbox): string {
  return address.split("@").at(-1) ?? "localhost";
}
