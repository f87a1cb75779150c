import { join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { weekSchema } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { silentProgress, terminalProgress } from "../progress.ts";
import { type Plant, parsePlant, SAMPLE_LIMITS } from "../sample/plan.ts";
import { type Sample, writeSample } from "../sample/sample.ts";
import { answer } from "./context.ts";
import { jsonOption, parseOptions, wholeOption } from "./options.ts";

/** A fixed week, so that nothing reads the clock and a sample is the same on every day. */
const LAST_WEEK = "2026-W46";

const optionsSchema = z.object({
  weeks: wholeOption(1, SAMPLE_LIMITS.weeks),
  postings: wholeOption(1, SAMPLE_LIMITS.postings),
  seed: wholeOption(0, SAMPLE_LIMITS.seed),
  lastWeek: weekSchema,
  plant: z.array(z.string()).optional(),
  bursts: wholeOption(0, SAMPLE_LIMITS.bursts),
  out: z.string().min(1, "a folder is wanted"),
  json: jsonOption,
});

const HELP = `
--postings is how many are open in a week, on average over the weeks and before planted changes and bursts. In the files a
posting stays open for about five weeks, and offers are often listed in several cities.

--plant lets something truly happen: pay:+8% or remote:+10pp to offers that open in the week or later, offers:+40% to how
many open. Without it the seed chooses one change of pay and one of demand in the fourth week from the end (none in fewer
than eight weeks); "--plant none" lets nothing happen. The same options and seed give the same postings, and what a week
holds does not depend on how many weeks are made. Days after today are rejected when they are ingested.

Example:
  trends sample --weeks 26 --postings 2000 --seed 7 --plant mlops-engineer:pay:2026-W43:+12% --out demo
`;

export function sampleCommand(program: Command): void {
  program
    .command("sample")
    .description("invented postings with their truth beside them: a project to try, to show and to test with")
    .option("--weeks <n>", `how many weekly files, 1 to ${SAMPLE_LIMITS.weeks}`, "26")
    .option("--postings <n>", `how many are open in a week on average, 1 to ${SAMPLE_LIMITS.postings}`, "2000")
    .option("--seed <n>", "which world", "1")
    .option("--last-week <week>", "the week of the last file", LAST_WEEK)
    .option("--plant <role:metric:week:size>", "a true change, or none; repeatable", collected)
    .option("--bursts <n>", "floods of one role's ads by one employer for one week", "1")
    .requiredOption("--out <dir>", "a folder that is not there yet, or empty")
    .option("--json", "answer in JSON")
    .addHelpText("after", HELP)
    .action(async (raw: unknown) => {
      const options = parseOptions(optionsSchema, raw, "sample");
      const { weeks, postings, seed, lastWeek, bursts, json } = options;
      const folder = resolve(options.out);
      const plants = plantsOf(options.plant);
      const progress = process.stderr.isTTY && !json ? terminalProgress(process.stderr) : silentProgress;
      const sample = await writeSample({ weeks, postings, seed, lastWeek, plants, bursts }, folder, progress);
      answer(json, jsonOf(sample, folder), linesOf(sample, folder));
    });
}

function collected(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function plantsOf(texts: readonly string[] | undefined): Plant[] | undefined {
  if (texts === undefined) return undefined;
  if (!texts.includes("none")) return texts.map(parsePlant);
  if (texts.length === 1) return [];
  throw new ReportError("usage", '"--plant none" excludes every other --plant.', "Give it alone, or leave it out.");
}

function jsonOf({ plan, files, rows }: Sample, folder: string) {
  return {
    folder,
    invented: true,
    weeks: files.map(({ week, path, rows: own, sha256 }) => ({ week, path, rows: own, sha256 })),
    rows,
    changes: plan.plants,
    bursts: plan.bursts,
    truth: join(folder, "truth.json"),
  };
}

function linesOf({ plan, files, rows }: Sample, folder: string): string[] {
  const { weeks, plants, bursts } = plan;
  const shown = relative(process.cwd(), folder) || ".";
  const quoted = (path: string) => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
  return [
    `sample   ${shown}: ${rows} invented postings in ${files.length} weekly files, ${weeks[0]} to ${weeks.at(-1)}`,
    `planted  ${plants.length === 0 ? "nothing: whatever is called a change is chance" : plants.map(plantText).join("; ")}`,
    `bursts   ${bursts.length === 0 ? "none" : bursts.map(({ week, role, offers }) => `${offers} ads for ${role} in ${week}`).join("; ")}`,
    `truth    ${join(shown, "truth.json")}`,
    "",
    "Next:",
    `  trends --settings ${quoted(join(shown, "trends.config.ts"))} run --no-send`,
    `  then open ${join(shown, "reports", weeks.at(-1) ?? "", "index.html")}`,
  ];
}

function plantText({ role, metric, week, size }: Plant): string {
  const points = Math.round(size * 1000) / 10;
  return `${role} ${metric} ${points > 0 ? "+" : ""}${points}${metric === "remote" ? "pp" : "%"} from ${week}`;
}
