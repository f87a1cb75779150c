import { relative } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { refuseBlocked } from "../check/finding.ts";
import type { DeliverReport } from "../deliver/deliver.ts";
import type { Delivered } from "../deliver/deliver-one.ts";
import { isFinished } from "../domain/delivery.ts";
import { EXIT, ReportError } from "../errors.ts";
import { buildEdition, sendToOne, weekToBuild } from "../pipeline.ts";
import { planSend, sendEdition } from "../send-edition.ts";
import { answer, contextOf } from "./context.ts";
import { jsonOption, knownOnly, parseOptions, rolesOption, weekOption } from "./options.ts";
import { planLines, sentLines, warnings } from "./send-lines.ts";

const optionsSchema = z.object({
  week: weekOption,
  test: z.email("that is no e-mail address").optional(),
  roles: rolesOption,
  dryRun: z.boolean().default(false),
  json: jsonOption,
});

export function sendCommand(program: Command): void {
  program
    .command("send")
    .description("mail an edition to its readers, each once; resumes where it stopped")
    .option("--week <week>", "the week; the newest stored one by default")
    .option("--dry-run", "say who would be mailed, and mail nobody")
    .option("--test <address>", "mail one address only, to see it in an inbox; the subject begins with [TEST]")
    .option("--roles <slugs>", "with --test: the roles that its reader follows, with commas between")
    .option("--json", "answer in JSON")
    .addHelpText(
      "after",
      "\nExample:\n  trends send --dry-run\n  trends send --test me@example.com --roles data-engineer,ml-engineer\n  SMTP_HOST=smtp.example.com SMTP_USER=me SMTP_PASSWORD=secret trends send\n",
    )
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "send");
      if (options.dryRun && options.test !== undefined)
        throw new ReportError("usage", "--dry-run and --test exclude each other.", "Give one of them.");
      if (options.roles.length > 0 && options.test === undefined)
        throw new ReportError("usage", "--roles goes with --test.", "Readers' roles are a column of the list.");
      const { settings, effects } = await contextOf(command);
      const week = await weekToBuild(options.week, settings);
      const built = await buildEdition(week, settings);
      if (options.test !== undefined) {
        refuseBlocked(week, built.findings);
        const reader = { to: options.test, roles: knownOnly(options.roles, built.rendered.mail) };
        const delivered = await sendToOne(built, reader, settings, effects, "[TEST] ");
        return answer(options.json, { week, ...delivered }, [deliveredLine(delivered, options.test)]);
      }
      if (options.dryRun) {
        const plan = await planSend(built, settings);
        answer(options.json, { week, subject: built.rendered.subject, ...plan }, planLines(week, plan));
        for (const line of warnings(plan.list)) process.stderr.write(`${line}\n`);
        return;
      }
      const report = await sendEdition(built, settings, effects);
      answer(options.json, { week, subject: built.rendered.subject, ...report }, sentLines(week, report));
      tellUnfinished(report);
    });
}

/** What a person has to do, on stderr; and the exit code of a delivery that is not complete. */
export function tellUnfinished(report: DeliverReport): void {
  for (const line of warnings(report.begun)) process.stderr.write(`${line}\n`);
  if (isFinished(report.tally)) return;
  process.exitCode = EXIT.deliveryIncomplete;
}

/** Where the message went, for people. */
export function deliveredLine({ way, path }: Delivered, to: string): string {
  if (way === "smtp") return `Sent to ${to}.`;
  return `message  ${relative(process.cwd(), path ?? "")}  (no SMTP_HOST is set, so it was written to disk)`;
}
