import { join } from "node:path";
import { type Tally, tallyLine } from "../domain/delivery.ts";
import { knownRoles } from "../domain/mail-parts.ts";
import { seededRandom, textHash } from "../domain/random.ts";
import { ReportError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Progress } from "../progress.ts";
import { type Audience, freezeAudience } from "./audience.ts";
import type { Stop } from "./breaker.ts";
import { compileMail, type EditionMail, messageTo } from "./compiled-mail.ts";
import { BEAT_MS, beat, leaveLease, takeLease } from "./lease.ts";
import { type BegunSend, deliveryRows, findSend, type Ledger, openLedger } from "./ledger.ts";
import type { Machine } from "./machine.ts";
import type { SmtpSettings } from "./mailer.ts";
import { messageIdOf } from "./message-id.ts";
import { sendReady } from "./sender.ts";
import { TIMEOUTS, type Timeouts } from "./smtp-session.ts";

export interface DeliverRequest {
  readonly mail: EditionMail;
  /** The CSV of readers; read only when the send begins. */
  readonly readers: string;
  /** Called in each run once the audience is fixed, before anybody is mailed. */
  readonly onBegun?: () => Promise<void>;
  readonly smtp: SmtpSettings;
  readonly stateFolder: string;
  readonly connections: number;
  /** Messages a second; null does not limit. */
  readonly perSecond: number | null;
  /** Tries per reader in one run. */
  readonly retries: number;
  readonly timeouts?: Timeouts;
}

export interface DeliverReport {
  readonly hash: string;
  readonly tally: Tally;
  /** What the list came to, when this run began the send. */
  readonly begun: Audience | null;
  /** Why the run ended early, or null. */
  readonly stopped: Stop | null;
  /** The first of those whose fate nobody here can know: what to look for in the mail server's log. */
  readonly uncertain: readonly { readonly messageId: string; readonly at: string | null }[];
}

const LISTED = 20;

/** Where the ledger of a newsletter is. */
export function ledgerPath(stateFolder: string): string {
  return join(stateFolder, "trends.db");
}

/**
 * Mails an edition to every reader once: begins the send, or goes on with a begun one. Refuses an edition that was sent, and a
 * begun send whose edition is another now. What a dead sender left is taken up first. Nobody is mailed twice, whatever happens
 * to the process; whom the server may or may not have is uncertain and waits for a person.
 */
export async function deliver(
  request: DeliverRequest,
  { log, progress, machine }: { readonly log: Log; readonly progress: Progress; readonly machine: Machine },
): Promise<DeliverReport> {
  const { mail, stateFolder } = request;
  const { newsletter, week } = mail;
  const send = { newsletter, week };
  const owner = machine.runId();
  const ledger = await openLedger(ledgerPath(stateFolder));
  try {
    await takeLease(ledger, send, owner, machine);
    const alive = keptAlive(ledger, newsletter, owner, machine);
    try {
      const found = await findSend(ledger, send);
      if (found !== undefined) refuseOther(found, mail);
      const begun = found === undefined ? await freeze(ledger, request, machine) : null;
      const date = (await findSend(ledger, send))?.begunAt ?? machine.clock.now();
      if (begun !== null) log.info("audience frozen", { week, readers: begun.readers, duplicates: begun.duplicates });
      await request.onBegun?.();
      const stopped = await mailReaders(ledger, request, owner, new Date(date), alive.signal, { progress, machine });
      const why: Stop | undefined = alive.lost() ? { why: "lost", text: "" } : stopped;
      return await reportOf(ledger, request, begun, why ?? null, log);
    } finally {
      alive.end();
      await leaveLease(ledger, newsletter, owner);
    }
  } finally {
    await ledger.destroy();
  }
}

/** A beat of the lease every few seconds; the signal is given when somebody asks the run to end, or another run took over. */
function keptAlive(ledger: Ledger, newsletter: string, owner: string, { clock, stop }: Machine) {
  const taken = new AbortController();
  const check = async () => {
    if (!(await beat(ledger, newsletter, owner, clock.now()))) taken.abort();
  };
  const end = clock.every(BEAT_MS, () => {
    // A beat that cannot be written is as good as none: the lease runs out, and the ledger's own rules hold.
    check().catch(() => {});
  });
  return { signal: AbortSignal.any([stop(), taken.signal]), lost: () => taken.signal.aborted, end };
}

/** Refuses a send that is over, and one that was begun with another edition. */
export function refuseOther(
  { hash, tally, finished, begunAt }: BegunSend,
  request: Pick<EditionMail, "week" | "hash">,
): void {
  const { week } = request;
  const begun = new Date(begunAt).toISOString();
  if (finished) {
    throw new ReportError(
      "edition-already-sent",
      `The edition of ${week} was sent (begun ${begun}; ${tallyLine(tally)}). Nobody was mailed again.`,
      "A correction is a new edition: it goes out with a later week. To see who got what, run trends deliveries list.",
      { details: { ...tally, hash } },
    );
  }
  if (hash === request.hash) return;
  throw new ReportError(
    "edition-changed",
    `The send of ${week} was begun ${begun} with edition ${hash.slice(0, 16)}, and the edition is ${request.hash.slice(0, 16)} now (${tallyLine(tally)}). Nobody was mailed.`,
    "Bring back the snapshot, letter, templates and settings that the send was begun with, then run it again: all readers of a week get the same edition.",
    { details: { ...tally, hash, now: request.hash } },
  );
}

function freeze(ledger: Ledger, request: DeliverRequest, { clock }: Machine): Promise<Audience> {
  const { mail, readers } = request;
  const { newsletter, week, hash } = mail;
  return freezeAudience(ledger, readers, {
    newsletter,
    week,
    hash,
    now: clock.now(),
    messageId: (address) => messageIdOf(mail, address, "reader"),
    roles: knownRoles(mail.parts),
  });
}

async function mailReaders(
  ledger: Ledger,
  request: DeliverRequest,
  owner: string,
  date: Date,
  stop: AbortSignal,
  { progress, machine }: { readonly progress: Progress; readonly machine: Machine },
): Promise<Stop | undefined> {
  const { mail, smtp, connections, perSecond, retries } = request;
  const { newsletter, week, hash, from } = mail;
  const compiled = compileMail(mail);
  const left = (await findSend(ledger, { newsletter, week }))?.tally.left ?? 0;
  const task = progress.begin("sending", left);
  try {
    return await sendReady({
      ledger,
      send: { newsletter, week },
      owner,
      smtp,
      timeouts: request.timeouts ?? TIMEOUTS,
      from: from.address,
      messageOf: ({ address, name, roles, messageId }) =>
        messageTo(compiled, { name, address, roles, messageId, date }),
      connections,
      perSecond,
      tries: retries,
      random: seededRandom(textHash(hash)),
      clock: machine.clock,
      stop,
      onOutcome: ({ kind }) => {
        if (kind === "accepted" || kind === "refused" || kind === "unknown") task.advance(1);
      },
    });
  } finally {
    task.done();
  }
}

async function reportOf(
  ledger: Ledger,
  { mail: { newsletter, week, hash } }: DeliverRequest,
  begun: Audience | null,
  stopped: Stop | null,
  log: Log,
): Promise<DeliverReport> {
  const send = { newsletter, week };
  const tally = (await findSend(ledger, send))?.tally;
  if (tally === undefined) throw new Error("A send that was begun is not in the ledger.");
  const rows = await deliveryRows(ledger, send, "uncertain", LISTED);
  const uncertain = rows.map(({ messageId, committedAt }) => ({
    messageId,
    at: committedAt === null ? null : new Date(committedAt).toISOString(),
  }));
  log.info("send ended", { week, ...tally, stopped: stopped?.why ?? "no" });
  return { hash, tally, begun, stopped, uncertain };
}
