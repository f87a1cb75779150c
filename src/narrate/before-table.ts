import type { Change } from "../domain/change.ts";
import { unmarked } from "../domain/claim.ts";
import { type Paragraphs, type Section, THIRTY_SLOT, WORDS_BEFORE_TABLE, wordCount } from "../domain/letter.ts";
import { unstyled } from "../domain/prose.ts";
import type { Words } from "../domain/words.ts";
import type { News } from "./news.ts";

/** What stands before the table, and what of the news had no room there. */
export interface BeforeTable {
  readonly sections: readonly Section[];
  /** The changes that the kept briefs tell. */
  readonly told: readonly Change[];
  /** Slots of briefs that were written and left out. */
  readonly unused: ReadonlySet<string>;
  /** The editor's intro leaves no room for the news, even without a brief. */
  readonly tooLong: boolean;
}

/**
 * The letter down to its table: intro, three lines, lead, seconds, briefs; with the heading at most as many words as may stand
 * there. Briefs make room from the last on, for the table tells them too; the news itself never does.
 */
export function beforeTable(news: News, intro: Paragraphs | undefined, words: Words): BeforeTable {
  const { heading, thirty, lead, seconds, briefs } = news;
  const sections = (count: number): Section[] => {
    const kept = briefs.slice(0, count);
    return [
      ...(intro === undefined ? [] : [intro]),
      { kind: "bullets", slot: THIRTY_SLOT, heading: words.say("thirty.heading"), items: thirty },
      { kind: "paragraphs", slot: "lead", heading: null, paragraphs: lead },
      ...(seconds.length === 0
        ? []
        : [
            {
              kind: "paragraphs",
              slot: "seconds",
              heading: words.say("seconds.heading"),
              paragraphs: seconds,
            } as const,
          ]),
      ...(kept.length === 0
        ? []
        : [
            {
              kind: "bullets",
              slot: "briefs",
              heading: words.say("brief.heading"),
              items: kept.map(({ text }) => text),
            } as const,
          ]),
    ];
  };
  const fits = (count: number) => wordCount(heading) + wordsOf(sections(count)) <= WORDS_BEFORE_TABLE;
  const counts = briefs.map((_, index) => briefs.length - index);
  const count = counts.find(fits) ?? 0;
  return {
    sections: sections(count),
    told: briefs.slice(0, count).flatMap(({ change }) => (change === undefined ? [] : [change])),
    unused: new Set(briefs.slice(count).map((_, index) => `brief.${count + index + 1}`)),
    tooLong: !fits(count),
  };
}

/** Words of sections as a reader counts them, headings among them. */
export function wordsOf(sections: readonly Section[]): number {
  return sections.reduce((sum, section) => {
    const texts = section.kind === "paragraphs" ? section.paragraphs : section.kind === "bullets" ? section.items : [];
    return sum + wordCount(unstyled(unmarked([section.heading ?? "", ...texts].join(" "))));
  }, 0);
}
