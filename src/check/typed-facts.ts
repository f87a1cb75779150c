import type { Fact, Unit } from "../domain/fact.ts";
import type { Reading } from "./reading.ts";
import type { Statement } from "./statements.ts";

const OFFERED = 3;

/**
 * What could be meant: facts of the roles that the paragraph speaks of (of all roles where it names none) and of the unit, those that
 * print the typed text first. As a sentence for the editor.
 */
export function typedFacts(reading: Reading, statement: Statement, typed: string | null): string {
  const facts = candidates(reading, statement, typed);
  const offered = facts.slice(0, OFFERED).map((fact) => `{{n "${fact.id}"}} prints ${reading.printed(fact)}`);
  return offered.length === 0
    ? 'Write it as {{n "<fact>"}}; "trends facts --search <words>" finds ids.'
    : `Write it as a fact: ${offered.join("; ")}.`;
}

function candidates(reading: Reading, { text, before }: Statement, typed: string | null): Fact[] {
  const named = new Set(
    [text, ...before.map((each) => each.text)].flatMap((each) => reading.rolesIn(each).map(({ slice }) => slice)),
  );
  const slices = named.size === 0 ? new Set(["total"]) : named;
  const units = unitsOf(typed, reading);
  const own = [...reading.facts.values()].filter(
    ({ slice, unit }) => slices.has(slice) && (units === null || units.includes(unit)),
  );
  const size = typed === null ? undefined : numberIn(typed);
  const distance = (fact: Fact) => {
    const value = numberIn(reading.printed(fact));
    return size === undefined || value === undefined || value === 0
      ? 1
      : Math.abs(Math.log(Math.max(size, 0.001) / value));
  };
  return own.sort((one, other) => distance(one) - distance(other) || (one.id < other.id ? -1 : 1));
}

/** The units that a typed number can be of, by the signs at it; null where nothing is typed. */
function unitsOf(typed: string | null, { meaning: { words } }: Reading): readonly Unit[] | null {
  if (typed === null) return null;
  if (words.percent.some((sign) => typed.includes(sign))) return ["share", "growth"];
  if (Object.values(words.currencies).some((signs) => signs?.some((sign) => typed.includes(sign)))) return ["money"];
  return ["count", "points"];
}

/** The first run of digits, as a plain number; separators do not matter for being near. */
function numberIn(text: string): number | undefined {
  const [digits] = /\d[\d.,]*/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits.replace(/[.,](?=\d{3}(?!\d))/g, "").replace(",", "."));
}
