import type { Command } from "commander";
import { z } from "zod";
import { readLocalePack, type Settings } from "../config.ts";
import { inertText } from "../domain/text.ts";
import type { Week } from "../domain/week.ts";
import { wordsOf } from "../domain/words.ts";
import { categoryName, isCategory } from "../narrate/categories.ts";
import { factsOf } from "../narrate/facts.ts";
import { printed } from "../narrate/print.ts";
import { suppressedFacts } from "../narrate/suppressed.ts";
import { weekToBuild } from "../pipeline.ts";
import { narrateRequest } from "../week-inputs.ts";
import { answer, contextOf } from "./context.ts";
import { type FactsAnswer, foundFacts, type UnshownFact } from "./found-facts.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";
import { alignedTable } from "./table.ts";

const optionsSchema = z.object({ week: weekOption, search: z.string().optional(), json: jsonOption });

export function factsCommand(program: Command): void {
  program
    .command("facts")
    .description("what an edition may cite: each fact as it is printed, and what to paste into letter.md")
    .option("--week <week>", "the week; the newest stored one by default")
    .option("--search <text>", "only facts that hold every word in id, role, metric or printed value; best first")
    .option("--json", "answer in JSON")
    .addHelpText(
      "after",
      "\nExamples:\n  trends facts --search \"data engineer salary\"\n  trends facts --search '$129K' --json\n",
    )
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "facts");
      const { settings } = await contextOf(command);
      const week = await weekToBuild(options.week, settings);
      const found = await factsOfWeek(week, inertText(options.search ?? ""), settings);
      answer(options.json, found, lines(found));
    });
}

/**
 * What may be cited of a week, from what is stored of it: nothing is drawn or rendered, and the letter is not read, for who
 * looks for an id may have one to mend in it.
 */
async function factsOfWeek(week: Week, search: string, settings: Settings): Promise<FactsAnswer> {
  const words = wordsOf(await readLocalePack(settings));
  const request = await narrateRequest(week, settings, words, { letter: false });
  const { roles } = request.now.content;
  const titleOf = (slice: string): string => {
    if (slice === "total") return words.say("total.name");
    if (isCategory(slice)) return categoryName(slice, words);
    return roles[slice]?.title ?? slice;
  };
  const facts = factsOf(request).map((fact) => ({
    ...fact,
    printed: printed(fact, words),
    title: titleOf(fact.slice),
    paste: `{{n "${fact.id}"}}`,
  }));
  const unshown: UnshownFact[] = suppressedFacts(request).map(({ id, slice, why }) => ({
    id,
    title: titleOf(slice),
    why,
  }));
  return {
    week,
    search,
    facts: foundFacts(facts, search),
    suppressed: search === "" ? [] : foundFacts(unshown, search),
  };
}

function lines({ week, search, facts, suppressed }: FactsAnswer): string[] {
  const rows = facts.map(({ paste, printed: value, n, employers, window, verdict }) => [
    paste,
    value,
    n === null ? "" : String(n),
    employers === null ? "" : String(employers),
    window ?? week,
    verdict ?? "",
  ]);
  const head = ["for letter.md", "printed", "n", "employers", "window", "verdict"];
  const none = facts.length > 0 ? [] : [`No fact of ${week} holds all of: ${search}.`];
  return [
    ...(facts.length === 0 ? none : alignedTable(head, rows)),
    ...suppressed.map(({ id, why }) => `not shown  ${id}: ${why}`),
  ];
}
