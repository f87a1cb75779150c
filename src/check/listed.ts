import { isEarlier, isLevel, isOfRole, measureOf } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { periodWords } from "./periods.ts";
import type { Reading } from "./reading.ts";
import type { Figure, Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";

/**
 * Figures in a list, "Data Engineer: 39 (50), Data Analyst: 18 (58)": each is of the role before its colon; one in brackets is that
 * of before, of the same role and measure as the one it follows, and the sentence names a span of before.
 */
export function listedFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) =>
    statement.isRow ? [] : [...labelFindings(reading, statement), ...bracketFindings(reading, statement)].slice(0, 1),
  );
}

/** What stands before an item of a list: nothing, or a mark and at most an "and". */
const ITEM_BEGINS = /(^|[,;:(]\s*(\p{L}{1,4}\s+)?)$/u;

function labelFindings(reading: Reading, statement: Statement): Finding[] {
  const roles = reading.rolesIn(statement.text).filter(({ start }) => ITEM_BEGINS.test(statement.text.slice(0, start)));
  return statement.figures.flatMap((figure) => {
    const label = roles.find(({ end }) => /^:\s*$/u.test(statement.text.slice(end, figure.start)));
    if (label === undefined || !isOfRole(figure.fact) || label.slice === figure.fact.slice) return [];
    return [
      fault(reading, statement, figure, "other-slice", `is of ${figure.fact.slice}, and stands behind ${label.slice}`),
    ];
  });
}

function bracketFindings(reading: Reading, statement: Statement): Finding[] {
  const pairs = statement.figures.flatMap((figure, index) => {
    const next = statement.figures[index + 1];
    return next !== undefined && isBracketed(statement.text, figure, next) ? [[figure, next] as const] : [];
  });
  const wrong = pairs.find(([now, before]) => isEarlier(now.fact) || !isEarlier(before.fact));
  if (wrong !== undefined) {
    const [now, before] = wrong;
    const why = isEarlier(now.fact) ? "is a value of before, and stands before the brackets" : "is no value of before";
    return [fault(reading, statement, isEarlier(now.fact) ? now : before, "period", why)];
  }
  const other = pairs.find(([now, before]) => now.fact.slice !== before.fact.slice);
  if (other !== undefined)
    return [
      fault(reading, statement, other[1], "other-slice", `is of ${other[1].fact.slice}, not ${other[0].fact.slice}`),
    ];
  const named = periodWords(reading, statement);
  const [first] = pairs;
  if (first === undefined || named.length === 0 || named.some(({ period }) => period.endsWith("-before"))) return [];
  const why = `is of before, and the sentence speaks of "${named.map(({ phrase }) => phrase).join('", "')}"`;
  return [fault(reading, statement, first[1], "period", why)];
}

/** "39 (50)": two levels of one measure, the second alone in brackets. */
function isBracketed(text: string, one: Figure, next: Figure): boolean {
  const isAlone = /^\s*\($/u.test(text.slice(one.end, next.start)) && text.startsWith(")", next.end);
  return isAlone && isLevel(one.fact) && isLevel(next.fact) && measureOf(one.fact) === measureOf(next.fact);
}

function fault(reading: Reading, statement: Statement, figure: Figure, rule: string, why: string): Finding {
  return editorFinding(reading, statement, figure, {
    rule,
    severity: "blocking",
    why: `"${figure.printed}" ${why} (${figure.fact.id})`,
    fix: "Print the number of that role and that span there.",
  });
}
