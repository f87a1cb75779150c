import { measureOf } from "../../src/check/fact-kinds.ts";
import { type Figure, type Statement, statementsOf } from "../../src/check/statements.ts";
import type { Claim, Fact } from "../../src/domain/fact.ts";
import type { Case } from "./fact-editions.ts";

/** Words and what they are turned into: the other way round. */
export const TURNED: Readonly<Record<string, string>> = {
  rose: "fell",
  fell: "rose",
  rise: "fall",
  fall: "rise",
  rises: "falls",
  falls: "rises",
  up: "down",
  down: "up",
  more: "less",
  fewer: "more",
  less: "more",
  above: "below",
  below: "above",
  highest: "lowest",
  lowest: "highest",
  most: "fewest",
  gained: "lost",
  lost: "gained",
};
const SPELLED = [
  "two",
  "three",
  "five",
  "seven",
  "nine",
  "twelve",
  "a dozen",
  "three hundred",
  "half",
  "a third",
  "two thirds",
  "a quarter",
  "twice as many",
  "double that",
  "forty",
];
const SUPERLATIVES = [
  ", a record",
  ", the highest ever",
  ", the most in a decade",
  ", the first rise since March",
  ", an all-time high",
  ", more than ever before",
  ", the highest since January",
];

/** One spoilt edition: every surface that said the sentence says the wrong one. */
export interface Spoilt {
  readonly kind: string;
  readonly was: string;
  readonly is: string;
  readonly surfaces: ReadonlyMap<string, string>;
  readonly claims: readonly Claim[];
}

/** A change of a statement: what stands from `start` to `end` becomes `text`, and the ledger says `claim` of it, or nothing. */
interface Edit {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly figure?: Figure;
  /** The fact that the ledger names for the new text; null takes the claim away. */
  readonly fact?: string | null;
}

/** Wrong editions made of one, as many as asked; none where a kind finds nothing to spoil. Seeded by `random`. */
export function spoiltEditions(one: Case, count: number, random: () => number): Spoilt[] {
  const facts = new Map(one.facts.map((fact) => [fact.id, fact]));
  const statements = statementsOf({
    surfaces: one.surfaces,
    claims: one.claims,
    facts,
    locale: "en-US",
    names: [],
    abbreviations: [],
  });
  const told = statements.filter(
    ({ surface, isRow, figures }) => surface === "email.txt" && !isRow && figures.length > 0,
  );
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const found: Spoilt[] = [];
  for (let tries = 0; found.length < count && tries < 60 * count; tries++) {
    const kind = KINDS[(found.length + Math.floor(tries / 50)) % KINDS.length];
    const statement = pick(told);
    const edit = statement === undefined ? undefined : kind?.(statement, one, pick);
    if (statement === undefined || edit === undefined) continue;
    const spoilt = applied(edit, statement, statements, one);
    if (spoilt !== undefined && !found.some(({ was, is }) => was === spoilt.was && is === spoilt.is))
      found.push(spoilt);
  }
  return found;
}

type Pick = <T>(from: readonly T[]) => T | undefined;
type Kind = (statement: Statement, one: Case, pick: Pick) => Edit | undefined;

const KINDS: readonly Kind[] = [
  ({ figures }, _, pick) => digitChanged("digit", pick(figures), pick, true),
  ({ figures }, _, pick) => digitChanged("digit without a claim", pick(figures), pick, false),
  turned,
  ({ figures, text }, _, pick) => {
    const figure = pick(figures.filter(({ fact }) => fact.unit === "points" || fact.unit === "growth"));
    if (figure === undefined) return undefined;
    const points = /^ (?:percentage )?points?/.exec(text.slice(figure.end));
    if (points !== null)
      return { kind: "percent for points", start: figure.end, end: figure.end + points[0].length, text: "%" };
    return figure.printed.endsWith("%")
      ? {
          kind: "points for percent",
          start: figure.end - 1,
          end: figure.end,
          text: " points",
          figure,
          fact: figure.fact.id,
        }
      : undefined;
  },
  (statement, one, pick) => staled(statement, one, pick),
  (statement, one, pick) => ofAnother(statement, one, pick),
  ({ figures }, _, pick) => {
    const figure = pick(figures);
    return figure === undefined
      ? undefined
      : { kind: "spelled out", start: figure.start, end: figure.end, text: pick(SPELLED) ?? "two", figure, fact: null };
  },
  ({ text, figures }, _, pick) => {
    const end = /[.:;,]?\s*$/.exec(text)?.index ?? text.length;
    return figures.length === 0
      ? undefined
      : { kind: "superlative", start: end, end, text: pick(SUPERLATIVES) ?? ", a record" };
  },
  ({ figures }, _, pick) => {
    const figure = pick(figures.filter(({ fact }) => fact.unit === "money"));
    return figure === undefined
      ? undefined
      : {
          kind: "currency",
          start: figure.start,
          end: figure.end,
          text: figure.printed.replace("$", pick(["€", "£"]) ?? "€"),
          figure,
          fact: figure.fact.id,
        };
  },
  ({ text }, _, pick) =>
    word(text, pick, "period", {
      "this week": "last month",
      "four weeks": "five weeks",
      "last week": "this week",
      "The week before": "This week",
      "a year": "a month",
    }),
  ({ text, figures }, _, pick) =>
    figures.some(({ fact }) => fact.verdict !== null)
      ? word(text, pick, "verdict word", {
          // From three floors on a rise may be called a surge.
          ...(figures.some(({ fact }) => floorsOf(fact) >= 3) ? {} : { rose: "surged", fell: "plunged" }),
          rises: "edges up",
          "edged up": "rose",
          "edged down": "fell",
          "little changed": "rose",
          ...(figures.some(({ fact }) => fact.verdict === "rose" || fact.verdict === "fell")
            ? {}
            : { "went from": "rose from" }),
        })
      : undefined,
];

export function floorsOf({ change, gates }: Fact): number {
  const floor = gates.find(({ gate }) => gate === "floor")?.limit ?? 0;
  return floor === 0 ? 0 : Math.abs(change?.difference ?? 0) / floor;
}

function digitChanged(kind: string, figure: Figure | undefined, pick: Pick, isClaimed: boolean): Edit | undefined {
  if (figure === undefined) return undefined;
  const places = [...figure.printed.matchAll(/\d/g)].map(({ index }) => index);
  const place = pick(places) ?? 0;
  const digit = figure.printed.charAt(place);
  const other = pick([..."123456789"].filter((each) => each !== digit)) ?? "1";
  const text = figure.printed.slice(0, place) + other + figure.printed.slice(place + 1);
  return { kind, start: figure.start, end: figure.end, text, figure, fact: isClaimed ? figure.fact.id : null };
}

function turned({ text }: Statement, _: Case, pick: Pick): Edit | undefined {
  // "Above all" and "makes up" say no way: turned, they are no wrong sentence but no sentence at all.
  const words = [
    ...text.matchAll(/(?<!\b(?:brings|makes|says) )(?<!\p{L})\p{L}+(?! (?:about the|all for|as much)\b)/gu),
  ].filter(([each]) => Object.hasOwn(TURNED, each));
  const found = pick(words);
  if (found === undefined) return undefined;
  return { kind: "turned", start: found.index, end: found.index + found[0].length, text: TURNED[found[0]] ?? "" };
}

function word(text: string, pick: Pick, kind: string, others: Readonly<Record<string, string>>): Edit | undefined {
  const there = Object.keys(others).filter((each) => text.includes(each));
  const found = pick(there);
  if (found === undefined) return undefined;
  const start = text.indexOf(found);
  return { kind, start, end: start + found.length, text: others[found] ?? "" };
}

/** The value of before in the place of that of now, with its own fact behind it. */
function staled({ figures }: Statement, one: Case, pick: Pick): Edit | undefined {
  const figure = pick(figures.filter(({ fact }) => before(fact, one) !== undefined));
  const fact = figure === undefined ? undefined : before(figure.fact, one);
  if (figure === undefined || fact === undefined) return undefined;
  const text = printedAs(fact, one);
  return text === figure.printed
    ? undefined
    : { kind: "stale", start: figure.start, end: figure.end, text, figure, fact: fact.id };
}

function before({ id, window }: Fact, { facts, draft }: Case): Fact | undefined {
  const wanted =
    window === null
      ? facts.find((each) => each.id.startsWith(`${id}@20`) && each.id !== id)
      : facts.find((each) => each.id === `${id}-before`);
  return wanted?.id === draft.request.week ? undefined : wanted;
}

/** The same measure of another role, with its own fact behind it. */
function ofAnother({ figures }: Statement, one: Case, pick: Pick): Edit | undefined {
  const figure = pick(figures.filter(({ fact }) => !fact.slice.startsWith("pair.")));
  if (figure === undefined) return undefined;
  const others = one.facts.filter(
    (each) =>
      each.slice !== figure.fact.slice &&
      each.window === figure.fact.window &&
      measureOf(each) === measureOf(figure.fact),
  );
  const fact = pick(others);
  const text = fact === undefined ? "" : printedAs(fact, one);
  return fact === undefined || text === figure.printed
    ? undefined
    : { kind: "of another role", start: figure.start, end: figure.end, text, figure, fact: fact.id };
}

function printedAs(fact: Fact, { draft: { words } }: Case): string {
  switch (fact.unit) {
    case "money":
      return words.money(Math.abs(fact.value), fact.currency ?? "USD");
    case "count":
      return words.count(Math.abs(fact.value));
    case "share":
      return words.share(fact.value);
    case "points":
      return words.points(fact.value);
    case "growth":
      return words.growth(fact.value);
  }
}

/** The edit on every surface that says the same, with the ledger moved along. */
function applied(edit: Edit, statement: Statement, statements: readonly Statement[], one: Case): Spoilt | undefined {
  const wanted = statement.text
    .replace(/^\* /, "")
    .replace(/^Chart: /, "")
    .trim();
  const shift = statement.text.indexOf(wanted);
  const same = statements.filter(
    ({ text, isRow }) =>
      !isRow &&
      text
        .replace(/^\* /, "")
        .replace(/^Chart: /, "")
        .trim() === wanted,
  );
  const surfaces = new Map(one.surfaces);
  let claims = [...one.claims];
  for (const each of same.toReversed()) {
    const by = each.text.indexOf(wanted) - shift;
    const from = each.block.places[each.start + edit.start + by];
    const last = each.block.places[each.start + edit.end + by - 1];
    const at = from ?? (each.block.places.at(-1) ?? 0) + 1;
    const end = edit.end > edit.start && last !== undefined ? last + 1 : at;
    const source = surfaces.get(each.surface) ?? "";
    surfaces.set(each.surface, source.slice(0, at) + edit.text + source.slice(end));
    const moved = edit.text.length - (end - at);
    claims = claims.flatMap((claim) => {
      if (claim.surface !== each.surface || claim.offset + claim.printed.length <= at) return [claim];
      if (claim.offset >= end && !(edit.figure !== undefined && claim.offset === at))
        return [{ ...claim, offset: claim.offset + moved }];
      if (edit.fact === null) return [];
      return edit.fact === undefined
        ? [claim]
        : [{ ...claim, printed: source.slice(claim.offset, at) + edit.text, fact: edit.fact }];
    });
  }
  const { text } = statement;
  const is = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  return same.length === 0 ? undefined : { kind: edit.kind, was: text.trim(), is: is.trim(), surfaces, claims };
}
