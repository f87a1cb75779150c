import { createTransport } from "nodemailer";
import { inertText } from "../domain/text.ts";
import { ReportError } from "../errors.ts";
import { withoutPassword } from "./credentials.ts";

export interface Mailbox {
  /** Null for an address alone. */
  readonly name: string | null;
  readonly address: string;
}

/** One message, all that it says decided. What makes it unique (id, date, boundary) is given, so that a retry is the same message. */
export interface MessageDraft {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** A BCP 47 tag: en-US. */
  readonly language: string;
  /** PNGs that the HTML shows as `cid:<cid>`; empty where images are on a site. */
  readonly images: readonly { readonly cid: string; readonly fileName: string; readonly png: Uint8Array }[];
  /** With its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  readonly boundary: string;
  /** Constant for a newsletter: its name, and an id like a domain (`weekly.example.org`). */
  readonly listId: { readonly name: string; readonly id: string };
  /** One click needs the https address; a mail program without it writes to the other. */
  readonly unsubscribe: { readonly url: string | null; readonly address: string | null };
}

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly secure: boolean;
  /** STARTTLS or nothing. */
  readonly requireTls: boolean;
  readonly user?: string;
  readonly password?: string;
}

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

const CONNECTION_TIMEOUT_MS = 30_000;
/** RFC 5321 lets a server take minutes over the end of a message. */
const ANSWER_TIMEOUT_MS = 300_000;

/** Makes bytes of a message and sends nothing; it holds no state. */
const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows" });

const ADDRESS = /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u;

/**
 * The message's bytes as RFC 5322 wants them. The same draft gives the same bytes. Line breaks and control characters in
 * subject and names become spaces; an address, id or link that holds one is refused.
 */
export async function buildMessage(draft: MessageDraft): Promise<Uint8Array> {
  refuseUnfit(draft);
  const { message } = await composer.sendMail({
    from: mailbox(draft.from),
    to: mailbox(draft.to),
    subject: inertText(draft.subject),
    text: draft.text,
    html: draft.html,
    textEncoding: "quoted-printable",
    attachments: draft.images.map(({ cid, fileName, png }) => ({
      filename: inertText(fileName),
      content: Buffer.from(png),
      contentType: "image/png",
      contentDisposition: "inline" as const,
      cid,
    })),
    messageId: draft.messageId,
    date: draft.date,
    baseBoundary: draft.boundary,
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
    list: { id: { url: draft.listId.id, comment: inertText(draft.listId.name) } },
    headers: {
      "Auto-Submitted": "auto-generated",
      "Content-Language": draft.language,
      ...unsubscribeHeaders(draft.unsubscribe),
    },
  });
  if (!Buffer.isBuffer(message)) throw new Error("nodemailer gave no buffer for a message.");
  return new Uint8Array(message);
}

/** Hands the message to the SMTP server; returns when the server has taken it. */
export async function sendMessage(smtp: SmtpSettings, message: Uint8Array, envelope: Envelope): Promise<void> {
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    requireTLS: smtp.requireTls,
    ...(smtp.user === undefined ? {} : { auth: { user: smtp.user, pass: smtp.password ?? "" } }),
    // Where plain text would do as well, an unknown certificate is no worse; where it would not, or a password is sent, it is.
    tls: { rejectUnauthorized: smtp.secure || smtp.requireTls || smtp.user !== undefined },
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    greetingTimeout: CONNECTION_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ envelope: { from: envelope.from, to: [envelope.to] }, raw: Buffer.from(message) });
  } catch (error) {
    throw notSent(smtp, error);
  } finally {
    transport.close();
  }
}

/** An address that could end its header line, or be read as two, is a mistake or an attack; the text does not repeat it. */
function refuseUnfit(draft: MessageDraft): void {
  const { from, to, unsubscribe } = draft;
  const addresses = [from.address, to.address, ...(unsubscribe.address === null ? [] : [unsubscribe.address])];
  if (!addresses.every((address) => ADDRESS.test(address))) {
    throw new ReportError(
      "message-not-sent",
      "An address of the message is not one: it lacks an @, or holds a space, a line break or a bracket.",
      "Check the sender's address in the settings and the reader's in the list. Nothing was sent.",
    );
  }
  const ids: readonly (readonly [string, boolean])[] = [
    ["message id", /^<[^\s\p{C}<>]+@[^\s\p{C}<>]+>$/u.test(draft.messageId)],
    ["boundary", /^[\w.-]{1,50}$/.test(draft.boundary)],
    ["language", /^[A-Za-z0-9-]+$/.test(draft.language)],
    ["list id", /^[\w.-]+$/.test(draft.listId.id)],
    ["image id", draft.images.every(({ cid }) => /^[\w.@-]+$/.test(cid))],
    ["unsubscribe address", unsubscribe.url === null || /^https?:\/\/[^\s\p{C}<>,]{1,500}$/u.test(unsubscribe.url)],
  ];
  const unfit = ids.find(([, fit]) => !fit);
  if (unfit !== undefined) throw new Error(`The ${unfit[0]} of a message cannot stand in a header.`);
}

function mailbox({ name, address }: Mailbox): { name: string; address: string } {
  return { name: inertText(name ?? ""), address };
}

/** One line, the https address first; `prepared` keeps nodemailer from folding or encoding it. One click is promised over https only. */
function unsubscribeHeaders({ url, address }: MessageDraft["unsubscribe"]) {
  const ways = [
    ...(url === null ? [] : [`<${url}>`]),
    ...(address === null ? [] : [`<mailto:${address}?subject=unsubscribe>`]),
  ];
  if (ways.length === 0) return {};
  return {
    "List-Unsubscribe": { prepared: true, value: ways.join(", ") },
    ...(url?.startsWith("https://") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
  };
}

/** The server's answer is what helps; a password that it repeats is taken out. The cause is left out for the same reason. */
function notSent(smtp: SmtpSettings, error: unknown): ReportError {
  const said =
    error instanceof Error && "response" in error && typeof error.response === "string" ? error.response : undefined;
  const why = said ?? (error instanceof Error ? error.message : String(error));
  return new ReportError(
    "message-not-sent",
    `The mail server ${smtp.host}:${smtp.port} did not take the message: ${inertText(withoutPassword(why, smtp))}`,
    "Check host, port, user and TLS in the settings, and what the server's log says. Nothing else was changed.",
  );
}
