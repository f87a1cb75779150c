import type { Fact } from "../../domain/fact.ts";
import type { PageSection } from "../../domain/page.ts";
import { type Scorecard, tally } from "../../domain/scorecard.ts";
import type { Week } from "../../domain/week.ts";
import { factsFrom } from "../fact-maker.ts";
import type { Material } from "./material.ts";

/** Where the counts come from: editions of the archive, each against the changes stored of its week. */
const SOURCE = { content: null, path: "scorecard", sha256: "" };

/** The counts behind the section; none where no edition prints a rise or a fall. */
export function scorecardFacts(scorecard: Scorecard, week: Week): Fact[] {
  const { verdicts } = scorecard;
  if (verdicts.length === 0) return [];
  const fact = factsFrom(SOURCE, week, "");
  const recomputed = verdicts.filter((judged) => judged.recomputed).length;
  const { held, weaker, gone, reversed, unknown } = tally(scorecard);
  const counts = { told: verdicts.length, held, weaker, other: gone + reversed + unknown, recomputed };
  return Object.entries(counts).map(([name, count]) => fact(`scorecard.${name}.count`, "count", count, name));
}

/**
 * Of the rises and falls that editions print, how many the data stored now still give; undefined where none of their weeks was
 * computed again, for a verdict that was never tried a second time has held nothing.
 */
export function scorecardSection({ scorecard, facts, newest }: Material): PageSection | undefined {
  const { words } = newest;
  if (!scorecard.verdicts.some(({ recomputed }) => recomputed)) return undefined;
  const n = (name: string) => facts.n(`scorecard.${name}.count`);
  const values = {
    told: n("told"),
    held: n("held"),
    weaker: n("weaker"),
    other: n("other"),
    recomputed: n("recomputed"),
  };
  return {
    slot: "scorecard",
    heading: words.say("scorecard.heading"),
    blocks: [
      { kind: "prose", paragraphs: [words.say("scorecard.told", values), words.say("scorecard.limits", values)] },
    ],
  };
}
