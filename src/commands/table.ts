/** Rows as aligned text under a head; columns whose cells are all numbers are right-aligned. Empty rows give the head alone. */
export function alignedTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((name, index) => Math.max(name.length, ...rows.map((row) => (row[index] ?? "").length)));
  const numeric = head.map((_, index) => rows.length > 0 && rows.every((row) => /^-?[\d.,]*$/.test(row[index] ?? "")));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (numeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)))
      .join("  ")
      .trimEnd();
  return [line(head), ...rows.map(line)];
}
