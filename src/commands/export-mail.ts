import { join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { refuseBlocked } from "../check/finding.ts";
import { writeWhole } from "../files.ts";
import { buildEdition, weekToBuild } from "../pipeline.ts";
import { exportedMail, SERVICES } from "../render/exported-mail.ts";
import { answer, contextOf } from "./context.ts";
import { jsonOption, knownOnly, parseOptions, rolesOption, weekOption } from "./options.ts";

const names = Object.keys(SERVICES);
const optionsSchema = z.object({
  for: z.enum(["listmonk", "buttondown", "generic"], `choose one of ${names.join(", ")}`),
  week: weekOption,
  roles: rolesOption,
  out: z.string().optional(),
  json: jsonOption,
});

export function exportMailCommand(program: Command): void {
  program
    .command("export-mail")
    .description("the edition's mail for another service to send, with its unsubscribe tag")
    .requiredOption("--for <service>", names.join(", "))
    .option("--week <week>", "the week; the newest stored one by default")
    .option("--out <folder>", "where to write it; mail/<week>-<service> by default")
    .option("--roles <slugs>", "for a list of readers who follow these roles, with commas between")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends export-mail --for listmonk --out letter\n")
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "export-mail");
      const { settings } = await contextOf(command);
      const week = await weekToBuild(options.week, settings);
      const built = await buildEdition(week, settings);
      refuseBlocked(week, built.findings);
      const { subject, preheader, mail } = built.rendered;
      const { html, text } = exportedMail(mail, options.for, knownOnly(options.roles, mail));
      const folder = resolve(options.out ?? join("mail", `${week}-${options.for}`));
      const about = {
        week,
        service: options.for,
        roles: options.roles,
        subject,
        preheader,
        from: settings.sender,
        hash: built.archived.edition.hash,
      };
      const files = [
        ["mail.html", html],
        ["mail.txt", text],
        ["mail.json", `${JSON.stringify(about, null, 2)}\n`],
      ] as const;
      for (const [name, content] of files) await writeWhole(join(folder, name), content);
      const paths = files.map(([name]) => join(folder, name));
      answer(options.json, { ...about, files: paths }, [
        `Mail of ${week} for ${options.for}: ${subject}`,
        "",
        ...paths.map((path) => `  ${relative(process.cwd(), path)}`),
        "",
        "Charts are fetched from the site: publish the archive before the letter is sent.",
      ]);
    });
}
