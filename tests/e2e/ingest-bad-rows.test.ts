import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, expectRefusal, freshFolder, jsonError, put, readJson, run } from "./cli.ts";
import { csv, posting, postings, type Row, record } from "./postings.ts";

let folder: string;
let stored: Record<string, string>;

beforeAll(async () => {
  folder = await freshFolder();
  await put(folder, "good.csv", csv(postings(9)));
  expect(await run(["ingest", "good.csv", "--format", "postings"], { cwd: folder })).toMatchObject({ code: 0 });
  stored = await contentOf(join(folder, "snapshots"));
});

const pay = (figure: string): Row => ({ pay_floor: figure, pay_ceiling: figure });

/** What one bad value says: its reason, the field and a word of the remedy. */
const values: readonly (readonly [string, Row, string, string, RegExp])[] = [
  ["pay of −5", pay("-5"), "pay-not-positive", "pay_floor", /Leave pay empty/],
  ["pay of 3", pay("3"), "pay-implausible", "pay_floor", /unit and the period/],
  ["pay of 9e12", pay("9e12"), "pay-implausible", "pay_floor", /10,000 to 1,500,000 USD/],
  ["pay in words", pay("a lot"), "pay-unreadable", "pay_floor", /plain digits/],
  ["pay without a currency", { currency: "" }, "currency-unknown", "currency", /three-letter code/],
  [
    "pay per fortnight",
    { pay_period: "fortnight" },
    "pay-period-unknown",
    "pay_period",
    /hour, day, week, month, year/,
  ],
  ["a date in 1969", { last_seen: "1969-07-20" }, "date-out-of-range", "last_seen", /from 2000-01-01 up to today/],
  ["a date in 2199", { last_seen: "2199-01-01" }, "date-out-of-range", "last_seen", /from 2000-01-01 up to today/],
  ["an unreadable date", { last_seen: "yesterday" }, "date-unreadable", "last_seen", /2026-11-21/],
  ["no date", { last_seen: "" }, "no-date", "last_seen", /--week/],
  ["no title", { title: " " }, "no-title", "title", /Fill in the title/],
  ["no role", { roles: ";" }, "no-role", "roles", /Fill in the role/],
];

describe.concurrent("ingest of rows that cannot be used", () => {
  it.each(values)("refuses a file whose only row has %s", async (what, other, reason, field, remedy) => {
    const name = `${what.replaceAll(" ", "-")}.csv`;
    await put(folder, name, csv([posting(1, other)]));
    const result = await run(["ingest", name, "--format", "postings", "--json"], { cwd: folder });
    expectRefusal(result, 3, name, `${reason} 1`, "row 2", field, remedy, "Nothing was stored");
    const error = jsonError(result);
    expect(error).toMatchObject({ file: name, rows: 1, samples: [{ reason, row: 2 }] });
    expect(error.code).toBe(
      reason.startsWith("pay") || reason.startsWith("curr") ? "pay-mostly-implausible" : "rows-mostly-rejected",
    );
    expect(await contentOf(join(folder, "snapshots"))).toEqual(stored);
  });

  it("takes the good rows among bad ones, counts each reason, and names row, field and remedy of each", async () => {
    const fresh = await freshFolder();
    const bad = values.map(([, other], index) => posting(100 + index, other));
    await put(fresh, "mixed.csv", csv([...postings(15), ...bad]));
    const result = await run(["ingest", "mixed.csv", "--format", "postings", "--json"], { cwd: fresh });
    expect(result).toMatchObject({ code: 0 });
    const { files, weeks, samples } = JSON.parse(result.stdout);
    expect(files[0]).toMatchObject({
      rows: 27,
      accepted: 21,
      rejected: { "date-out-of-range": 2, "date-unreadable": 1, "no-date": 1, "no-title": 1, "no-role": 1 },
      doubted: {
        "pay-implausible": 2,
        "pay-not-positive": 1,
        "pay-unreadable": 1,
        "currency-unknown": 1,
        "pay-period-unknown": 1,
      },
    });
    expect(weeks[0]).toMatchObject({ week: "2026-W45", state: "new", openings: 21, payDisclosed: 15 });
    expect(samples).toHaveLength(12);
    for (const [index, [, , reason, field, remedy]] of values.entries()) {
      const line = result.stderr.split("\n").find((each) => each.includes(`row ${17 + index},`));
      expect(line).toContain(`${reason}: mixed.csv`);
      expect(line).toContain(field);
      expect(line).toMatch(remedy);
    }
  });

  it("skips records with too few or too many cells and takes the others", async () => {
    const lines = csv(postings(10)).trimEnd().split("\n");
    lines.splice(4, 0, "x,y", `${record(posting(50))},1,2`);
    await put(folder, "cells.csv", `${lines.join("\n")}\n`);
    const result = await run(["ingest", "cells.csv", "--format", "postings", "--json", "--dry-run"], { cwd: folder });
    expect(result).toMatchObject({ code: 0 });
    expect(JSON.parse(result.stdout).files[0]).toMatchObject({
      rows: 12,
      accepted: 10,
      rejected: { "malformed-row": 2 },
    });
    expect(result.stderr).toMatch(
      /malformed-row: cells\.csv, row 5, .*\nmalformed-row: cells\.csv, row 6, .*as many cells/,
    );
  });

  it("skips a stray quote in one record and takes the others", async () => {
    await put(folder, "stray.csv", csv(postings(10)).replace("k4,Data Engineer", 'k4,"Data" Engineer'));
    const result = await run(["ingest", "stray.csv", "--format", "postings", "--json", "--dry-run"], { cwd: folder });
    expect(JSON.parse(result.stdout).files[0]).toMatchObject({
      rows: 10,
      accepted: 9,
      rejected: { "malformed-row": 1 },
    });
    expect(result.stderr).toContain("stray.csv, row 6");
  });

  it("refuses a file that an unclosed quote cuts short", async () => {
    const fresh = await freshFolder();
    await put(fresh, "quote.csv", csv(postings(60)).replace("k5,Data", 'k5,"Data'));
    const result = await run(["ingest", "quote.csv", "--format", "postings", "--dry-run"], { cwd: fresh });
    expect(result.code).toBe(3);
  });

  it("keeps the first of rows that share a key and says so", async () => {
    const fresh = await freshFolder();
    await put(fresh, "keys.csv", csv([...postings(6), posting(2, { roles: "Data Scientist" }), posting(3)]));
    const result = await run(["ingest", "keys.csv", "--format", "postings", "--json"], { cwd: fresh });
    expect(result).toMatchObject({ code: 0 });
    expect(JSON.parse(result.stdout).files[0]).toMatchObject({ rows: 8, accepted: 6, rejected: { "repeated-key": 2 } });
    expect(result.stderr).toMatch(/repeated-key: keys\.csv, row 8, field key: "k2"/);
    const { roles } = await readJson(fresh, "snapshots/2026-W45/snapshot.json");
    expect(Object.keys(roles)).toEqual(["data-engineer"]);
  });

  it("refuses a file in which most rows share one key", async () => {
    await put(folder, "same.csv", csv([posting(1), posting(1), posting(1)]));
    const result = await run(["ingest", "same.csv", "--format", "postings"], { cwd: folder });
    expectRefusal(result, 3, "2 of 3 rows", "repeated-key 2", "row 3, field key");
  });

  it("stores how many rows of the file were rejected and why", async () => {
    const fresh = await freshFolder();
    await put(fresh, "some.csv", csv([...postings(6), posting(7, { last_seen: "soon" })]).replace("k1,", ""));
    expect(await run(["ingest", "some.csv", "--format", "postings"], { cwd: fresh })).toMatchObject({ code: 0 });
    const { sources } = await readJson(fresh, "snapshots/2026-W45/snapshot.json");
    expect(sources).toMatchObject([{ rows: 7, accepted: 5, rejected: { "date-unreadable": 1, "malformed-row": 1 } }]);
  });
});
