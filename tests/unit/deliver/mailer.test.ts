import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import { buildMessage, type MessageDraft, sendMessage } from "../../../src/deliver/mailer.ts";

const PNG = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  ),
);

function draft(changes: Partial<MessageDraft> = {}): MessageDraft {
  return {
    from: { name: "Track AI Salary Trends", address: "letter@example.org" },
    to: { name: "Zoë", address: "zoe@example.com" },
    subject: "MLOps pay is up $7K",
    html: '<html><body><p style="margin:0">Größe — 数据</p><img src="cid:pay.2026-W47@edition" alt="x"></body></html>',
    text: `Größe — 数据\n.a line that begins with a full stop\n${"word ".repeat(40)}\n`,
    language: "en-US",
    images: [{ cid: "pay.2026-W47@edition", fileName: "pay.png", png: PNG }],
    messageId: "<2026-w47.r1@example.org>",
    date: new Date("2026-11-23T07:00:00Z"),
    boundary: "edition2026w47",
    listId: { name: "Track AI Salary Trends", id: "trends.example.org" },
    unsubscribe: { url: "https://example.org/u/x7Gk2pQ9x7Gk2pQ9x7Gk2pQ9?a=1", address: "unsubscribe@example.org" },
    ...changes,
  };
}

async function source(changes: Partial<MessageDraft> = {}): Promise<string> {
  return Buffer.from(await buildMessage(draft(changes))).toString("latin1");
}

/** Header lines, folded ones joined. */
function headers(message: string): string[] {
  return message
    .slice(0, message.indexOf("\r\n\r\n"))
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
}

describe("buildMessage", () => {
  it("gives the same bytes for the same draft", async () => {
    expect(await source()).toBe(await source());
  });

  it("puts text first, then HTML with the images it shows", async () => {
    const types = [...(await source()).matchAll(/^Content-Type: ([\w/]+)/gim)].map(([, type]) => type);
    expect(types).toEqual(["multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png"]);
    const plain = [...(await source({ images: [] })).matchAll(/^Content-Type: ([\w/]+)/gim)].map(([, type]) => type);
    expect(plain).toEqual(["multipart/alternative", "text/plain", "text/html"]);
  });

  it("is quoted-printable, with short CRLF lines, and decodes to what went in", async () => {
    const message = await source();
    expect(message.match(/^Content-Transfer-Encoding: quoted-printable/gm)).toHaveLength(2);
    expect(message.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const long = message.split("\r\n").filter((line) => line.length > 78);
    expect(long.map((line) => line.split(":")[0])).toEqual(["List-Unsubscribe"]);
    const parsed = await PostalMime.parse(await buildMessage(draft()));
    expect(parsed.text?.trimEnd()).toBe(draft().text.trimEnd());
    expect(parsed.html?.trim()).toBe(draft().html);
    expect(parsed.attachments[0]?.contentId).toBe("<pay.2026-W47@edition>");
    expect(parsed).toMatchObject({
      subject: draft().subject,
      from: draft().from,
      messageId: draft().messageId,
      date: "2026-11-23T07:00:00.000Z",
    });
  });

  it("says once how to leave, and promises one click only over https", async () => {
    const both = (await source()).split("\r\n");
    expect(both.filter((line) => /^list-unsubscribe:/i.test(line))).toEqual([
      "List-Unsubscribe: <https://example.org/u/x7Gk2pQ9x7Gk2pQ9x7Gk2pQ9?a=1>, <mailto:unsubscribe@example.org?subject=unsubscribe>",
    ]);
    expect(both).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const byMail = headers(await source({ unsubscribe: { url: null, address: "unsubscribe@example.org" } }));
    expect(byMail).toContain("List-Unsubscribe: <mailto:unsubscribe@example.org?subject=unsubscribe>");
    expect(byMail.join("\n")).not.toContain("List-Unsubscribe-Post");
    const none = headers(await source({ unsubscribe: { url: "http://127.0.0.1:8080/u/x", address: null } }));
    expect(none.join("\n")).not.toContain("List-Unsubscribe-Post");
  });

  it("names the list, the language and that a machine sent it; and not the program", async () => {
    const lines = headers(await source());
    expect(lines).toContain('List-ID: "Track AI Salary Trends" <trends.example.org>');
    expect(lines).toContain("Auto-Submitted: auto-generated");
    expect(lines).toContain("Content-Language: en-US");
    expect(lines.join("\n")).not.toMatch(/x-mailer/i);
    const names = lines.map((line) => line.slice(0, line.indexOf(":")).toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(["\r\n", "\n", "\r", "\u2028", "\0"])(
    "lets no subject, name or list name open a new header with %j",
    async (breaker) => {
      const attack = `x${breaker}Bcc: victim@example.net`;
      const message = await source({
        subject: attack,
        from: { name: attack, address: "letter@example.org" },
        to: { name: attack, address: "zoe@example.com" },
        listId: { name: attack, id: "a.b" },
      });
      expect(headers(message).filter((line) => /^bcc/i.test(line))).toEqual([]);
      expect((await PostalMime.parse(message)).subject).toBe("x Bcc: victim@example.net");
    },
  );

  it("keeps hostile subjects and names as plain words", async () => {
    const words = `{{email}} <script> "><img> %0d%0aBcc: x@y.z 数据 👩‍🔬 ${"W".repeat(200)}`;
    const parsed = await PostalMime.parse(
      await buildMessage(draft({ subject: `${words}\u202E\uE000`, to: { name: words, address: "zoe@example.com" } })),
    );
    expect(parsed.subject).toBe(words);
    expect(parsed.to).toEqual([{ name: words, address: "zoe@example.com" }]);
    expect(parsed.bcc).toBeUndefined();
  });

  it.each(["a@b\r\nBcc: x@y.z", "a@b, x@y.z", "<a@b>", "a b@c", "nobody", "a@b\u0000", ""])(
    "refuses the address %j without repeating it",
    async (address) => {
      const error = await buildMessage(draft({ to: { name: null, address } })).catch((failure: unknown) => failure);
      expect(error).toMatchObject({ code: "message-not-sent" });
      if (address !== "") expect(String(error)).not.toContain(address);
    },
  );

  it("refuses ids and links that hold a line break", async () => {
    await expect(buildMessage(draft({ messageId: "<a@b>\r\nBcc: x@y.z" }))).rejects.toThrow("message id");
    await expect(buildMessage(draft({ boundary: "a b" }))).rejects.toThrow("boundary");
    await expect(buildMessage(draft({ language: "en\r\nX: y" }))).rejects.toThrow("language");
    await expect(buildMessage(draft({ unsubscribe: { url: "https://a>\r\nX: y", address: null } }))).rejects.toThrow(
      "unsubscribe",
    );
  });
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
    const message = await buildMessage(draft());
    await sendMessage(settings(port), message, envelope);
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({ from: envelope.from, to: [envelope.to] });
    expect(taken[0]?.bytes.toString("latin1").trimEnd()).toBe(Buffer.from(message).toString("latin1").trimEnd());
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
    await sendMessage(
      { ...settings(port), user: "letter", password: "s3cret-pass" },
      await buildMessage(draft()),
      envelope,
    );
    expect(seen).toEqual(["letter", "s3cret-pass"]);
    expect(taken).toHaveLength(1);
  });

  it("tells the server's answer when it refuses the reader", async () => {
    const { port } = await serverThat({
      onRcptTo(_, __, callback) {
        callback(Object.assign(new Error("5.1.1 no such user here"), { responseCode: 550 }));
      },
    });
    await expect(sendMessage(settings(port), await buildMessage(draft()), envelope)).rejects.toMatchObject({
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
      await buildMessage(draft()),
      envelope,
    ).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ code: "message-not-sent", message: expect.stringContaining("bad login *** ***") });
    expect(error).not.toHaveProperty("cause");
  });

  it("says so when TLS is required and not offered, and when nobody answers", async () => {
    const { port, taken } = await serverThat();
    await expect(
      sendMessage({ ...settings(port), requireTls: true }, await buildMessage(draft()), envelope),
    ).rejects.toMatchObject({ code: "message-not-sent" });
    expect(taken).toEqual([]);
    await expect(sendMessage(settings(1), await buildMessage(draft()), envelope)).rejects.toMatchObject({
      code: "message-not-sent",
      message: expect.stringContaining("127.0.0.1:1"),
    });
  });
});
