import type { Fact } from "../domain/fact.ts";
import { LEVEL_EMPLOYERS, LEVEL_FROM } from "../domain/suppression.ts";
import { isOfRole } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { finderOf } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { rolesOf } from "./slices.ts";
import type { Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";

/** A role whose pay is too thin to show is never named with an amount, and no fact of fewer postings or employers is printed. */
export function suppressionFindings(reading: Reading): Finding[] {
  const shown = new Set([...reading.facts.values()].filter(({ unit }) => unit === "money").map(({ slice }) => slice));
  const hidden = new Set(
    reading.meaning.roles.map(({ slice }) => slice).filter((slice) => isOfRole({ slice }) && !shown.has(slice)),
  );
  const signs = finderOf(
    Object.values(reading.meaning.words.currencies)
      .flatMap((each) => each ?? [])
      .filter((sign) => /^\P{L}+$/u.test(sign)),
  );
  return reading.statements.flatMap((statement) => {
    const thin = statement.figures.find(({ fact }) => isThin(fact));
    if (thin !== undefined) return [leak(reading, statement, thin.fact.slice)];
    const named = [...rolesOf(reading, statement)];
    const [only] = named;
    if (only === undefined || !named.every((slice) => hidden.has(slice))) return [];
    const own = statement.figures.some(
      ({ fact }) => fact.unit === "money" && (fact.slice !== "total" || statement.isRow),
    );
    const typed = signs(statement.text).some(
      (sign) => !statement.figures.some(({ start, end }) => sign.start >= start && sign.end <= end),
    );
    return own || (typed && /\p{N}/u.test(statement.text)) ? [leak(reading, statement, only)] : [];
  });
}

function isThin({ unit, n, employers, slice }: Fact): boolean {
  return (
    unit === "money" &&
    slice !== "total" &&
    ((n !== null && n < LEVEL_FROM) || (employers !== null && employers < LEVEL_EMPLOYERS))
  );
}

function leak(reading: Reading, statement: Statement, slice: string): Finding {
  return editorFinding(
    reading,
    statement,
    { start: 0, end: 0 },
    {
      rule: "suppression-leak",
      severity: "blocking",
      why: `the pay of ${slice} is too thin to show, and an amount stands beside its name`,
      fix: "Take the amount away, or name a role whose pay is shown.",
    },
  );
}
