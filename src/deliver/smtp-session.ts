import { Readable } from "node:stream";
import type SmtpConnection from "nodemailer/lib/smtp-connection";
import { withoutPassword } from "./credentials.ts";
import type { Envelope, SmtpSettings } from "./mailer.ts";
import { type Failure, type Outcome, outcomeOf } from "./outcome.ts";

/** One connection to the mail server, logged in. It carries one message at a time. */
export interface Session {
  /** False once either side has closed it. */
  isOpen(): boolean;
  /**
   * Sends a message. `commit` is awaited after the last byte of the message has been handed over and before the line that ends
   * it; where it says false, the connection is dropped instead and the server cannot have the message. Never throws for what the
   * server or the network does.
   */
  send(envelope: Envelope, message: Uint8Array, commit: () => Promise<boolean>): Promise<Outcome>;
  close(): void;
}

export interface Timeouts {
  /** To connect, and to be greeted. */
  readonly connectMs: number;
  /** Silence of the server at any other time. */
  readonly answerMs: number;
}

/** RFC 5321 (4.5.3.2.6): ten minutes for the answer to the end of a message. To give up earlier makes readers uncertain. */
export const TIMEOUTS: Timeouts = { connectMs: 30_000, answerMs: 600_000 };

const CHUNK = 65_536;

/** Connects, negotiates TLS and logs in; or says why the server cannot be used. */
export async function openSession(
  smtp: SmtpSettings,
  timeouts: Timeouts,
): Promise<Session | { readonly fault: Failure }> {
  const { default: Connection } = await import("nodemailer/lib/smtp-connection");
  const connection = new Connection({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.secure,
    requireTLS: smtp.requireTls,
    // Where plain text would do as well, an unknown certificate is no worse; where it would not, or a password is sent, it is.
    tls: { rejectUnauthorized: smtp.secure || smtp.requireTls || smtp.user !== undefined },
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.connectMs,
    socketTimeout: timeouts.answerMs,
  });
  let open = true;
  connection.once("end", () => {
    open = false;
  });
  const fault = await new Promise<Failure | undefined>((done) => {
    connection.on("error", (error: Error) => done(failureOf(error, smtp)));
    connection.connect((error) => {
      if (error) return done(failureOf(error, smtp));
      const offersLogin = "allowsAuth" in connection && connection.allowsAuth === true;
      if (smtp.user === undefined || !offersLogin) return done(undefined);
      connection.login({ user: smtp.user, pass: smtp.password ?? "" }, (refusal) =>
        done(refusal ? failureOf(refusal, smtp) : undefined),
      );
    });
  });
  if (fault !== undefined) {
    connection.close();
    return { fault };
  }
  return {
    isOpen: () => open,
    send: (envelope, message, commit) => sendOver(connection, smtp, envelope, message, commit),
    close: () => {
      if (open) connection.quit();
      connection.close();
    },
  };
}

function sendOver(
  connection: SmtpConnection,
  smtp: SmtpSettings,
  envelope: Envelope,
  message: Uint8Array,
  commit: () => Promise<boolean>,
): Promise<Outcome> {
  return new Promise((done, fail) => {
    // `ended`: the line that ends the message is on its way. `over`: the outcome is known, and nothing changes it.
    const state = { ended: false, over: false };
    const conclude = (outcome: Outcome) => {
      if (state.over) return;
      state.over = true;
      const clear = outcome.kind === "accepted" || outcome.kind === "refused" || outcome.kind === "deferred";
      if (!clear) connection.close();
      if (!clear || outcome.kind === "accepted") return done(outcome);
      forgetEnvelope(connection).then(() => done(outcome));
    };
    const source = messageStream(message, async () => {
      const written = !state.over && (await commit());
      if (state.over) return false;
      if (!written) conclude({ kind: "lost" });
      state.ended = written;
      return written;
    });
    source.on("error", (error) => {
      if (state.over) return;
      // The record could not be made: a failure of ours, not of the server.
      state.over = true;
      connection.close();
      fail(error);
    });
    connection.send({ from: envelope.from, to: [envelope.to], size: message.length }, source, (error) => {
      const { ended } = state;
      source.destroy();
      // What still flows belongs to a message that has its answer: only a new connection is in step.
      if (!ended && (!error || error.command === "DATA")) connection.close();
      if (error) return conclude(outcomeOf(failureOf(error, smtp), ended));
      if (ended) return conclude({ kind: "accepted" });
      // Thanks for a message that was not ended: nobody can know what the server means by it.
      conclude({ kind: "unknown", code: "early-answer", text: "the server took the message before it was ended" });
    });
  });
}

/** After a refusal the server still holds the envelope; where it does not let go of it, the connection is closed. */
function forgetEnvelope(connection: SmtpConnection): Promise<void> {
  return new Promise((done) => {
    connection.once("end", done);
    connection.reset((error) => {
      if (error) connection.close();
      connection.removeListener("end", done);
      done();
    });
  });
}

/** The message in pieces. The read after the last piece asks for leave to end; without it the stream is destroyed unended. */
function messageStream(message: Uint8Array, mayEnd: () => Promise<boolean>): Readable {
  let offset = 0;
  return new Readable({
    read() {
      if (offset < message.length) {
        const piece = message.subarray(offset, offset + CHUNK);
        offset += piece.length;
        this.push(piece);
        return;
      }
      mayEnd().then(
        (may) => (may ? this.push(null) : this.destroy()),
        (error: Error) => this.destroy(error),
      );
    },
  });
}

function failureOf(error: Error, smtp: SmtpSettings): Failure {
  const text = (name: string) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? value : undefined;
  };
  const responseCode: unknown = Reflect.get(error, "responseCode");
  const [command, code, response] = [text("command"), text("code"), text("response")];
  return {
    ...(command === undefined ? {} : { command }),
    ...(code === undefined ? {} : { code }),
    ...(response === undefined ? {} : { response: withoutPassword(response, smtp) }),
    ...(typeof responseCode === "number" ? { responseCode } : {}),
    message: withoutPassword(error.message, smtp),
  };
}
