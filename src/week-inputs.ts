import type { ArchivedEdition } from "./archive/archive.ts";
import type { Settings } from "./config.ts";
import type { Mailbox } from "./deliver/mailer.ts";
import type { ReaderMail } from "./deliver/message.ts";
import { isNotWhole } from "./domain/change.ts";
import type { CardPlan, DrawnChart } from "./domain/chart-plan.ts";
import { unmarked } from "./domain/claim.ts";
import type { Letter } from "./domain/letter.ts";
import { pairOf } from "./domain/role.ts";
import { type Week, weeksUpTo } from "./domain/week.ts";
import type { Words } from "./domain/words.ts";
import type { Ingested, IngestRequest } from "./ingest/ingest.ts";
import type { NarrateRequest } from "./narrate/request.ts";
import { fillMail } from "./render/mail-parts.ts";
import type { Rendered } from "./render/render.ts";
import { earlierPostings } from "./snapshot/earlier-postings.ts";
import { findLetter } from "./snapshot/editor-letter.ts";
import { publishedBefore } from "./snapshot/published.ts";
import { METHOD_VERSION, type SnapshotRequest } from "./snapshot/snapshot.ts";
import * as store from "./snapshot/store.ts";
import type { EarlierPostings } from "./snapshot/turnover.ts";
import { readCategories } from "./taxonomy-files.ts";
import { sourceOf, taxonomyOf } from "./week-sources.ts";

/*
 * What each stage asks for, gathered from the settings, the command line and the stored weeks. Stages read nothing
 * themselves; the pipeline hands these over.
 */

/** Weeks of history behind a letter's line chart: half a year. */
const HISTORY = 26;

/** A held week is never a week before: what opened since then is counted from a stored one that was counted alike, or not at all. */
export async function snapshotRequest(
  request: IngestRequest,
  taken: Ingested,
  settings: Settings,
  held: ReadonlySet<Week> = new Set(),
): Promise<SnapshotRequest> {
  const { mapping, scope } = request;
  const { kind } = mapping;
  const { currency, rates } = settings;
  const taxonomy = taxonomyOf(mapping, request.rulesHash);
  const counted = { kind, scope, currency, method: { taxonomy, fx: null, version: METHOD_VERSION } };
  const before = new Map<Week, EarlierPostings | undefined>();
  const here = (week: Week) =>
    taken.weeks.includes(week) && !held.has(week) ? `(SELECT * FROM postings WHERE week = '${week}')` : undefined;
  if (kind === "stock")
    for (const week of taken.weeks)
      before.set(week, await earlierPostings(settings.snapshotsFolder, week, counted, here));
  return {
    weeks: taken.weeks,
    invented: mapping.invented === true,
    kind,
    scope,
    currency,
    rates,
    taxonomy,
    given: taken.given,
    // Reading an ad says whether it could have named any; an empty cell of a table says that it names none.
    unsaid: request.rules === undefined ? "none" : "unknown",
    sources: new Map(taken.weeks.map((week) => [week, taken.files.flatMap((file) => sourceOf(file, week))])),
    postingsBefore: (week) => before.get(week),
  };
}

export async function narrateRequest(week: Week, settings: Settings, words: Words): Promise<NarrateRequest> {
  const folder = settings.snapshotsFolder;
  const now = await store.readSnapshot(folder, week);
  const history = await store.readSnapshots(folder, weeksUpTo(week, HISTORY));
  const changes = await store.findChanges(folder, week);
  const letter = await findLetter(folder, week);
  const earlier = await Promise.all(
    history.slice(0, -1).map(({ snapshot }) => store.findChanges(folder, snapshot.week)),
  );
  const [pair] = settings.pairs;
  const [firstWeek = week] = await store.storedWeeks(folder);
  return {
    week,
    now: { content: now.snapshot, path: now.path, sha256: now.sha256 },
    history: history.map(({ snapshot, path, sha256: hash }) => ({ content: snapshot, path, sha256: hash })),
    changes:
      changes === undefined ? undefined : { content: changes.changes, path: changes.path, sha256: changes.sha256 },
    notWhole: earlier
      .filter((each) => each !== undefined)
      .filter((each) => isNotWhole(each.changes))
      .map(({ changes: content, path, sha256: hash }) => ({ content, path, sha256: hash })),
    firstWeek,
    letter: letter === undefined ? undefined : { content: letter.letter, path: letter.path, sha256: letter.sha256 },
    published: await publishedBefore(folder, week),
    revisedSince: (changes?.changes.inputs ?? []).filter((input) => revised(input, history)).map((input) => input.week),
    words,
    newsletter: settings.name,
    pair: pair === undefined ? undefined : pairOf(...pair),
    rolesInLetter: settings.rolesInLetter,
    categories: Object.fromEntries(await readCategories(settings)),
    credit: settings.credit,
  };
}

/** A stored snapshot that is not the one which a week was compared with. */
function revised(input: { week: Week; sha256: string }, history: readonly store.StoredSnapshot[]): boolean {
  const stored = history.find(({ snapshot }) => snapshot.week === input.week);
  return stored !== undefined && stored.sha256 !== input.sha256;
}

/** The edition's social card: its headline, and the next news or the preheader below it. */
export function cardOf(letter: Letter, words: Words): CardPlan {
  const { newsletter, heading, preheader, sections } = letter;
  const dateline = letter.invented
    ? words.say("banner.invented.dateline", { dateline: letter.dateline })
    : letter.dateline;
  const briefs = sections.find(({ slot }) => slot === "briefs");
  const lines = briefs?.kind === "bullets" ? briefs.items.slice(0, 3) : [preheader];
  return { newsletter, dateline, heading: unmarked(heading), lines: lines.map(unmarked) };
}

/** An edition's mail as one reader gets it; charts are attached unless they are on the site. */
export function readerMail(
  built: { archived: ArchivedEdition; rendered: Rendered; charts: readonly DrawnChart[] },
  to: Mailbox,
  settings: Settings,
  subjectPrefix: string,
): ReaderMail {
  const { mail, subject } = built.rendered;
  const { week, hash } = built.archived.edition;
  const { sender, name, locale } = settings;
  const filled = fillMail(mail, {
    name: to.name,
    address: to.address,
    unsubscribeUrl: `mailto:${sender.address}?subject=unsubscribe`,
  });
  const pngs = new Map(built.charts.map(({ plan, png }) => [plan.name, png]));
  const attached = mail.images.filter(({ source }) => source.startsWith("cid:"));
  const images = attached.map(({ chart, source }) => ({
    cid: source.slice("cid:".length),
    fileName: `${chart}.png`,
    png: pngs.get(chart) ?? new Uint8Array(),
  }));
  return {
    week,
    hash,
    newsletter: name,
    from: sender,
    subject: `${subjectPrefix}${subject}`,
    ...filled,
    language: locale,
    images,
  };
}
