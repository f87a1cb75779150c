import type { ArchivedEdition } from "./archive/archive.ts";
import type { Settings } from "./config.ts";
import type { EditionMail } from "./deliver/compiled-mail.ts";
import { linkToken, type MailSecrets } from "./deliver/mail-secrets.ts";
import { isNotWhole } from "./domain/change.ts";
import type { CardPlan, DrawnChart } from "./domain/chart-plan.ts";
import { type Letter, THIRTY_SLOT } from "./domain/letter.ts";
import { addWeeks, type Week, weeksUpTo } from "./domain/week.ts";
import { type Words, wordsOfKind } from "./domain/words.ts";
import { ReportError } from "./errors.ts";
import type { Ingested, IngestRequest } from "./ingest/ingest.ts";
import type { NarrateRequest } from "./narrate/request.ts";
import type { Rendered } from "./render/render.ts";
import { findBackdrop } from "./snapshot/backdrop.ts";
import { earlierPostings } from "./snapshot/earlier-postings.ts";
import { findLetter } from "./snapshot/editor-letter.ts";
import { publishedBefore } from "./snapshot/published.ts";
import { findSkillPay } from "./snapshot/skill-pay.ts";
import { METHOD_VERSION, type SnapshotRequest } from "./snapshot/snapshot.ts";
import * as store from "./snapshot/store.ts";
import type { EarlierPostings } from "./snapshot/turnover.ts";
import { readRoleNotes } from "./taxonomy-files.ts";
import { sourceOf, taxonomyOf } from "./week-sources.ts";

/*
 * What each stage asks for, gathered from the settings, the command line and the stored weeks. Stages read nothing
 * themselves; the pipeline hands these over.
 */

/** Weeks of history behind a letter's line chart: half a year. */
const HISTORY = 26;

/** Weeks back to what a letter must not tell twice, and may have to revise. */
const EARLIER = 8;

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

/**
 * What a week is told from, in words for the kind of its data. Without the editor's letter it is what the week holds, whatever
 * stands in that file.
 */
export async function narrateRequest(
  week: Week,
  settings: Settings,
  words: Words,
  wanted: { readonly letter: boolean } = { letter: true },
): Promise<NarrateRequest> {
  const folder = settings.snapshotsFolder;
  const now = await store.readSnapshot(folder, week);
  const history = await store.readSnapshots(folder, weeksUpTo(week, HISTORY));
  const changes = await store.findChanges(folder, week);
  const letter = wanted.letter ? await findLetter(folder, week) : undefined;
  const backdrop = await findBackdrop(folder, week);
  const skillPay = await findSkillPay(folder, week);
  const earlier = (
    await Promise.all(history.slice(0, -1).map(({ snapshot }) => store.findChanges(folder, snapshot.week)))
  ).flatMap((each) => (each === undefined ? [] : [{ content: each.changes, path: each.path, sha256: each.sha256 }]));
  const { categories, profiles } = await readRoleNotes(settings);
  const [firstWeek = week] = await store.storedWeeks(folder);
  return {
    week,
    now: { content: now.snapshot, path: now.path, sha256: now.sha256 },
    history: history.map(({ snapshot, path, sha256: hash }) => ({ content: snapshot, path, sha256: hash })),
    changes:
      changes === undefined ? undefined : { content: changes.changes, path: changes.path, sha256: changes.sha256 },
    notWhole: earlier.filter(({ content }) => isNotWhole(content)),
    earlier: earlier.filter(({ content }) => content.week >= addWeeks(week, -EARLIER)),
    firstWeek,
    letter: letter === undefined ? undefined : { content: letter.letter, path: letter.path, sha256: letter.sha256 },
    backdrop:
      backdrop === undefined ? undefined : { content: backdrop.backdrop, path: backdrop.path, sha256: backdrop.sha256 },
    skillPay:
      skillPay === undefined ? undefined : { content: skillPay.skillPay, path: skillPay.path, sha256: skillPay.sha256 },
    published: await publishedBefore(folder, week),
    revisedSince: (changes?.changes.inputs ?? []).filter((input) => revised(input, history)).map((input) => input.week),
    words: wordsOfKind(words, now.snapshot.kind),
    newsletter: settings.name,
    followed: settings.followed,
    profiles,
    rolesInLetter: settings.rolesInLetter,
    categories,
    credit: settings.credit,
  };
}

/** A stored snapshot that is not the one which a week was compared with. */
function revised(input: { week: Week; sha256: string }, history: readonly store.StoredSnapshot[]): boolean {
  const stored = history.find(({ snapshot }) => snapshot.week === input.week);
  return stored !== undefined && stored.sha256 !== input.sha256;
}

/** The edition's social card: its headline, and the lines that stand for the letter below it. */
export function cardOf(letter: Letter, words: Words): CardPlan {
  const { newsletter, heading, preheader, sections } = letter;
  const dateline = letter.invented
    ? words.say("banner.invented.dateline", { dateline: letter.dateline })
    : letter.dateline;
  const thirty = sections.find(({ slot }) => slot === THIRTY_SLOT);
  const lines = thirty?.kind === "bullets" ? thirty.items : [preheader];
  return { newsletter, dateline, heading, lines };
}

/** An edition as it is mailed; charts are attached unless they are on the site. */
export function editionMail(
  built: { archived: ArchivedEdition; rendered: Rendered; charts: readonly DrawnChart[] },
  settings: Settings,
  secrets: MailSecrets,
  subjectPrefix: string,
): EditionMail {
  const { mail, subject } = built.rendered;
  const { week, hash } = built.archived.edition;
  const { sender, name, locale } = settings;
  const attached = mail.images.filter(({ source }) => source.startsWith("cid:"));
  const images = attached.flatMap(({ chart, source }) =>
    built.charts
      .filter(({ plan }) => plan.name === chart)
      .map(({ file, png }) => ({ cid: source.slice("cid:".length), fileName: `${file}.png`, png })),
  );
  return {
    week,
    hash,
    newsletter: name,
    from: sender,
    subject: `${subjectPrefix}${subject}`,
    parts: mail,
    language: locale,
    images,
    unsubscribeUrl: readerLinks("unsubscribe", settings, secrets),
    leaveToken: (address) =>
      secrets.linkSecret === null ? null : linkToken(secrets.linkSecret, "unsubscribe", name, address),
    preferencesUrl: readerLinks("preferences", settings, secrets),
    dkim: dkimOf(settings, secrets),
  };
}

function readerLinks(
  purpose: "unsubscribe" | "preferences",
  { sending, name }: Settings,
  { linkSecret }: MailSecrets,
): (address: string) => string | null {
  const url = sending[`${purpose}Url`];
  if (url === null) return () => null;
  if (linkSecret === null)
    throw new ReportError(
      "settings-missing",
      `sending.${purpose}Url is set, and LINK_SECRET is not. Nobody was mailed.`,
      "Set LINK_SECRET in the environment or in .env to 32 or more random characters, and keep it: old links depend on it.",
    );
  return (address) => url.replace("{token}", linkToken(linkSecret, purpose, name, address));
}

function dkimOf({ sending }: Settings, { dkimKey }: MailSecrets): EditionMail["dkim"] {
  const { dkim } = sending;
  if (dkim === null) return null;
  if (dkimKey === null)
    throw new ReportError(
      "settings-missing",
      "sending.dkim is set, and there is no key to sign with. Nobody was mailed.",
      "Set DKIM_PRIVATE_KEY (PEM) or DKIM_PRIVATE_KEY_FILE in the environment or in .env.",
    );
  return { ...dkim, privateKey: dkimKey };
}
