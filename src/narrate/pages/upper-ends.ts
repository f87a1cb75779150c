import type { Block, Cell } from "../../domain/page.ts";
import { pairOf } from "../../domain/role.ts";
import { ceilingSentences } from "../ceiling-gap.ts";
import { type Material, nameOf } from "./material.ts";
import { sayOfWeek } from "./of-week.ts";

/**
 * Both ends of the ranges that this week's ads state: means of lower and upper ends, and the quarters of upper ends, a column per
 * role. Undefined where fewer than two of the roles have ranges that may be shown.
 */
export function upperEndsGrid(roles: readonly string[], material: Material): Block | undefined {
  const { facts, newest } = material;
  const { words } = newest;
  const known = roles.filter((role) => hasRange(role, material));
  if (known.length < 2) return undefined;
  const row = (label: string, text: (role: string) => string) => ({
    name: words.say(label),
    href: null,
    cells: roles.map(
      (role): Cell => ({ text: known.includes(role) ? text(role) : words.say("compare.cell.too-few"), note: null }),
    ),
  });
  const upper = (stat: string) => (role: string) => facts.n(`${role}.pay.ceiling.${stat}`);
  return {
    kind: "grid",
    caption: sayOfWeek("compare.ends.caption", material),
    columns: [
      { label: words.say("compare.table.measure"), align: "left", lowPriority: false },
      ...roles.map((role) => ({ label: nameOf(role, material), align: "right" as const, lowPriority: false })),
    ],
    rows: [
      row("compare.ends.means", (role) =>
        words.say("compare.ends.range", { low: facts.n(`${role}.pay.floor.mean`), high: upper("mean")(role) }),
      ),
      row("compare.ends.p25", upper("p25")),
      row("compare.ends.median", upper("median")),
      row("compare.ends.p75", upper("p75")),
      row("compare.ends.n", (role) => facts.n(`${role}.pay.count`)),
    ],
    note: words.say("compare.ends.note"),
    folded: null,
  };
}

/** How far the upper ends lie apart: of two roles, or of three each against the one whose mean is the lowest. */
export function upperEndsGaps(roles: readonly string[], material: Material): string[] {
  const { facts, newest } = material;
  const mean = (role: string) => facts.find(`${role}.pay.ceiling.mean`)?.value ?? 0;
  const known = roles.filter((role) => hasRange(role, material)).sort((one, other) => mean(one) - mean(other));
  const [lowest, ...others] = known;
  if (lowest === undefined) return [];
  return others.map((role) => {
    const [a, b] = pairOf(lowest, role);
    const names = { a: nameOf(a, material), b: nameOf(b, material) };
    return ceilingSentences({ a, b }, names, facts, newest, newest.words.say).join(" ");
  });
}

function hasRange(role: string, { facts }: Material): boolean {
  return ["floor", "ceiling"].every((basis) => facts.find(`${role}.pay.${basis}.mean`) !== undefined);
}
