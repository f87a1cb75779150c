import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { EditionMail } from "../../../src/deliver/compiled-mail.ts";
import { type DeliverReport, type DeliverRequest, deliver } from "../../../src/deliver/deliver.ts";
import type { Machine } from "../../../src/deliver/machine.ts";
import { silentLog } from "../../../src/log.ts";
import { silentProgress } from "../../../src/progress.ts";
import { NO_ROLES } from "../../a-reader.ts";
import { type Deed, type Moment, type Peer, smtpPeer } from "../../smtp-peer.ts";

/** A machine whose clock stands still but for what is slept through, which takes no time. */
export function hastyMachine(part: Partial<Machine> = {}): Machine & { readonly sleptMs: () => number } {
  const start = Date.parse("2026-11-23T07:00:00Z");
  let slept = 0;
  let runs = 0;
  return {
    clock: {
      now: () => start + slept,
      sleep: async (ms, stop) => {
        if (!stop.aborted) slept += ms;
        await new Promise((turn) => setImmediate(turn));
      },
      every: () => () => {},
    },
    host: "here",
    pid: 1,
    isAlive: () => false,
    runId: () => `run-${++runs}-${Math.abs(slept)}`,
    stop: () => new AbortController().signal,
    sleptMs: () => slept,
    ...part,
  };
}

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "trends-deliver-"));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function peerThat(deed: (moment: Moment) => Deed | undefined): Promise<Peer> {
  const peer = await smtpPeer(deed);
  cleanUps.push(() => peer.close());
  return peer;
}

/** Addresses r01, r02 … in the order in which they are mailed. */
export function readers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `r${String(index + 1).padStart(2, "0")}@example.com`);
}

/** A send of an edition to a list in a folder of its own; `again` runs it once more. */
export async function sendTo(addresses: readonly string[], peer: Peer, part: Partial<DeliverRequest> = {}) {
  const folder = await freshFolder();
  await writeFile(join(folder, "readers.csv"), ["address,name", ...addresses.map((each) => `${each},`), ""].join("\n"));
  const request: DeliverRequest = {
    mail: mailOf(),
    readers: join(folder, "readers.csv"),
    smtp: { host: "127.0.0.1", port: peer.port, secure: false, requireTls: false },
    stateFolder: folder,
    connections: 1,
    perSecond: null,
    retries: 4,
    timeouts: { connectMs: 5_000, answerMs: 5_000 },
    ...part,
  };
  const run = (machine: Machine, changes: Partial<DeliverRequest> = {}): Promise<DeliverReport> =>
    deliver({ ...request, ...changes }, { log: silentLog, progress: silentProgress, machine });
  return { folder, run };
}

/** A short edition to mail. */
export function mailOf(part: Partial<EditionMail> = {}): EditionMail {
  const pieces = (before: string, between: string, after: string) => ({
    texts: [before, between, after],
    tokens: ["name", "address"],
  });
  return {
    week: "2026-W47",
    hash: "a".repeat(64),
    newsletter: "Weekly",
    from: { name: "Weekly", address: "letter@example.org" },
    subject: "Pay is up",
    parts: {
      html: pieces("<p>Dear ", ", this went to ", ".</p>"),
      text: pieces("Dear ", ", this went to ", ".\n"),
      roles: NO_ROLES,
      nameUnknown: "reader",
      images: [],
    },
    language: "en-US",
    images: [],
    unsubscribeUrl: () => null,
    leaveToken: () => null,
    preferencesUrl: () => null,
    dkim: null,
    ...part,
  };
}

/** Readers who have the mail more than once. */
export function twice(peer: Peer): string[] {
  return [...peer.delivered].flatMap(([to, messages]) => (messages.length > 1 ? [to] : []));
}
