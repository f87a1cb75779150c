import type { Change, ChangeMetric } from "../domain/change.ts";
import type { RolePart } from "../domain/letter.ts";
import type { MessageValues } from "../domain/words.ts";
import { sentenceValues } from "./change-sentence.ts";
import { payWindow } from "./pay-cell.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { verdictText } from "./verdict-text.ts";
import { hasMoved, isStanding } from "./verdict-values.ts";
import { isHoliday } from "./why-stopped.ts";
import { nameInText, type Writer } from "./writer.ts";

/** Begins the slots of these passages: `role.data-engineer.pay`. */
const ROLE_SLOT = "role.";

/**
 * What the letter says of each role, in the order given: pay with its sample and verdict, demand with its verdict, and the
 * remote share where that moved. A role too thin to compare says the level of its longer window and what was found of its
 * category, so that none is left without a word. Then, alphabetically, roles of earlier weeks of the history without an opening
 * in this one: that they are missing is what their readers are told.
 */
export function roleParts(
  roles: readonly string[],
  request: NarrateRequest,
  facts: FactBook,
  writer: Writer,
): RolePart[] {
  const present = roles.map((role) => {
    const name = nameInText(request.now.content.roles[role]?.title ?? role);
    const remote = changeOf(role, "remote", request);
    return {
      role,
      heading: name,
      paragraphs: [
        paySentence(role, name, request, facts, writer),
        demandSentence(role, name, request, facts, writer),
        ...(remote !== undefined && hasMoved(remote.verdict)
          ? [
              writer.write(`${ROLE_SLOT}${role}.remote`, "role.part.remote", {
                ...sentenceValues(remote, request, facts),
                moved: request.words.say(`role.moved.${remote.verdict}`),
              }),
            ]
          : []),
      ],
    };
  });
  const absent = absentRoles(request).map(([role, title]) => {
    const name = nameInText(title);
    const paragraphs = [writer.write(`${ROLE_SLOT}${role}.absent`, "role.part.absent", { role: name })];
    return { role, heading: name, paragraphs };
  });
  return [...present, ...absent];
}

/** Slugs and newest titles of roles that the history knows and the week has not, alphabetically. */
function absentRoles({ now, history }: NarrateRequest): (readonly [role: string, title: string])[] {
  const known = new Map(
    history.flatMap(({ content }) => Object.entries(content.roles).map(([role, { title }]) => [role, title] as const)),
  );
  return [...known]
    .filter(([role]) => now.content.roles[role] === undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function paySentence(role: string, name: string, request: NarrateRequest, facts: FactBook, writer: Writer): string {
  const slot = `${ROLE_SLOT}${role}.pay`;
  const at = payWindow(role, facts);
  if (at === undefined) return writer.write(slot, "role.part.pay.none", { role: name });
  const values = {
    role: name,
    median: facts.n(`${role}.pay.midpoint.median${at}`),
    n: facts.n(`${role}.pay.count${at}`),
    long: at === "@13w" ? "yes" : "no",
    weeks: at === "@13w" ? facts.n(`${role}.window.weeks@13w`) : "",
  };
  const clause = clauseOf(role, "pay", request, facts);
  return clause === undefined
    ? writer.write(slot, "role.part.pay.plain", values)
    : writer.write(slot, "role.part.pay", { ...values, clause });
}

/** Offers of the roles' window with their verdict; where a role has none, its openings of the week. */
function demandSentence(role: string, name: string, request: NarrateRequest, facts: FactBook, writer: Writer): string {
  const slot = `${ROLE_SLOT}${role}.offers`;
  const weeks = facts.find("roles.window.weeks");
  const offers = facts.find(`${role}.offers.count@4w`);
  const openings = `${role}.openings.count`;
  if (weeks === undefined || offers === undefined)
    return writer.write(slot, "role.part.openings", {
      role: name,
      openings: facts.n(openings),
      many: facts.find(openings)?.value ?? 0,
    });
  const values = {
    role: name,
    offers: facts.n(offers.id),
    many: Math.round(offers.value),
    weeks: weeks.value,
    count: facts.n(weeks.id),
  };
  const { suffix, values: span } = spanOf(request, facts);
  if (suffix !== "") return writer.write(slot, "role.part.offers.plain.days", { ...values, ...span });
  const clause = clauseOf(role, "offers", request, facts);
  return clause === undefined
    ? writer.write(slot, "role.part.offers.plain", values)
    : writer.write(slot, "role.part.offers", { ...values, clause });
}

/** What the tests say of a metric, as the end of a sentence; undefined where roles were not compared at all. */
function clauseOf(role: string, metric: ChangeMetric, request: NarrateRequest, facts: FactBook): string | undefined {
  const { words, changes, week } = request;
  const change = changeOf(role, metric, request);
  if (change === undefined || (changes?.content.guard.roles.length ?? 0) > 0) return undefined;
  const found = verdictText(role, metric, request, facts);
  const values: MessageValues = {
    known: found?.noticeable === undefined ? "no" : "yes",
    noticeable: found?.noticeable ?? "",
    floor: "none",
    ...sentenceValues(change, request, facts),
  };
  if (isHoliday(change)) return words.say("role.clause.holidays", values);
  if (change.verdict === "too-few") {
    const { category } = found ?? {};
    const of = { known: category === undefined ? "no" : "yes", category: category?.name ?? "" };
    return words.say("role.clause.too-few", { ...values, ...of, verdict: category?.verdict ?? "" });
  }
  if (hasMoved(change.verdict) && isStanding(change, week)) return words.say("role.clause.standing", values);
  return words.say(`role.clause.${change.verdict}`, values);
}

function changeOf(role: string, metric: ChangeMetric, { changes }: NarrateRequest): Change | undefined {
  return changes?.content.changes.find((each) => each.slice === role && each.metric === metric);
}
