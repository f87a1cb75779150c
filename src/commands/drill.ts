import type { Command } from "commander";
import { z } from "zod";
import { compareRequest } from "../compare-inputs.ts";
import { CHANGE_METRICS } from "../domain/change.ts";
import { type Drill, drill } from "../drill/drill.ts";
import { openDatabase } from "../duckdb.ts";
import { weekToBuild } from "../pipeline.ts";
import * as store from "../snapshot/store.ts";
import { readCategories } from "../taxonomy-files.ts";
import { answer, contextOf } from "./context.ts";
import { jsonOption, parseOptions, weekOption, wholeOption } from "./options.ts";

const LIMITS = { shuffles: 100_000, seed: 2 ** 32 - 1 };

const optionsSchema = z.object({
  shuffles: wholeOption(1, LIMITS.shuffles),
  seed: wholeOption(0, LIMITS.seed),
  week: weekOption,
  json: jsonOption,
});

const HELP = `
In a shuffled week each employer's weeks before and now are exchanged or not, by lot, all of its ads alike: what an employer does
at once stays, and any change of the market goes. Whatever the real guard, tests and verdicts then call risen or fallen is a
false headline. "headlineShare" is the share of shuffled weeks with at least one, of any role and metric and of the total.
Without --week every stored week that can wholly be compared takes its turn, the newest first. Needs the postings, and employers.

Example:
  trends drill --shuffles 200 --json
`;

export function drillCommand(program: Command): void {
  program
    .command("drill")
    .description("shuffled weeks through the real tests: how often noise would be news")
    .option("--shuffles <n>", `how many shuffled weeks, 1 to ${LIMITS.shuffles}`, "200")
    .option("--seed <n>", "which shuffles", "1")
    .option("--week <week>", "only this week, like 2026-W47")
    .option("--json", "answer in JSON")
    .addHelpText("after", HELP)
    .action(async (raw: unknown, command: Command) => {
      const { shuffles, seed, week, json } = parseOptions(optionsSchema, raw, "drill");
      const { settings, effects } = await contextOf(command);
      const folder = settings.snapshotsFolder;
      const newest = (await store.readSnapshot(folder, await weekToBuild(week, settings))).snapshot.week;
      const weeks = week === undefined ? await store.storedWeeks(folder) : [newest];
      const database = await openDatabase();
      try {
        const categories = await readCategories(settings);
        const result = await drill({ weeks, shuffles, seed, progress: effects.progress }, (each) =>
          compareRequest(each, settings, categories, database),
        );
        answer(json, result, linesOf(result));
      } finally {
        database.close();
      }
    });
}

function linesOf(result: Drill): string[] {
  const { shuffles, weeks, guarded, headlineShare, edgedShare, tests, headlinesOfTotal, seed } = result;
  const reasons = [...new Set(guarded.flatMap((each) => each.reasons))].sort().join(", ");
  if (headlineShare === null || edgedShare === null)
    return [
      guarded.some((each) => each.reasons.includes("no-employers"))
        ? "nothing can be tested: this feed names no employers, so its editions tell levels and no changes"
        : `nothing can be tested: the guard lets none of ${guarded.length} weeks be compared (${reasons})`,
    ];
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const named = (counts: Drill["headlines"]) =>
    CHANGE_METRICS.filter((metric) => counts[metric] > 0)
      .map((metric) => `${counts[metric]} ${metric}`)
      .join(", ") || "none";
  return [
    `drill      ${shuffles} shuffled weeks from ${weeks.length} stored (${weeks[0]} to ${weeks.at(-1)}), seed ${seed}, ${tests} tests`,
    `headlines  in ${percent(headlineShare)} of them: ${named(result.headlines)}; of the total: ${headlinesOfTotal}`,
    `edged      and no more, in ${percent(edgedShare)}: ${named(result.edged)}`,
    ...(guarded.length === 0
      ? []
      : [`left out   ${guarded.length} weeks that cannot be compared, or not wholly: ${reasons}`]),
  ];
}
