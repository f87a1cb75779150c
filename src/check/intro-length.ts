import type { Edition } from "../domain/edition.ts";
import { INTRO_SLOT, WORDS_BEFORE_TABLE } from "../domain/letter.ts";
import type { Finding } from "./finding.ts";

/** An editor's intro that leaves the news no room before the table: ours is cut to fit, theirs is theirs to cut. */
export function introFindings({ warnings }: Edition): Finding[] {
  return warnings
    .filter(({ code }) => code === "intro-too-long")
    .map(() => ({
      rule: "intro-length",
      severity: "warning",
      surface: "letter.md",
      place: INTRO_SLOT,
      why: `with this intro the letter has more than ${WORDS_BEFORE_TABLE} words before its table`,
      fix: "Shorten the intro; the briefs made room already.",
    }));
}
