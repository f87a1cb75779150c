import { resolve } from "node:path";
import { type ChangedSince, changedSince, changedWords } from "./changed-since.ts";
import { refuseBlocked } from "./check/finding.ts";
import type { Settings } from "./config.ts";
import { type Audience, countAudience } from "./deliver/audience.ts";
import { type DeliverReport, deliver, ledgerPath, refuseOther } from "./deliver/deliver.ts";
import { type BegunSend, findSend, newestSend, openLedger } from "./deliver/ledger.ts";
import type { Machine } from "./deliver/machine.ts";
import type { MailSecrets } from "./deliver/mail-secrets.ts";
import type { SmtpSettings } from "./deliver/mailer.ts";
import { type Approval, type Standing, standing } from "./domain/approval.ts";
import { isFinished, type Tally, tallyLine } from "./domain/delivery.ts";
import { knownRoles } from "./domain/mail-parts.ts";
import type { Week } from "./domain/week.ts";
import type { BuiltEdition } from "./edition-build.ts";
import { ReportError } from "./errors.ts";
import { exists } from "./files.ts";
import { keepArchived } from "./keep-archived.ts";
import type { Log } from "./log.ts";
import { mailFindings } from "./mail-preflight.ts";
import type { Progress } from "./progress.ts";
import { recordPublished } from "./published-editions.ts";
import { findApproval, writeApproval } from "./snapshot/approvals.ts";
import { editionMail } from "./week-inputs.ts";

/*
 * A built edition on its way out of the house: somebody approves it, and it is mailed to its readers.
 */

interface SendEffects {
  readonly log: Log;
  readonly progress: Progress;
  readonly now: Date;
  readonly smtp: () => SmtpSettings | undefined;
  readonly secrets: () => MailSecrets;
  readonly machine: Machine;
}

/** Binds an approval to exactly this edition, and archives it. Refuses one that a finding blocks. */
export async function approveEdition(
  built: BuiltEdition,
  by: string,
  settings: Settings,
  { now, log }: SendEffects,
): Promise<Approval> {
  const { week, hash } = built.archived.edition;
  refuseBlocked(week, built.findings);
  await keepArchived(built, settings, log);
  const approval = { hash, by, at: now.toISOString() };
  await writeApproval(settings.snapshotsFolder, week, approval);
  log.info("edition approved", { week, hash: hash.slice(0, 16) });
  return approval;
}

/** Where an edition stands, for the policy of the settings. */
export async function standingOf(
  { week, hash }: { readonly week: Week; readonly hash: string },
  settings: Settings,
): Promise<Standing> {
  return standing(hash, await findApproval(settings.snapshotsFolder, week), settings.approval);
}

/**
 * Mails a built edition to the readers of the settings, or goes on with a send that was begun. Refuses an edition that a finding
 * blocks, that nobody approved, that was sent already, or that is another than the one the send was begun with. What is mailed is
 * archived first.
 */
export async function sendEdition(
  built: BuiltEdition,
  settings: Settings,
  effects: SendEffects,
): Promise<DeliverReport> {
  const { week, hash } = built.archived.edition;
  refuseBlocked(week, built.findings);
  const readers = readersFile(settings);
  const begun = await findBegun(week, settings);
  if (begun !== undefined) refuseOther(begun, { week, hash });
  const stands = await standingOf({ week, hash }, settings);
  if (stands === "changed" || stands === "unapproved")
    throw notApproved(week, hash, stands, await changedSince(built.archived, settings));
  const smtp = effects.smtp();
  if (smtp === undefined) {
    throw new ReportError(
      "settings-missing",
      "No mail server is set, and a whole list is not written to disk. Nobody was mailed.",
      "Set SMTP_HOST and the rest in the environment or in .env; --dry-run shows what would be sent without it.",
    );
  }
  const { stateFolder, sending } = settings;
  const secrets = effects.secrets();
  const mail = editionMail(built, settings, secrets, "");
  // Signed, and with the links of this machine: what was built elsewhere could not be judged whole.
  refuseBlocked(week, (await mailFindings(built, settings, secrets, built.known)).findings);
  await keepArchived(built, settings, effects.log);
  const onBegun = () => recordPublished(built.archived.edition, settings, effects.log);
  return deliver({ mail, readers, onBegun, smtp, stateFolder, ...sending }, effects);
}

/** What `run` did about the readers. */
export type ReadersMailed =
  | { readonly state: "waiting"; readonly standing: Standing }
  | { readonly state: "sent-before"; readonly tally: Tally }
  | ({ readonly state: "mailed" } & DeliverReport);

/** The readers' part of the weekly job: an edition that waits for approval or was sent before is told, and is no failure. */
export async function sendAsAllowed(
  built: BuiltEdition,
  settings: Settings,
  effects: SendEffects,
): Promise<ReadersMailed> {
  const { week, hash } = built.archived.edition;
  const begun = await findBegun(week, settings);
  if (begun?.finished) return { state: "sent-before", tally: begun.tally };
  // To approve it would not help.
  if (begun !== undefined) refuseOther(begun, { week, hash });
  const stands = await standingOf({ week, hash }, settings);
  if (stands === "unapproved" || stands === "changed") return { state: "waiting", standing: stands };
  return { state: "mailed", ...(await sendEdition(built, settings, effects)) };
}

/** Why readers still wait for an edition after the weekly job; undefined when none does. */
export function unfinishedOf(
  { week, hash }: { readonly week: Week; readonly hash: string },
  readers: ReadersMailed | undefined,
): ReportError | undefined {
  if (readers?.state === "waiting") return notApproved(week, hash, readers.standing);
  if (readers?.state !== "mailed" || isFinished(readers.tally)) return undefined;
  return new ReportError(
    "delivery-incomplete",
    `Not everybody has the edition of ${week}: ${tallyLine(readers.tally)}.`,
    `Run "trends send --week ${week}" to go on; who is uncertain waits for "trends deliveries resolve".`,
    { details: { ...readers.tally, hash, stopped: readers.stopped } },
  );
}

export interface SendPlan {
  readonly hash: string;
  readonly standing: Standing;
  /** How far a begun send is; null where none is begun. */
  readonly begun: BegunSend | null;
  /** What the list comes to; null where the send is begun, since its audience is fixed. */
  readonly list: Audience | null;
}

/** What `sendEdition` would do. Sends and writes nothing. */
export async function planSend(built: BuiltEdition, settings: Settings): Promise<SendPlan> {
  const { week, hash } = built.archived.edition;
  refuseBlocked(week, built.findings);
  const readers = readersFile(settings);
  const begun = (await findBegun(week, settings)) ?? null;
  const list = begun === null ? await countAudience(readers, knownRoles(built.rendered.mail)) : null;
  return { hash, standing: await standingOf({ week, hash }, settings), begun, list };
}

/** How far the send of a week's edition is, of the newest begun one where no week is given; undefined where none is begun. */
export async function findBegun(
  week: Week | undefined,
  { stateFolder, name: newsletter }: Settings,
): Promise<(BegunSend & { readonly week: Week }) | undefined> {
  const path = ledgerPath(stateFolder);
  if (!(await exists(path))) return undefined;
  const ledger = await openLedger(path);
  try {
    const wanted = week ?? (await newestSend(ledger, newsletter));
    const found = wanted === undefined ? undefined : await findSend(ledger, { newsletter, week: wanted });
    return found === undefined || wanted === undefined ? undefined : { ...found, week: wanted };
  } finally {
    await ledger.destroy();
  }
}

function readersFile({ root, subscribers }: Settings): string {
  if (subscribers !== null) return resolve(root, subscribers);
  throw new ReportError(
    "settings-missing",
    "The settings name no list of readers.",
    'Set "subscribers" to a CSV with the columns address and name; --test ADDRESS mails one address.',
  );
}

function notApproved(week: Week, hash: string, stands: Standing, changed?: ChangedSince): ReportError {
  const where = changed === undefined ? "" : ` (${changedWords(changed)})`;
  const why = stands === "changed" ? `was approved, and has changed since${where}` : "waits for approval";
  return new ReportError(
    "edition-not-approved",
    `The edition of ${week} (${hash.slice(0, 16)}) ${why}. Nobody was mailed.`,
    `Read it, then run "trends approve --by NAME --week ${week}".`,
    { details: { week, hash, standing: stands, ...(changed === undefined ? {} : { changed }) } },
  );
}
