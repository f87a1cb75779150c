import type { Finding } from "./finding.ts";
import { finderOf, gap, outside, type Span } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { said } from "./reading.ts";
import type { Figure, Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import type { WordList } from "./word-lists.ts";
import { idioms, METRIC_WORDS, PAY_PERIOD_WORDS, percent, points, STAT_WORDS } from "./word-lists.ts";

/** What stands right behind a figure: a unit, or a noun with a word or two before it. */
const RIGHT_BEHIND = 1;
const NOUN_REACH = 24;

/** Percent is not points, dollars are not euros, pay is per year, an offer is no employer, and a quartile is no median. */
export function unitFindings(reading: Reading): Finding[] {
  const currencies = Object.entries(reading.meaning.words.currencies).map(([currency, signs]) => ({
    currency,
    find: finderOf(signs ?? []),
  }));
  return reading.statements.flatMap((statement) => {
    const { figures } = statement;
    if (figures.length === 0) return [];
    return figures.flatMap((figure) => {
      const why =
        percentOrPoints(reading, statement, figure) ??
        currencyFault(currencies, reading, statement, figure) ??
        periodFault(reading, statement, figure) ??
        nounFault(reading, statement, figure) ??
        statFault(reading, statement, figure);
      return why === undefined
        ? []
        : [editorFinding(reading, statement, figure, { rule: "unit", severity: "blocking", ...why })];
    });
  });
}

interface Fault {
  readonly why: string;
  readonly fix: string;
}

function behind(
  find: (text: string) => readonly Span[],
  { text, figures }: Statement,
  { end }: Span,
  reach: number,
): Span | undefined {
  const next = figures.find(({ start }) => start >= end)?.start ?? text.length;
  const part = text.slice(end, Math.min(next, end + reach + 24));
  const [found] = find(part);
  return found !== undefined && found.start <= reach ? { start: end + found.start, end: end + found.end } : undefined;
}

/** A difference of shares is in points, and everything that prints a % is not. */
function percentOrPoints({ find }: Reading, statement: Statement, figure: Figure): Fault | undefined {
  const { unit, id } = figure.fact;
  const sign = behind(find(percent), statement, figure, RIGHT_BEHIND);
  const word = behind(find(points), statement, figure, RIGHT_BEHIND);
  if (unit === "points" && word === undefined && !statement.isCut) {
    // A list of points says the word once, behind the last of them.
    const last = statement.figures.findLast(({ fact }) => fact.unit === "points");
    const later =
      last === undefined || last === figure ? undefined : behind(find(points), statement, last, RIGHT_BEHIND);
    if (sign !== undefined || later === undefined)
      return {
        why: `"${figure.printed}" is a difference of shares, in points, and is not said to be (${id})`,
        fix: "Say points behind it, not percent.",
      };
  }
  if (unit !== "points" && (word !== undefined || (sign !== undefined && unit !== "share" && unit !== "growth")))
    return {
      why: `"${figure.printed}" is followed by a unit that is not its own (${id})`,
      fix: "Take the word away; the number brings its own sign.",
    };
  return undefined;
}

function currencyFault(
  currencies: readonly { readonly currency: string; readonly find: (text: string) => readonly Span[] }[],
  reading: Reading,
  statement: Statement,
  figure: Figure,
): Fault | undefined {
  const { unit, currency, id } = figure.fact;
  // A role or an employer may be called by a sign; one that touches a digit is none of them.
  const isName = (sign: Span) => {
    const names = [...reading.employersIn(statement.text), ...reading.rolesIn(statement.text)].filter(
      ({ start, end }) => !/\p{N}$/u.test(statement.text.slice(0, start)) && !/^\p{N}/u.test(statement.text.slice(end)),
    );
    return outside([sign], names).length === 0;
  };
  const touching = currencies.find(
    (each) =>
      (unit !== "money" || each.currency !== currency) &&
      each
        .find(statement.text)
        .some(
          (sign) =>
            gap(sign, figure) <= RIGHT_BEHIND &&
            statement.figures.every((each) => sign.end <= each.start || sign.start >= each.end) &&
            !isName(sign),
        ),
  );
  if (touching === undefined) return undefined;
  return {
    why: `"${figure.printed}" stands next to a sign of ${touching.currency} (${id})`,
    fix: unit === "money" ? `It is in ${currency}.` : "It is no money.",
  };
}

/** Money is printed per year or per month, as the pack says, and no other span of pay is said of it. */
function periodFault(reading: Reading, statement: Statement, figure: Figure): Fault | undefined {
  if (figure.fact.unit !== "money") return undefined;
  const { payPeriod } = reading.meaning;
  for (const { period, list } of PAY_PERIOD_WORDS) {
    if (period === payPeriod) continue;
    const found = said(reading, statement, list, idioms).find((each) => isNearest(each, statement, figure));
    if (found !== undefined && !reading.isFixed(statement, found))
      return {
        why: `"${figure.printed}" is pay of a ${payPeriod}, and is said to be of a ${period} (${figure.fact.id})`,
        fix: `Say a ${payPeriod}, or nothing.`,
      };
  }
  return undefined;
}

function isNearest(span: Span, { figures }: Statement, figure: Figure): boolean {
  const money = figures.filter(({ fact }) => fact.unit === "money");
  return money.toSorted((one, other) => gap(one, span) - gap(other, span))[0] === figure;
}

/** What a count may be followed by, by its metric. */
const NOUNS: Readonly<Record<string, readonly string[]>> = {
  openings: ["openings"],
  opened: ["openings"],
  closed: ["openings"],
  offers: ["offers"],
  pay: ["offers", "openings", "pay"],
  employers: ["employers"],
  "offer-employers": ["employers"],
  "pay-employers": ["employers"],
};
const COUNTED = new Set(["offers", "openings", "employers"]);

function nounFault(reading: Reading, statement: Statement, figure: Figure): Fault | undefined {
  const { unit, metric, id, stat } = figure.fact;
  const allowed = NOUNS[metric];
  if (unit !== "count" || allowed === undefined || stat !== "count" || statement.isRow) return undefined;
  const next = statement.figures.find(({ start }) => start >= figure.end)?.start ?? statement.text.length;
  const part = /^[^.,;:()]*/.exec(statement.text.slice(figure.end, Math.min(next, figure.end + NOUN_REACH)))?.[0] ?? "";
  const nouns = METRIC_WORDS.filter((each) => COUNTED.has(each.metric))
    .flatMap((each) =>
      reading
        .find(each.list)(part)
        .map((found) => ({ ...found, metric: each.metric })),
    )
    .sort((one, other) => one.start - other.start);
  const [noun] = nouns;
  if (noun === undefined || allowed.includes(noun.metric)) return undefined;
  return {
    why: `"${figure.printed}" counts ${metric} and is followed by "${noun.phrase}" (${id})`,
    fix: "Print the number of what the sentence counts.",
  };
}

/** Where one money level stands with words of one stat, they are of the same. */
function statFault(reading: Reading, statement: Statement, figure: Figure): Fault | undefined {
  const { unit, stat, id } = figure.fact;
  const money = statement.figures.filter(({ fact }) => fact.unit === "money");
  if (unit !== "money" || money.length !== 1 || statement.isRow) return undefined;
  const known = STAT_WORDS.map((each) => each.stat).find((each) => each === stat);
  const named = STAT_WORDS.filter(
    ({ list }: { list: WordList }) => said(reading, statement, list, idioms).length > 0,
  ).map((each) => each.stat);
  if (known === undefined || named.length === 0 || named.includes(known)) return undefined;
  return {
    why: `"${figure.printed}" is called ${named.join(", ")} and is the ${stat} (${id})`,
    fix: `Print the ${named[0]}, or call it what it is.`,
  };
}
