import type { Command } from "commander";
import { z } from "zod";
import type { MailSize } from "../check/preflight/preflight.ts";
import { HTML_BYTES } from "../domain/letter.ts";
import { EXIT } from "../errors.ts";
import { buildEdition, weekToBuild } from "../pipeline.ts";
import { findingsOfPages } from "../publish-pages.ts";
import { answer, contextOf } from "./context.ts";
import { findingLines } from "./findings.ts";
import { guardLines, guardOfEdition } from "./guard-lines.ts";
import { INVENTED } from "./invented.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";

const optionsSchema = z.object({ week: weekOption, json: jsonOption });

export function checkCommand(program: Command): void {
  program
    .command("check")
    .description(
      "preflight and fact check of a week's edition and of the pages beside it, as build does them; exit 4 when anything blocks",
    )
    .option("--week <week>", "the week; the newest stored one by default")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends check --week 2023-W39 --json\n")
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "check");
      const { settings } = await contextOf(command);
      const week = await weekToBuild(options.week, settings);
      const { findings: ofEdition, archived, mails } = await buildEdition(week, settings);
      const findings = [...ofEdition, ...(await findingsOfPages(archived, settings))];
      const { claims, facts, invented = false } = archived.edition;
      const blocked = findings.some(({ severity }) => severity === "blocking");
      const guarded = guardOfEdition(archived.edition);
      const { guard } = guarded;
      const counts = { claims: claims.length, facts: facts.length };
      answer(options.json, { week, invented, ...counts, blocked, findings, mails, guard }, [
        ...findingLines(findings),
        ...mails.map(mailLine),
        ...(await guardLines([guarded], settings)),
        ...(invented ? [`${week}: ${INVENTED}.`] : []),
        `${week}: ${claims.length} printed numbers checked against ${facts.length} facts; ${findings.length === 0 ? "nothing found" : `${findings.length} found`}.`,
      ]);
      if (blocked) process.exitCode = EXIT.blocked;
    });
}

/** "mail of the longest reader: 31 KB of HTML (80 warn, 98 block), 12 KB of text, 64 KB in all". */
function mailLine({ surface, html, text, message }: MailSize): string {
  const kb = (bytes: number) => `${Math.ceil(bytes / 1024)} KB`;
  const { warn, block } = HTML_BYTES;
  return `${surface}: ${kb(html)} of HTML (${warn / 1024} warn, ${block / 1024} block), ${kb(text)} of text, ${kb(message)} in all`;
}
