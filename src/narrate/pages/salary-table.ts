import type { Block, Cell } from "../../domain/page.ts";
import { ruleText } from "./frame.ts";
import { type Material, nameOf, windowed } from "./material.ts";

/**
 * Yearly pay in figures, a row per figure and a column per role: quarters, median and mean of the midpoints of each role's
 * window, and how many they are of. Undefined where no role has pay that may be shown.
 */
export function salaryTable(roles: readonly string[], material: Material): Block | undefined {
  const { facts, newest } = material;
  const { words } = newest;
  if (roles.every((role) => windowed(role, "pay.midpoint.median", facts) === undefined)) return undefined;
  const row = (name: string, metric: string) => ({
    name,
    href: null,
    cells: roles.map((role): Cell => {
      const id = windowed(role, metric, facts);
      return { text: id === undefined ? words.say("compare.cell.too-few") : facts.n(id), note: null };
    }),
  });
  return {
    kind: "grid",
    caption: words.say("compare.pay.caption"),
    columns: [
      { label: words.say("compare.table.measure"), align: "left", lowPriority: false },
      ...roles.map((role) => ({ label: nameOf(role, material), align: "right" as const, lowPriority: false })),
    ],
    rows: [
      row(words.say("compare.pay.p25"), "pay.midpoint.p25"),
      row(words.say("compare.row.median"), "pay.midpoint.median"),
      row(words.say("compare.pay.p75"), "pay.midpoint.p75"),
      row(words.say("compare.pay.mean"), "pay.midpoint.mean"),
      row(words.say("compare.pay.n"), "pay.count"),
    ],
    note: ruleText("compare.pay.note", material),
    folded: null,
  };
}
