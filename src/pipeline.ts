import { join } from "node:path";
import type { WrittenSite } from "./archive/site.ts";
import type { Network } from "./boards/network.ts";
import type { WeekAnswer } from "./boards/week-answers.ts";
import { drawCharts } from "./chart/chart.ts";
import { refuseBlocked } from "./check/finding.ts";
import type { Settings } from "./config.ts";
import { type Delivered, deliverOne } from "./deliver/deliver-one.ts";
import type { Machine } from "./deliver/machine.ts";
import type { MailSecrets } from "./deliver/mail-secrets.ts";
import type { SmtpSettings } from "./deliver/mailer.ts";
import type { Day, Week } from "./domain/week.ts";
import { type BuiltEdition, checkedEdition, draftEdition } from "./edition-build.ts";
import { ReportError } from "./errors.ts";
import { ingestBackdropFeeds, postingFeeds } from "./ingest-backdrop.ts";
import { type IngestReport, ingestFeed, refuseHeld } from "./ingest-feed.ts";
import { putIntoArchive } from "./keep-archived.ts";
import type { Log } from "./log.ts";
import type { Progress } from "./progress.ts";
import { writePages } from "./publish-pages.ts";
import { isOutOnceArchived, recordPublished } from "./published-editions.ts";
import { type ReadersMailed, sendAsAllowed } from "./send-edition.ts";
import * as store from "./snapshot/store.ts";
import { boardFeeds } from "./week-boards.ts";
import { editionMail } from "./week-inputs.ts";
import { feedFiles } from "./week-sources.ts";

/*
 * The whole week, a line per stage: postings ─ingest─▶ snapshot ─compare─▶ changes ─narrate─▶ facts and letter ─chart─▶
 * images ─render─▶ mail and page ─check─▶ archive.
 */

export type { BuiltEdition } from "./edition-build.ts";

/** What a run may touch besides its folders: passed in, so that a test decides it. */
export interface Effects {
  readonly log: Log;
  readonly progress: Progress;
  /** Today in the newsletter's time zone. */
  readonly today: Day;
  /** The moment a message is dated. */
  readonly now: Date;
  /** From the environment; undefined writes messages to disk. */
  readonly smtp: () => SmtpSettings | undefined;
  /** From the environment: what unsubscribe links and signatures are made with. */
  readonly secrets: () => MailSecrets;
  /** The process that mails readers, and its clock. */
  readonly machine: Machine;
  /** The way to the job boards; the public internet by default. */
  readonly network?: Network;
}

/** A week's edition from what is stored of it and of the weeks before. Writes nothing; reads no clock. */
export async function buildEdition(week: Week, settings: Settings): Promise<BuiltEdition> {
  return checkedEdition(await draftEdition(week, settings, drawCharts), settings);
}

/**
 * Builds a week's edition, checks it, and puts it into the archive; a blocking finding leaves the archive as it was. Then the
 * pages of the newest stored week, as far as they changed; `asked` are the roles of comparisons to add.
 */
export async function publishEdition(
  week: Week,
  settings: Settings,
  { log }: Effects,
  asked: readonly (readonly string[])[] = [],
): Promise<ArchivedBuild & { readonly pages: WrittenSite }> {
  const archived = await archiveWeek(week, settings, log);
  return { ...archived, pages: await writePages(asked, settings, log) };
}

/** A built edition and its folder in the archive. */
export type ArchivedBuild = BuiltEdition & { readonly folder: string };

async function archiveWeek(week: Week, settings: Settings, log: Log): Promise<ArchivedBuild> {
  const built = await buildEdition(week, settings);
  refuseBlocked(week, built.findings);
  return { ...built, folder: await putIntoArchive(built.archived, settings, log) };
}

/**
 * The editions of the stored weeks from the one to the other, both included, each after the one before it: as if they had been
 * made week by week. Reads no feed and mails nobody; where an edition is out once it is archived, the next one knows of it. The
 * pages are written once, at the end.
 */
export async function backfillWeeks(
  { first, last }: { readonly first: Week; readonly last: Week },
  settings: Settings,
  { log, progress }: Effects,
): Promise<ArchivedBuild[]> {
  const stored = await store.storedWeeks(settings.snapshotsFolder);
  const weeks = stored.filter((week) => week >= first && week <= last);
  if (weeks.length === 0) {
    throw new ReportError(
      "snapshot-missing",
      `There is no snapshot from ${first} to ${last} in ${settings.snapshotsFolder}.`,
      stored.length === 0 ? "Run trends ingest first." : `There are ${stored[0]} to ${stored.at(-1)}.`,
    );
  }
  const task = progress.begin("editions", weeks.length);
  const built: ArchivedBuild[] = [];
  try {
    for (const week of weeks) {
      const edition = await archiveWeek(week, settings, log);
      if (isOutOnceArchived(settings)) await recordPublished(edition.archived.edition, settings, log);
      built.push(edition);
      task.advance(1);
    }
  } finally {
    task.done();
  }
  await writePages([], settings, log);
  return built;
}

/** Mails the edition with the parts of these roles to one address, or writes the message to the state folder where no mail server is set. */
export async function sendToOne(
  built: BuiltEdition,
  reader: { readonly to: string; readonly roles: readonly string[] },
  settings: Settings,
  effects: Effects,
  subjectPrefix = "",
): Promise<Delivered> {
  const mail = editionMail(built, settings, effects.secrets(), subjectPrefix);
  const outboxFolder = join(settings.stateFolder, "outbox");
  const delivered = await deliverOne(mail, reader, { smtp: effects.smtp(), outboxFolder, now: effects.now });
  effects.log.info("message handed over", { week: mail.week, way: delivered.way });
  return delivered;
}

export interface RunReport {
  readonly week: Week;
  /** The answer of each board of the settings that the week was made from; empty where none was needed. */
  readonly boards: readonly WeekAnswer[];
  readonly ingested: readonly IngestReport[];
  readonly built: ArchivedBuild;
  /** Undefined when nobody was to be mailed. */
  readonly delivered: Delivered | undefined;
  /** Undefined where the settings name no list of readers, or nobody was to be mailed. */
  readonly readers: ReadersMailed | undefined;
}

/**
 * The weekly job: the boards and every feed of the settings, then the week's edition, then the owner's copy, then the readers as
 * far as settings and approval allow. Each step stops the next. The owner is not mailed the edition of the hash `ownerHas` again.
 */
export async function runWeek(
  wanted: {
    readonly week: Week | undefined;
    readonly send: boolean;
    readonly notBefore?: Week;
    readonly ownerHas?: string | null;
  },
  settings: Settings,
  effects: Effects,
): Promise<RunReport> {
  const { answers: boards, feeds } = await boardFeeds(wanted.week, settings, effects);
  const ingested: IngestReport[] = [];
  const taken = new Set<Week>();
  for (const { files, format, mapping, scope, byWeek } of [...feeds, ...postingFeeds(settings)]) {
    const weeks = byWeek ? ({ kind: "every" } as const) : ({ kind: "one", week: wanted.week } as const);
    const paths = await feedFiles(files, settings.root);
    ingested.push(
      await ingestFeed(
        { files: paths, format, mapping, scope, weeks, dryRun: false, replace: false, accept: false, otherThan: taken },
        settings,
        effects,
      ),
    );
    for (const report of ingested.at(-1)?.weeks ?? []) taken.add(report.week);
  }
  refuseHeld(ingested);
  const week = await weekToBuild(wanted.week, settings, wanted.notBefore);
  await ingestBackdropFeeds(week, settings, effects.log);
  const built = await publishEdition(week, settings, effects);
  if (isOutOnceArchived(settings)) await recordPublished(built.archived.edition, settings, effects.log);
  const owner = wanted.ownerHas === built.archived.edition.hash ? null : settings.owner;
  const delivered =
    wanted.send && owner !== null ? await sendToOne(built, { to: owner, roles: [] }, settings, effects) : undefined;
  const readers =
    wanted.send && settings.subscribers !== null ? await sendAsAllowed(built, settings, effects) : undefined;
  return { week, boards, ingested, built, delivered, readers };
}

/** The week asked for, or the newest stored; one before `notBefore` is refused, so that old data are not sent as news. */
export async function weekToBuild(week: Week | undefined, settings: Settings, notBefore?: Week): Promise<Week> {
  const newest = week ?? (await store.storedWeeks(settings.snapshotsFolder)).at(-1);
  if (newest === undefined) {
    throw new ReportError(
      "snapshot-missing",
      `There is no snapshot in ${settings.snapshotsFolder} yet.`,
      "Run trends ingest first; trends ingest --help has an example.",
    );
  }
  if (notBefore === undefined || newest >= notBefore) return newest;
  throw new ReportError(
    "data-late",
    `The newest week stored is ${newest}, and this issue needs data of ${notBefore} or later.`,
    "Check that the files of the feeds were renewed; trends run sends an edition of the stored weeks all the same.",
  );
}
