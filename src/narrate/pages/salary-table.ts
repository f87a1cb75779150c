import type { Block, Cell } from "../../domain/page.ts";
import { disclosedShare, payWindow } from "../pay-cell.ts";
import { ruleText } from "./frame.ts";
import { type Material, nameOf, ofPay } from "./material.ts";

/**
 * Yearly pay in figures, a row per figure and a column per role: quarters, median and mean of the midpoints of each role's
 * window, how many they are of, and which share of ads states pay. Undefined where no role has pay that may be shown.
 */
export function salaryTable(roles: readonly string[], material: Material): Block | undefined {
  const { facts, newest } = material;
  const { words } = newest;
  if (roles.every((role) => payWindow(role, facts) === undefined)) return undefined;
  const row = (label: string, stat: string) => ({
    name: words.say(label),
    href: null,
    cells: roles.map((role): Cell => {
      const id = ofPay(role, stat, facts);
      return { text: id === undefined ? words.say("compare.cell.too-few") : facts.n(id), note: null };
    }),
  });
  const samples = roles.map((role): Cell => {
    const id = ofPay(role, "count", facts);
    if (id === undefined) return { text: words.say("compare.cell.too-few"), note: null };
    const weeks = id.endsWith("@13w") ? facts.n(`${role}.window.weeks@13w`) : undefined;
    return { text: facts.n(id), note: weeks === undefined ? null : words.say("table.over-weeks", { weeks }) };
  });
  const shares = roles.map((role) => {
    const at = payWindow(role, facts);
    return at === undefined ? undefined : disclosedShare(role, at, facts);
  });
  const none: Cell = { text: words.say("page.not-given"), note: null };
  return {
    kind: "grid",
    caption: words.say("compare.pay.caption"),
    columns: [
      { label: words.say("compare.table.measure"), align: "left", lowPriority: false },
      ...roles.map((role) => ({ label: nameOf(role, material), align: "right" as const, lowPriority: false })),
    ],
    rows: [
      row("compare.pay.p25", "midpoint.p25"),
      row("compare.row.median", "midpoint.median"),
      row("compare.pay.p75", "midpoint.p75"),
      row("compare.pay.mean", "midpoint.mean"),
      { name: words.say("compare.pay.n"), href: null, cells: samples },
      ...(shares.every((share) => share === undefined)
        ? []
        : [
            {
              name: words.say("compare.pay.disclosed"),
              href: null,
              cells: shares.map((share): Cell => (share === undefined ? none : { text: share, note: null })),
            },
          ]),
    ],
    note: ruleText("compare.pay.note", material),
    folded: null,
  };
}
