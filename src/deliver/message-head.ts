import MimeNode from "nodemailer/lib/mime-node";
import { inertText } from "../domain/text.ts";
import { ReportError } from "../errors.ts";
import { encodedWords, looksEncoded } from "./encoded-words.ts";
import type { Mailbox } from "./mailer.ts";

/** All that stands above a message's body. What makes it unique (id, date, boundary) is given, so that a retry is the same message. */
export interface MessageHead {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  /** A BCP 47 tag: en-US. */
  readonly language: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  readonly boundary: string;
  /** Constant for a newsletter: its name, and an id like a domain (`weekly.example.org`). */
  readonly listId: { readonly name: string; readonly id: string };
  /** `a:b:c:sender` of Gmail's feedback loop; the sender is the same for all editions. */
  readonly feedbackId: string;
  /** One click needs the https address; a mail program without it writes the mail of the other (`mailto:…`). */
  readonly unsubscribe: { readonly url: string | null; readonly mailto: string | null };
}

const ADDRESS = /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u;

/**
 * Header lines as RFC 5322 wants them, with CRLF after each and without the empty line. The same head gives the same bytes.
 * Line breaks and control characters in subject and names become spaces; an address, id or link that holds one is refused.
 */
export function headLines(head: MessageHead): string {
  refuseUnfit(head);
  const { from, to, subject, messageId, date, listId, language, feedbackId, unsubscribe, boundary } = head;
  const node = new MimeNode(undefined, {});
  const whole = (value: string) => ({ prepared: true, value });
  const encoded = MAILBOXES.flatMap((field) => {
    const box = field === "From" ? from : to;
    if (looksEncoded(inertText(box.name ?? ""))) return [encodedMailbox(field, box)];
    node.setHeader(field, mailbox(box));
    return [];
  });
  const words = inertText(subject);
  node.setHeader("Subject", looksEncoded(words) ? whole(encodedWords(words)) : words);
  node.setHeader("Message-ID", whole(messageId));
  node.setHeader("Date", dateLine(date));
  for (const [name, value] of unsubscribeLines(unsubscribe)) node.setHeader(name, whole(value));
  node.setHeader("Feedback-ID", whole(feedbackId));
  node.setHeader("Auto-Submitted", whole("auto-generated"));
  node.setHeader("Content-Language", whole(language));
  node.setHeader("Content-Type", whole(`multipart/alternative; boundary="${boundary}"`));
  return `${[listLine(listId), ...encoded, node.buildHeaders()].join("\r\n")}\r\n`;
}

const MAILBOXES = ["From", "To"] as const;

/** A list id is written like a mailbox, and is none: RFC 2919 knows no @ in it. */
function listLine({ name, id }: MessageHead["listId"]): string {
  const box = { name, address: "list@id" };
  const named = new MimeNode(undefined, {});
  named.setHeader("From", mailbox(box));
  const lines = named.buildHeaders().split(/\r\n(?=\S)/);
  const line = looksEncoded(inertText(name))
    ? encodedMailbox("From", box)
    : lines.find((each) => each.startsWith("From: "));
  return (line ?? "").replace("From:", "List-ID:").replace(/<?list@id>?$/, `<${id}>`);
}

/** A name that looks like an encoded word is written as one, or mail programs would show what it decodes to. */
function encodedMailbox(field: string, { name, address }: Mailbox): string {
  return `${field}: ${encodedWords(inertText(name ?? ""))}\r\n <${address}>`;
}

/** An address that could end its header line, or be read as two, is a mistake or an attack; the text does not repeat it. */
function refuseUnfit(head: MessageHead): void {
  const { from, to, unsubscribe } = head;
  if (![from.address, to.address].every((address) => ADDRESS.test(address))) {
    throw new ReportError(
      "message-not-sent",
      "An address of the message is not one: it lacks an @, or holds a space, a line break or a bracket.",
      "Check the sender's address in the settings and the reader's in the list. Nothing was sent.",
    );
  }
  const ids: readonly (readonly [string, boolean])[] = [
    ["message id", /^<[^\s\p{C}<>]+@[^\s\p{C}<>]+>$/u.test(head.messageId)],
    ["boundary", /^[\w.-]{1,50}$/.test(head.boundary)],
    ["language", /^[A-Za-z0-9-]+$/.test(head.language)],
    ["list id", /^[\w.-]+$/.test(head.listId.id)],
    ["feedback id", /^[\w.-]*:[\w.-]*:[\w.-]*:[\w.-]{5,15}$/.test(head.feedbackId)],
    ["unsubscribe address", unsubscribe.url === null || /^https?:\/\/[^\s\p{C}<>,]{1,500}$/u.test(unsubscribe.url)],
    ["unsubscribe mail", unsubscribe.mailto === null || /^mailto:[^\s\p{C}<>,]{1,500}$/u.test(unsubscribe.mailto)],
  ];
  const unfit = ids.find(([, fit]) => !fit);
  if (unfit !== undefined) throw new Error(`The ${unfit[0]} of a message cannot stand in a header.`);
}

function mailbox({ name, address }: Mailbox): { name: string; address: string } {
  return { name: inertText(name ?? ""), address };
}

function dateLine(date: Date): string {
  return date.toUTCString().replace("GMT", "+0000");
}

/** One line, the https address first (RFC 2369, RFC 8058). One click is promised over https only. */
function unsubscribeLines({ url, mailto }: MessageHead["unsubscribe"]): readonly (readonly [string, string])[] {
  const ways = [...(url === null ? [] : [`<${url}>`]), ...(mailto === null ? [] : [`<${mailto}>`])];
  if (ways.length === 0) return [];
  return [
    ["List-Unsubscribe", ways.join(", ")],
    ...(url?.startsWith("https://") ? ([["List-Unsubscribe-Post", "List-Unsubscribe=One-Click"]] as const) : []),
  ];
}
