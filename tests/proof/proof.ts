import { parseArgs } from "node:util";
import { nullDrill } from "./null-drill.ts";

/*
 * The long proofs. `npm run proof -- --worlds 1000` for more certainty; a small seeded slice is in the tests.
 */
const { values } = parseArgs({ options: { worlds: { type: "string", default: "300" } } });
const worlds = Number(values.worlds);

for (const [name, size] of [
  ["calm feed, 40 offers per role and week", { roles: 8, offersPerRoleAndWeek: 40, employers: 150, burst: 0 }],
  ["small feed, 12 offers per role and week", { roles: 8, offersPerRoleAndWeek: 12, employers: 60, burst: 0 }],
  ["one employer floods one role", { roles: 8, offersPerRoleAndWeek: 40, employers: 150, burst: 12 }],
] as const) {
  const result = nullDrill(worlds, size);
  const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  console.log(
    `${name}: ${percent(result.withHeadline, worlds)} of ${worlds} weeks made news, ${percent(result.headlines, result.tested)} of ${result.tested} tests called a change${size.burst > 0 ? `; the flooded role was called changed in ${percent(result.burstCalled, worlds)}` : ""}`,
  );
}
