import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, freshFolder, put, readJson, run } from "./cli.ts";
import { COLUMNS, csv, posting, postings, type Row } from "./postings.ts";
import { stored } from "./stored-week.ts";

const both = "Data Engineer; ML Engineer";
const ml = "ML Engineer";

it("keeps a week's tested changes where the postings of its window are missing, as in a clone", async () => {
  const folder = await freshFolder();
  const days = ["2026-11-02", "2026-11-09", "2026-11-16"];
  const week = (day: string) => postings(12).map((row) => ({ ...row, last_seen: day }));
  for (const day of days) {
    await put(folder, `${day}.csv`, csv(week(day)));
    expect(await run(["ingest", `${day}.csv`, "--format", "postings"], { cwd: folder })).toMatchObject({ code: 0 });
  }
  const kept = await readFile(join(folder, "snapshots/2026-W47/changes.json"), "utf8");
  for (const name of ["2026-W45", "2026-W46", "2026-W47"])
    await rm(join(folder, "snapshots", name, "postings.parquet"));
  const again = await run(["ingest", "2026-11-16.csv", "--format", "postings"], { cwd: folder });
  expect(again.code).toBe(0);
  expect(again.stderr).toContain("changes kept as they were");
  expect(await readFile(join(folder, "snapshots/2026-W47/changes.json"), "utf8")).toBe(kept);
});

describe("a stock over three weeks", () => {
  let folder: string;
  const weeks: readonly (readonly Row[])[] = [
    [posting(1), posting(2, { roles: both }), posting(3, { roles: ml })],
    [posting(1), posting(2, { roles: both }), posting(4, { roles: ml }), posting(5)],
    [posting(2, { roles: both }), posting(5), posting(6)],
  ].map((rows, week) =>
    rows.map((row) => ({ ...row, last_seen: ["2026-10-21", "2026-10-28", "2026-11-04"][week] ?? "" })),
  );

  beforeAll(async () => {
    folder = await freshFolder();
    for (const rows of weeks) await stored(rows, COLUMNS, folder);
  });

  it("counts what opened and closed by keys, in the totals and in every role", async () => {
    const turnover = async (week: string) => {
      const { totals, roles, asOf, kind } = await readJson(folder, `snapshots/${week}/snapshot.json`);
      const of = ({ openings, opened, closed }: Record<string, number>) => [openings, opened, closed];
      return [asOf, kind, of(totals), of(roles["data-engineer"]), of(roles["ml-engineer"])];
    };
    expect(await turnover("2026-W43")).toEqual([
      "2026-10-21",
      "stock",
      [3, null, null],
      [2, null, null],
      [2, null, null],
    ]);
    expect(await turnover("2026-W44")).toEqual(["2026-10-28", "stock", [4, 2, 1], [3, 1, 0], [2, 1, 1]]);
    expect(await turnover("2026-W45")).toEqual(["2026-11-04", "stock", [3, 1, 2], [3, 1, 1], [1, 0, 1]]);
  });

  it("gives the same bytes when a week is ingested again", async () => {
    const before = await contentOf(join(folder, "snapshots"));
    await stored(weeks[2] ?? [], COLUMNS, folder);
    expect(await contentOf(join(folder, "snapshots"))).toEqual(before);
    await stored(weeks[1] ?? [], COLUMNS, folder);
    expect(await contentOf(join(folder, "snapshots"))).toEqual(before);
  });

  it("takes the last week of a file that holds several, and leaves the others out", async () => {
    const { file, snapshot } = await stored(weeks.flat().map((row, index) => ({ ...row, key: `x${index}` })));
    expect(file).toMatchObject({ rows: 10, accepted: 3, rejected: { "other-week": 7 } });
    expect(snapshot).toMatchObject({ week: "2026-W45", asOf: "2026-11-04", totals: { openings: 3 } });
  });

  it("counts what opened anew when the week before is ingested after it or again", async () => {
    const late = await freshFolder();
    for (const index of [1, 0]) await stored(weeks[index] ?? [], COLUMNS, late);
    expect(await readJson(late, "snapshots/2026-W44/snapshot.json")).toMatchObject({
      totals: { opened: 2, closed: 1 },
    });
  });

  it("counts nothing as opened or closed against a week of another scope, whichever comes first", async () => {
    const scoped = await freshFolder();
    await put(scoped, "templates/scopes/all-us.json", '{ "country": "US" }');
    const ingest = async (week: number, ...more: readonly string[]) => {
      const rows = (weeks[week] ?? []).map((row) => ({ ...row, country: row.key === "k2" ? "US" : "FR" }));
      await put(scoped, "rows.csv", csv(rows));
      const args = ["ingest", "rows.csv", "--format", "postings", "--replace", ...more];
      expect(await run(args, { cwd: scoped })).toMatchObject({ code: 0 });
    };
    const turnover = async () => {
      const { totals, roles } = await readJson(scoped, "snapshots/2026-W44/snapshot.json");
      return [totals, roles["data-engineer"]].map(({ opened, closed }) => [opened, closed]);
    };
    await ingest(0, "--scope", "all-us");
    await ingest(1);
    expect(await turnover()).toEqual([
      [null, null],
      [null, null],
    ]);
    await ingest(0);
    expect(await turnover()).toEqual([
      [2, 1],
      [1, 0],
    ]);
    await ingest(0, "--scope", "all-us");
    expect((await turnover())[0]).toEqual([null, null]);
  });
});
