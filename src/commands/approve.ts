import type { Command } from "commander";
import { z } from "zod";
import { changedSince, changedWords } from "../changed-since.ts";
import type { Settings } from "../config.ts";
import { inertText } from "../domain/text.ts";
import { type BuiltEdition, buildEdition, weekToBuild } from "../pipeline.ts";
import { approveEdition, standingOf } from "../send-edition.ts";
import { answer, contextOf } from "./context.ts";
import { findingLines, pressing } from "./findings.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";
import { alignedTable } from "./table.ts";

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
    .description("let an edition go out: binds an approval to exactly what would be sent, and shows it")
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
      const changed = (await changedSince(built.archived, settings)) ?? null;
      const approval = await approveEdition(built, options.by, settings, effects);
      const mail = mailOf(built, settings);
      const { findings } = built;
      const { literals = [] } = built.archived.edition;
      const figures = [
        ...new Map(literals.map(({ line, printed, reason }) => [`${line} ${printed}`, { line, printed, reason }])),
      ]
        .map(([, each]) => each)
        .filter(({ reason }) => reason !== null);
      const since =
        before !== "changed"
          ? ""
          : changed === null
            ? " (an earlier approval was for another edition)"
            : ` (an earlier approval was for another edition: ${changedWords(changed)})`;
      answer(options.json, { week, ...mail, ...approval, before, changed, figures, findings }, [
        `Approved ${week} by ${approval.by}: ${mail.subject}`,
        ...alignedTable(
          ["", ""],
          [
            ["hash", `${hash}${since}`],
            ["from", mail.from],
            ["subject", mail.subject],
            ["preheader", mail.preheader],
            ["mail", `${mail.htmlBytes} bytes of HTML, ${mail.textBytes} of text, ${mail.images.length} images`],
            ...figures.map(({ line, printed, reason }) => ["no fact", `${printed}, line ${line}: ${reason}`]),
            ["findings", findings.length === 0 ? "none" : `${findings.length}, none of them blocking`],
          ],
        ).slice(1),
        "A change of the figures, the letter, a template or the sender makes it another edition, which needs its own approval; trends send --dry-run says who would get it.",
      ]);
      for (const line of findingLines(pressing(findings))) process.stderr.write(`${line}\n`);
    });
}

/** What would be sent, in short. */
function mailOf(built: BuiltEdition, settings: Settings) {
  const { subject, preheader, mail, general } = built.rendered;
  const { sender } = settings;
  return {
    from: `${sender.name} <${sender.address}>`,
    subject,
    preheader,
    htmlBytes: Buffer.byteLength(general.html),
    textBytes: Buffer.byteLength(general.text),
    images: mail.images.map(({ chart }) => chart),
  };
}
