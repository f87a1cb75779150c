import { inertText } from "../domain/text.ts";
import { type IngestedFile, together } from "../ingest/ingested-file.ts";
import { FAULTS, LEFT_OUT, PAY_DOUBTS, REMEDY, type RejectSample } from "../ingest/rejects.ts";
import { alignedTable } from "./table.ts";

/*
 * What became of the files of an ingest, as lines for a person.
 */

/** So many files are told one by one; of more their sum, and those with rows at fault. */
const TOLD = 12;

/** So many examples of a reason are shown where the files are more than that. */
const EXAMPLES = 3;

type Counts = Pick<IngestedFile, "rows" | "accepted" | "rejected" | "doubted" | "revised" | "sideFiles">;

/** A table of the files' rows and what became of them, by reason. */
export function fileLines(files: readonly IngestedFile[]): string[] {
  const told = files.length <= TOLD ? files : files.filter(isAtFault);
  return alignedTable(
    ["file", "", "count"],
    [
      ...(files.length <= TOLD ? [] : countRows(`${files.length} files`, { ...together(files), sideFiles: [] })),
      ...told.flatMap((file) => countRows(inertText(file.file), file)),
    ],
  );
}

/** What a person should look at in the files: a line per example, with the remedy of its reason. */
export function remarkLines({
  files,
  samples,
}: {
  readonly files: readonly IngestedFile[];
  readonly samples: readonly RejectSample[];
}): string[] {
  const shown = files.length <= TOLD ? samples.length : EXAMPLES;
  // A row that was left out by intention has no remedy and needs no remark.
  const remedies = new Map<string, string>(Object.entries(REMEDY));
  const byReason = Map.groupBy(samples, ({ reason }) => reason);
  const lines = samples.flatMap((sample) => {
    const remedy = remedies.get(sample.reason);
    if (remedy === undefined || (byReason.get(sample.reason) ?? []).indexOf(sample) >= shown) return [];
    const { reason, file, row, field, value } = sample;
    return [`${reason}: ${inertText(file)}, row ${row}, field ${field}: "${value}". ${remedy}`];
  });
  const more = [...byReason]
    .filter(([reason, all]) => remedies.has(reason) && all.length > shown)
    .map(([reason, all]) => `${reason}: ${all.length - shown} more examples; --json lists them.`);
  return [...lines, ...more];
}

function isAtFault({ rejected, sideFiles }: IngestedFile): boolean {
  return (
    FAULTS.some((reason) => rejected[reason] !== undefined) ||
    sideFiles.some(({ repeatedKeys, malformed }) => repeatedKeys + malformed > 0)
  );
}

function countRows(name: string, { rows, accepted, rejected, doubted, revised, sideFiles }: Counts): string[][] {
  const listed = (reasons: readonly string[], counts: Counts["rejected"], what: string) =>
    reasons
      .filter((reason) => counts[reason] !== undefined)
      .map((reason) => ["", `${what}: ${reason}`, String(counts[reason])]);
  return [
    [name, "rows", String(rows)],
    ["", "accepted", String(accepted)],
    ...listed(FAULTS, rejected, "rejected"),
    ...listed(LEFT_OUT, rejected, "left out"),
    // Where they are left out, their reasons have just said how many.
    ...(["renamed", "repriced"] as const)
      .filter((why) => revised !== undefined && revised[why] > 0 && rejected[why] === undefined)
      .map((why) => ["", `kept, though ${why}`, String(revised?.[why])]),
    ...listed(PAY_DOUBTS, doubted, "counted without pay"),
    ...sideFiles.flatMap((side) => [
      ["", `beside it: ${side.file}, rows`, String(side.rows)],
      ...(side.repeatedKeys > 0 ? [["", `beside it: ${side.file}, keys repeated`, String(side.repeatedKeys)]] : []),
      ...(side.malformed > 0 ? [["", `beside it: ${side.file}, malformed`, String(side.malformed)]] : []),
    ]),
  ];
}
