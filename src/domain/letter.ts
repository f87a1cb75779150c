import type { Week } from "./week.ts";

/*
 * The letter as the narrate stage writes it: every word decided, numbers marked (`domain/claim.ts`), nothing about HTML.
 * Mail, text part and page are three renderings of it.
 */

export interface Paragraphs {
  readonly kind: "paragraphs";
  readonly slot: string;
  readonly heading: string | null;
  readonly paragraphs: readonly string[];
}

/** The slot of the editor's paragraphs, the only text of a letter whose words may be styled (`domain/prose.ts`). */
export const INTRO_SLOT = "intro";

export interface Bullets {
  readonly kind: "bullets";
  readonly slot: string;
  readonly heading: string;
  readonly items: readonly string[];
}

export interface Table {
  readonly kind: "table";
  readonly slot: string;
  readonly heading: string;
  /** What the table holds, for people and for screen readers. */
  readonly caption: string;
  /** The first column names the row; `lowPriority` columns are hidden on narrow screens. */
  readonly columns: readonly {
    readonly label: string;
    readonly align: "left" | "right";
    readonly lowPriority: boolean;
  }[];
  readonly rows: readonly (readonly string[])[];
  /** What a reader must know of each row, below it; null for a row without. Left out for a table of plain rows. */
  readonly rowNotes?: readonly (string | null)[];
  readonly note: string | null;
}

export interface ChartSection {
  readonly kind: "chart";
  readonly slot: string;
  readonly heading: string;
  /** Name of the chart plan. */
  readonly chart: string;
  /** One sentence with the number, printed below the image. */
  readonly takeaway: string;
}

/** A quick verdict between two roles: one line per question, each of which stands on its own. */
export interface QuickVerdict {
  readonly kind: "quick-verdict";
  readonly slot: string;
  readonly heading: string;
  readonly lines: readonly { readonly label: string; readonly text: string }[];
  /** What holds of all quick verdicts of the letter, below the last of them; null below the others. */
  readonly note: string | null;
}

export type Section = Paragraphs | Bullets | Table | ChartSection | QuickVerdict;

/** What a letter says of one role, for a reader who follows it: no paragraph is empty, and each stands on its own. */
export interface RolePart {
  readonly role: string;
  readonly heading: string;
  /** Pay, then demand, then the remote share where it is news. */
  readonly paragraphs: readonly string[];
}

export interface Letter {
  readonly week: Week;
  readonly newsletter: string;
  /** Some of the weeks that it is told from were made up: every surface says so before anything else. */
  readonly invented: boolean;
  /** At most 60 characters, the news first. */
  readonly subject: string;
  /** 40 to 130 characters; never the subject again. */
  readonly preheader: string;
  /** "Week 39 · 25 September – 1 October 2023". */
  readonly dateline: string;
  readonly heading: string;
  readonly sections: readonly Section[];
  /** Every role of the week in words, the largest first, then roles of earlier weeks that have none now; for readers who follow them. */
  readonly roles: readonly RolePart[];
  /** How we measure, source and licence: the small print, a paragraph each. */
  readonly smallPrint: readonly string[];
}

/** The slot of the lines that stand for the whole letter. */
export const THIRTY_SLOT = "in-30-seconds";

/** Words before the table, the heading and the editor's intro among them: what is read in a minute and a half. */
export const WORDS_BEFORE_TABLE = 350;

/** Words of a text as a reader counts them: whatever stands between spaces. */
export function wordCount(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== "").length;
}

/** Characters of a subject line as phones show it. */
export const SUBJECT_LENGTH = 60;

/** Characters of a preheader: enough to say something, and no more than an inbox shows. */
export const PREHEADER_LENGTH = { min: 40, max: 130 } as const;

/** Characters of an image's alternative text: the finding, and no wall of words. */
export const ALT_LENGTH = { min: 20, max: 150 } as const;

/** Bytes of a mail's HTML: Gmail clips at about 102 KB and hides what follows, the unsubscribe link with it. */
export const HTML_BYTES = { warn: 80 * 1024, block: 98 * 1024 } as const;

/** Bytes that one image of a mail may weigh, and all of them together. */
export const IMAGE_BYTES = 60 * 1024;
export const IMAGES_BYTES = 300 * 1024;
