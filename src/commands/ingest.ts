import type { Command } from "commander";
import { z } from "zod";
import { BACKDROP_FORMAT } from "../domain/backdrop.ts";
import type { Snapshot } from "../domain/snapshot.ts";
import { ReportError } from "../errors.ts";
import { type IngestReport, ingestFeed, refuseHeld } from "../ingest-feed.ts";
import { answer, contextOf } from "./context.ts";
import { guardLines } from "./guard-lines.ts";
import { ingestBackdropFile } from "./ingest-backdrop.ts";
import { fileLines, remarkLines } from "./ingested-files.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";
import { alignedTable } from "./table.ts";

const optionsSchema = z.object({
  format: z.string(),
  mapping: z.string().optional(),
  scope: z.string().optional(),
  week: weekOption,
  byWeek: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  replace: z.boolean().default(false),
  accept: z.boolean().default(false),
  json: jsonOption,
});

export function ingestCommand(program: Command): void {
  program
    .command("ingest")
    .description("postings → snapshots and their tested changes")
    .argument(
      "<file...>",
      "CSV, JSONL or Parquet; answers of job boards (JSON, JSONL, pages) or folders of them; .gz is read as is",
    )
    .requiredOption(
      "--format <format>",
      "postings (our own columns), mapped (through a mapping), greenhouse, lever, ashby, jsonld or boards (all four); or indeed-ai-share, the market around them (docs/backdrop.md)",
    )
    .option("--mapping <name>", "a mapping of templates/mappings, for --format mapped")
    .option("--scope <name>", "a scope of templates/scopes, for example us-full-time")
    .option("--week <week>", "the week to store, like 2026-W47")
    .option("--by-week", "store every week that the rows are dated in")
    .option("--dry-run", "say what would be stored, and store nothing")
    .option("--replace", "store a week although it is far smaller than the one stored")
    .option("--accept", "store a week although it looks like a broken feed")
    .option("--json", "answer in JSON")
    .addHelpText(
      "after",
      "\nExample:\n  trends ingest jobs.csv.gz --format mapped --mapping data-jobs-yearly --by-week --scope us-full-time\n  trends ingest boards/greenhouse/2026-11-21 --format greenhouse\n",
    )
    .action(async (files: string[], raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "ingest");
      if (options.byWeek && options.week !== undefined)
        throw new ReportError("usage", "--week and --by-week exclude each other.", "Give one of them.");
      const { settings, effects } = await contextOf(command);
      if (options.format === BACKDROP_FORMAT) return ingestBackdropFile(files, options, settings);
      const weeks = options.byWeek ? ({ kind: "every" } as const) : ({ kind: "one", week: options.week } as const);
      const { format, mapping, scope, dryRun, replace, accept } = options;
      const report = await ingestFeed(
        { files, format, mapping, scope, weeks, dryRun, replace, accept, otherThan: new Set() },
        settings,
        effects,
      );
      // A failure is the one object of a run with --json, and holds the rest of the answer.
      if (options.json) refuseHeld([report], jsonOf(report));
      answer(options.json, jsonOf(report), linesOf(report));
      for (const line of [...remarkLines(report.taken), ...(await guardLines(report.compared, settings))])
        process.stderr.write(`${line}\n`);
      refuseHeld([report]);
    });
}

function jsonOf({ taken, weeks, compared }: IngestReport) {
  return {
    files: taken.files.map(({ byWeek: _, ...file }) => file),
    weeks: weeks.map(({ week, state, snapshot, reasons }) => ({
      week,
      state,
      ...snapshot.totals,
      revised: revisedOf(snapshot),
      ...(state === "held" ? { held: reasons } : {}),
    })),
    compared: compared.map(({ week }) => week),
    notComparable: compared
      .filter(({ guard }) => guard.total.length + guard.roles.length > 0)
      .map(({ week, guard }) => ({ week, ...guard })),
    samples: taken.samples,
  };
}

function linesOf({ taken, weeks }: IngestReport): string[] {
  const turned = weeks.some(({ snapshot }) => snapshot.totals.opened !== null);
  const told = weeks.some(({ snapshot }) => revisedOf(snapshot) !== undefined);
  const stored = weeks.map(({ week, state, snapshot }) => [
    week,
    state,
    String(snapshot.totals.openings),
    String(snapshot.totals.payDisclosed),
    String(Object.keys(snapshot.roles).length),
    ...(turned ? turnoverCells(snapshot) : []),
    ...(told ? [String(revisedOf(snapshot)?.renamed ?? ""), String(revisedOf(snapshot)?.repriced ?? "")] : []),
  ]);
  const columns = ["week", "snapshot", "openings", "with pay", "roles"];
  if (turned) columns.push("opened", "closed", "re-posted", "re-priced");
  if (told) columns.push("renamed", "re-priced");
  return [...fileLines(taken.files), "", ...alignedTable(columns, stored)];
}

/** Empty where a number is not known. */
function turnoverCells({ totals }: Snapshot): string[] {
  return [totals.opened, totals.closed, totals.reposted, totals.repriced].map((count) => String(count ?? ""));
}

/** Of a week whose sources tell: old postings that came back with another title or exchange rate. */
function revisedOf({ sources }: Snapshot): { renamed: number; repriced: number } | undefined {
  const told = sources.flatMap(({ revised }) => revised ?? []);
  if (told.length === 0) return undefined;
  return {
    renamed: told.reduce((sum, { renamed }) => sum + renamed, 0),
    repriced: told.reduce((sum, { repriced }) => sum + repriced, 0),
  };
}
