import { join, relative } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { askedComparison } from "../asked-comparison.ts";
import { comparisonPath, FEED_PATH, pageFile } from "../domain/archive-path.ts";
import { publishEdition, weekToBuild } from "../pipeline.ts";

import { answer, contextOf } from "./context.ts";
import { findingLines, pressing } from "./findings.ts";
import { guardLines, guardOfEdition } from "./guard-lines.ts";
import { INVENTED } from "./invented.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";

const optionsSchema = z.object({ week: weekOption, compare: z.array(z.string()).default([]), json: jsonOption });

export function buildCommand(program: Command): void {
  program
    .command("build")
    .description("a week's edition, from its stored snapshot and changes, and the pages that changed, into the archive")
    .option("--week <week>", "the week, like 2026-W47; the newest stored one by default")
    .option("--compare <roles...>", "add a page that compares two or three roles: a,b or a,b,c")
    .option("--json", "answer in JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  trends build --week 2023-W39\n  trends build --compare data-engineer,data-scientist\n",
    )
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "build");
      const { settings, effects } = await contextOf(command);
      const week = await weekToBuild(options.week, settings);
      const asked: string[][] = [];
      for (const roles of options.compare) asked.push(await askedComparison(roles, settings));
      const { archived, rendered, folder, findings, pages } = await publishEdition(week, settings, effects, asked);
      const comparisons = asked.map((roles) => join(settings.reportsFolder, pageFile(comparisonPath(roles))));
      const files = [...archived.files.keys()].sort().map((name) => join(folder, name));
      const at = (name: string) => relative(process.cwd(), join(folder, name));
      const guarded = guardOfEdition(archived.edition);
      const { hash, invented = false } = archived.edition;
      const { guard } = guarded;
      const subject = rendered.subject;
      const changed = pages.written;
      answer(options.json, { week, invented, hash, subject, folder, files, findings, guard, comparisons, changed }, [
        `Edition ${week}: ${subject}`,
        "",
        ...(invented ? [`data    ${INVENTED}`] : []),
        `mail    ${at("email.html")}`,
        `text    ${at("email.txt")}`,
        `page    ${at("index.html")}`,
        `facts   ${at("edition.json")}`,
        `charts  ${archived.edition.charts.map(({ png }) => at(png)).join(", ") || "none"}`,
        `home    ${relative(process.cwd(), join(settings.reportsFolder, pageFile("")))}  (${changed.length === 0 ? "no file" : `${changed.length} files`} of the pages changed)`,
        `feed    ${relative(process.cwd(), join(settings.reportsFolder, FEED_PATH))}`,
        ...comparisons.map((path) => `compare ${relative(process.cwd(), path)}`),
      ]);
      for (const line of [...(await guardLines([guarded], settings)), ...findingLines(pressing(findings))])
        process.stderr.write(`${line}\n`);
    });
}
