import { describe, expect, it } from "vitest";
import { freshFolder, put, readJson, run } from "./cli.ts";
import { COLUMNS, csv, posting, postings, type Row } from "./postings.ts";
import { stored } from "./stored-week.ts";

const both = "Data Engineer; ML Engineer";

describe.concurrent("figures of one week of postings", () => {
  it("gives each end of pay ranges, levels, workplaces, mentions, skills, employers and places", async () => {
    const range = (floor: number, ceiling: number): Row => ({ pay_floor: floor, pay_ceiling: ceiling });
    const { snapshot } = await stored([
      posting(1, {
        ...range(100_000, 120_000),
        level: "senior",
        workplace: "remote",
        equity: "yes",
        bonus: "false",
        skills: "SQL; Python",
      }),
      posting(2, {
        ...range(110_000, 150_000),
        level: "Senior",
        workplace: "Hybrid",
        equity: "TRUE",
        bonus: "0",
        skills: "SQL",
        place: "Austin, TX",
      }),
      posting(3, {
        ...range(90_000, 90_000),
        level: "mid",
        workplace: "onsite",
        equity: "n",
        place: "Austin, TX",
        skills: "",
      }),
      posting(4, {
        ...range(150_000, 130_000),
        level: "wizard",
        workplace: "moon",
        equity: "perhaps",
        place: "Boston, MA",
      }),
      posting(5, { pay_floor: "", pay_ceiling: "" }),
      posting(6, { pay_floor: "", pay_ceiling: "", currency: "" }),
    ]);
    expect(snapshot.totals).toEqual({
      openings: 6,
      offers: 6,
      employers: 6,
      opened: null,
      closed: null,
      reposted: null,
      repriced: null,
      payDisclosed: 4,
    });
    const role = snapshot.roles["data-engineer"];
    expect(role.pay).toMatchObject({
      disclosed: 4,
      employers: 4,
      floor: { mean: 107_500, p25: 97_500, median: 105_000, p75: 115_000 },
      midpoint: { mean: 117_500, p25: 105_000, median: 120_000, p75: 132_500 },
      ceiling: { mean: 127_500, p25: 112_500, median: 135_000, p75: 150_000 },
      distribution: [
        [90_000, 1],
        [110_000, 1],
        [130_000, 1],
        [140_000, 1],
      ],
    });
    expect(role.levels).toMatchObject({
      entry: { openings: 0, pay: null },
      mid: { openings: 1, pay: { disclosed: 1, midpoint: { median: 90_000, interval: null } } },
      senior: { openings: 2, pay: { disclosed: 2, midpoint: { median: 120_000 }, ceiling: { median: 135_000 } } },
      lead: { openings: 0, pay: null },
      unknown: { openings: 3, pay: { disclosed: 1 } },
    });
    expect(role.workplace).toEqual({ remote: 1, hybrid: 1, onsite: 1, unknown: 3 });
    expect(role.mentions).toEqual({ equity: 2, bonus: 0 });
    expect(role.skills.map((each: { name: string; postings: number }) => [each.name, each.postings])).toEqual([
      ["SQL", 5],
      ["Python", 4],
    ]);
    expect(role.topEmployers[0]).toEqual({ name: "Employer 1", postings: 1 });
    expect(role.metros).toEqual([
      { name: "Austin, TX", postings: 2 },
      { name: "Boston, MA", postings: 1 },
    ]);
  });

  it("leaves the end of a range that an ad does not state unknown", async () => {
    const { snapshot } = await stored([
      posting(1, { pay_floor: 100_000, pay_ceiling: 120_000 }),
      posting(2, { pay_floor: 80_000, pay_ceiling: "" }),
      posting(3, { pay_floor: "", pay_ceiling: 200_000 }),
    ]);
    expect(snapshot.roles["data-engineer"].pay).toMatchObject({
      floor: { mean: 90_000 },
      midpoint: { mean: 110_000 },
      ceiling: { mean: 160_000 },
    });
  });

  it("says null, not 0, for what the file has no columns for", async () => {
    const { snapshot } = await stored(postings(4), ["key", "title", "roles", "last_seen", "skills"]);
    expect(snapshot.totals).toEqual({
      openings: 4,
      offers: null,
      employers: null,
      opened: null,
      closed: null,
      reposted: null,
      repriced: null,
      payDisclosed: 0,
    });
    expect(snapshot.roles["data-engineer"]).toMatchObject({
      offers: null,
      employers: null,
      levels: null,
      workplace: null,
      mentions: { equity: null, bonus: null },
      topEmployers: null,
      metros: null,
      pay: { disclosed: 0, employers: null, floor: null, midpoint: null, ceiling: null, distribution: [] },
    });
  });

  it("counts a posting of several roles in each of them and once in the totals", async () => {
    const { snapshot } = await stored([
      posting(1, { roles: both }),
      posting(2, { roles: "ML Engineer;Data Engineer;ml  engineer" }),
    ]);
    expect(snapshot.totals).toMatchObject({ openings: 2, payDisclosed: 2 });
    expect(Object.keys(snapshot.roles)).toEqual(["data-engineer", "ml-engineer"]);
    expect(snapshot.roles["ml-engineer"]).toMatchObject({ title: "ML Engineer", openings: 2, pay: { disclosed: 2 } });
  });

  it("turns hours, days, weeks and months into years of full-time work", async () => {
    const figures = { hour: 60, day: 480, week: 2400, month: 10_000, year: 124_800, "": 130_000 };
    const rows = Object.entries(figures).map(([period, pay], index) =>
      posting(index, {
        roles: period === "" ? "none" : period,
        pay_period: period.toUpperCase(),
        pay_floor: pay,
        pay_ceiling: pay,
      }),
    );
    const { snapshot } = await stored(rows);
    const years = Object.entries<{ pay: { midpoint: { median: number } } }>(snapshot.roles).map(([period, { pay }]) => [
      period,
      pay.midpoint.median,
    ]);
    expect(Object.fromEntries(years)).toEqual({
      hour: 124_800,
      day: 124_800,
      week: 124_800,
      month: 120_000,
      year: 124_800,
      none: 130_000,
    });
  });

  it("converts foreign pay by the settings' rates, and counts it without pay where there are none", async () => {
    const rows = [
      ...postings(3),
      posting(7, { roles: "Abroad", currency: "eur", pay_floor: 80_000, pay_ceiling: 100_000 }),
    ];
    const without = await stored(rows);
    expect(without.file.doubted).toEqual({ "currency-without-rate": 1 });
    expect(without.snapshot).toMatchObject({
      method: { fx: null },
      roles: { abroad: { openings: 1, pay: { disclosed: 0, midpoint: null } } },
    });
    const folder = await freshFolder();
    await put(folder, "trends.config.ts", 'export default { rates: "rates.json" };');
    await put(
      folder,
      "rates.json",
      JSON.stringify({ date: "2026-11-02", source: "made up", base: "USD", rates: { EUR: 0.8 } }),
    );
    const { file, snapshot } = await stored([...rows, posting(8, { currency: "CHF" })], COLUMNS, folder);
    expect(file.doubted).toEqual({ "currency-without-rate": 1 });
    expect(snapshot.method.fx).toBe("2026-11-02");
    expect(snapshot.roles["abroad"].pay).toMatchObject({
      floor: { median: 100_000 },
      midpoint: { median: 112_500 },
      ceiling: { median: 125_000 },
    });
  });

  it("keeps a scope's postings only, and tells the others apart from faults", async () => {
    const folder = await freshFolder();
    const home: Row = { country: "US", employment_type: "full-time" };
    await put(
      folder,
      "a.csv",
      csv([
        ...postings(3, home),
        posting(8, { ...home, country: "DE" }),
        posting(9, { ...home, employment_type: "part-time" }),
        posting(10),
      ]),
    );
    const result = await run(["ingest", "a.csv", "--format", "postings", "--scope", "us-full-time", "--json"], {
      cwd: folder,
    });
    expect(JSON.parse(result.stdout).files[0]).toMatchObject({ rows: 6, accepted: 3, rejected: { "out-of-scope": 3 } });
    expect(await readJson(folder, "snapshots/2026-W45/snapshot.json")).toMatchObject({
      scope: { country: "US", employmentType: "full-time" },
    });
  });

  it("counts the same job in two places as two openings and one offer", async () => {
    const job: Row = { employer: "One", pay_floor: 100_000, pay_ceiling: 120_000 };
    const { snapshot } = await stored([
      posting(1, { ...job, place: "Austin, TX" }),
      posting(2, { ...job, place: "Boston, MA", title: "data  ENGINEER!" }),
      posting(3, { ...job, pay_ceiling: 125_000 }),
    ]);
    expect(snapshot.totals).toMatchObject({ openings: 3, offers: 2, employers: 1 });
  });
});
