import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { domainToASCII } from "node:url";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { expectRefusal, freshFolder, jsonError, put, ROOT, readJson, run } from "./cli.ts";

const taken: { from: string; to: string; bytes: Buffer }[] = [];
let refused: RegExp | undefined;
let busy: RegExp | undefined;
let onMail = () => {};
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onMailFrom: (_address, _session, callback) => {
    onMail();
    callback();
  },
  onRcptTo: ({ address }, _session, callback) => {
    if (refused?.test(address)) callback(Object.assign(new Error("5.1.1 no such user"), { responseCode: 550 }));
    else if (busy?.test(address)) callback(Object.assign(new Error("4.2.1 try later"), { responseCode: 450 }));
    else callback();
  },
  onData: (stream, session, callback) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      // This server shows domains decoded; what it was told is ASCII.
      const to = rcptTo.map(({ address }) => address.replace(/[^@]+$/, domainToASCII)).join();
      taken.push({ from: mailFrom === false ? "" : mailFrom.address, to, bytes: Buffer.concat(chunks) });
      callback();
    });
  },
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
beforeEach(() => {
  taken.length = 0;
  refused = undefined;
  busy = undefined;
  onMail = () => {};
});

const smtp = () => ({
  SMTP_HOST: "127.0.0.1",
  SMTP_PORT: String((server.server.address() as AddressInfo).port),
  SMTP_SECURITY: "none",
});

const LIST = [
  "address,name,since",
  'ada@example.com,"Ada ""The Countess"" Lovelace",2026',
  "ryu@example.com,龍 👩‍🚀,2026",
  "nur@bücher.example,نور الدين,2026",
  "nobody@example.com,,2026",
  "",
].join("\n");

/** A project with a copy of the last weeks of the committed history, whose approvals are its own. */
async function project(settings: object = {}, list: string | undefined = LIST): Promise<string> {
  const folder = await freshFolder();
  await mkdir(join(folder, "snapshots"));
  for (const week of ["2023-W36", "2023-W37", "2023-W38", "2023-W39"])
    await cp(join(ROOT, "snapshots", week), join(folder, "snapshots", week), { recursive: true });
  await put(
    folder,
    "trends.config.ts",
    `export default ${JSON.stringify({ subscribers: "readers.csv", pairs: [["data-engineer", "data-scientist"]], ...settings })};\n`,
  );
  if (list !== undefined) await put(folder, "readers.csv", list);
  return folder;
}

describe("send", () => {
  it("mails each reader a message of their own, once, and tells the account", async () => {
    const cwd = await project({ approval: "auto" });
    const result = await run(["send"], { cwd, env: smtp() });
    expect(result, result.stderr).toMatchObject({ code: 0 });
    expect(result.stdout).toContain("audience 4 = 4 sent + 0 failed + 0 uncertain + 0 left");
    expect(result.stderr).toContain('"since"');
    expect(result.stdout + result.stderr).not.toMatch(/ada@|nobody@/);
    expect(await readJson(cwd, "snapshots/2023-W39/published.json")).toMatchObject({ week: "2023-W39", knew: [] });
    expect(taken.map(({ to }) => to).sort()).toEqual([
      "ada@example.com",
      "nobody@example.com",
      "nur@xn--bcher-kva.example",
      "ryu@example.com",
    ]);
    const mails = new Map<string, Awaited<ReturnType<typeof PostalMime.parse>>>();
    for (const { to, bytes } of taken) mails.set(to, await PostalMime.parse(bytes));
    const names = [...mails.values()].map((mail) => mail.to?.[0]?.name).sort();
    expect(names).toEqual(["", 'Ada "The Countess" Lovelace', "نور الدين", "龍 👩‍🚀"].sort());
    for (const [to, mail] of mails) {
      expect(mail.to?.[0]?.address).toBe(to);
      expect(mail.text).toContain(to);
      expect(mail.text).toMatch(/mailto:letter@example\.com\?subject=unsubscribe/);
      expect(mail.html).toContain("mailto:letter@example.com?subject=unsubscribe");
      for (const other of mails.keys()) if (other !== to) expect(`${mail.text}${mail.html}`).not.toContain(other);
      const header = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
      expect(header("list-unsubscribe")).toEqual(["<mailto:letter@example.com?subject=unsubscribe>"]);
      expect(header("list-unsubscribe-post")).toEqual([]);
    }
    expect(new Set([...mails.values()].map(({ messageId }) => messageId)).size).toBe(4);

    const again = await run(["send", "--json"], { cwd, env: smtp() });
    expect(again.code).toBe(4);
    expect(jsonError(again)).toMatchObject({ code: "edition-already-sent", sent: 4 });
    const other = await run(["run", "--json"], { cwd, env: smtp() });
    expect(other, other.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(other.stdout)).toMatchObject({ readers: { state: "sent-before", tally: { sent: 4 } } });
    expect(taken).toHaveLength(4);
  });

  it("tells each reader of the roles that the reader follows, also when the send goes on later", async () => {
    const list = [
      "address,roles",
      "two@example.com,data-scientist data-engineer",
      "late@example.com,data-analyst",
      "none@example.com,",
      "odd@example.com,astronaut",
      "",
    ].join("\n");
    const cwd = await project({ approval: "auto", sending: { retries: 1 } }, list);
    busy = /late/;
    const first = await run(["send"], { cwd, env: smtp() });
    expect(first.code, first.stderr).toBe(5);
    expect(first.stderr).toContain("The edition knows nothing of these roles that readers follow: astronaut.");
    busy = undefined;
    await put(cwd, "readers.csv", "address,roles\nlate@example.com,ml-engineer\n");
    expect(await run(["send"], { cwd, env: smtp() })).toMatchObject({ code: 0 });
    const headings = new Map<string, string[]>();
    for (const { to, bytes } of taken) {
      const { html = "", text = "" } = await PostalMime.parse(bytes);
      const told = [...html.matchAll(/<h3[^>]*>([^<]*)<\/h3>/g)].map(([, heading = ""]) => heading);
      for (const heading of told) expect(text).toContain(`\n${heading}\n  `);
      expect(text.includes("Your roles")).toBe(told.length > 0);
      headings.set(to, told);
    }
    expect(Object.fromEntries(headings)).toEqual({
      "two@example.com": ["Data Scientist", "Data Engineer"],
      "late@example.com": ["Data Analyst"],
      "none@example.com": [],
      "odd@example.com": [],
    });
  });

  it("shows who would be mailed, and mails nobody, without a mail server too", async () => {
    const cwd = await project({}, `${LIST}ADA@example.com,Again,2026\n`);
    const result = await run(["send", "--dry-run", "--json"], { cwd });
    expect(result, result.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(result.stdout)).toMatchObject({
      standing: "unapproved",
      begun: null,
      list: { readers: 4, duplicates: 1, ignored: ["since"] },
    });
    await expect(readFile(join(cwd, ".trends", "trends.db"))).rejects.toThrow();
    await expect(readFile(join(cwd, "snapshots", "2023-W39", "published.json"))).rejects.toThrow();
    expect(taken).toEqual([]);
  });

  it("records whom the server refuses, goes on, and lets a person say that they are to be tried again", async () => {
    refused = /nobody/;
    const cwd = await project({ approval: "auto" });
    const result = await run(["send", "--json"], { cwd, env: smtp() });
    expect(result, result.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(result.stdout)).toMatchObject({ tally: { audience: 4, sent: 3, failed: 1 } });
    const listed = await run(["deliveries", "list", "--state", "failed", "--json"], { cwd });
    expect(JSON.parse(listed.stdout)).toMatchObject({
      week: "2023-W39",
      deliveries: [{ address: "nobody@example.com", state: "failed", errorCode: "5.1.1" }],
    });
    const resolve = ["deliveries", "resolve", "--week", "2023-W39", "--as", "again"];
    expectRefusal(await run([...resolve, "--all"], { cwd }), 3, "delivery-unknown");
    expectRefusal(await run([...resolve, "--address", "ada@example.com", "--failed"], { cwd }), 3, "delivery-unknown");
    expectRefusal(await run(resolve, { cwd }), 2, "usage");
    refused = undefined;
    const said = await run([...resolve, "--address", "NOBODY@example.com", "--failed", "--json"], { cwd });
    expect(JSON.parse(said.stdout)).toEqual({ week: "2023-W39", as: "again", changed: 1 });
    expect(await run(["send"], { cwd, env: smtp() })).toMatchObject({ code: 0 });
    expect(taken.map(({ to }) => to).filter((to) => to === "nobody@example.com")).toHaveLength(1);
    expect(taken).toHaveLength(4);
    const status = await run(["status", "--json"], { cwd });
    expect(JSON.parse(status.stdout)).toMatchObject({ lastSend: { week: "2023-W39", audience: 4, sent: 4, left: 0 } });
  });

  it("finishes what is under way when it is asked to end, and goes on later", async () => {
    const list = Array.from({ length: 40 }, (_, index) => `reader-${index}@example.com`);
    const cwd = await project({ approval: "auto", sending: { connections: 2 } }, ["address", ...list, ""].join("\n"));
    let [mails, end] = [0, () => {}];
    onMail = () => {
      if (++mails === 5) end();
    };
    const started = (kill: (signal?: NodeJS.Signals) => void) => {
      end = () => kill("SIGTERM");
    };
    const first = await run(["send", "--json"], { cwd, env: smtp(), started });
    expect(first, first.stderr).toMatchObject({ code: 5 });
    const report = JSON.parse(first.stdout);
    expect(report).toMatchObject({ stopped: { why: "asked" }, tally: { audience: 40, uncertain: 0, failed: 0 } });
    expect(report.tally.left).toBeGreaterThan(0);
    expect(taken).toHaveLength(report.tally.sent);
    // Another edition goes to nobody, and needs no approval that would not help it.
    const settings = join(cwd, "trends.config.ts");
    const before = await readFile(settings, "utf8");
    await writeFile(settings, before.replace('"auto"', '"required","postalAddress":"Elsewhere 1"'));
    expectRefusal(await run(["run"], { cwd, env: smtp() }), 4, "edition-changed");
    await writeFile(settings, before);
    expect(await run(["send"], { cwd, env: smtp() })).toMatchObject({ code: 0 });
    expect(taken.map(({ to }) => to).sort()).toEqual([...list].sort());
  });

  it("refuses before the first mail: an unfit list, no list, no mail server", async () => {
    const unfit = await project({ approval: "auto" }, "address\nada@example.com\nbob\n");
    const list = await run(["send"], { cwd: unfit, env: smtp() });
    expectRefusal(list, 3, "readers-unfit", "row 3, field address: it has no @");
    expect(list.stderr).not.toContain("bob");
    // The mended list begins a send of its own: nothing was kept of the unfit one.
    await writeFile(join(unfit, "readers.csv"), "address\nbob@example.com\n");
    expect(await run(["send"], { cwd: unfit, env: smtp() })).toMatchObject({ code: 0 });
    expect(taken.map(({ to }) => to)).toEqual(["bob@example.com"]);

    expectRefusal(await run(["send"], { cwd: await project({ subscribers: null }), env: smtp() }), 2, "subscribers");
    expectRefusal(await run(["send"], { cwd: await project({ approval: "auto" }) }), 2, "SMTP_HOST");
    expectRefusal(await run(["send", "--dry-run", "--test", "a@example.com"], { cwd: unfit }), 2, "usage");
    expect(taken).toHaveLength(1);
  });
});

describe("schedule", () => {
  const once = (at: string, cwd: string) =>
    run(["schedule", "--once", "--json", "--now", `2023-10-02T${at}Z`], { cwd, env: smtp() });

  it("sends an edition that is approved later, goes on with readers who were put off, and mails the owner once", async () => {
    const cwd = await project({ owner: "owner@example.com", sending: { retries: 1 } });
    const waiting = await once("11:00:00", cwd);
    expectRefusal(waiting, 4, "edition-not-approved", "may be tried again from 2023-10-02T11:05:");
    expect(jsonError(waiting)).toMatchObject({ code: "edition-not-approved", week: "2023-W40" });
    expect(taken.map(({ to }) => to)).toEqual(["owner@example.com"]);
    expect(await run(["approve", "--by", "Ada"], { cwd })).toMatchObject({ code: 0 });
    busy = /ryu/;
    const part = await once("11:10:00", cwd);
    expectRefusal(part, 5, "delivery-incomplete", "audience 4 = 3 sent + 0 failed + 0 uncertain + 1 left");
    busy = undefined;
    const rest = await once("11:30:00", cwd);
    expect(rest, rest.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(rest.stdout)).toMatchObject({ ran: "2023-W40", edition: "2023-W39" });
    expect(taken.map(({ to }) => to.replace(/@.*/, "")).sort()).toEqual(["ada", "nobody", "nur", "owner", "ryu"]);
  });
});

describe("approve", () => {
  it("lets exactly the edition that was approved go out", async () => {
    const cwd = await project();
    const waiting = await run(["send", "--json"], { cwd, env: smtp() });
    expect(waiting.code).toBe(4);
    expect(jsonError(waiting)).toMatchObject({
      code: "edition-not-approved",
      standing: "unapproved",
      hint: expect.stringContaining("trends approve"),
    });
    const job = await run(["run", "--json"], { cwd, env: smtp() });
    expect(job, job.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(job.stdout)).toMatchObject({ readers: { state: "waiting", standing: "unapproved" } });

    const approved = await run(["approve", "--by", "Ada\u202E", "--json"], { cwd });
    expect(approved, approved.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(approved.stdout)).toMatchObject({
      by: "Ada",
      before: "unapproved",
      hash: JSON.parse(job.stdout).hash,
    });
    expect(JSON.parse((await run(["status", "--json"], { cwd })).stdout)).toMatchObject({ standing: "approved" });

    // The sender is part of what readers get.
    const settings = join(cwd, "trends.config.ts");
    const before = await readFile(settings, "utf8");
    await writeFile(settings, before.replace("{", '{"sender":{"name":"Somebody","address":"letter@example.com"},'));
    const changed = await run(["send", "--json"], { cwd, env: smtp() });
    expect(changed.code).toBe(4);
    expect(jsonError(changed)).toMatchObject({ code: "edition-not-approved", standing: "changed" });
    expect(taken).toEqual([]);

    await writeFile(settings, before);
    expect(await run(["send"], { cwd, env: smtp() })).toMatchObject({ code: 0 });
    expect(taken).toHaveLength(4);
  });

  it("needs a name", async () => {
    expectRefusal(await run(["approve", "--by", " "], { cwd: await project() }), 2, "usage");
  });
});
