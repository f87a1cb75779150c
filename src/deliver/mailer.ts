import { inertText } from "../domain/text.ts";
import { ReportError } from "../errors.ts";
import { withoutPassword } from "./credentials.ts";

export interface Mailbox {
  /** Null for an address alone. */
  readonly name: string | null;
  readonly address: string;
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

/** Hands the message to the SMTP server; returns when the server has taken it. */
export async function sendMessage(smtp: SmtpSettings, message: Uint8Array, envelope: Envelope): Promise<void> {
  // Loaded by the first message that leaves: most commands send none.
  const { createTransport } = await import("nodemailer");
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
