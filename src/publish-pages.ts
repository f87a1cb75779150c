import type { ArchivedEdition } from "./archive/archive.ts";
import { type ArchivedDigest, digestIn, editionDigests } from "./archive/digests.ts";
import { atomFeed } from "./archive/feed.ts";
import { readManifest, writeManifest } from "./archive/manifest.ts";
import { builtComparisons, type StoredPage, type WrittenSite, writeSite } from "./archive/site.ts";
import { drawPageCharts } from "./chart/chart.ts";
import type { Finding } from "./check/finding.ts";
import { pageFindings, refuseBlockedPages } from "./check/page.ts";
import { meaningOf, readCheckWords, wordsOfPage } from "./check-inputs.ts";
import { readLayouts, readLocalePack, type Settings } from "./config.ts";
import { comparisonPath, FEED_PATH, pageFile } from "./domain/archive-path.ts";
import type { Drawn } from "./domain/chart-plan.ts";
import type { Fact } from "./domain/fact.ts";
import type { Page, PageFeed } from "./domain/page.ts";
import { domainOf } from "./domain/sending.ts";
import { type Words, wordsOf } from "./domain/words.ts";
import type { Log } from "./log.ts";
import { type PageRequest, titlesOf } from "./narrate/pages/material.ts";
import { type NarratedPages, narratePages } from "./narrate/pages/pages.ts";
import { printed } from "./narrate/print.ts";
import type { RenderKit } from "./render/kit.ts";
import { sitePage } from "./render/site-page.ts";
import { readScorecard } from "./scorecard.ts";
import * as store from "./snapshot/store.ts";
import { narrateRequest } from "./week-inputs.ts";

/*
 * The archive around the editions, a line per stage: stored weeks ─narrate─▶ pages ─chart─▶ drawings ─render─▶ HTML ─check─▶
 * archive and manifest.
 */

/**
 * Writes every page of the newest stored week, the feeds, and the manifest: those whose content changed. `asked` are roles of
 * comparisons to add; a comparison once built is kept up. Blocking findings leave all pages as they were.
 */
export async function writePages(
  asked: readonly (readonly string[])[],
  settings: Settings,
  log: Log,
): Promise<WrittenSite> {
  const { reportsFolder } = settings;
  for (;;) {
    const editions = await editionDigests(reportsFolder);
    const compared = await builtComparisons(reportsFolder);
    const site = await writePagesOnce([...compared, ...asked], editions, settings);
    log.info("pages written", { pages: site.files.length, changed: site.written.length });
    // Another build may have archived an edition or a comparison meanwhile: the last to look knows all of them.
    const known = [...compared.map(comparisonFile), ...site.files];
    const unknown = (await builtComparisons(reportsFolder)).filter((roles) => !known.includes(comparisonFile(roles)));
    if (unknown.length === 0 && sameEditions(editions, await editionDigests(reportsFolder))) return site;
  }
}

function comparisonFile(roles: readonly string[]): string {
  return pageFile(comparisonPath(roles));
}

async function writePagesOnce(
  asked: readonly (readonly string[])[],
  editions: readonly ArchivedDigest[],
  settings: Settings,
): Promise<WrittenSite> {
  const { reportsFolder } = settings;
  const { request, stored, findings } = await pagesOf(asked, editions, settings);
  refuseBlockedPages(findings);
  const { week } = request.newest;
  const { siteUrl, name } = settings;
  const site = await writeSite(reportsFolder, {
    week,
    pages: stored,
    editionWeeks: editions.map((edition) => edition.week),
    siteUrl,
  });
  const { comparisons } = request;
  await writeManifest(reportsFolder, {
    newsletter: name,
    pagesWeek: week,
    editions,
    comparisons,
    pageFiles: site.files,
  });
  return site;
}

/** What the checks say of the pages that would be written beside this edition, as it is. Writes nothing. */
export async function findingsOfPages({ edition, files }: ArchivedEdition, settings: Settings): Promise<Finding[]> {
  const { reportsFolder } = settings;
  const { week } = edition;
  const others = (await editionDigests(reportsFolder)).filter((each) => each.week !== week);
  const own = digestIn(String(files.get("edition.json") ?? ""), `the edition of ${week}`);
  const editions = [...others, own].sort((one, other) => (one.week < other.week ? -1 : 1));
  return (await pagesOf(await builtComparisons(reportsFolder), editions, settings)).findings;
}

async function pagesOf(
  compared: readonly (readonly string[])[],
  editions: readonly ArchivedDigest[],
  settings: Settings,
): Promise<Finished & { readonly request: SiteMaterial }> {
  const words = wordsOf(await readLocalePack(settings));
  const request = await pageRequest(compared, editions, settings, words);
  return { request, ...(await finishedPages(narratePages(request), request, settings)) };
}

interface Finished {
  readonly stored: StoredPage[];
  readonly findings: Finding[];
}

/** Each page and feed drawn, rendered and checked: every number of it is a fact of its own or of the edition it quotes. */
async function finishedPages(
  { pages, facts }: NarratedPages,
  { newest, editions }: SiteMaterial,
  settings: Settings,
): Promise<Finished> {
  const { theme, templates } = await readLayouts(settings);
  const { words } = newest;
  const quoted = new Map(editions.flatMap((edition) => edition.quoted).map((each) => [each.fact.id, each]));
  const byId = new Map([...facts, ...[...quoted.values()].map(({ fact }) => fact)].map((fact) => [fact.id, fact]));
  const kit: RenderKit = { words, theme, templates, mail: settings, factValue: (id) => byId.get(id)?.value };
  const own = [settings.postalAddress, settings.sender.name];
  const checkWords = await readCheckWords(settings);
  const said =
    checkWords === undefined ? null : { meaning: meaningOf(checkWords, newest, [], words), facts: [...byId.values()] };
  const stored: StoredPage[] = [];
  const findings: Finding[] = [];
  for await (const [page, drawn] of drawnAhead(pages, (page) => drawPageCharts(page.charts, theme, words))) {
    const { html, claims } = sitePage(page, drawn, kit);
    const feed = page.feed === null ? null : feedOf(page, page.feed, settings, words);
    const used = [...new Set([...claims, ...(feed?.claims ?? [])].map(({ fact }) => fact))]
      .map((id) => byId.get(id))
      .filter((fact) => fact !== undefined);
    const judged = {
      facts: used,
      // What an edition printed stays as it was printed, whatever rule prints it today.
      printed: (fact: Fact) => quoted.get(fact.id)?.printed ?? printed(fact, words),
      literals: [...page.literals, ...own],
    };
    const file = pageFile(page.path);
    findings.push(...pageFindings({ file, html, claims, ...judged, said: wordsOfPage(page.path, said) }));
    if (feed !== null)
      findings.push(...pageFindings({ file: feed.file, html: feed.text, claims: feed.claims, ...judged, said: null }));
    stored.push({
      path: page.path,
      html,
      facts: used,
      claims: [...claims, ...(feed?.claims ?? []).map((claim) => ({ ...claim, surface: FEED_PATH }))],
      feed: feed?.text ?? null,
    });
  }
  return { stored, findings };
}

/** A page's feed as its file, which is the surface of its claims. */
function feedOf(page: Page, feed: PageFeed, { name, sender, locale, siteUrl }: Settings, words: Words) {
  const file = page.path === "" ? FEED_PATH : `${page.path}/${FEED_PATH}`;
  const written = atomFeed({
    ...feed,
    newsletter: name,
    subtitle: words.say("feed.subtitle"),
    author: sender.name,
    language: locale,
    siteUrl,
    domain: domainOf(sender.address),
    file,
    page: page.path,
    week: page.week,
  });
  return { file, ...written };
}

/** What pages are told from, and what the editions they quote say of their numbers. */
type SiteMaterial = Omit<PageRequest, "editions"> & { readonly editions: readonly ArchivedDigest[] };

/** Pages drawn while the ones before are rendered and checked; more would only take memory. */
const AHEAD = 3;

/** Each page with its drawings, in order; some are drawn ahead. */
async function* drawnAhead(
  pages: readonly Page[],
  draw: (page: Page) => Promise<Drawn[]>,
): AsyncGenerator<readonly [Page, Drawn[]]> {
  const begun: Promise<Drawn[]>[] = [];
  for (const [index, page] of pages.entries()) {
    for (const next of pages.slice(begun.length, index + 1 + AHEAD)) {
      const drawing = draw(next);
      // Thrown where the page's turn comes; until then nobody is waiting for it.
      drawing.catch(() => undefined);
      begun.push(drawing);
    }
    yield [page, (await begun[index]) ?? []];
    delete begun[index];
  }
}

/** What pages are told from: every stored week, every archived edition, and the comparisons to be kept up. */
async function pageRequest(
  asked: readonly (readonly string[])[],
  editions: readonly ArchivedDigest[],
  settings: Settings,
  words: Words,
): Promise<SiteMaterial> {
  const weeks = await storedFiles(settings);
  const newest = await narrateRequest(weeks.at(-1)?.content.week ?? "", settings, words);
  const titles = titlesOf(weeks);
  const earlier = (await readManifest(settings.reportsFolder))?.comparisons ?? [];
  const tested = (newest.changes?.content.pairs ?? []).map(({ a, b }) => [a, b]);
  const all = [...settings.pairs, ...tested, ...earlier, ...asked]
    .map((roles) => [...roles].sort())
    .filter((roles) => roles.every((role) => titles.has(role)));
  const byPath = new Map(all.map((roles) => [comparisonPath(roles), roles]));
  const comparisons = [...byPath].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, roles]) => roles);
  const scorecard = await readScorecard(settings, editions);
  return { newest, weeks, editions, comparisons, scorecard };
}

export async function storedFiles({ snapshotsFolder }: Settings): Promise<PageRequest["weeks"]> {
  const stored = await store.readSnapshots(snapshotsFolder, await store.storedWeeks(snapshotsFolder));
  return stored.map(({ snapshot, path, sha256 }) => ({ content: snapshot, path, sha256 }));
}

function sameEditions(one: readonly ArchivedDigest[], other: readonly ArchivedDigest[]): boolean {
  const known = ({ week, hash }: ArchivedDigest) => `${week} ${hash}`;
  return one.map(known).join() === other.map(known).join();
}
