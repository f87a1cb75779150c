import type { Command } from "commander";
import { z } from "zod";
import { narratedWeek } from "../edition-build.ts";
import { weekToBuild } from "../pipeline.ts";
import { answer, contextOf } from "./context.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";
import { alignedTable } from "./table.ts";

const optionsSchema = z.object({ week: weekOption, search: z.string().optional(), json: jsonOption });

export function factsCommand(program: Command): void {
  program
    .command("facts")
    .description("what an edition may cite, with ids")
    .option("--week <week>", "the week; the newest stored one by default")
    .option("--search <text>", "only ids that hold every word of the text")
    .option("--json", "answer in JSON")
    .addHelpText("after", '\nExample:\n  trends facts --search "data-engineer pay"\n')
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "facts");
      const { settings } = await contextOf(command);
      const week = await weekToBuild(options.week, settings);
      const { facts } = (await narratedWeek(week, settings)).narration;
      const words = (options.search ?? "").toLowerCase().split(/\s+/);
      const found = facts.filter(({ id }) => words.every((word) => id.includes(word)));
      const rows = found.map(({ id, value, unit, n, verdict }) => [
        id,
        String(value),
        unit,
        n === null ? "" : String(n),
        verdict ?? "",
      ]);
      answer(options.json, { week, facts: found }, alignedTable(["fact", "value", "unit", "n", "verdict"], rows));
    });
}
