import { join } from "node:path";
import {
  COMPARISONS_PATH,
  editionFile,
  FEED_PATH,
  pageFile,
  pageUrl,
  rolesCompared,
  SITEMAP_PATH,
} from "../domain/archive-path.ts";
import type { Claim, Fact } from "../domain/fact.ts";
import type { Week } from "../domain/week.ts";
import { namesIn, replaceFolder, sha256 } from "../files.ts";
import { dataJson } from "./data.ts";
import { siteMap } from "./feed.ts";
import { writeIfOther } from "./manifest.ts";

/** A page ready to be stored: its folder, its HTML and its feed's text, and its ledger: the facts it prints, and where. */
export interface StoredPage {
  readonly path: string;
  readonly html: string;
  readonly facts: readonly Fact[];
  readonly claims: readonly Claim[];
  readonly feed: string | null;
}

export interface SiteRequest {
  readonly week: Week;
  readonly pages: readonly StoredPage[];
  readonly editionWeeks: readonly Week[];
  /** Without an address of the archive there is no sitemap. */
  readonly siteUrl: string | null;
}

export interface WrittenSite {
  /** Every file of the pages, feeds and lists, by its path below the archive. */
  readonly files: readonly string[];
  /** Those that were not there before, or held something else. */
  readonly written: readonly string[];
}

/** Pages written together: each waits for the disk several times. */
const AT_ONCE = 8;

/** Folders that hold the pages of many things, and so are real ones: their own page is a file in them. */
const REAL = ["", "roles", "compare"];

/**
 * Writes pages, feeds and the sitemap. A page of a thing is a folder that is exchanged at once; one whose content is there
 * already is left as it is, and so is every page that is not among these: addresses never vanish.
 */
export async function writeSite(folder: string, request: SiteRequest): Promise<WrittenSite> {
  const files: string[] = [];
  const written: string[] = [];
  for (let from = 0; from < request.pages.length; from += AT_ONCE) {
    const pages = request.pages.slice(from, from + AT_ONCE);
    for (const page of await Promise.all(pages.map((each) => writePage(folder, each, request)))) {
      files.push(...page.files);
      written.push(...page.written);
    }
  }
  const { siteUrl } = request;
  if (siteUrl !== null) {
    files.push(SITEMAP_PATH);
    if (await writeIfOther(join(folder, SITEMAP_PATH), siteMap(addresses(request, siteUrl))))
      written.push(SITEMAP_PATH);
  }
  return { files, written };
}

async function writePage(folder: string, page: StoredPage, request: SiteRequest): Promise<WrittenSite> {
  const content = contentOf(page, request);
  const files = [...content.keys()].map((name) => at(page.path, name));
  const path = join(folder, page.path);
  if (!REAL.includes(page.path)) {
    const key = sha256([...content].flat().join("\0")).slice(0, 16);
    return { files, written: (await replaceFolder(path, key, content)) ? files : [] };
  }
  const written: string[] = [];
  for (const [name, text] of content) if (await writeIfOther(join(path, name), text)) written.push(at(page.path, name));
  return { files, written };
}

/** The roles of every comparison that has a folder in the archive, in order of their addresses. */
export async function builtComparisons(folder: string): Promise<string[][]> {
  const names = await namesIn(join(folder, COMPARISONS_PATH));
  return names.map(rolesCompared).filter((roles) => roles !== undefined);
}

function contentOf({ html, facts, claims, feed }: StoredPage, { week }: SiteRequest): Map<string, string> {
  const content = new Map([
    ["index.html", html],
    ["data.json", dataJson(week, facts, claims)],
  ]);
  if (feed !== null) content.set(FEED_PATH, feed);
  return content;
}

function addresses({ pages, editionWeeks }: SiteRequest, siteUrl: string): string[] {
  const editions = editionWeeks.map((week) => siteUrl + editionFile(week).replace(/index\.html$/, ""));
  return [...pages.map(({ path }) => pageUrl(siteUrl, path)), ...editions];
}

function at(path: string, name: string): string {
  return name === "index.html" ? pageFile(path) : path === "" ? name : `${path}/${name}`;
}
