import { ReportError } from "../errors.ts";
import { type IngestedFile, together } from "./ingested-file.ts";
import { FAULTS, LEFT_OUT, PAY_DOUBTS, REMEDY, type RejectSample } from "./rejects.ts";
import { BOARD_FORMATS } from "./sources/board-formats.ts";

/** Above this share of faults a file is not the file that was meant, or its mapping is wrong. */
const MOST = 0.5;

/** Reasons to leave all of a file out that say nothing against it. */
const BY_NATURE: readonly string[] = ["renamed", "repriced", "earlier-day"];

/**
 * Refuses a file that is not fit to use: no posting in it (but for one of several whose rows are all left out because they
 * are old postings, or another day's; `others` says that another file has postings), most of the rows that were wanted rejected, or most of
 * the pay that is stated unusable (a wrong unit, as a rule).
 */
export function judgeFile(file: IngestedFile, samples: readonly RejectSample[], others = false): void {
  judge(
    file,
    samples.filter((sample) => sample.file === file.file),
    others,
  );
}

/** An answer of fewer jobs is not judged by itself: one that is at fault among a hundred pages says nothing against them. */
const FEW = 10;

/**
 * The same for answers of job boards, which may hold one job or, where a company seeks nobody, none: each that holds enough is
 * judged by its rows, and all of them together by their pay too: one board of another currency says nothing against the rest.
 */
export function judgeAnswers(files: readonly IngestedFile[], samples: readonly RejectSample[]): void {
  const [first] = files;
  for (const file of files)
    if (file.accepted + sum(FAULTS, file.rejected) >= FEW)
      judgeRows(
        file,
        samples.filter((sample) => sample.file === file.file),
      );
  if (first === undefined) return;
  const name = files.length === 1 ? first.file : `${first.file} and ${files.length - 1} more`;
  const whole = {
    ...first,
    ...together(files),
    file: name,
    byWeek: new Map(files.flatMap(({ byWeek }) => [...byWeek])),
  };
  judge(whole, samples, false);
}

function judge(file: IngestedFile, own: readonly RejectSample[], others: boolean): void {
  judgeRows(file, own);
  judgeUse(file, own, others);
  judgePay(file, own);
}

function judgeRows(file: IngestedFile, own: readonly RejectSample[]): void {
  const faulty = sum(FAULTS, file.rejected);
  const wanted = file.accepted + faulty;
  const fitElsewhere = (file.rejected["other-week"] ?? 0) + sum(BY_NATURE, file.rejected);
  if (faulty <= MOST * wanted || fitElsewhere > faulty) return;
  throw new ReportError(
    "rows-mostly-rejected",
    `${file.file} cannot be used: ${faulty} of ${wanted} rows were rejected (${counts(FAULTS, file.rejected)}).${example(file, own, FAULTS, file.rejected)}`,
    `${remedy(own, FAULTS, file.rejected)} Nothing was stored.`,
    { details: detailsOf(file, own) },
  );
}

function judgeUse(file: IngestedFile, own: readonly RejectSample[], others: boolean): void {
  if (file.accepted > 0 || (others && emptyByNature(file))) return;
  const revised = (file.rejected["renamed"] ?? 0) + (file.rejected["repriced"] ?? 0);
  const elsewhere = file.rejected["other-week"] ?? 0;
  const leftOut = Object.entries(file.rejected).map(([reason, n]) => `${reason} ${n}`);
  const isBoard = BOARD_FORMATS.includes(file.format);
  const header = isBoard ? "" : " below its header";
  throw new ReportError(
    "nothing-usable",
    `There is no posting to use in ${file.file}: ${file.rows} rows${leftOut.length === 0 ? header : ` (${leftOut.join(", ")})`}.`,
    revised > 0
      ? "All that is left of it are old postings with a new title or a new exchange rate: the week has nothing new. Nothing was stored."
      : elsewhere > 0
        ? `The rows are dated in ${[...file.byWeek.keys()].join(", ")}: name that week, or use --by-week. Nothing was stored.`
        : `Check the file, the ${isBoard ? "format" : "mapping"}, the scope and the week. Nothing was stored.`,
    { details: detailsOf(file, own) },
  );
}

function judgePay(file: IngestedFile, own: readonly RejectSample[]): void {
  const doubted = sum(PAY_DOUBTS, file.doubted);
  if (doubted <= MOST * file.payStated) return;
  throw new ReportError(
    "pay-mostly-implausible",
    `${file.file} cannot be used: the pay of ${doubted} of ${file.payStated} postings that state it is unfit (${counts(PAY_DOUBTS, file.doubted)}).${example(file, own, PAY_DOUBTS, file.doubted)}`,
    `${remedy(own, PAY_DOUBTS, file.doubted)} Nothing was stored.`,
    { details: detailsOf(file, own) },
  );
}

function detailsOf(file: IngestedFile, samples: readonly RejectSample[]): Readonly<Record<string, unknown>> {
  const { rows, accepted, rejected, doubted } = file;
  return { file: file.file, rows, accepted, rejected, doubted, samples };
}

/** A row that could not be read says nothing of what it was; that they are few has been seen before. */
function emptyByNature({ rejected, datedByFile }: IngestedFile): boolean {
  const reasons = Object.keys(rejected);
  const known: readonly string[] = [...LEFT_OUT, "malformed-row"];
  return (
    reasons.every((reason) => known.includes(reason)) &&
    reasons.some((reason) => BY_NATURE.includes(reason) || (datedByFile && reason === "other-week"))
  );
}

function sum(reasons: readonly string[], counted: Readonly<Record<string, number>>): number {
  return reasons.reduce((total, reason) => total + (counted[reason] ?? 0), 0);
}

function counts(reasons: readonly string[], counted: Readonly<Record<string, number>>): string {
  return reasons
    .filter((reason) => counted[reason] !== undefined)
    .map((reason) => `${reason} ${counted[reason]}`)
    .join(", ");
}

type Counted = Readonly<Record<string, number>>;

function example(
  { file }: IngestedFile,
  samples: readonly RejectSample[],
  reasons: readonly string[],
  counted: Counted,
): string {
  const first = mostFrequent(samples, reasons, counted);
  const place = first === undefined || first.file === file ? "" : ` ${first.file},`;
  return first === undefined ? "" : ` For example${place} row ${first.row}, field ${first.field}: "${first.value}".`;
}

function remedy(samples: readonly RejectSample[], reasons: readonly string[], counted: Counted): string {
  const first = mostFrequent(samples, reasons, counted);
  return Object.entries(REMEDY).find(([reason]) => reason === first?.reason)?.[1] ?? "";
}

/** A sample of the reason that most rows have. */
function mostFrequent(
  samples: readonly RejectSample[],
  reasons: readonly string[],
  counted: Counted,
): RejectSample | undefined {
  const [most] = reasons
    .filter((reason) => counted[reason] !== undefined)
    .sort((one, other) => (counted[other] ?? 0) - (counted[one] ?? 0));
  return samples.find(({ reason }) => reason === most);
}
