import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { inertText } from "../domain/text.ts";
import { ReportError } from "../errors.ts";
import { type Address, addressIn } from "./address.ts";

/** One entry of the list. */
export interface ListedReader extends Address {
  /** Made inert; null where none is given. */
  readonly name: string | null;
  /** Slugs of the roles that the reader follows, in code point order, each once; empty where none is named. */
  readonly roles: readonly string[];
}

export interface ReaderList {
  /** Rows with a reader, repeated ones included. */
  readonly rows: number;
  /** Names of columns that mean nothing to us. */
  readonly ignored: readonly string[];
}

const BATCH = 5_000;
/** Code points; what is longer is a text. */
const NAME_LENGTH = 100;
/** Characters of a row: a quote that is never closed would swallow the rest of the file. */
const RECORD_LENGTH = 100_000;
const LISTED = 10;
/** Roles of one reader: a mail of more would be cut short by mail programs, and read by nobody. */
export const MOST_ROLES = 12;
/** What stands between the roles of a cell. */
const BETWEEN_ROLES = /[\s;,|]+/;
const ROLE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

interface Columns {
  readonly count: number;
  readonly address: number;
  readonly name: number | undefined;
  readonly roles: number | undefined;
}

/**
 * Reads a CSV of readers with a header: a column `address` (or `email`), columns `name` and `roles` if there are any, in any
 * order. Hands the readers on in batches, in the order of the file. One unfit row refuses the whole list; up to ten are named by row (the
 * header is row 1) and problem, never by their content. Batches before the first unfit row have been handed on by then.
 */
export async function readReaders(
  path: string,
  take: (batch: readonly ListedReader[]) => Promise<void>,
): Promise<ReaderList> {
  const file = basename(path);
  const faults: string[] = [];
  let [row, rows, unfit] = [0, 0, 0];
  let columns: Columns | undefined;
  let ignored: string[] = [];
  let batch: ListedReader[] = [];
  for await (const cells of recordsOf(path)) {
    row++;
    if (columns === undefined) {
      columns = columnsOf(cells, file);
      ignored = ignoredIn(cells, columns);
      continue;
    }
    if (cells.length === 1 && cells[0]?.trim() === "") continue;
    const reader = readerIn(cells, columns);
    if ("problem" in reader) {
      unfit++;
      if (faults.length < LISTED) faults.push(`row ${row}, ${reader.problem}`);
      continue;
    }
    rows++;
    batch.push(reader);
    if (batch.length === BATCH && unfit === 0) {
      await take(batch);
      batch = [];
    }
    if (unfit > 0) batch = [];
  }
  if (unfit > 0) throw unfitRows(file, unfit, faults);
  if (rows === 0)
    throw new ReportError("file-empty", `${file} holds no reader.`, "Give it a header and a row per reader.");
  await take(batch);
  return { rows, ignored };
}

function columnsOf(header: readonly string[], file: string): Columns {
  const names = header.map((cell) => cell.trim().toLowerCase());
  const addresses = names.flatMap((name, index) => (name === "address" || name === "email" ? [index] : []));
  const [address] = addresses;
  if (address === undefined || addresses.length > 1) {
    // The header is not repeated: where a file has none, it is a reader.
    throw new ReportError(
      "column-missing",
      `The first row of ${file} names ${addresses.length} columns "address" or "email"; it must name one.`,
      'Begin the file with the row "address,name"; columns are separated by commas.',
    );
  }
  const found = (column: string) => {
    const index = names.indexOf(column);
    return index === -1 ? undefined : index;
  };
  return { count: names.length, address, name: found("name"), roles: found("roles") };
}

function ignoredIn(header: readonly string[], { address, name, roles }: Columns): string[] {
  const others = header.filter((_, index) => index !== address && index !== name && index !== roles);
  return others.map((cell) => (cell.includes("@") ? "(unnamed)" : inertText(cell).slice(0, 40) || "(unnamed)"));
}

function readerIn(cells: readonly string[], columns: Columns): ListedReader | { readonly problem: string } {
  if (cells.length !== columns.count)
    return { problem: `the row has ${cells.length} fields and the header ${columns.count}` };
  const address = addressIn((cells[columns.address] ?? "").trim());
  if ("problem" in address) return { problem: `field address: ${address.problem}` };
  const name = inertText(columns.name === undefined ? "" : (cells[columns.name] ?? ""));
  const roles = rolesIn(columns.roles === undefined ? "" : (cells[columns.roles] ?? ""));
  if ("problem" in roles) return { problem: `field roles: ${roles.problem}` };
  return { ...address, name: name === "" ? null : [...name].slice(0, NAME_LENGTH).join(""), roles: roles.slugs };
}

/** A cell of roles: slugs with spaces, commas, semicolons or bars between. */
function rolesIn(cell: string): { readonly slugs: readonly string[] } | { readonly problem: string } {
  const slugs = [...new Set(cell.toLowerCase().split(BETWEEN_ROLES))].filter((slug) => slug !== "").sort();
  if (!slugs.every((slug) => ROLE.test(slug)))
    return { problem: 'a role is written in letters, digits and hyphens, as in "data-engineer"' };
  if (slugs.length > MOST_ROLES)
    return { problem: `it names ${slugs.length} roles, and a mail tells at most ${MOST_ROLES}` };
  return { slugs };
}

function unfitRows(file: string, unfit: number, faults: readonly string[]): ReportError {
  const more = unfit > faults.length ? `, and ${unfit - faults.length} more` : "";
  return new ReportError(
    "readers-unfit",
    `${file} holds ${unfit} ${unfit === 1 ? "row that is" : "rows that are"} not fit to use: ${faults.join("; ")}${more}. Nobody was mailed.`,
    "Mend or delete these rows, then run the command again.",
    { details: { unfit, faults } },
  );
}

/** The cells of each row, as text. Reads the file in pieces. */
async function* recordsOf(path: string): AsyncGenerator<readonly string[]> {
  const parser = parse({ bom: true, relax_column_count: true, max_record_size: RECORD_LENGTH });
  pipeline(textOf(path), parser, () => {});
  let row = 0;
  try {
    for await (const record of parser) {
      row++;
      yield record;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // The library's own sentence may quote the row.
    throw new ReportError(
      "file-damaged",
      `${basename(path)} is no CSV after row ${row}: a quote stands where none may, or is never closed.`,
      "Put a field that holds a comma, a quote or a line break between quotes, and write a quote in it twice.",
    );
  }
}

async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    for await (const bytes of createReadStream(path)) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError)
      throw new ReportError("file-not-text", `${basename(path)} is not in UTF-8.`, "Save it as CSV in UTF-8.");
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "EISDIR"))
      throw new ReportError(
        "file-missing",
        `There is no file of readers ${path}.`,
        'Check "subscribers" in the settings.',
      );
    throw error;
  }
}
