import { COMPARE_FROM } from "../domain/suppression.ts";
import { isLevel } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { readPrinted } from "./printed-number.ts";
import type { Reading } from "./reading.ts";
import type { Figure, Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";

/** A level of fewer than 30 postings has its n in the same sentence or row. A count is its own n. */
export function smallSampleFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    if (statement.isCut) return [];
    const small = statement.figures.filter(({ fact }) => isSmall(fact.n) && fact.unit !== "count" && isLevel(fact));
    const bare = small.find(
      (figure) => !toldWith(reading, statement, figure).some((each) => tellsSize(each, figure, reading)),
    );
    return bare === undefined ? [] : [finding(reading, statement, bare)];
  });
}

/** Of all roles together the paragraph says how many there are, once. */
function toldWith(reading: Reading, { figures, block, surface }: Statement, { fact }: Figure): readonly Figure[] {
  if (fact.slice !== "total") return figures;
  return reading.statements
    .filter((each) => each.surface === surface && each.block === block)
    .flatMap((each) => each.figures);
}

function isSmall(n: number | null): boolean {
  return n !== null && n < COMPARE_FROM;
}

/** A count of the same slice, printed as the n of the figure; of a share of all openings, the count that it is a share of. */
function tellsSize({ fact, printed }: Figure, figure: Figure, { meaning }: Reading): boolean {
  if (fact.unit !== "count" || fact.slice !== figure.fact.slice) return false;
  if (figure.fact.unit === "share" && figure.fact.metric === "openings" && fact.metric === "openings") return true;
  // Beside the number of those that state pay, the share that states it tells how many there are.
  if (figure.fact.metric === "disclosed" && (fact.metric === "pay" || fact.metric === "offers")) return true;
  return readPrinted(printed, meaning.locale)?.value === figure.fact.n;
}

function finding(reading: Reading, statement: Statement, figure: Figure): Finding {
  const { fact, printed } = figure;
  const size = [...reading.facts.values()].find(
    (each) =>
      each.unit === "count" && each.slice === fact.slice && each.window === fact.window && each.value === fact.n,
  );
  return editorFinding(reading, statement, figure, {
    rule: "small-sample",
    severity: "blocking",
    why: `"${printed}" rests on ${fact.n} postings, and the sentence does not say so (${fact.id})`,
    fix: size === undefined ? `Say n ${fact.n} beside it.` : `Say n beside it: (n {{n "${size.id}"}}).`,
  });
}
