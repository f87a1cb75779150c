import { COMPARISONS_PATH, FEED_PATH, pageFile, ROLES_PATH } from "../domain/archive-path.ts";
import type { Claim } from "../domain/fact.ts";
import type { Week } from "../domain/week.ts";
import { frameView, type RenderKit } from "./kit.ts";
import type { LetterView } from "./letter-view.ts";
import { filledPage } from "./page-html.ts";

/** The archived page and its claims. It shows everything without a file beside it, and links those of its folder. */
export function pageHtml(letter: LetterView, week: Week, kit: RenderKit): { html: string; claims: Claim[] } {
  const frame = frameView(week, kit);
  const places = placesFrom("../");
  return filledPage("page/edition.html.hbs", "index.html", { ...frame, ...places, letter }, kit);
}

/** Where the parts of the archive lie from a page; `root` leads to the archive's root and ends in a slash unless empty. */
export function placesFrom(root: string) {
  return {
    home: `${root}${pageFile("")}`,
    roles: `${root}${pageFile(ROLES_PATH)}`,
    compare: `${root}${pageFile(COMPARISONS_PATH)}`,
    feed: `${root}${FEED_PATH}`,
  };
}
