import type { ChartPlan } from "./chart-plan.ts";
import type { Week } from "./week.ts";

/*
 * A page of the archive beside the editions, as the narrate stage writes it: every word decided, numbers marked
 * (`domain/claim.ts`), nothing about HTML. Addresses are of files, relative to the archive's root: `roles/index.html`.
 */

/** A value of a table, and below it what a reader should know of it: its n, its interval. */
export interface Cell {
  readonly text: string;
  readonly note: string | null;
}

export interface Grid {
  readonly kind: "grid";
  /** What the table holds, for people and for screen readers. */
  readonly caption: string;
  /** The first column names the row; `lowPriority` columns are hidden on narrow screens. */
  readonly columns: readonly {
    readonly label: string;
    readonly align: "left" | "right";
    readonly lowPriority: boolean;
  }[];
  readonly rows: readonly { readonly name: string; readonly href: string | null; readonly cells: readonly Cell[] }[];
  readonly note: string | null;
  /** What a reader opens to see a long table; null for a table that is always seen. */
  readonly folded: string | null;
}

export interface PageLink {
  readonly text: string;
  readonly href: string;
  readonly note: string | null;
}

export type Block =
  | { readonly kind: "prose"; readonly paragraphs: readonly string[] }
  | { readonly kind: "points"; readonly items: readonly string[] }
  /** One line per question, each of which stands on its own. */
  | {
      readonly kind: "answers";
      readonly lines: readonly { readonly label: string; readonly text: string }[];
      readonly note: string | null;
    }
  | {
      readonly kind: "figures";
      readonly items: readonly { readonly label: string; readonly value: string; readonly note: string | null }[];
    }
  | Grid
  /** A chart by the name of its plan, and one sentence with the number. */
  | { readonly kind: "drawing"; readonly chart: string; readonly takeaway: string }
  | { readonly kind: "links"; readonly items: readonly PageLink[] };

/** What a page's own feed tells. */
export interface PageFeed {
  readonly title: string;
  /** What tells this feed from the newsletter's others, empty for the main one. */
  readonly name: string;
  /** The newest first. */
  readonly entries: readonly { readonly week: Week; readonly title: string; readonly summary: string }[];
}

export interface PageSection {
  /** The section's anchor on its page. */
  readonly slot: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export interface Page {
  /** Its folder below the archive, empty for the front page: `roles/data-engineer`. */
  readonly path: string;
  /** Which part of the archive it belongs to. */
  readonly area: "home" | "roles" | "compare";
  /** The week whose figures it shows. */
  readonly week: Week;
  readonly newsletter: string;
  readonly heading: string;
  /** One or two sentences: what search engines and link previews show. */
  readonly description: string;
  readonly dateline: string;
  /** The answer in a sentence, before any section; null where the sections begin at once. */
  readonly lede: string | null;
  readonly sections: readonly PageSection[];
  /** Whether a list of the sections stands before them. */
  readonly contents: boolean;
  readonly smallPrint: readonly string[];
  /** True where the postings were made up; the page then says so at its head. */
  readonly invented: boolean;
  readonly charts: readonly ChartPlan[];
  /** Its own feed; null for a page that points to the archive's. */
  readonly feed: PageFeed | null;
  /** Texts whose digits state no figure of this page: dates, names, headlines of editions. */
  readonly literals: readonly string[];
}
