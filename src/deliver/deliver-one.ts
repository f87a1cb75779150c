import { join } from "node:path";
import { sha256, writeWhole } from "../files.ts";
import { compileMail, type EditionMail, messageTo } from "./compiled-mail.ts";
import { type SmtpSettings, sendMessage } from "./mailer.ts";
import { messageIdOf } from "./message-id.ts";

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

/**
 * Sends a copy for the house, with the parts of these roles, over SMTP, or writes it as an `.eml` file that any mail program
 * opens. Throws `message-not-sent`.
 */
export async function deliverOne(
  mail: EditionMail,
  { to, roles }: { readonly to: string; readonly roles: readonly string[] },
  { smtp, outboxFolder, now }: DeliveryWay,
): Promise<Delivered> {
  const messageId = messageIdOf(mail, to, "house");
  const message = messageTo(compileMail(mail), { name: null, address: to, roles, messageId, date: now });
  if (smtp === undefined) {
    // The name tells editions and readers apart without spelling the address out.
    const path = join(outboxFolder, `${mail.week}-${sha256(messageId).slice(0, 12)}.eml`);
    await writeWhole(path, message);
    return { way: "file", messageId, path };
  }
  await sendMessage(smtp, message, { from: mail.from.address, to });
  return { way: "smtp", messageId, path: null };
}
