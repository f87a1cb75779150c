import { join, relative } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { readLocalePack } from "../config.ts";
import type { GuardReason } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import { nearestFacts } from "../domain/nearest-facts.ts";
import { addWeeks, type Week, weekSchema, weeksUpTo } from "../domain/week.ts";
import { wordsOf } from "../domain/words.ts";
import { openDatabase } from "../duckdb.ts";
import { ReportError } from "../errors.ts";
import { explainTitle } from "../ingest/taxonomy/explained-title.ts";
import { guardSentence } from "../narrate/guard-notes.ts";
import { buildEdition, weekToBuild } from "../pipeline.ts";
import { postingKeys } from "../snapshot/store.ts";
import { readTaxonomy } from "../taxonomy-files.ts";
import { answer, contextOf } from "./context.ts";
import { titleLines, whyNone } from "./explain-title.ts";
import { type GuardedWeek, guardOfEdition } from "./guard-lines.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";
import { alignedTable } from "./table.ts";

/** In the place of a fact's id. Every id has a point in it, so no fact is called so. */
const TITLE = "title";

const optionsSchema = z.object({ week: weekOption, json: jsonOption });

export function explainCommand(program: Command): void {
  program
    .command("explain")
    .description("a number of the edition, down to its postings; or a job title: the rules that gave it its roles")
    .argument("<fact>", 'a fact id, as trends facts lists them, or the word "title"')
    .argument("[title...]", 'after "title": the job title')
    .option("--week <week>", "the week; the newest stored one by default")
    .option("--json", "answer in JSON")
    .addHelpText(
      "after",
      '\nExamples:\n  trends explain data-engineer.pay.midpoint.median@4w --week 2023-W39\n  trends explain title "Senior AI/ML Engineer (Remote)"\n',
    )
    .action(async (id: string, words: readonly string[], raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "explain");
      refuseWords(id, words);
      const { settings } = await contextOf(command);
      if (id === TITLE) {
        const title = words.join(" ");
        const explained = explainTitle(title, await readTaxonomy(settings));
        answer(options.json, { title, ...explained, why: whyNone(explained) }, titleLines(title, explained));
        return;
      }
      const week = await weekToBuild(options.week, settings);
      const { edition } = (await buildEdition(week, settings)).archived;
      const fact = edition.facts.find((each) => each.id === id);
      if (fact === undefined) throw unknownFact(id, week, edition.facts);
      const claims = edition.claims.filter((claim) => claim.fact === id);
      const passages = edition.passages.filter((passage) => passage.facts.includes(id));
      const folder = relative(process.cwd(), settings.snapshotsFolder);
      const postings = await postingsBehind(fact, week, settings.snapshotsFolder);
      const reason = reasonBehind(id, guardOfEdition(edition));
      const answered = { week, fact, claims, passages, postings: postings ?? null };
      answer(options.json, reason === undefined ? answered : { ...answered, reason }, [
        ...factLines(fact, folder),
        ...(reason === undefined ? [] : [`reason: ${guardSentence(reason, wordsOf(await readLocalePack(settings)))}`]),
        postingsLine(postings),
        "",
        ...(claims.length === 0
          ? ["Printed nowhere in this edition."]
          : [
              `Printed ${claims.length} times: ${[...new Set(claims.map(({ printed, surface }) => `"${printed}" in ${surface}`))].join(", ")}.`,
            ]),
        ...passages.map(({ slot, text }) => `${slot}: ${text}`),
      ]);
    });
}

/** Words after a fact, or none after "title". */
function refuseWords(id: string, words: readonly string[]): void {
  if (id === TITLE && words.length === 0)
    throw new ReportError("usage", "There is no title to explain.", 'Add it: trends explain title "Data Engineer".');
  if (id !== TITLE && words.length > 0)
    throw new ReportError(
      "usage",
      `"${id}" is followed by more words.`,
      'Give one fact id, or the word "title" first.',
    );
}

/** The guard's reason that a number like `guard.total.0.found` belongs to. */
function reasonBehind(id: string, { guard }: GuardedWeek): GuardReason | undefined {
  const [, family, index] = /^guard\.(total|roles)\.(\d+)\./.exec(id) ?? [];
  return guard[family === "total" ? "total" : "roles"][Number(index ?? Number.NaN)];
}

/** The keys of the postings a cohort's fact counts, where this machine has them; pairs and guards have none of their own. */
async function postingsBehind(fact: Fact, week: Week, folder: string): Promise<string[] | undefined> {
  const weeks = weeksOf(fact, week);
  if (fact.slice.startsWith("pair.") || fact.slice === "guard" || weeks === undefined) return undefined;
  const database = await openDatabase();
  try {
    return await postingKeys(folder, weeks, fact.slice === "total" ? undefined : fact.slice, database);
  } finally {
    database.close();
  }
}

/** The weeks of a fact's window: `4w`, `4w-before`, a week by name, or the edition's own. */
function weeksOf({ window }: Fact, week: Week): readonly Week[] | undefined {
  if (window === null) return [week];
  if (weekSchema.safeParse(window).success) return [window];
  const [, length, before] = /^(\d+)w(-before)?$/.exec(window) ?? [];
  if (length === undefined) return undefined;
  return weeksUpTo(before === undefined ? week : addWeeks(week, -Number(length)), Number(length));
}

function postingsLine(postings: readonly string[] | undefined): string {
  if (postings === undefined) return "postings: not on this machine, or none of its own";
  return `postings: ${postings.length}, ${postings.slice(0, 5).join(", ")}${postings.length > 5 ? ", … (--json lists all)" : ""}`;
}

function factLines(fact: Fact, folder: string): string[] {
  const rows: [string, string][] = [
    ["fact", fact.id],
    ["value", `${fact.value}${fact.currency === null ? "" : ` ${fact.currency} a year`} (${fact.unit})`],
    ["basis", fact.basis ?? "none"],
    [
      "sample",
      fact.n === null
        ? "no sample of its own"
        : `n ${fact.n}${fact.employers === null ? "" : ` from ${fact.employers} employers`}`,
    ],
    ["interval", fact.interval === null ? "none" : `${fact.interval[0]} to ${fact.interval[1]} (95 %)`],
    ["verdict", fact.verdict ?? "not compared"],
  ];
  if (fact.change !== null) {
    const { before, difference, p, q, theta } = fact.change;
    rows.push(["compared with", `${before}, a difference of ${difference}`]);
    rows.push(["test", `p ${p ?? "not tested"}${q === null ? "" : `, q ${q}`}${theta === null ? "" : `, θ ${theta}`}`]);
  }
  for (const { gate, passed, found, limit } of fact.gates)
    rows.push([
      `gate ${gate}`,
      `${passed ? "passed" : "failed"}: ${found ?? "not reached"} against ${limit ?? "none"}`,
    ]);
  rows.push(["read from", `${join(folder, fact.source.path)}, field ${fact.source.field}`]);
  rows.push(["sha256", fact.source.sha256]);
  return alignedTable(["", ""], rows).slice(1);
}

function unknownFact(id: string, week: string, facts: readonly Fact[]): ReportError {
  const near = nearestFacts(
    id,
    facts.map((fact) => fact.id),
  );
  const hint =
    near.length === 0 ? `Run "trends facts --week ${week}" for all of them.` : `Did you mean: ${near.join(", ")}?`;
  return new ReportError("fact-unknown", `${week} has no fact "${id}".`, hint);
}
