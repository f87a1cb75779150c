import { join } from "node:path";
import { slug } from "../domain/role.ts";
import type { Week } from "../domain/week.ts";
import { sha256, writeWhole } from "../files.ts";
import { buildMessage, type Mailbox, type MessageDraft, type SmtpSettings, sendMessage } from "./mailer.ts";

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

export interface DeliveryWay {
  /** Undefined writes the message to the outbox folder. */
  readonly smtp: SmtpSettings | undefined;
  readonly outboxFolder: string;
  readonly now: Date;
}

export interface Delivered {
  readonly way: "smtp" | "file";
  readonly messageId: string;
  /** Where the message lies, when it was written to disk. */
  readonly path: string | null;
}

/** Sends one message over SMTP, or writes it as an `.eml` file that any mail program opens. Throws `message-not-sent`. */
export async function deliverOne(
  mail: ReaderMail,
  to: string,
  { smtp, outboxFolder, now }: DeliveryWay,
): Promise<Delivered> {
  const { week, hash, newsletter, from, subject, html, text, language, images } = mail;
  const domain = from.address.split("@").at(-1) ?? "localhost";
  const key = sha256(`${hash}\0${to.toLowerCase()}`).slice(0, 32);
  const messageId = `<${week.toLowerCase()}.${key}@${domain}>`;
  const message = await buildMessage({
    from,
    to: { name: null, address: to },
    subject,
    html,
    text,
    language,
    images,
    messageId,
    date: now,
    boundary: `edition-${key.slice(0, 16)}`,
    listId: { name: newsletter, id: `${slug(newsletter) || "newsletter"}.${domain}` },
    unsubscribe: { url: null, address: from.address },
  });
  if (smtp === undefined) {
    // The name tells editions and readers apart without spelling the address out.
    const path = join(outboxFolder, `${week}-${key.slice(0, 12)}.eml`);
    await writeWhole(path, message);
    return { way: "file", messageId, path };
  }
  await sendMessage(smtp, message, { from: from.address, to });
  return { way: "smtp", messageId, path: null };
}
