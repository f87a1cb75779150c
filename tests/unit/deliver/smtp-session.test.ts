import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { openSession, type Session } from "../../../src/deliver/smtp-session.ts";

const running: SMTPServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await new Promise<void>((done) => server.close(done));
});

const taken: string[] = [];

async function serverThat(options: SMTPServerOptions = {}): Promise<number> {
  taken.length = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    logger: false,
    onData(stream, _, callback) {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on("end", () => {
        taken.push(text);
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  running.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.server.address() as AddressInfo).port;
}

const settings = (port: number) => ({ host: "127.0.0.1", port, secure: false, requireTls: false });
const times = { connectMs: 5_000, answerMs: 5_000 };
const envelope = { from: "letter@example.org", to: "ada@example.com" };
const message = Buffer.from("Subject: x\r\n\r\nhello\r\n.dots stay\r\n");

async function opened(port: number): Promise<Session> {
  const session = await openSession(settings(port), times);
  if ("fault" in session) throw new Error(session.fault.message);
  return session;
}

describe("a session with the mail server", () => {
  it("asks for leave before it ends a message, and carries many", async () => {
    const session = await opened(await serverThat());
    for (let round = 1; round <= 3; round++) {
      let before = -1;
      const outcome = await session.send(envelope, message, async () => {
        before = taken.length;
        return true;
      });
      expect(outcome).toEqual({ kind: "accepted" });
      expect([before, taken.length]).toEqual([round - 1, round]);
    }
    expect(taken[0]).toBe(message.toString());
    session.close();
  });

  it("does not end a message without leave", async () => {
    const session = await opened(await serverThat());
    expect(await session.send(envelope, message, async () => false)).toEqual({ kind: "lost" });
    expect(session.isOpen()).toBe(false);
    expect(taken).toEqual([]);
  });

  it("throws when the record cannot be made, and does not end the message", async () => {
    const session = await opened(await serverThat());
    const broken = session.send(envelope, message, () => Promise.reject(new Error("disk full")));
    await expect(broken).rejects.toThrow("disk full");
    expect(taken).toEqual([]);
  });

  it("can be used again after a reader was refused", async () => {
    const port = await serverThat({
      onRcptTo: ({ address }, _, callback) =>
        callback(
          address.startsWith("gone") ? Object.assign(new Error("5.1.1 gone"), { responseCode: 550 }) : undefined,
        ),
    });
    const session = await opened(port);
    const refused = await session.send({ ...envelope, to: "gone@example.com" }, message, async () => true);
    expect(refused).toMatchObject({ kind: "refused", code: "5.1.1" });
    expect(session.isOpen()).toBe(true);
    expect(await session.send(envelope, message, async () => true)).toEqual({ kind: "accepted" });
    session.close();
  });

  it("logs in, and never tells the password that a server repeats", async () => {
    const seen: unknown[] = [];
    const port = await serverThat({
      authOptional: false,
      onAuth({ username, password }, _, callback) {
        seen.push(username);
        if (password === "s3cret-pass") return callback(null, { user: "u" });
        callback(new Error(`no, ${password} is wrong`));
      },
    });
    const login = { ...settings(port), user: "letter", password: "s3cret-pass" };
    const session = await openSession(login, times);
    if ("fault" in session) throw new Error(session.fault.message);
    expect(await session.send(envelope, message, async () => true)).toEqual({ kind: "accepted" });
    session.close();
    const refused = await openSession({ ...login, password: "wr0ng-pass" }, times);
    expect(JSON.stringify(refused)).toContain("no, *** is wrong");
    expect(JSON.stringify(refused)).not.toContain("wr0ng");
    expect(seen).toEqual(["letter", "letter"]);
  });

  it("does not speak in clear where TLS is required, nor with a certificate that nobody vouches for", async () => {
    const clear = await serverThat();
    expect(await openSession({ ...settings(clear), requireTls: true }, times)).toHaveProperty("fault");
    // The server's own test certificate is signed by nobody.
    const encrypted = await serverThat({ disabledCommands: [] });
    expect(await openSession({ ...settings(encrypted), requireTls: true }, times)).toHaveProperty("fault");
    expect(taken).toEqual([]);
  });
});
