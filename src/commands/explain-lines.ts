import { join } from "node:path";
import type { Gate } from "../domain/change.ts";
import type { Claim } from "../domain/fact.ts";
import type { Week } from "../domain/week.ts";
import { weekRuns } from "../domain/week.ts";
import type { ExplainedFact } from "./explained-fact.ts";
import { alignedTable } from "./table.ts";

/** A number's value, sample, tests and files as the terminal shows them; `folder` is the one of all snapshots. */
export function explainLines(explained: ExplainedFact, folder: string): string[] {
  const { fact, files, weeks, weeksBefore } = explained;
  const rows: [string, string][] = [
    ["fact", fact.id],
    ["value", `${fact.value}${fact.currency === null ? "" : ` ${fact.currency} a year`} (${fact.unit})`],
    ["basis", fact.basis ?? "none"],
    [
      "sample",
      fact.n === null
        ? "no sample of its own"
        : `n ${fact.n}${fact.employers === null ? "" : ` from ${fact.employers} employers`}`,
    ],
    ["interval", fact.interval === null ? "none" : `${fact.interval[0]} to ${fact.interval[1]} (95 %)`],
    ["weeks", weeks.length === 0 ? "none of its own" : ranges(weeks)],
    ...(weeksBefore.length === 0 ? [] : [["weeks before", ranges(weeksBefore)] satisfies [string, string]]),
    ["verdict", explained.change?.verdict ?? explained.pair?.verdict ?? fact.verdict ?? "not compared"],
    ...testRows(explained),
    ["read from", `${join(folder, fact.source.path)}, field ${fact.source.field}`],
    ["sha256", fact.source.sha256],
    ...files
      .filter(({ path }) => path !== fact.source.path)
      .map(({ path, sha256 }): [string, string] => ["from", `${join(folder, path)} ${sha256}`]),
  ];
  return alignedTable(["", ""], rows).slice(1);
}

function testRows({ change, pair, record }: ExplainedFact): [string, string][] {
  if (record !== null) return [["record", `the ${record.kind} of the last ${record.weeks} weeks, this one among them`]];
  if (pair !== null)
    return [
      ["compared", `${pair.a} ${pair.aValue ?? "unknown"}, ${pair.b} ${pair.bValue ?? "unknown"}`],
      ["difference", `${pair.difference ?? "unknown"}${intervalText(pair.interval)}`],
      ["test", `p ${pair.p ?? "not tested"}, q ${pair.q ?? "none"}, θ ${pair.theta ?? "none"}`],
      ...gateRows(pair.gates),
    ];
  if (change === null) return [];
  const { before, difference, interval, test, noticeable, since, mix } = change;
  return [
    ["compared with", `${before ?? "unknown"}, a difference of ${difference ?? "unknown"}${intervalText(interval)}`],
    ["test", test === null ? "none" : `${test.name}, ${test.draws} draws`],
    ...(test === null
      ? []
      : [
          [
            "p",
            `${test.p} (${test.pAll} with all, ${test.pWithoutTopEmployer ?? "none"} without the employer that moved it most)`,
          ] satisfies [string, string],
        ]),
    ...(test === null ? [] : [["q, θ", `q ${test.q ?? "none"}, θ ${test.theta ?? "none"}`] satisfies [string, string]]),
    ["noticeable", noticeable === null ? "unknown" : `a difference of ${noticeable} or more`],
    ["since", since ?? "no direction"],
    ["mix", mix === null ? "not split" : `${mix.pay} the same jobs, ${mix.jobs} which jobs were posted`],
    ...gateRows(change.gates),
  ];
}

function gateRows(gates: readonly Gate[]): [string, string][] {
  return gates.map(({ gate, passed, found, limit }) => [
    `gate ${gate}`,
    `${passed ? "passed" : "failed"}: ${found ?? "not reached"} against ${limit ?? "none"}`,
  ]);
}

function intervalText(interval: readonly [number, number] | null): string {
  return interval === null ? "" : `, ${interval[0]} to ${interval[1]} (95 %)`;
}

function ranges(weeks: readonly Week[]): string {
  const sorted = [...weeks].sort();
  return weekRuns(sorted)
    .map(({ first, last }) => (first === last ? first : `${first} to ${last}`))
    .join(", ");
}

/** Where a number is printed: how often and on what in the edition, and the sentences of the edition and of pages. */
export function printedLines(
  claims: readonly Claim[],
  sentences: readonly { readonly slot: string; readonly text: string }[],
  pages: ExplainedFact["pages"],
): string[] {
  const places = [...new Set(claims.map(({ printed, surface }) => `"${printed}" in ${surface}`))];
  return [
    places.length === 0 ? "Printed nowhere in this edition." : `Printed ${claims.length} times: ${places.join(", ")}.`,
    ...sentences.map(({ slot, text }) => `${slot}: ${text}`),
    ...pages.map(({ path, text }) => `page /${path}: ${text}`),
  ];
}
