import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { readEdition } from "../archive/archive.ts";
import { EDITION_VERSION } from "../domain/edition.ts";
import { weekSchema } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { buildEdition } from "../pipeline.ts";
import { answer, contextOf } from "./context.ts";
import { jsonOption, parseOptions } from "./options.ts";

const optionsSchema = z.object({ week: weekSchema, json: jsonOption });

export function verifyCommand(program: Command): void {
  program
    .command("verify")
    .description("rebuild an archived edition and compare its bytes")
    .argument("<week>", "the week, like 2023-W39")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends verify 2023-W39\n")
    .action(async (week: string, raw: object, command: Command) => {
      const options = parseOptions(optionsSchema, { ...raw, week }, "verify");
      const { settings } = await contextOf(command);
      const stored = await readEdition(settings.reportsFolder, options.week);
      if (stored.version !== EDITION_VERSION) {
        const line = `${options.week} was built by version ${stored.version} and this is ${EDITION_VERSION}; only editions of the same version are compared.`;
        return answer(
          options.json,
          { week: options.week, compared: false, builtBy: stored.version, version: EDITION_VERSION },
          [line],
        );
      }
      const { archived } = await buildEdition(options.week, settings);
      const names = [...archived.files.keys()].sort();
      const differing: string[] = [];
      for (const name of names) {
        const bytes = await readFile(join(settings.reportsFolder, options.week, name)).catch(() => undefined);
        if (bytes === undefined || !bytes.equals(Buffer.from(archived.files.get(name) ?? ""))) differing.push(name);
      }
      const result = {
        week: options.week,
        compared: true,
        files: names.length,
        differing,
        hash: archived.edition.hash,
      };
      if (differing.length > 0) {
        throw new ReportError(
          "bytes-differ",
          `${options.week}: ${differing.length} of ${names.length} files differ from a fresh build: ${differing.join(", ")}.`,
          "The archive, a snapshot, a template or a setting was changed since. Build the week again if the change is meant.",
          { details: result },
        );
      }
      answer(options.json, result, [
        `${options.week}: all ${names.length} files are byte for byte what a fresh build gives (hash ${archived.edition.hash.slice(0, 16)}).`,
      ]);
    });
}
