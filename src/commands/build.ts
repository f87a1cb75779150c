import { join, relative } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { publishEdition, weekToBuild } from "../pipeline.ts";
import { answer, contextOf } from "./context.ts";
import { findingLines } from "./findings.ts";
import { guardLines, guardOfEdition } from "./guard-lines.ts";
import { INVENTED } from "./invented.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";

const optionsSchema = z.object({ week: weekOption, json: jsonOption });

export function buildCommand(program: Command): void {
  program
    .command("build")
    .description("a week's edition, from its stored snapshot and changes, into the archive")
    .option("--week <week>", "the week, like 2026-W47; the newest stored one by default")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends build --week 2023-W39\n")
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "build");
      const { settings, effects } = await contextOf(command);
      const week = await weekToBuild(options.week, settings);
      const { archived, rendered, folder, findings } = await publishEdition(week, settings, effects);
      const files = [...archived.files.keys()].sort().map((name) => join(folder, name));
      const at = (name: string) => relative(process.cwd(), join(folder, name));
      const guarded = guardOfEdition(archived.edition);
      const { hash, invented = false } = archived.edition;
      const { guard } = guarded;
      answer(options.json, { week, invented, hash, subject: rendered.subject, folder, files, findings, guard }, [
        `Edition ${week}: ${rendered.subject}`,
        "",
        ...(invented ? [`data    ${INVENTED}`] : []),
        `mail    ${at("email.html")}`,
        `text    ${at("email.txt")}`,
        `page    ${at("index.html")}`,
        `facts   ${at("edition.json")}`,
        `charts  ${archived.edition.charts.map(({ png }) => at(png)).join(", ") || "none"}`,
      ]);
      for (const line of [...(await guardLines([guarded], settings)), ...findingLines(findings)])
        process.stderr.write(`${line}\n`);
    });
}
