import type { Command } from "commander";
import { z } from "zod";
import { inertText } from "../domain/text.ts";
import { buildEdition, weekToBuild } from "../pipeline.ts";
import { approveEdition, standingOf } from "../send-edition.ts";
import { answer, contextOf } from "./context.ts";
import { findingLines, pressing } from "./findings.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";

const optionsSchema = z.object({
  by: z
    .string()
    .transform(inertText)
    .pipe(z.string().min(1, "say who approves").max(200, "that is too long for a name")),
  week: weekOption,
  json: jsonOption,
});

export function approveCommand(program: Command): void {
  program
    .command("approve")
    .description("let an edition go out: binds an approval to exactly what would be sent")
    .requiredOption("--by <name>", "who approves it")
    .option("--week <week>", "the week; the newest stored one by default")
    .option("--json", "answer in JSON")
    .addHelpText("after", '\nExample:\n  trends approve --by "Ada Lovelace"\n')
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "approve");
      const { settings, effects } = await contextOf(command);
      const week = await weekToBuild(options.week, settings);
      const built = await buildEdition(week, settings);
      const { hash } = built.archived.edition;
      const before = await standingOf({ week, hash }, settings);
      const approval = await approveEdition(built, options.by, settings, effects);
      const { subject } = built.rendered;
      const { findings } = built;
      answer(options.json, { week, subject, ...approval, before, findings }, [
        `Approved ${week} by ${approval.by}: ${subject}`,
        `hash      ${hash}${before === "changed" ? " (an earlier approval was for another edition)" : ""}`,
        `findings  ${findings.length === 0 ? "none" : `${findings.length}, none of them blocking`}`,
        "A change of the figures, the letter, a template or the sender makes it another edition, which needs its own approval.",
      ]);
      for (const line of findingLines(pressing(findings))) process.stderr.write(`${line}\n`);
    });
}
