import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { compileMail, messageTo } from "../../../src/deliver/compiled-mail.ts";
import { sendMessage } from "../../../src/deliver/mailer.ts";
import { mailOf } from "./sending.ts";

const MESSAGE = messageTo(compileMail(mailOf()), {
  name: "Zoë",
  address: "zoe@example.com",
  roles: [],
  messageId: "<2026-w47.r1@example.org>",
  date: new Date("2026-11-23T07:00:00Z"),
});

describe("sendMessage", () => {
  const running: SMTPServer[] = [];
  afterEach(async () => {
    for (const server of running.splice(0)) await new Promise<void>((done) => server.close(() => done()));
  });

  /** A real SMTP server on a free port, and what it took. */
  async function serverThat(
    options: SMTPServerOptions = {},
  ): Promise<{ port: number; taken: { from: string; to: string[]; bytes: Buffer }[] }> {
    const taken: { from: string; to: string[]; bytes: Buffer }[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      logger: false,
      onData(stream, session, callback) {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const { mailFrom, rcptTo } = session.envelope;
          taken.push({
            from: mailFrom === false ? "" : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            bytes: Buffer.concat(chunks),
          });
          callback();
        });
      },
      ...options,
    });
    server.on("error", () => {});
    running.push(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return { port: (server.server.address() as AddressInfo).port, taken };
  }

  const settings = (port: number) => ({ host: "127.0.0.1", port, secure: false, requireTls: false });
  const envelope = { from: "bounces@example.org", to: "zoe@example.com" };

  it("hands over exactly the bytes that were built, under the envelope it is given", async () => {
    const { port, taken } = await serverThat();
    await sendMessage(settings(port), MESSAGE, envelope);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({ from: envelope.from, to: [envelope.to] });
    expect(taken[0]?.bytes.toString("latin1").trimEnd()).toBe(Buffer.from(MESSAGE).toString("latin1").trimEnd());
  });

  it("logs in with user and password", async () => {
    const seen: unknown[] = [];
    const { port, taken } = await serverThat({
      authOptional: false,
      onAuth(auth, _, callback) {
        seen.push(auth.username, auth.password);
        callback(null, { user: "u" });
      },
    });
    await sendMessage({ ...settings(port), user: "letter", password: "s3cret-pass" }, MESSAGE, envelope);
    expect(seen).toEqual(["letter", "s3cret-pass"]);
    expect(taken).toHaveLength(1);
  });

  it("tells the server's answer when it refuses the reader", async () => {
    const { port } = await serverThat({
      onRcptTo(_, __, callback) {
        callback(Object.assign(new Error("5.1.1 no such user here"), { responseCode: 550 }));
      },
    });
    await expect(sendMessage(settings(port), MESSAGE, envelope)).rejects.toMatchObject({
      code: "message-not-sent",
      message: expect.stringContaining("550 5.1.1 no such user here"),
    });
  });

  it("never tells the password, even when the server repeats it", async () => {
    const { port } = await serverThat({
      authOptional: false,
      onAuth(auth, _, callback) {
        callback(
          new Error(`bad login ${auth.password} ${Buffer.from(`\0letter\0${auth.password}`).toString("base64")}`),
        );
      },
    });
    const error = await sendMessage(
      { ...settings(port), user: "letter", password: "s3cret-pass" },
      MESSAGE,
      envelope,
    ).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: "message-not-sent", message: expect.stringContaining("bad login *** ***") });
    expect(error).not.toHaveProperty("cause");
  });

  it("says so when TLS is required and not offered, and when nobody answers", async () => {
    const { port, taken } = await serverThat();
    await expect(sendMessage({ ...settings(port), requireTls: true }, MESSAGE, envelope)).rejects.toMatchObject({
      code: "message-not-sent",
    });
    expect(taken).toEqual([]);
    await expect(sendMessage(settings(1), MESSAGE, envelope)).rejects.toMatchObject({
      code: "message-not-sent",
      message: expect.stringContaining("127.0.0.1:1"),
    });
  });
});
