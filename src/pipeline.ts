import { join, resolve } from "node:path";
import { type ArchivedEdition, archivedEdition, writeEdition } from "./archive/archive.ts";
import type { WrittenSite } from "./archive/site.ts";
import { drawCharts } from "./chart/chart.ts";
import { drawCard } from "./chart/social-card.ts";
import { checkEdition } from "./check/check.ts";
import { type Finding, refuseBlocked } from "./check/finding.ts";
import { readLayouts, readLocalePack, type Settings } from "./config.ts";
import { type Delivered, deliverOne } from "./deliver/deliver.ts";
import type { SmtpSettings } from "./deliver/mailer.ts";
import type { DrawnChart } from "./domain/chart-plan.ts";
import type { Snapshot } from "./domain/snapshot.ts";
import type { Day, Week } from "./domain/week.ts";
import { wordsOf } from "./domain/words.ts";
import { openDatabase } from "./duckdb.ts";
import { ReportError } from "./errors.ts";
import { type Ingested, ingest } from "./ingest/ingest.ts";
import type { Log } from "./log.ts";
import { narrate } from "./narrate/narrate.ts";
import { printed } from "./narrate/print.ts";
import type { Progress } from "./progress.ts";
import { writePages } from "./publish-pages.ts";
import { type Rendered, renderEdition } from "./render/render.ts";
import { makeSnapshots } from "./snapshot/snapshot.ts";
import * as store from "./snapshot/store.ts";
import { cardOf, type Feed, ingestRequest, narrateRequest, readerMail, snapshotRequest } from "./week-inputs.ts";
import { compareTouched, recountAfter, refuseUnreadable } from "./weeks-touched.ts";

/*
 * The whole week, a line per stage: postings ─ingest─▶ snapshot ─compare─▶ changes ─narrate─▶ facts and letter ─chart─▶
 * images ─render─▶ mail and page ─check─▶ archive.
 */

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
}

export interface IngestReport {
  readonly taken: Ingested;
  readonly weeks: readonly {
    readonly week: Week;
    readonly state: "new" | "unchanged" | "revised" | "dry-run";
    readonly snapshot: Snapshot;
  }[];
  /** Weeks whose changes were computed anew. */
  readonly compared: readonly Week[];
}

/** Postings → snapshots → changes. Nothing is stored unless every file is fit to use. */
export async function ingestFeed(feed: Feed, settings: Settings, effects: Effects): Promise<IngestReport> {
  const database = await openDatabase();
  try {
    const request = await ingestRequest(feed, settings, effects.today);
    const taken = await ingest(request, database, effects.progress);
    const snapshots = await makeSnapshots(await snapshotRequest(request, taken, settings), database);
    refuseOverlap(taken.weeks, feed);
    if (!feed.replace) await store.refuseShrinking(settings.snapshotsFolder, snapshots);
    await refuseUnreadable(taken.weeks, settings.snapshotsFolder, database);
    const weeks: IngestReport["weeks"][number][] = [];
    for (const snapshot of snapshots) {
      const { week } = snapshot;
      if (!feed.dryRun) await store.writePostings(settings.snapshotsFolder, week, database);
      const state = feed.dryRun ? "dry-run" : await store.writeSnapshot(settings.snapshotsFolder, snapshot);
      weeks.push({ week, state, snapshot });
      effects.log.info("snapshot stored", { week, state, openings: snapshot.totals.openings });
    }
    if (!feed.dryRun) await recountAfter(taken.weeks, settings.snapshotsFolder, database);
    const compared = feed.dryRun ? [] : await compareTouched(taken.weeks, settings, database, effects);
    return { taken, weeks, compared };
  } finally {
    database.close();
  }
}

export interface BuiltEdition {
  readonly archived: ArchivedEdition;
  readonly rendered: Rendered;
  readonly charts: readonly DrawnChart[];
  readonly findings: readonly Finding[];
}

/** A week's edition from what is stored of it and of the weeks before. Writes nothing; reads no clock. */
export async function buildEdition(week: Week, settings: Settings): Promise<BuiltEdition> {
  const words = wordsOf(await readLocalePack(settings));
  const { theme, templates } = await readLayouts();
  const request = await narrateRequest(week, settings, words);
  const { letter, facts, passages, charts: plans, warnings, literals } = narrate(request);
  const charts = await drawCharts(plans, theme, words);
  const card = await drawCard(cardOf(letter), theme);
  const values = new Map(facts.map(({ id, value }) => [id, value]));
  const rendered = await renderEdition(letter, charts, {
    words,
    theme,
    templates,
    mail: settings,
    factValue: (id) => values.get(id),
  });
  const { general, page, subject, preheader } = rendered;
  const inputs = [...request.history, ...(request.changes === undefined ? [] : [request.changes])].map(
    ({ path, sha256 }) => ({ path, sha256 }),
  );
  const claims = [...general.claims, ...page.claims];
  const archived = archivedEdition({
    week,
    inputs,
    facts,
    passages,
    claims,
    warnings,
    charts,
    card,
    emailHtml: general.html,
    emailText: general.text,
    pageHtml: page.html,
  });
  const surfaces = new Map([
    ["subject", subject],
    ["email.html", general.html],
    ["email.txt", general.text],
    ["index.html", page.html],
  ]);
  const imageBytes = new Map(charts.map(({ plan, png }) => [plan.name, png.length]));
  const findings = checkEdition({
    edition: archived.edition,
    surfaces,
    subject,
    preheader,
    printed: (fact) => printed(fact, words),
    literals: [...literals, settings.postalAddress, settings.sender.name],
    imageBytes,
  });
  return { archived, rendered, charts, findings };
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
): Promise<BuiltEdition & { readonly folder: string; readonly pages: WrittenSite }> {
  const built = await buildEdition(week, settings);
  refuseBlocked(week, built.findings);
  const folder = await writeEdition(settings.reportsFolder, built.archived);
  log.info("edition archived", {
    week,
    facts: built.archived.edition.facts.length,
    charts: built.charts.length,
    hash: built.archived.edition.hash.slice(0, 16),
  });
  return { ...built, folder, pages: await writePages(asked, settings, log) };
}

/** Mails the edition to one address, or writes the message to the state folder where no mail server is set. */
export async function sendToOne(
  built: BuiltEdition,
  to: string,
  settings: Settings,
  effects: Effects,
  subjectPrefix = "",
): Promise<Delivered> {
  const mail = readerMail(built, to, settings, subjectPrefix);
  const outboxFolder = join(settings.stateFolder, "outbox");
  const delivered = await deliverOne(mail, to, { smtp: effects.smtp(), outboxFolder, now: effects.now });
  effects.log.info("message handed over", { week: mail.week, way: delivered.way });
  return delivered;
}

export interface RunReport {
  readonly week: Week;
  readonly ingested: readonly IngestReport[];
  readonly built: BuiltEdition & { readonly folder: string };
  /** Undefined when nobody was to be mailed. */
  readonly delivered: Delivered | undefined;
}

/** The weekly job: every feed of the settings, then the week's edition, then the owner's copy. Each step stops the next. */
export async function runWeek(
  wanted: { readonly week: Week | undefined; readonly send: boolean },
  settings: Settings,
  effects: Effects,
): Promise<RunReport> {
  const ingested: IngestReport[] = [];
  const taken = new Set<Week>();
  for (const { files, format, mapping, scope, byWeek } of settings.feeds) {
    const weeks = byWeek ? ({ kind: "every" } as const) : ({ kind: "one", week: wanted.week } as const);
    const paths = files.map((file) => resolve(settings.root, file));
    ingested.push(
      await ingestFeed(
        { files: paths, format, mapping, scope, weeks, dryRun: false, replace: false, otherThan: taken },
        settings,
        effects,
      ),
    );
    for (const report of ingested.at(-1)?.weeks ?? []) taken.add(report.week);
  }
  const week = await weekToBuild(wanted.week, settings);
  const built = await publishEdition(week, settings, effects);
  const delivered =
    wanted.send && settings.owner !== null ? await sendToOne(built, settings.owner, settings, effects) : undefined;
  return { week, ingested, built, delivered };
}

/** The week asked for, or the newest stored. */
export async function weekToBuild(week: Week | undefined, settings: Settings): Promise<Week> {
  const newest = week ?? (await store.storedWeeks(settings.snapshotsFolder)).at(-1);
  if (newest !== undefined) return newest;
  throw new ReportError(
    "snapshot-missing",
    `There is no snapshot in ${settings.snapshotsFolder} yet.`,
    "Run trends ingest first; trends ingest --help has an example.",
  );
}

/** Two feeds of one week would take turns in being the week. */
function refuseOverlap(weeks: readonly Week[], feed: Feed): void {
  const twice = weeks.find((week) => feed.otherThan.has(week));
  if (twice === undefined) return;
  throw new ReportError(
    "feeds-overlap",
    `${feed.files.join(", ")} holds ${twice}, which another feed of the settings has just filled. That feed's week was kept.`,
    "Name the files of one week in one feed; they may be several.",
  );
}
