import { relative } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { refuseBlocked } from "../check/finding.ts";
import type { Delivered } from "../deliver/deliver.ts";
import { buildEdition, sendToOne, weekToBuild } from "../pipeline.ts";
import { answer, contextOf } from "./context.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";

const optionsSchema = z.object({ week: weekOption, test: z.email("that is no e-mail address"), json: jsonOption });

export function sendCommand(program: Command): void {
  program
    .command("send")
    .description("mail an edition to one address to see it in an inbox; without SMTP settings it becomes an .eml file")
    .requiredOption("--test <address>", "who gets the test message; its subject begins with [TEST]")
    .option("--week <week>", "the week; the newest stored one by default")
    .option("--json", "answer in JSON")
    .addHelpText(
      "after",
      "\nExample:\n  SMTP_HOST=smtp.example.com SMTP_USER=me SMTP_PASSWORD=secret trends send --test me@example.com\n",
    )
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "send");
      const { settings, effects } = await contextOf(command);
      const week = await weekToBuild(options.week, settings);
      const built = await buildEdition(week, settings);
      refuseBlocked(week, built.findings);
      const delivered = await sendToOne(built, options.test, settings, effects, "[TEST] ");
      answer(options.json, { week, ...delivered }, [deliveredLine(delivered, options.test)]);
    });
}

/** Where the message went, for people. */
export function deliveredLine({ way, path }: Delivered, to: string): string {
  if (way === "smtp") return `Sent to ${to}.`;
  return `message  ${relative(process.cwd(), path ?? "")}  (no SMTP_HOST is set, so it was written to disk)`;
}
