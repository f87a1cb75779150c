import type { Command } from "commander";
import { z } from "zod";
import { OUTCOMES, type Outcome, tally } from "../domain/scorecard.ts";
import { readScorecard } from "../scorecard.ts";
import { answer, contextOf } from "./context.ts";
import { jsonOption, parseOptions } from "./options.ts";
import { alignedTable } from "./table.ts";

const optionsSchema = z.object({ json: jsonOption });

/** What the answer cannot know, said with every answer. */
const LIMITS =
  "It compares the editions as they lie in the archive with the data stored now. An edition that was built again after a revision says the newer verdict, and what it said before is not known here; a verdict whose week was never computed again holds of itself.";

const MEANINGS: Readonly<Record<Outcome, string>> = {
  held: "the data stored now give the same word",
  weaker: "the same direction, and no more than edged",
  gone: "another word",
  reversed: "the other direction",
  unknown: "the week has no tested changes any more",
};

export function scorecardCommand(program: Command): void {
  program
    .command("scorecard")
    .description("the rises and falls that archived editions print, against the same weeks with the data stored now")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends scorecard\n")
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "scorecard");
      const { settings } = await contextOf(command);
      const scorecard = await readScorecard(settings);
      const all = tally(scorecard);
      const recomputed = tally(scorecard, (judged) => judged.recomputed);
      const { editions, verdicts } = scorecard;
      const rows = OUTCOMES.map((outcome) => [
        outcome,
        String(all[outcome]),
        String(recomputed[outcome]),
        MEANINGS[outcome],
      ]);
      answer(options.json, { editions, tally: all, recomputed, verdicts, limits: LIMITS }, [
        `Editions in the archive: ${editions}. Rises and falls that they print: ${verdicts.length}.`,
        ...(verdicts.length === 0 ? [] : alignedTable(["outcome", "verdicts", "computed again", "meaning"], rows)),
        ...verdicts
          .filter(({ outcome }) => outcome !== "held")
          .map(
            ({ week, slice, metric, verdict, now }) =>
              `${week} ${slice} ${metric}: said ${verdict}, now ${now ?? "unknown"}`,
          ),
        LIMITS,
      ]);
    });
}
