import { z } from "zod";
import type { BoardSourceName } from "../domain/board.ts";
import { BoardProblem } from "./board-problem.ts";

const jobs = z.object({ jobs: z.array(z.looseObject({})) });

/** How each kind of board answers, as far as it takes to know the answer for what it is: a list of objects, one by one in a field of this name titled. */
const SHAPES = {
  greenhouse: { schema: jobs.transform((answer) => answer.jobs), title: "title" },
  ashby: { schema: jobs.transform((answer) => answer.jobs), title: "title" },
  lever: { schema: z.array(z.looseObject({})), title: "text" },
} as const;

/**
 * The number of jobs in an answer. Throws unless it is JSON of the shape that its kind of board gives: a list of objects of which one at
 * least has a title. An empty list is an answer: the employer looks for nobody. What a job lacks is for ingest to count.
 */
export function answerJobs(source: BoardSourceName, bytes: Buffer): number {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    const start = bytes.toString("latin1", 0, 200).trimStart();
    const what = start.startsWith("<") ? "a page and no JSON" : bytes.length === 0 ? "empty" : "not JSON";
    throw new BoardProblem("not-json", `its answer is ${what}`, { cause });
  }
  const { schema, title } = SHAPES[source];
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new BoardProblem("shape-unknown", `its answer is not a list of jobs as ${source} gives it`, {
      cause: parsed.error,
    });
  if (parsed.data.length > 0 && !parsed.data.some((job) => typeof job[title] === "string"))
    throw new BoardProblem("shape-unknown", `none of the ${parsed.data.length} jobs in its answer has a title`);
  return parsed.data.length;
}
