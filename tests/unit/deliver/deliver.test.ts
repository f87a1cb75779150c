import { describe, expect, it } from "vitest";
import type { EditionMail } from "../../../src/deliver/compiled-mail.ts";
import { ledgerPath } from "../../../src/deliver/deliver.ts";
import { deliveryRows, openLedger } from "../../../src/deliver/ledger.ts";
import { resolveDeliveries } from "../../../src/deliver/resolution.ts";
import type { Deed, Moment, Stage } from "../../smtp-peer.ts";
import { hastyMachine, mailOf, peerThat, readers, sendTo, twice } from "./sending.ts";

const SEND = { newsletter: "Weekly", week: "2026-W47" };
const [FIRST = "", SECOND = ""] = readers(2);

/** The deed at one stage of the first try of one reader (of the first connection where no reader is known yet). */
function once(stage: Stage, deed: Deed, to = SECOND): (moment: Moment) => Deed | undefined {
  let done = false;
  return (moment) => {
    const known = ["rcpt", "data", "part", "end", "after"].includes(stage);
    const meant = known ? moment.to === to : stage === "mail" ? moment.message === 2 : moment.connection === 1;
    if (done || moment.stage !== stage || !meant) return undefined;
    done = true;
    return deed;
  };
}

/** Each message is longer than what two sockets hold, so the second cannot have left whole while the peer reads its beginning. */
function mailTooLongForABuffer(): EditionMail {
  const png = new Uint8Array(12_000_000);
  return mailOf({ images: [{ cid: "chart@edition", fileName: "chart.png", png }] });
}

async function rowsOf(folder: string) {
  const ledger = await openLedger(ledgerPath(folder));
  const rows = await deliveryRows(ledger, SEND, undefined, 1_000);
  await ledger.destroy();
  return rows;
}

describe("a send to readers", () => {
  it("mails each reader of the list once, and accounts for all", async () => {
    const peer = await peerThat(() => undefined);
    const { run, folder } = await sendTo(readers(25), peer, { connections: 3 });
    const report = await run(hastyMachine());
    expect(report).toMatchObject({
      tally: { audience: 25, sent: 25, failed: 0, uncertain: 0, left: 0 },
      stopped: null,
      begun: { readers: 25, duplicates: 0 },
    });
    expect([...peer.delivered.keys()].sort()).toEqual(readers(25));
    expect(twice(peer)).toEqual([]);
    expect(peer.connections()).toBeLessThanOrEqual(3);
    const rows = await rowsOf(folder);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(["sent"]));
    for (const { address, messageId } of rows) expect(peer.delivered.get(address)?.[0]).toContain(messageId);
  });

  it("counts an address once however it is written, and the first name stands", async () => {
    const peer = await peerThat(() => undefined);
    const { run } = await sendTo(["Ada@Example.com", "ada@example.COM", "bob@example.com"], peer);
    const report = await run(hastyMachine());
    expect(report.begun).toMatchObject({ readers: 2, duplicates: 1 });
    expect([...peer.delivered.keys()]).toEqual(["Ada@example.com", "bob@example.com"]);
  });

  it("refuses to send an edition again, also when it was built anew", async () => {
    const peer = await peerThat(() => undefined);
    const { run } = await sendTo(readers(2), peer);
    await run(hastyMachine());
    for (const hash of ["a".repeat(64), "b".repeat(64)])
      await expect(run(hastyMachine(), { mail: mailOf({ hash }) })).rejects.toMatchObject({
        code: "edition-already-sent",
        exitCode: 4,
      });
    expect(twice(peer)).toEqual([]);
  });

  it("goes on with the edition and the audience that it was begun with, and with no other", async () => {
    let down = true;
    const peer = await peerThat(({ stage }) =>
      down && stage === "mail" && peer.delivered.size > 0 ? { answer: "550 5.7.1 out of order" } : undefined,
    );
    const { run, folder } = await sendTo(readers(3), peer);
    expect(await run(hastyMachine())).toMatchObject({ tally: { sent: 1, left: 2 }, stopped: { why: "server" } });
    down = false;
    await expect(run(hastyMachine(), { mail: mailOf({ hash: "b".repeat(64) }) })).rejects.toMatchObject({
      code: "edition-changed",
    });
    // The list is not read again: it may be gone, or hold others.
    const second = await run(hastyMachine(), { readers: `${folder}/gone.csv` });
    expect(second).toMatchObject({ begun: null, tally: { audience: 3, sent: 3, left: 0 } });
    expect(twice(peer)).toEqual([]);
  });

  it("gives each try of a reader the same id and date", async () => {
    const seen: string[] = [];
    const peer = await peerThat(({ stage, to }) =>
      stage === "end" && to === FIRST && seen.push(to) < 3
        ? { answer: "451 4.7.1 greylisted", accepts: true }
        : undefined,
    );
    const { run } = await sendTo([FIRST], peer);
    await run(hastyMachine());
    const messages = peer.delivered.get(FIRST) ?? [];
    expect(messages).toHaveLength(3);
    expect(new Set(messages).size).toBe(1);
    expect(messages[0]).toContain("Date: Mon, 23 Nov 2026 07:00:00 +0000");
  });
});

describe("a server that fails", () => {
  const beforeTheEnd: readonly (readonly [string, Stage, Deed])[] = [
    ["drops the connection instead of a greeting", "connect", { drop: true }],
    ["greets with 421", "connect", { answer: "421 4.3.2 not now" }],
    ["drops the connection at EHLO", "ehlo", { drop: true }],
    ["drops the connection at MAIL", "mail", { drop: true }],
    ["refuses MAIL for now", "mail", { answer: "451 4.3.0 later" }],
    ["refuses MAIL for good", "mail", { answer: "550 5.7.1 we do not know you" }],
    ["says at MAIL that it closes", "mail", { answer: "421 4.3.2 closing" }],
    ["drops the connection at RCPT", "rcpt", { drop: true }],
    ["puts the reader off at RCPT", "rcpt", { answer: "450 4.2.1 greylisted" }],
    ["says at RCPT that it closes", "rcpt", { answer: "421 4.3.2 closing" }],
    ["wants a login at RCPT", "rcpt", { answer: "530 5.7.0 log in first" }],
    ["drops the connection at DATA", "data", { drop: true }],
    ["puts the message off at DATA", "data", { answer: "451 4.3.0 later" }],
    ["drops the connection within the message", "part", { drop: true }],
    ["puts the message off after its end", "end", { answer: "452 4.3.1 no room" }],
  ];
  it.each(beforeTheEnd)("that %s loses nobody and mails nobody twice", async (_, stage, deed) => {
    const peer = await peerThat(once(stage, deed));
    const { run } = await sendTo(readers(4), peer, stage === "part" ? { mail: mailTooLongForABuffer() } : {});
    const report = await run(hastyMachine());
    expect(report).toMatchObject({ tally: { audience: 4, sent: 4, failed: 0, uncertain: 0, left: 0 }, stopped: null });
    expect(twice(peer)).toEqual([]);
  });

  const afterTheEnd: readonly (readonly [string, Deed])[] = [
    ["takes a message and drops the connection before the answer", { drop: true, accepts: true }],
    ["drops the connection after a message that it does not take", { drop: true, accepts: false }],
    ["answers the end of a message with 421", { answer: "421 4.3.2 closing", accepts: true }],
    ["never answers the end of a message", { silent: true, accepts: true }],
  ];
  it.each(afterTheEnd)("that %s leaves the reader uncertain, and nobody is mailed twice", async (_, deed) => {
    const peer = await peerThat(once("end", deed));
    const { run, folder } = await sendTo(readers(4), peer, { timeouts: { connectMs: 5_000, answerMs: 150 } });
    const report = await run(hastyMachine());
    expect(report).toMatchObject({ tally: { audience: 4, sent: 3, failed: 0, uncertain: 1, left: 0 } });
    const [row] = (await rowsOf(folder)).filter(({ state }) => state === "uncertain");
    expect(row?.address).toBe(SECOND);
    expect(report.uncertain).toEqual([{ messageId: row?.messageId, at: "2026-11-23T07:00:00.000Z" }]);
    // Neither the next run nor the one after it tries by itself.
    expect(await run(hastyMachine())).toMatchObject({ tally: { sent: 3, uncertain: 1 } });
    expect(peer.delivered.get(SECOND)?.length ?? 0).toBe(deed.accepts ? 1 : 0);
  });

  it("mails an uncertain reader again only when a person says so", async () => {
    const peer = await peerThat(once("end", { drop: true }));
    const { run, folder } = await sendTo(readers(3), peer);
    await run(hastyMachine());
    const ledger = await openLedger(ledgerPath(folder));
    const said = { address: SECOND, failedToo: false, now: 0 };
    expect(await resolveDeliveries(ledger, SEND, { ...said, address: FIRST, as: "again" })).toBe(0);
    expect(await resolveDeliveries(ledger, SEND, { ...said, as: "again" })).toBe(1);
    await ledger.destroy();
    expect(await run(hastyMachine())).toMatchObject({ tally: { sent: 3, uncertain: 0, left: 0 } });
    expect(peer.delivered.get(SECOND)).toHaveLength(1);
  });

  it("marks a reader failed whom it refuses for good, with the server's code, and goes on", async () => {
    const peer = await peerThat(once("rcpt", { answer: `550 5.1.1 <${SECOND}> no such user` }));
    const { run, folder } = await sendTo(readers(3), peer);
    expect(await run(hastyMachine())).toMatchObject({ tally: { sent: 2, failed: 1, left: 0 }, stopped: null });
    const [row] = (await rowsOf(folder)).filter(({ state }) => state === "failed");
    expect(row).toMatchObject({ address: SECOND, errorCode: "5.1.1", attempts: 1 });
  });

  it("tries a reader who is put off so many times in a run, with growing waits, and again in the next run", async () => {
    let tries = 0;
    const peer = await peerThat(({ stage, to }) => {
      if (stage !== "rcpt" || to !== FIRST) return undefined;
      return ++tries <= 5 ? { answer: "450 4.2.1 greylisted" } : undefined;
    });
    const { run } = await sendTo(readers(2), peer, { retries: 3 });
    const machine = hastyMachine();
    expect(await run(machine)).toMatchObject({ tally: { sent: 1, left: 1 }, stopped: null });
    expect(tries).toBe(3);
    // 30 s, then 90 s, each a quarter longer or shorter.
    expect(machine.sleptMs()).toBeGreaterThan(0.75 * 120_000);
    expect(machine.sleptMs()).toBeLessThan(1.25 * 120_000 + 10);
    expect(await run(hastyMachine())).toMatchObject({ tally: { sent: 2, left: 0 } });
  });

  it("closes the connection after some messages, and the rest goes over new ones", async () => {
    const peer = await peerThat(({ stage, message }) =>
      stage === "after" && message === 3 ? { drop: true } : undefined,
    );
    const { run } = await sendTo(readers(10), peer);
    expect(await run(hastyMachine())).toMatchObject({ tally: { sent: 10 } });
    expect(peer.connections()).toBeGreaterThanOrEqual(4);
    expect(twice(peer)).toEqual([]);
  });

  it("is let be after a run of faults, and no reader is marked for them", async () => {
    const peer = await peerThat(({ stage }) => (stage === "mail" ? { answer: "550 5.7.1 sender refused" } : undefined));
    const { run, folder } = await sendTo(readers(40), peer, { connections: 2 });
    const report = await run(hastyMachine());
    expect(report).toMatchObject({ tally: { sent: 0, failed: 0, left: 40 }, stopped: { why: "server" } });
    expect(report.stopped?.text).toContain("550 5.7.1 sender refused");
    expect((await rowsOf(folder)).every(({ state, attempts }) => state === "ready" && attempts === 0)).toBe(true);
  });

  it("that refuses one reader after another is stopped before the whole list is marked", async () => {
    const peer = await peerThat(({ stage, to }) =>
      stage === "rcpt" ? { answer: `550 5.7.1 <${to}>: relay access denied` } : undefined,
    );
    const { run } = await sendTo(readers(90), peer);
    const report = await run(hastyMachine());
    expect(report).toMatchObject({ tally: { failed: 25, left: 65 }, stopped: { why: "refusals" } });
    expect(report.stopped?.text).toContain("relay access denied");
    expect(report.stopped?.text).not.toContain("@");
  });

  it("whose address nobody answers stops the run with every reader left", async () => {
    const peer = await peerThat(() => undefined);
    const { run } = await sendTo(readers(3), peer);
    await peer.close();
    expect(await run(hastyMachine())).toMatchObject({ tally: { left: 3 }, stopped: { why: "server" } });
  });
});

describe("a run that is asked to end", () => {
  it("finishes what is under way and gives back the rest", async () => {
    const wish = new AbortController();
    const peer = await peerThat(({ stage, to }) => {
      if (stage === "part" && to === SECOND) wish.abort();
      return undefined;
    });
    const { run, folder } = await sendTo(readers(30), peer);
    const report = await run(hastyMachine({ stop: () => wish.signal }));
    expect(report).toMatchObject({ tally: { sent: 2, uncertain: 0, left: 28 }, stopped: { why: "asked" } });
    const rows = await rowsOf(folder);
    expect(rows.filter(({ state }) => state === "ready")).toHaveLength(28);
    expect(await run(hastyMachine())).toMatchObject({ tally: { sent: 30 } });
    expect(twice(peer)).toEqual([]);
  });
});

describe("two runs of one newsletter", () => {
  it("do not send at the same time: the second is told who does", async () => {
    const peer = await peerThat(() => undefined);
    const { run } = await sendTo(readers(3), peer);
    let second: Promise<unknown> = Promise.resolve();
    const during = hastyMachine({
      pid: 2,
      isAlive: () => true,
      stop: () => {
        second = run(hastyMachine({ pid: 3, isAlive: () => true })).catch((error: unknown) => error);
        return new AbortController().signal;
      },
    });
    await run(during);
    expect(await second).toMatchObject({ code: "send-running", message: expect.stringContaining("process 2 on here") });
    expect(twice(peer)).toEqual([]);
  });

  it("mail nobody twice when the first was taken for dead and is not", async () => {
    const others: Promise<unknown>[] = [];
    const { run, peer } = await (async () => {
      const peer = await peerThat(({ stage, to, connection }) => {
        // The first run is about to end a message: another run takes over from it.
        if (stage === "part" && to === SECOND && connection === 1)
          others.push(run(hastyMachine({ pid: 9, isAlive: () => false, runId: () => "other" })));
        return undefined;
      });
      const { run } = await sendTo(readers(6), peer);
      return { run, peer };
    })();
    await run(hastyMachine({ pid: 8 })).catch(() => undefined);
    await Promise.all(others);
    expect(others).toHaveLength(1);
    expect(twice(peer)).toEqual([]);
    expect(await run(hastyMachine()).catch((error: unknown) => error)).toBeDefined();
    expect([...peer.delivered.keys()].sort()).toEqual(readers(6));
  });
});
