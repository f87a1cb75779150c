import type { Change } from "../domain/change.ts";
import type { Finding } from "./finding.ts";
import { changesOf, measuredIn } from "./ladder.ts";
import { periodWords } from "./periods.ts";
import type { Found } from "./phrases.ts";
import { type Reading, said } from "./reading.ts";
import { clauseOf, type Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { DIRECTIONS, moves, negations, QUANTIFIERS, together, type WordList } from "./word-lists.ts";

/** Which changes a sentence counts: those that went a way, or that went any. */
interface Counted {
  readonly way: "up" | "down" | "any";
  /** Whether only the way is claimed, and no verdict. */
  readonly isWay: boolean;
}

/**
 * "No role", "only one role" and "every role" with a word of movement are claims over the changes of all roles. A sentence that
 * speaks of all of them together, or that names no measure, claims nothing of each.
 */
export function quantifierFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    if (statement.isRow || reading.find(together)(statement.text).length > 0) return [];
    return QUANTIFIERS.flatMap(({ quantity, list }) =>
      quantified(reading, statement, list).flatMap((word) => {
        const clause = clauseOf(statement, word);
        const metrics = measuredIn(reading, clause);
        const counted = countedIn(reading, statement, clause);
        if (counted === undefined || metrics.size === 0 || reading.isFixed(statement, word)) return [];
        const roles = new Set(reading.meaning.roles.map(({ slice }) => slice));
        const changes = changesOf(reading, metrics).filter(({ slice }) => roles.has(slice));
        const moved = changes.filter((change) => isCounted(change, counted)).length;
        const isTrue = { none: moved === 0, one: moved === 1, all: moved === changes.length }[quantity];
        if (isTrue || changes.length === 0) return [];
        return [
          editorFinding(reading, statement, word, {
            rule: "verdict-word",
            severity: "blocking",
            why: `"${statement.text.slice(word.start, word.end)}" is said where ${moved} of ${changes.length} roles bear it out`,
            fix: "Name the roles of which it is true, or print how many they are.",
          }),
        ];
      }),
    );
  });
}

/** Whether a word of movement in a sentence that names no role is said of none, one or each: then that is what is judged. */
export function isQuantified(reading: Reading, statement: Statement): boolean {
  if (reading.rolesIn(statement.text).length > 0 || reading.find(together)(statement.text).length > 0) return false;
  return QUANTIFIERS.some(({ list }) => quantified(reading, statement, list).length > 0);
}

/** "Not every role" claims nothing of each. */
function quantified(reading: Reading, statement: Statement, list: WordList): Found[] {
  const not = reading.find(negations)(statement.text);
  return said(reading, statement, list).filter(({ start }) =>
    not.every(({ end }) => end > start || statement.text.slice(end, start).trim() !== ""),
  );
}

/** The word of movement in a clause; one that says only which way counts where the sentence looks back. */
function countedIn(reading: Reading, statement: Statement, clause: string): Counted | undefined {
  const found = DIRECTIONS.filter(({ list }) => reading.find(list)(clause).length > 0);
  const verdict = found.find(({ strength }) => strength !== "way");
  if (verdict !== undefined) return { way: verdict.way, isWay: false };
  const [way] = found;
  const looksBack = periodWords(reading, statement).some(({ period }) => period.endsWith("-before"));
  if (way !== undefined && looksBack) return { way: way.way, isWay: true };
  return reading.find(moves)(clause).length > 0 ? { way: "any", isWay: false } : undefined;
}

function isCounted({ verdict, difference }: Change, { way, isWay }: Counted): boolean {
  if (isWay) return Math.sign(difference ?? 0) === (way === "up" ? 1 : -1);
  const rose = verdict === "rose" || verdict === "edged-up";
  const fell = verdict === "fell" || verdict === "edged-down";
  return way === "up" ? rose : way === "down" ? fell : rose || fell;
}
