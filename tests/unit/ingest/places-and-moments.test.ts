import { expect, it } from "vitest";
import { freshFolder, put } from "../../e2e/cli.ts";
import { dryIngest } from "./dry-ingest.ts";

const MAPPING = {
  name: "ours",
  source: { title: "Ours", url: null, licence: null },
  kind: "flow",
  roles: "column",
  columns: {
    title: "title",
    role: "title",
    place: { column: "place", optional: true },
    date: "date",
  },
  pay: [],
};

async function snapshots(columns: object, rows: readonly string[]) {
  const folder = await freshFolder();
  const mapping = { ...MAPPING, columns: { ...MAPPING.columns, ...columns } };
  await put(folder, "templates/mappings/ours.json", JSON.stringify(mapping));
  await put(folder, "rows.csv", `${["title,place,places,date", ...rows].join("\n")}\n`);
  return (await dryIngest([`${folder}/rows.csv`], "ours", undefined, folder)).snapshots;
}

const metros = (found: Awaited<ReturnType<typeof snapshots>>, week: string) =>
  found.get(week)?.roles["analyst"]?.metros?.map(({ name, postings }) => `${name} ${postings}`);

it("counts a posting in every metro area that it names, or in the one place that it has", async () => {
  const rows = ["Analyst,Berlin,Berlin;Paris,2026-11-03", "Analyst,Paris,Paris,2026-11-03", "Analyst,,,2026-11-03"];
  expect(metros(await snapshots({}, rows), "2026-W45")).toEqual(["Berlin 1", "Paris 1"]);
  const places = { column: "places", list: { separator: ";" } };
  expect(metros(await snapshots({ places }, rows), "2026-W45")).toEqual(["Paris 2", "Berlin 1"]);
});

it("puts a moment into the week of its day in the newsletter's time zone, and a day as it is written", async () => {
  const dates = [
    "2026-11-02T04:59:00Z",
    "2026-11-02T05:00:00Z",
    "2026-11-01T23:59:00-05:00",
    "2026-11-02",
    "2026-11-02T01:00:00",
  ];
  const found = await snapshots(
    {},
    dates.map((date) => `Analyst,,,${date}`),
  );
  expect([...found].map(([week, { totals }]) => [week, totals.openings])).toEqual([
    ["2026-W44", 2],
    ["2026-W45", 3],
  ]);
});
