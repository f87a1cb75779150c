/** The columns of the format `postings` in the order these tests write them. */
export const COLUMNS = [
  "key",
  "title",
  "employer",
  "roles",
  "level",
  "country",
  "place",
  "workplace",
  "employment_type",
  "last_seen",
  "first_seen",
  "currency",
  "pay_period",
  "pay_floor",
  "pay_ceiling",
  "skills",
  "equity",
  "bonus",
] as const;

export type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** A posting that nothing is wrong with; each number gives another one of the week 2026-W45. */
export function posting(number: number, other: Row = {}): Row {
  return {
    key: `k${number}`,
    title: "Data Engineer",
    employer: `Employer ${number % 7}`,
    roles: "Data Engineer",
    last_seen: "2026-11-03",
    currency: "USD",
    pay_floor: 100_000 + number * 1000,
    pay_ceiling: 120_000 + number * 1000,
    skills: "Python; SQL",
    ...other,
  };
}

export function postings(count: number, other: Row = {}, from = 0): Row[] {
  return Array.from({ length: count }, (_, index) => posting(from + index, other));
}

/** One record, quoted where it must be. */
export function record(row: Row, columns: readonly (keyof Row)[] = COLUMNS): string {
  return columns
    .map((column) => String(row[column] ?? ""))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",");
}

export function csv(rows: readonly Row[], columns: readonly (keyof Row)[] = COLUMNS): string {
  return [columns.join(","), ...rows.map((row) => record(row, columns)), ""].join("\n");
}

export function jsonl(rows: readonly Record<string, unknown>[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
