import { readdir, readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshFolder, ROOT, run } from "./cli.ts";

interface Taken {
  readonly from: string;
  readonly to: string[];
  readonly bytes: Buffer;
}

const taken: Taken[] = [];
let refuse = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: (_address, _session, callback) => callback(refuse ? new Error("no such mailbox here") : undefined),
  onData: (stream, session, callback) => {
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
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

/** A project beside the committed history: the same weeks, an archive and outbox of its own. */
async function project(): Promise<string> {
  const folder = await freshFolder();
  const settings = {
    snapshots: join(ROOT, "snapshots"),
    owner: "owner@example.com",
    pairs: [["data-engineer", "data-scientist"]],
  };
  await writeFile(join(folder, "trends.config.ts"), `export default ${JSON.stringify(settings)};\n`);
  return folder;
}

const smtp = () => ({
  SMTP_HOST: "127.0.0.1",
  SMTP_PORT: String((server.server.address() as AddressInfo).port),
  SMTP_SECURITY: "none",
});

describe("send --test", () => {
  it("writes a message that a mail program can open when no mail server is set", async () => {
    const cwd = await project();
    const { code, stdout } = await run(["send", "--test", "reader@example.com"], { cwd });
    expect(code).toBe(0);
    const [name] = await readdir(join(cwd, ".trends", "outbox"));
    expect(stdout).toContain(String(name));
    const mail = await PostalMime.parse(await readFile(join(cwd, ".trends", "outbox", String(name))));
    expect(mail.subject).toMatch(/^\[TEST\] /);
    expect(mail.to?.[0]?.address).toBe("reader@example.com");
    expect(mail.text).toContain("reader@example.com");
    expect(mail.html).toContain("<h1");
    expect(mail.attachments).toHaveLength(3);
    for (const { contentId } of mail.attachments)
      expect(mail.html).toContain(`cid:${String(contentId).replace(/[<>]/g, "")}`);
    const unsubscribe = mail.headers.filter(({ key }) => key === "list-unsubscribe");
    expect(unsubscribe.map(({ value }) => value)).toEqual(["<mailto:letter@example.com?subject=unsubscribe>"]);
  });

  it("hands the edition to a real mail server once", async () => {
    taken.length = 0;
    const { code, stdout } = await run(["send", "--test", "reader@example.com", "--json"], {
      cwd: await project(),
      env: smtp(),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ way: "smtp", path: null });
    expect(taken.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: "letter@example.com", to: ["reader@example.com"] },
    ]);
    const mail = await PostalMime.parse(taken[0]!.bytes);
    expect(mail.messageId).toBe(JSON.parse(stdout).messageId);
    expect(mail.html).not.toMatch(/[\uE000-\uF8FF]/);
  });

  it("says what the server answered, and ends with 5, when it refuses", async () => {
    refuse = true;
    const { code, stderr } = await run(["send", "--test", "nobody@example.com"], { cwd: await project(), env: smtp() });
    refuse = false;
    expect(code).toBe(5);
    expect(stderr).toContain("no such mailbox here");
    expect(stderr).not.toContain("    at ");
  });

  it("refuses what is no address, and a server setting that is none", async () => {
    const cwd = await project();
    const wrong = await run(["send", "--test", "reader@example.com\nBcc: other@example.com"], { cwd });
    expect(wrong).toMatchObject({ code: 2 });
    const port = await run(["send", "--test", "reader@example.com"], { cwd, env: { ...smtp(), SMTP_PORT: "many" } });
    expect(port).toMatchObject({ code: 2 });
    expect(port.stderr).toContain("SMTP_PORT");
  });
});

describe("run", () => {
  it("builds the newest week and writes the owner's copy", async () => {
    const cwd = await project();
    const { code, stdout } = await run(["run", "--json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ week: "2023-W39", delivered: { way: "file" } });
    expect(await readdir(join(cwd, "reports", "2023-W39"))).toContain("edition.json");
  });

  it("mails nobody when told so", async () => {
    const { stdout } = await run(["run", "--no-send", "--json"], { cwd: await project() });
    expect(JSON.parse(stdout)).toMatchObject({ delivered: null });
  });
});
