import type { Change } from "../domain/change.ts";
import { unmarked } from "../domain/claim.ts";
import type { MessageValues } from "../domain/words.ts";
import { heldStill, standing } from "./briefs.ts";
import { sentenceValues } from "./change-sentence.ts";
import { namesEmployers } from "./employers.ts";
import { aheadOf, payValues, rolesByOpenings, rolesByPay } from "./level-texts.ts";
import { METRIC_FACTS } from "./metric-facts.ts";
import { type MostOpenings, mostOpenings } from "./most-openings.ts";
import { isMuted } from "./pins.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { weekMedian } from "./week-median.ts";
import { testsValues } from "./week-tests.ts";
import type { QuietKind } from "./without-news.ts";
import { type Candidate, nameInText, type Writer } from "./writer.ts";

/** What the lines stand for: the changes that are told, the weightiest first, or why there are none. */
export interface ToldWeek {
  readonly news: readonly Change[];
  readonly quiet: { readonly kind: QuietKind; readonly held: Change | undefined } | undefined;
}

/**
 * Three lines that stand for the letter: the lead news, the second news or what held still, and the level to plan with.
 * Always three, and no two of them say the same.
 */
export function thirtySeconds(
  told: ToldWeek,
  roles: readonly string[],
  request: NarrateRequest,
  facts: FactBook,
  writer: Writer,
): string[] {
  const lines = [firstLine(told, request, facts), secondLine(told, roles, request, facts), planLine(request, facts)];
  return lines.map(({ key, values }, index) => writer.write(`thirty.${index + 1}`, key, values));
}

function firstLine({ news, quiet }: ToldWeek, request: NarrateRequest, facts: FactBook): Candidate {
  const [lead] = news;
  if (lead !== undefined) return newsLine(lead, request, facts);
  const [still] = stillHeard(request, facts);
  switch (quiet?.kind) {
    case "little":
      if (quiet.held !== undefined) return heldLine(quiet.held, request, facts);
      break;
    case "steady":
      if (still !== undefined) return changeLine("thirty.still", still, request, facts);
      break;
    case "roles-pending":
      return { key: "thirty.roles-pending" };
    case "first":
      return { key: "thirty.first", values: counted("roles", "total.roles.count", facts) };
    case "levels":
      return { key: namesEmployers(request) ? "thirty.levels" : "thirty.nameless" };
  }
  return testedLine(facts) ?? { key: "thirty.levels" };
}

/** The first that can be said of what the kind of week calls for; where roles stand can be said of any. */
function secondLine(
  { news, quiet }: ToldWeek,
  roles: readonly string[],
  request: NarrateRequest,
  facts: FactBook,
): Candidate {
  const [, second] = news;
  const [held] = heldStill(request, facts);
  const [still] = stillHeard(request, facts);
  const little = held === undefined ? undefined : changeLine("thirty.little", held, request, facts);
  const tested = testedLine(facts);
  const inOrder = (): (Candidate | undefined)[] => {
    switch (quiet?.kind) {
      case undefined:
        return [
          second === undefined ? undefined : newsLine(second, request, facts),
          little,
          still === undefined ? undefined : changeLine("thirty.still", still, request, facts),
          tested,
        ];
      case "little":
        return [tested];
      case "steady":
        // Where all that stands is muted, the first line is of the tests.
        return still === undefined ? [] : [tested];
      case "roles-pending":
        return [little];
      default:
        return [];
    }
  };
  return inOrder().find((line) => line !== undefined) ?? topLine(roles, request, facts);
}

/** What stands from earlier weeks, without what the editor muted. */
function stillHeard(request: NarrateRequest, facts: FactBook): Change[] {
  return standing(request, facts).filter((change) => !isMuted(change, request.letter));
}

const MOST_OPENINGS: Readonly<Record<MostOpenings["kind"], string>> = {
  leads: "thirty.top-openings",
  shared: "thirty.top-openings.shared",
  none: "thirty.top-openings.none",
};

function topLine(roles: readonly string[], request: NarrateRequest, facts: FactBook): Candidate {
  const isAlone = rolesByOpenings(roles, facts).length < 2;
  const byPay = isAlone ? [] : rolesByPay(roles, request, facts);
  const [paid] = aheadOf(byPay, (role) => unmarked(payValues(role, request, facts).median), 1);
  if (paid !== undefined) return { key: "thirty.top-pay", values: payValues(paid, request, facts) };
  const most = mostOpenings(roles, facts);
  if (most === undefined) return { key: "thirty.no-roles" };
  const role = request.words.list(most.roles.map((slug) => nameInText(request.now.content.roles[slug]?.title ?? slug)));
  const key = isAlone ? "thirty.only-role" : MOST_OPENINGS[most.kind];
  return { key, values: { role, ...counted("openings", `${most.roles[0]}.openings.count`, facts) } };
}

function planLine({ words }: NarrateRequest, facts: FactBook): Candidate {
  const median = weekMedian(facts, words);
  const openings = counted("openings", "total.openings.count", facts);
  return median === undefined
    ? { key: "thirty.plan.no-pay", values: openings }
    : { key: "thirty.plan", values: { ...openings, median } };
}

/** A count as printed under its name, and how many that is, for the number of its noun. */
function counted(name: string, id: string, facts: FactBook): MessageValues {
  return { [name]: facts.n(id), many: facts.find(id)?.value ?? 0 };
}

function testedLine(facts: FactBook): Candidate | undefined {
  const values = testsValues(facts);
  return values === undefined ? undefined : { key: "thirty.tested", values };
}

/** An index has no levels to tell, and a line of its own. */
function newsLine(change: Change, request: NarrateRequest, facts: FactBook): Candidate {
  return changeLine(isIndex(change) ? "thirty.news.index" : "thirty.news", change, request, facts);
}

function heldLine(change: Change, request: NarrateRequest, facts: FactBook): Candidate {
  const values = sentenceValues(change, request, facts);
  if (isIndex(change)) return { key: "thirty.held.index", values };
  const same = unmarked(String(values["now"])) === unmarked(String(values["before"]));
  return { key: "thirty.held", values: { ...values, same: same ? "yes" : "no" } };
}

function isIndex({ metric }: Change): boolean {
  return METRIC_FACTS[metric].level === null;
}

function changeLine(key: string, change: Change, request: NarrateRequest, facts: FactBook): Candidate {
  return { key, values: sentenceValues(change, request, facts) };
}
