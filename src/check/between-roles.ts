import type { Fact } from "../domain/fact.ts";
import { isLevel, isOfRole, measureOf } from "./fact-kinds.ts";
import type { Said } from "./ladder.ts";
import { outside, type Span } from "./phrases.ts";
import { type Reading, said } from "./reading.ts";
import { clauseOf, type Figure, type Statement } from "./statements.ts";
import { comparing, DIRECTIONS, METRIC_WORDS, ranges, undirected } from "./word-lists.ts";

interface Fault {
  readonly rule: "direction";
  readonly why: string;
  readonly fix: string;
}

/** So many characters may stand between a word and the second of two levels, names of roles and other figures left out. */
const REACH = 48;

/** "A pays more than B", "A, below B": of one measure of two roles, printed or known, the one told first is the higher, or the lower. */
export function betweenRolesFault(reading: Reading, statement: Statement, word: Said): Fault | undefined {
  if (word.way === "none") return undefined;
  // "From A at $160K down to B": the word is of the way to the second.
  const isRange = outside([word], reading.find(ranges)(statement.text)).length === 0;
  const levels = statement.figures.filter(({ fact }) => isLevel(fact) && isOfRole(fact));
  for (const own of Map.groupBy(levels, ({ fact }) => measureOf(fact)).values()) {
    const [one, other, more] = own;
    if (one === undefined || other === undefined || more !== undefined || one.fact.slice === other.fact.slice) continue;
    if (word.start >= other.end || isFar(reading, statement, word, other)) continue;
    const base = isRange ? undefined : baseOf(reading, statement);
    const [subject, object] = base === one.fact.slice ? [other, one] : [one, other];
    if (isWrong(word, subject.fact, object.fact, isRange))
      return {
        rule: "direction",
        why: `compares ${subject.printed} with ${object.printed}`,
        fix: "Turn the word round, or tell the two the other way round.",
      };
  }
  return levels.length === 0 ? unprintedFault(reading, statement, word) : undefined;
}

function isWrong({ way }: Said, subject: Fact, object: Fact, isRange: boolean): boolean {
  return subject.value === object.value || subject.value > object.value !== ((way === "up") !== isRange);
}

function isFar(reading: Reading, { text, figures }: Statement, word: Span, other: Figure): boolean {
  const [from, to] = [Math.min(word.end, other.start), other.start];
  const between = text.slice(from, to);
  if (between.includes(";")) return true;
  const names = [...reading.rolesIn(text), ...figures].filter(({ start, end }) => start >= from && end <= to);
  return names.reduce((length, { start, end }) => length - (end - start), between.length) > REACH;
}

/** The role that the sentence compares with: the one named right behind "than", "against" and the like, if there is one alone. */
function baseOf(reading: Reading, { text }: Statement): string | undefined {
  const bases = reading
    .find(comparing)(text)
    .flatMap(({ end }) => {
      const role = reading.rolesIn(text).find(({ start }) => start >= end);
      return role !== undefined && /^\s*(?:\p{L}+\s+){0,2}$/u.test(text.slice(end, role.start)) ? [role.slice] : [];
    });
  const [base, another] = [...new Set(bases)];
  return another === undefined ? base : undefined;
}

/** What two roles are compared by where no number says it, by what the sentence speaks of. */
const MEASURES: Readonly<Record<string, readonly string[]>> = {
  pay: ["pay.midpoint.median@4w"],
  offers: ["offers.count@4w"],
  openings: ["openings.count"],
  employers: ["offer-employers.count@4w"],
  remote: ["remote.share@4w"],
  disclosed: ["disclosed.share@4w"],
};

/** "A earns less than B" without a figure: against the levels of the two that the edition knows. Changes are not compared by it. */
function unprintedFault(reading: Reading, statement: Statement, word: Said): Fault | undefined {
  const { text } = statement;
  const slices = [...new Set(reading.rolesIn(text).map(({ slice }) => slice))];
  const object = baseOf(reading, statement);
  const subject = slices.find((slice) => slice !== object);
  if (slices.length !== 2 || object === undefined || subject === undefined || statement.figures.length > 0)
    return undefined;
  const than = reading
    .find(comparing)(text)
    .some(({ start }) => start >= word.end);
  const moves = DIRECTIONS.filter(({ strength }) => strength !== "way");
  if (!than || moves.some(({ list }) => said(reading, statement, list, undirected).length > 0)) return undefined;
  const clause = clauseOf(statement, word);
  const named = METRIC_WORDS.filter(({ list }) => reading.find(list)(clause).length > 0);
  const known = named.flatMap(({ metric }) =>
    (MEASURES[metric] ?? []).flatMap((measure) => {
      const [one, other] = [reading.facts.get(`${subject}.${measure}`), reading.facts.get(`${object}.${measure}`)];
      return one === undefined || other === undefined ? [] : [{ one, other }];
    }),
  );
  const [first] = known;
  if (first === undefined || !known.every(({ one, other }) => isWrong(word, one, other, false))) return undefined;
  return {
    rule: "direction",
    why: `compares ${first.one.id}, ${reading.printed(first.one)}, with ${reading.printed(first.other)} of ${object}`,
    fix: "Turn the word round, or tell the two the other way round.",
  };
}
