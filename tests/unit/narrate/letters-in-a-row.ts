import { readLocalePack, readSettings } from "../../../src/config.ts";
import { unmarked } from "../../../src/domain/claim.ts";
import type { Section } from "../../../src/domain/letter.ts";
import type { Published } from "../../../src/domain/published.ts";
import type { Week } from "../../../src/domain/week.ts";
import { wordsOf } from "../../../src/domain/words.ts";
import { type Narration, narrate } from "../../../src/narrate/narrate.ts";
import type { Stored } from "../../../src/narrate/request.ts";
import { storedWeeks } from "../../../src/snapshot/store.ts";
import { narrateRequest } from "../../../src/week-inputs.ts";

/** The letter of a stored week, as it is told after those of the weeks before were sent. */
export interface ToldLetter extends Pick<Narration, "letter" | "charts"> {
  readonly week: Week;
}

/** Letters of all stored weeks of a newsletter in a row, each sent before the next is told. */
export async function lettersInARow(root: string, settingsFile?: string): Promise<ToldLetter[]> {
  const settings = await readSettings(root, settingsFile);
  const words = wordsOf(await readLocalePack(settings));
  const letters: ToldLetter[] = [];
  let published: Stored<Published>[] = [];
  for (const week of await storedWeeks(settings.snapshotsFolder)) {
    const { letter, charts, told } = narrate({ ...(await narrateRequest(week, settings, words)), published });
    letters.push({ week, letter, charts });
    const content: Published = { schemaVersion: 1, week, hash: "0".repeat(64), facts: [], ...told };
    published = [...published, { content, path: `${week}/published.json`, sha256: "0".repeat(64) }].slice(-8);
  }
  return letters;
}

/**
 * Every sentence of a letter that is written anew each week: subject, preheader and heading, paragraphs, bullets, what charts
 * say, quick verdicts, and alternative texts. Headings of sections, tables and the rules below quick verdicts and in the small
 * print have fixed forms, so that they can be compared from week to week.
 */
export function sentencesOf({ letter, charts }: ToldLetter): string[] {
  return [
    letter.subject,
    letter.preheader,
    letter.heading,
    ...letter.sections.flatMap(textsOf),
    ...charts.map(({ alt }) => alt),
  ].flatMap((text) => unmarked(text).split(/(?<=[.!?])\s+(?=[^a-z])/u));
}

function textsOf(section: Section): readonly string[] {
  switch (section.kind) {
    case "paragraphs":
      return section.paragraphs;
    case "bullets":
      return section.items;
    case "chart":
      return [section.takeaway];
    case "quick-verdict":
      return section.lines.map(({ text }) => text);
    case "table":
      return [];
  }
}

/** A letter as a person reads it, with the headings of its sections. */
export function readable({ letter }: ToldLetter): string {
  const sections = letter.sections.map((section) => {
    const heading = section.heading === null ? "" : `[${section.heading}]\n`;
    const rows = section.kind === "table" ? [section.note ?? ""] : textsOf(section);
    return `${heading}${rows.join("\n")}`;
  });
  return unmarked(
    [letter.subject, `(${letter.preheader})`, letter.dateline, `# ${letter.heading}`, ...sections].join("\n"),
  );
}

/** Subjects, headings and sentences of this letter that stand word for word in the other. */
export function repeated(one: ToldLetter, other: ToldLetter): string[] {
  const known = new Set(sentencesOf(other));
  return [...new Set(sentencesOf(one))].filter((sentence) => known.has(sentence));
}
