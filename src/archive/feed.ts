import { editionFile, pageFile } from "../domain/archive-path.ts";
import { changedBetween, takeClaims } from "../domain/claim.ts";
import type { Claim } from "../domain/fact.ts";
import type { PageFeed } from "../domain/page.ts";
import { slug } from "../domain/role.ts";
import { inertText } from "../domain/text.ts";
import { addDays, sundayOf, type Week } from "../domain/week.ts";

export interface FeedRequest extends PageFeed {
  readonly newsletter: string;
  readonly subtitle: string;
  readonly author: string;
  readonly language: string;
  /** Ends in a slash; null while the archive has no address: links are then relative to the feed, as RFC 4287 allows. */
  readonly siteUrl: string | null;
  /** The sender's domain: ids stay the same wherever the archive goes. */
  readonly domain: string;
  /** The feed's own file and the folder of the page it belongs to, below the archive's root. */
  readonly file: string;
  readonly page: string;
  /** Stands for the date of the last entry where there is none. */
  readonly week: Week;
}

/** Readers keep what they have seen; older entries are on the front page. */
const ENTRIES = 60;

/**
 * An Atom feed (RFC 4287). An entry's id is a tag URI (RFC 4151) of the sender's domain, newsletter and week, so that it stays
 * the same whatever is said of the week later; its date is the end of its week. Numbers that are marked are claims of the
 * feed's file. Equal requests give equal bytes.
 */
export function atomFeed(request: FeedRequest): { readonly text: string; readonly claims: readonly Claim[] } {
  const { entries, language } = request;
  const shown = entries.slice(0, ENTRIES);
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(language)}">`,
    `<id>${xml(tagOf(request, FEED_YEAR, "feed"))}</id>`,
    `<title>${xml(request.title)}</title>`,
    `<subtitle>${xml(request.subtitle)}</subtitle>`,
    `<updated>${endOf(shown[0]?.week ?? request.week)}</updated>`,
    `<author><name>${xml(request.author)}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xml(linkTo(request.file, request))}"/>`,
    `<link rel="alternate" type="text/html" href="${xml(linkTo(pageFile(request.page), request))}"/>`,
    ...shown.flatMap((entry) => entryLines(entry, request)),
    "</feed>",
  ];
  return takeClaims(request.file, `${lines.join("\n")}\n`);
}

/** The addresses of pages, as sitemaps list them (sitemaps.org 0.9); each ends in its final slash. */
export function siteMap(addresses: readonly string[]): string {
  const urls = addresses.map((address) => `<url><loc>${xml(address)}</loc></url>`);
  const head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
  return `${[head, ...urls, "</urlset>"].join("\n")}\n`;
}

function entryLines({ week, title, summary }: PageFeed["entries"][number], request: FeedRequest): string[] {
  const address = linkTo(editionFile(week), request);
  return [
    "<entry>",
    `<id>${xml(tagOf(request, week.slice(0, 4), week))}</id>`,
    `<title>${xml(title)}</title>`,
    `<published>${endOf(week)}</published>`,
    `<updated>${endOf(week)}</updated>`,
    `<link rel="alternate" type="text/html" href="${xml(address)}"/>`,
    `<summary>${xml(summary)}</summary>`,
    "</entry>",
  ];
}

/** A file of the archive as the feed links it: an address without the page's file name, or the way there from the feed's folder. */
function linkTo(file: string, { siteUrl, file: feed }: FeedRequest): string {
  if (siteUrl !== null) return siteUrl + file.replace(/(^|\/)index\.html$/, "$1");
  return "../".repeat(feed.split("/").length - 1) + file;
}

/** A tag names a year in which its host was its owner's; a feed is of no year, so it has a fixed one. */
const FEED_YEAR = "2026";

function tagOf({ domain, newsletter, name }: FeedRequest, year: string, what: string): string {
  const parts = [slug(newsletter) || "newsletter", name, what].filter((part) => part !== "");
  return `tag:${domain.toLowerCase()},${year}:${parts.join("/")}`;
}

/** The moment after the week's Sunday: dates come from the data, never from a clock. */
function endOf(week: Week): string {
  return `${addDays(sundayOf(week), 1)}T00:00:00Z`;
}

/** Text for an element or an attribute, its numbers still marked. `inertText` has taken out what XML forbids. */
function xml(text: string): string {
  // Letters on both sides keep the spaces beside a number, which would be trimmed.
  return changedBetween(text, (words) => escaped(inertText(`x${words}x`).slice(1, -1))).trim();
}

function escaped(text: string): string {
  return text.replace(/[\uFFFE\uFFFF]/g, "").replace(/[&<>"'{}]/g, (character) => `&#${character.charCodeAt(0)};`);
}
