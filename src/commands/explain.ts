import { relative } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { readLocalePack } from "../config.ts";
import type { GuardReason } from "../domain/change.ts";
import type { Passage } from "../domain/edition.ts";
import type { Claim, Fact } from "../domain/fact.ts";
import { nearestFacts } from "../domain/nearest-facts.ts";
import { wordsOf } from "../domain/words.ts";
import { openDatabase } from "../duckdb.ts";
import { ReportError } from "../errors.ts";
import { explainTitle } from "../ingest/taxonomy/explained-title.ts";
import { guardSentence } from "../narrate/guard-notes.ts";
import { buildEdition, weekToBuild } from "../pipeline.ts";
import { postingKeys } from "../snapshot/store.ts";
import { readTaxonomy } from "../taxonomy-files.ts";
import { answer, contextOf } from "./context.ts";
import { explainLines, printedLines } from "./explain-lines.ts";
import { titleLines, whyNone } from "./explain-title.ts";
import { type ExplainedFact, explainable } from "./explained-fact.ts";
import { type GuardedWeek, guardOfEdition } from "./guard-lines.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";

/** In the place of a fact's id. Every id has a point in it, so no fact is called so. */
const TITLE = "title";

const optionsSchema = z.object({ week: weekOption, json: jsonOption });

export function explainCommand(program: Command): void {
  program
    .command("explain")
    .description(
      "a number of the edition or its pages, down to its files and postings; or a job title: the rules of its roles",
    )
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
      const { edition, files } = (await buildEdition(week, settings)).archived;
      const { facts, explain } = await explainable(week, edition, settings);
      const fact = facts.find((each) => each.id === id);
      if (fact === undefined) throw unknownFact(id, week, facts);
      const explained = explain(fact);
      const claims = edition.claims.filter((claim) => claim.fact === id);
      const passages = edition.passages.filter((passage) => passage.facts.includes(id));
      const lines = printedInText(claims, String(files.get("email.txt") ?? ""), passages);
      const folder = relative(process.cwd(), settings.snapshotsFolder);
      const postings = await postingsBehind(explained, settings.snapshotsFolder);
      const reason = reasonBehind(id, guardOfEdition(edition));
      const keys = explained.cohorts === null ? null : (postings ?? null);
      const answered = { week, ...explained, claims, passages, lines, postings: keys };
      answer(options.json, reason === undefined ? answered : { ...answered, reason }, [
        ...explainLines(explained, folder),
        ...(reason === undefined ? [] : [`reason: ${guardSentence(reason, wordsOf(await readLocalePack(settings)))}`]),
        postingsLine(explained, postings),
        "",
        ...printedLines(claims, [...passages, ...lines.map((text) => ({ slot: "text part", text }))], explained.pages),
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

/** The lines of the text part that print a number where no passage does: of a table, or of a note. */
function printedInText(claims: readonly Claim[], text: string, passages: readonly Passage[]): string[] {
  if (passages.length > 0) return [];
  const places = claims.filter(({ surface }) => surface === "email.txt").map(({ offset }) => offset);
  const lines = places.map((offset) => {
    const end = text.indexOf("\n", offset);
    return text.slice(text.lastIndexOf("\n", offset) + 1, end === -1 ? text.length : end).trim();
  });
  return [...new Set(lines)];
}

/** The keys of the postings that a number counts; undefined where this machine lacks those of any week. */
async function postingsBehind({ weeks, cohorts }: ExplainedFact, folder: string): Promise<string[] | undefined> {
  const database = await openDatabase();
  try {
    const keys: string[] = [];
    for (const role of cohorts ?? []) {
      const found = await postingKeys(folder, weeks, role === "" ? undefined : role, database);
      if (found === undefined) return undefined;
      keys.push(...found);
    }
    return keys;
  } finally {
    database.close();
  }
}

function postingsLine({ cohorts }: ExplainedFact, postings: readonly string[] | undefined): string {
  if (cohorts === null) return "postings: none of its own";
  if (postings === undefined) return "postings: not on this machine";
  return `postings: ${postings.length}, ${postings.slice(0, 5).join(", ")}${postings.length > 5 ? ", … (--json lists all)" : ""}`;
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
