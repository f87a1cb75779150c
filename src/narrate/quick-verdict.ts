import type { PairResult } from "../domain/change.ts";
import { displayWidth } from "../domain/display-width.ts";
import type { QuickVerdict } from "../domain/letter.ts";
import { ceilingSentences, roundedTellOther } from "./ceiling-gap.ts";
import { namesEmployers } from "./employers.ts";
import { pairFactId } from "./pair-facts.ts";
import { hasLevels, pairIds as idsOf, isOpen, METRICS, openText } from "./pair-open.ts";
import { namesRole, type Pair, pickedPairs } from "./pair-pick.ts";
import { type PairNames, pairBehind, pairDifference, printsAsZero, type Say } from "./pair-words.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { nameInText, type Writer } from "./writer.ts";

/**
 * Who should pick which of two roles, for each of the week's pairs, in a fixed order of lines: pay, offers, remote share, then in
 * one line whatever is not decided, then what each role centres on. A line appears when both values may be shown; it names a role
 * only where the comparison passed its gates. A pair of which no figure can be said is left out; what holds of all is said once,
 * below the last.
 */
export function quickVerdicts(request: NarrateRequest, facts: FactBook, writer: Writer): QuickVerdict[] {
  const { words } = request;
  const weeks = facts.find("roles.window.weeks")?.value;
  if (weeks === undefined) return [];
  const pairs = pickedPairs(request);
  const told = (index: number) => new Set(pairs.slice(0, index).flat());
  const said = pairs
    .map((pair, index) => ({
      pair,
      lines: linesOf(pair, { index, told: told(index) }, facts, writer, request),
    }))
    .filter(({ lines }) => lines.length > 0);
  const { suffix, values } = spanOf(request, facts);
  const drawn = writer.variants.some(({ slot, key }) => slot.startsWith(`${SLOT}.`) && DRAWS.has(key));
  const note = [
    words.say(`pair.note${suffix}`, { ...values, weeks, count: facts.n("roles.window.weeks") }),
    words.say(namesEmployers(request) ? "pair.note.named" : "pair.note.nameless"),
    ...(drawn ? [words.say("pair.note.drawn")] : []),
  ].join(" ");
  return said.map(({ pair, lines }, index) => ({
    kind: "quick-verdict",
    slot: `${SLOT}.${index + 1}`,
    heading: words.say("pair.heading", headingNames(pair, request)),
    lines,
    note: index === said.length - 1 ? note : null,
  }));
}

const SLOT = "pair";

/** Messages that count comparisons of two postings, which the note explains. */
const DRAWS: ReadonlySet<string> = new Set(["pair.behind", "pair.wins"]);

/** What a role centres on is not said again in so many editions after. */
const FOCUS_RESTS = 3;

function namesOf([a, b]: Pair, { now }: NarrateRequest): PairNames {
  return { a: nameInText(now.content.roles[a]?.title ?? a), b: nameInText(now.content.roles[b]?.title ?? b) };
}

/** A longer name would not fit a line of a heading on a small phone. */
const ONE_LINE = 20;

/** Names as a heading has them: a short one is not broken over two lines. */
function headingNames(pair: Pair, request: NarrateRequest) {
  const { a, b } = namesOf(pair, request);
  const kept = (name: string) => (displayWidth(name) > ONE_LINE ? name : name.replaceAll(" ", "\u00a0"));
  return { a: kept(a), b: kept(b) };
}

/** Where a pair stands in the letter, and the roles of the pairs before it. */
interface Place {
  readonly index: number;
  readonly told: ReadonlySet<string>;
}

function linesOf(
  pair: Pair,
  place: Place,
  facts: FactBook,
  writer: Writer,
  request: NarrateRequest,
): QuickVerdict["lines"] {
  const [a, b] = pair;
  const { words, changes } = request;
  const names = namesOf(pair, request);
  const results = (changes?.content.pairs ?? []).filter((result) => result.a === a && result.b === b);
  const known = METRICS.flatMap((metric) => {
    const result = results.find((each) => each.metric === metric);
    return result === undefined ? [] : [result];
  });
  const decided = known.flatMap((result) => {
    const text = isOpen(result, facts) ? undefined : lineOf(result, place, names, facts, writer, request);
    if (text === undefined) return [];
    return [{ label: words.say(`pair.label.${result.metric}`), answer: answerOf(result, names, facts, request), text }];
  });
  const open = openText(
    known.filter((result) => isOpen(result, facts)),
    `${SLOT}.${place.index + 1}.open`,
    names,
    facts,
    writer,
    words,
  );
  const lines =
    open === undefined ? decided : [...decided, { label: words.say("pair.label.open"), answer: null, text: open }];
  const focus = focusOf(pair, place, names, request, writer);
  return lines.length === 0 || focus === undefined
    ? lines
    : [...lines, { label: words.say("pair.label.focus"), answer: null, text: focus }];
}

/** The role that the comparison names, or in two or three words why it names none; null where shares are too small to be one. */
function answerOf(result: PairResult, names: PairNames, facts: FactBook, request: NarrateRequest): string | null {
  const verdict = printedVerdict(result, request);
  if (namesRole(verdict)) return verdict === "a-more" ? names.a : names.b;
  const isShown = hasLevels(result, facts);
  return isShown ? request.words.say(`pair.answer.${verdict}`) : null;
}

/** Without employers nothing is tested, however many offers there are. */
function printedVerdict({ verdict }: PairResult, request: NarrateRequest): PairResult["verdict"] | "no-employers" {
  return verdict === "too-few" && !namesEmployers(request) ? "no-employers" : verdict;
}

/**
 * What each role centres on, by its profile; said once in a letter and in none of the editions after it that readers may still
 * have in mind, for it is the same each time. Undefined where neither role has anything to say.
 */
function focusOf(
  [a, b]: Pair,
  { index, told }: Place,
  names: PairNames,
  { profiles, published }: NarrateRequest,
  writer: Writer,
): string | undefined {
  const recent = published.slice(-FOCUS_RESTS).flatMap(({ content }) => content.variants.map(({ slot }) => slot));
  const ending = (slug: string) => `.focus.${slug}`;
  const isTold = (slug: string) => told.has(slug) || recent.some((slot) => slot.endsWith(ending(slug)));
  const said = [
    { slug: a, role: names.a },
    { slug: b, role: names.b },
  ].flatMap(({ slug, role }) => {
    const focus = isTold(slug) ? undefined : focusOfRole(slug, profiles);
    return focus === undefined
      ? []
      : [writer.write(`${SLOT}.${index + 1}${ending(slug)}`, "pair.focus", { role, focus })];
  });
  return said.length === 0 ? undefined : said.join(" ");
}

function focusOfRole(role: string, profiles: NarrateRequest["profiles"]): string | undefined {
  return Object.hasOwn(profiles, role) ? profiles[role]?.focus : undefined;
}

/** The texts of profiles that quick verdicts quote: their digits state no figure. */
export function quotedFocus(request: NarrateRequest): string[] {
  return pickedPairs(request)
    .flat()
    .map((role) => focusOfRole(role, request.profiles))
    .filter((focus) => focus !== undefined);
}

function lineOf(
  result: PairResult,
  place: Place,
  names: PairNames,
  facts: FactBook,
  writer: Writer,
  request: NarrateRequest,
): string | undefined {
  const { words } = request;
  const { metric } = result;
  const verdict = printedVerdict(result, request);
  const { value, n } = idsOf(metric, facts);
  const slot = `${SLOT}.${place.index + 1}.${metric}`;
  const say: Say = (key, given) => writer.write(slot, key, given);
  if (!hasLevels(result, facts))
    return metric === "remote" ? smallShares(result, slot, names, facts, writer) : undefined;
  if (namesRole(verdict)) {
    const [more, less] = verdict === "a-more" ? ([result.a, result.b] as const) : ([result.b, result.a] as const);
    const growth = pairFactId(result, "growth");
    const said = writer.write(slot, `pair.${metric}.more`, {
      more: verdict === "a-more" ? names.a : names.b,
      less: verdict === "a-more" ? names.b : names.a,
      moreValue: facts.n(value(more)),
      lessValue: facts.n(value(less)),
      growth: facts.find(growth) === undefined ? "" : facts.n(growth),
      unrounded: metric === "pay" && roundedTellOther(result.aValue ?? 0, result.bValue ?? 0) ? "yes" : "no",
    });
    // Counts and shares speak for themselves; a gap of pay has more behind it than two medians.
    return [said, ...(metric === "pay" ? pairBehind(result, names, facts, words, say) : [])].join(" ");
  }
  const difference = pairDifference(result, facts, words);
  const said = writer.write(slot, `pair.${metric}.${verdict}`, {
    ...names,
    aValue: facts.n(value(result.a)),
    bValue: facts.n(value(result.b)),
    aN: facts.n(n(result.a)),
    bN: facts.n(n(result.b)),
    known: difference === undefined || printsAsZero(difference) === "yes" ? "no" : "yes",
    difference: difference ?? "",
  });
  const upperEnds =
    metric === "pay" && verdict === "too-few" ? ceilingSentences(result, names, facts, request, say) : [];
  return [said, ...upperEnds].join(" ");
}

/** Remote shares of which one is of too few offers for a share of its own: the counts say more. Undefined where not known. */
function smallShares(
  result: PairResult,
  slot: string,
  names: PairNames,
  facts: FactBook,
  writer: Writer,
): string | undefined {
  const ids = ["a-count", "a-n", "a-share", "b-count", "b-n", "b-share"].map((stat) => pairFactId(result, stat));
  if (ids.some((id) => facts.find(id) === undefined)) return undefined;
  const [aCount, aN, aShare, bCount, bN, bShare] = ids.map((id) => facts.n(id));
  return writer.write(slot, "pair.remote.small", {
    ...names,
    aCount: aCount ?? "",
    aN: aN ?? "",
    aShare: aShare ?? "",
    bCount: bCount ?? "",
    bN: bN ?? "",
    bShare: bShare ?? "",
  });
}
