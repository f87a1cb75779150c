import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../src/duckdb.ts";
import { type OffersWanted, readOffers } from "../../../src/snapshot/offers.ts";
import { readRepricings } from "../../../src/snapshot/repricings.ts";
import * as store from "../../../src/snapshot/store.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-offers-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Listing {
  readonly week: string;
  readonly key?: string;
  readonly offer?: string | null;
  readonly employer?: string | null;
  readonly roles?: readonly string[];
  readonly level?: string | null;
  readonly country?: string | null;
  readonly workplace?: string | null;
  readonly pay?: number | null;
  readonly firstSeen?: string | null;
}

async function put(listings: readonly Listing[]) {
  const database = await openDatabase();
  const text = (value: string | null) => (value === null ? "NULL::VARCHAR" : `'${value}'`);
  const rows = listings.map((each) => {
    const { week, key = "k", offer = "o", employer = "E", roles = ["x"], level = null } = each;
    const { country = null, workplace = null, pay = 100, firstSeen = null } = each;
    const texts = [week, key, offer, employer, level, country, workplace, firstSeen].map(text);
    return `(${[...texts, `[${roles.map(text).join(", ")}]`, `${pay ?? "NULL"}::BIGINT`].join(", ")})`;
  });
  await database.run(`CREATE TABLE postings AS SELECT *, 'T' AS title, NULL AS place, NULL AS places, NULL AS pay_from, NULL AS pay_tiers, pay AS pay_floor, pay AS pay_midpoint, pay AS pay_ceiling,
    roles AS role_titles, NULL AS employment_type, 'USD' AS currency, NULL::VARCHAR[] AS skills, NULL::BOOLEAN AS equity,
    NULL::BOOLEAN AS bonus, NULL AS last_seen, 'test' AS source
    FROM (VALUES ${rows.join(", ")}) AS t(week, key, "offer", employer, level, country, workplace, first_seen, roles, pay)`);
  for (const week of new Set(listings.map(({ week }) => week))) await store.writePostings(folder, week, database);
  return database;
}

const WEEKS = ["2026-W44", "2026-W45"];

async function offersOf(listings: readonly Listing[], wanted: Partial<OffersWanted> = {}, role = "x") {
  const database = await put(listings);
  const offers = await readOffers(folder, WEEKS, { kind: "flow", ...wanted }, database);
  database.close();
  return (offers ?? []).filter((each) => each.role === role);
}

describe("the week in which an offer is new", () => {
  const both = WEEKS.map((week) => ({ week }));
  const newWeeks = async (listings: readonly Listing[], wanted: Partial<OffersWanted> = {}) =>
    (await offersOf(listings, wanted)).map((each) => each.newWeeks);

  it("is that of the day it was first seen", async () => {
    expect(await newWeeks(both.map((each) => ({ ...each, firstSeen: "2026-11-03" })))).toEqual([0b10]);
    expect(await newWeeks(both.map((each) => ({ ...each, firstSeen: "2026-09-01" })))).toEqual([0]);
  });

  it("is the first that lists it, where no day is known", async () => {
    expect(await newWeeks(both)).toEqual([0b01]);
    expect(await newWeeks([{ week: "2026-W45" }, { week: "2026-W44", offer: "another", pay: 1 }])).toEqual([
      0b01, 0b10,
    ]);
  });

  it("is none for what was listed in the week before the first", async () => {
    const before = { week: "2026-W43", pay: 70 };
    const offers = await offersOf([before, ...both], { weekBefore: "2026-W43" });
    expect(offers).toMatchObject([{ newWeeks: 0, weeks: 0b11, midpoint: 100 }]);
    expect(
      await offersOf([before, { week: "2026-W44", offer: "b" }, { week: "2026-W45", offer: "b" }], {
        weekBefore: "2026-W43",
      }),
    ).toHaveLength(1);
  });

  it("is not the first week of a stock of which nothing earlier is known", async () => {
    const fresh = { week: "2026-W45", offer: "fresh" };
    expect(await newWeeks([...both, fresh], { kind: "stock" })).toEqual([0b10, 0]);
  });
});

describe("offers", () => {
  it("know their level and their labour market: remote, else the country", async () => {
    const of = (part: Partial<Listing>) => WEEKS.map((week) => ({ week, level: "senior", country: "US", ...part }));
    expect(await offersOf(of({}))).toMatchObject([{ level: "senior", region: "US" }]);
    expect(await offersOf(of({ workplace: "remote" }))).toMatchObject([{ region: "remote" }]);
  });

  it("count once in a category and in the total, whatever their roles, and bear the first of them", async () => {
    const listings = WEEKS.map((week) => ({ week, roles: ["writer", "analyst"] }));
    const categories = new Map([
      ["analyst", "data"],
      ["writer", "data"],
      ["nurse", "care"],
    ]);
    expect(await offersOf(listings, { categories }, "category-data")).toMatchObject([
      { weeks: 0b11, mainRole: "analyst" },
    ]);
    expect(await offersOf(listings, { categories }, "category-care")).toEqual([]);
    expect(await offersOf(listings, { categories }, "")).toMatchObject([{ mainRole: "analyst" }]);
    expect(await offersOf(listings, { categories }, "writer")).toMatchObject([{ mainRole: "writer" }]);
  });

  it("are those of the slices asked for", async () => {
    const listings = WEEKS.map((week) => ({ week, roles: ["writer", "analyst"] }));
    expect(await offersOf(listings, { only: ["analyst"] }, "writer")).toEqual([]);
    expect(await offersOf(listings, { only: ["analyst"] }, "analyst")).toHaveLength(1);
  });
});

describe("readRepricings", () => {
  const [before, now] = ["2026-W44", "2026-W45"];
  const repricings = async (listings: readonly Listing[]) => {
    const database = await put(listings);
    const found = await readRepricings(folder, before, now, database);
    database.close();
    return found;
  };
  const pair = (key: string, from: number | null, to: number | null, employer: string | null = "E") => [
    { week: before, key, pay: from, employer },
    { week: now, key, pay: to, employer },
  ];

  it("gives ads of both weeks that bear other pay, by employer", async () => {
    const rows = [...pair("a", 100, 110), ...pair("b", 100, 110), ...pair("c", 100, 90, "D"), ...pair("d", 100, 100)];
    expect(await repricings(rows)).toEqual([
      { employer: "D", before: 100, now: 90, ads: 1 },
      { employer: "E", before: 100, now: 110, ads: 2 },
    ]);
  });

  it("leaves out what a rate of exchange could do, pay lost or gained, no employer, and keys of several ads", async () => {
    const twice = [...pair("t", 100, 150), ...pair("t", 100, 150)];
    const rows = [
      ...pair("a", 1_000, 1_020),
      ...pair("b", null, 100),
      ...pair("c", 100, null),
      ...pair("d", 1, 9, null),
    ];
    expect(await repricings([...rows, ...twice])).toEqual([]);
  });

  it("knows nothing where a week is missing", async () => {
    expect(await repricings([{ week: now }])).toEqual([]);
  });
});
