import { measureOf } from "../../src/check/fact-kinds.ts";
import type { Fact } from "../../src/domain/fact.ts";
import { printed } from "../../src/narrate/print.ts";
import type { Case } from "./fact-editions.ts";
import type { Told } from "./fact-forms.ts";
import { floorsOf, TURNED } from "./fact-mutations.ts";

const NUMBER = /\{\{n "([^"]+)"\}\}/g;
const SPELLED = [
  "two",
  "three",
  "five",
  "twelve",
  "a dozen",
  "half",
  "a third",
  "two thirds",
  "a quarter",
  "three hundred",
  "forty",
  "twice as many",
];
const BOASTS = [
  ", a record",
  ", the highest ever",
  ", the most in a decade",
  ", an all-time high",
  ", the highest since March",
  ", more than ever before",
];

type Pick = <T>(from: readonly T[]) => T | undefined;
type Slip = (text: string, one: Case, pick: Pick) => string | undefined;

/** Slips that an editor makes in a right sentence, by kind. Each gives a wrong sentence, or none where there is nothing to get wrong. */
const SLIPS: Readonly<Record<string, Slip>> = {
  "retyped wrong": (text, one, pick) =>
    numberReplaced(text, one, pick, (fact) => {
      const right = printed(fact, one.draft.words);
      const places = [...right.matchAll(/\d/g)].map(({ index }) => index);
      const place = pick(places) ?? 0;
      const digit = pick([..."123456789"].filter((each) => each !== right.charAt(place))) ?? "1";
      return right.slice(0, place) + digit + right.slice(place + 1);
    }),
  "last value retyped": (text, one, pick) =>
    numberReplaced(text, one, pick, ({ id, window }) => {
      const before = one.facts.find(
        (each) => each.id === `${id}-before` || (window === null && each.id.startsWith(`${id}@20`)),
      );
      return before === undefined ? undefined : printed(before, one.draft.words);
    }),
  turned: (text, _, pick) => {
    const words = [...text.replace(NUMBER, (whole) => " ".repeat(whole.length)).matchAll(/\p{L}+/gu)].filter(([each]) =>
      Object.hasOwn(TURNED, each),
    );
    const found = pick(words);
    return found === undefined
      ? undefined
      : text.slice(0, found.index) + TURNED[found[0]] + text.slice(found.index + found[0].length);
  },
  "of another role": (text, one, pick) =>
    numberReplaced(text, one, pick, (fact) => {
      if (fact.slice === "total") return undefined;
      const others = one.facts.filter(
        (each) =>
          each.slice !== fact.slice &&
          each.window === fact.window &&
          measureOf(each) === measureOf(fact) &&
          !text.includes(each.id),
      );
      const other = pick(others.filter((each) => printed(each, one.draft.words) !== printed(fact, one.draft.words)));
      return other === undefined ? undefined : `{{n "${other.id}"}}`;
    }),
  "spelled out": (text, one, pick) => numberReplaced(text, one, pick, () => pick(SPELLED)),
  superlative: (text, _, pick) => text.replace(/[.]$/, `${pick(BOASTS) ?? ", a record"}.`),
  "value of before": (text, one, pick) =>
    numberReplaced(text, one, pick, ({ id, window }) => {
      const before = one.facts.find(
        (each) => each.id === `${id}-before` || (window === null && each.id.startsWith(`${id}@20`)),
      );
      return before === undefined || text.includes(before.id) ? undefined : `{{n "${before.id}"}}`;
    }),
  "percent behind": (text, one, pick) =>
    numberReplaced(text, one, pick, (fact) =>
      fact.unit === "growth" || fact.unit === "share" ? `{{n "${fact.id}"}} points` : undefined,
    ),
  currency: (text, one, pick) =>
    numberReplaced(text, one, pick, (fact) => (fact.unit === "money" ? `€{{n "${fact.id}"}}` : undefined)),
  "an hour": (text, one, pick) => {
    if (text.includes("a year")) return text.replace("a year", pick(["an hour", "a month"]) ?? "an hour");
    return numberReplaced(text, one, pick, (fact) =>
      fact.unit === "money" ? `{{n "${fact.id}"}} an hour` : undefined,
    );
  },
  span: (text, _, pick) => {
    const spans: Readonly<Record<string, string>> = {
      "this week": "last month",
      "past four weeks": "past three weeks",
      "four weeks before": "week before",
    };
    const found = pick(Object.keys(spans).filter((each) => text.includes(each)));
    return found === undefined ? undefined : text.replace(found, spans[found] ?? "");
  },
  "verdict word": (text, one, pick) => {
    const isLeap = one.facts.some((fact) => text.includes(`"${fact.id}"`) && floorsOf(fact) >= 3);
    const found = pick(
      [
        // From three floors on a rise may be called a surge.
        ...(isLeap
          ? []
          : [
              ["rose by", "surged by"],
              ["fell by", "plunged by"],
            ]),
        ["rose", "edged up"],
        ["stands at", "rose to"],
        ["is remote", "rose"],
        ["went from", "climbed from"],
      ].filter(([was = ""]) => text.includes(was)),
    );
    return found === undefined ? undefined : text.replace(found[0] ?? "", found[1] ?? "");
  },
};

/** Wrong sentences made of right ones, the kinds in turn. */
export function spoiltSentences(one: Case, right: readonly Told[], count: number, random: () => number): Told[] {
  const pick: Pick = (from) => from[Math.floor(random() * from.length)];
  const kinds = Object.entries(SLIPS);
  const found: Told[] = [];
  for (let tries = 0; found.length < count && tries < 80 * count; tries++) {
    const [kind, slip] = kinds[(found.length + Math.floor(tries / (20 * count))) % kinds.length] ?? [];
    const told = pick(right);
    const text = told === undefined ? undefined : slip?.(told.text, one, pick);
    if (kind === undefined || told === undefined || text === undefined || text === told.text) continue;
    // Two paragraphs that read the same could not be told apart by their lines.
    if (!found.some((each) => read(each.text, one) === read(text, one))) found.push({ kind, text });
  }
  return found;
}

/** A sentence as it will be read. */
function read(text: string, { facts, draft }: Case): string {
  return text.replace(NUMBER, (whole, id: string) => {
    const fact = facts.find((each) => each.id === id);
    return fact === undefined ? whole : printed(fact, draft.words);
  });
}

function numberReplaced(
  text: string,
  { facts }: Case,
  pick: Pick,
  by: (fact: Fact) => string | undefined,
): string | undefined {
  const numbers = [...text.matchAll(NUMBER)].flatMap((match) => {
    const fact = facts.find(({ id }) => id === match[1]);
    return fact === undefined ? [] : [{ match, fact }];
  });
  const found = pick(numbers);
  const wrong = found === undefined ? undefined : by(found.fact);
  if (found === undefined || wrong === undefined) return undefined;
  const { match } = found;
  return text.slice(0, match.index) + wrong + text.slice(match.index + match[0].length);
}
