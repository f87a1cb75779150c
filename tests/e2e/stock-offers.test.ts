import { describe, expect, it } from "vitest";
import { freshFolder, put, readJson, run } from "./cli.ts";
import { COLUMNS, csv, posting, type Row } from "./postings.ts";
import { stored } from "./stored-week.ts";

const on = (day: string, rows: readonly Row[]): readonly Row[] => rows.map((row) => ({ ...row, last_seen: day }));
const without = { pay_floor: "", pay_ceiling: "", currency: "" } as const;

async function totals(folder: string, week: string): Promise<Record<string, number | null>> {
  return (await readJson(folder, `snapshots/${week}/snapshot.json`)).totals;
}

describe("one offer", () => {
  const offers = async (...rows: readonly Row[]) => (await stored(rows)).snapshot.totals.offers;
  const austin = posting(1, { place: "Austin, TX", country: "US", employer: "Acme" });

  it("is a job listed in several cities of a country, however its title is written", async () => {
    const boston = { ...austin, key: "k2", place: "Boston, MA", title: "DATA  Engineer!" };
    expect(await offers(austin, boston)).toBe(1);
    expect(await offers({ ...austin, ...without }, { ...boston, ...without })).toBe(1);
  });

  it("is not a job of another employer, of other pay, or in another country", async () => {
    const others: Row[] = [
      { employer: "Bolt" },
      { pay_ceiling: 150_000 },
      { country: "DE" },
      { title: "Data Scientist" },
    ];
    for (const other of others) expect(await offers(austin, { ...austin, key: "k2", ...other })).toBe(2);
  });

  it("stays the same offer when only the exchange rate changes", async () => {
    const folder = await freshFolder();
    const euro = { ...austin, currency: "EUR", country: "DE" };
    const rates = (perUsd: number) =>
      put(
        folder,
        "rates.json",
        JSON.stringify({ date: "2026-10-20", source: "test", base: "USD", rates: { USD: 1, EUR: perUsd } }),
      );
    await put(folder, "trends.config.ts", 'export default { rates: "rates.json" };\n');
    await rates(0.9);
    await stored(on("2026-10-21", [euro]), COLUMNS, folder);
    await rates(0.8);
    await stored(on("2026-10-28", [euro, { ...euro, key: "k9" }]), COLUMNS, folder);
    expect(await totals(folder, "2026-W44")).toMatchObject({ openings: 2, offers: 1, opened: 1, repriced: 0 });
  });
});

describe("a posting that comes back", () => {
  it("is a re-post when its offer was listed within 60 days by a posting that is gone", async () => {
    const folder = await freshFolder();
    await stored(on("2026-10-07", [posting(1), posting(2), posting(3)]), COLUMNS, folder);
    await stored(on("2026-10-14", [posting(2), posting(3)]), COLUMNS, folder);
    // k1 comes back under another key, k2 under its own after a week away, k3 is listed once more beside itself; k5 is new.
    await stored(on("2026-10-21", [posting(3)]), COLUMNS, folder);
    const again = [posting(1, { key: "k1b" }), posting(2), posting(3), posting(3, { key: "k3b" }), posting(5)];
    await stored(on("2026-10-28", again), COLUMNS, folder);
    expect(await totals(folder, "2026-W44")).toMatchObject({ opened: 4, closed: 0, reposted: 2, repriced: 0 });
  });

  it("is a new offer after more than 60 days", async () => {
    const folder = await freshFolder();
    await stored(on("2026-08-26", [posting(1), posting(2)]), COLUMNS, folder);
    await stored(on("2026-10-21", [posting(2)]), COLUMNS, folder);
    await stored(on("2026-10-28", [posting(1), posting(2)]), COLUMNS, folder);
    expect(await totals(folder, "2026-W44")).toMatchObject({ opened: 1, reposted: 0 });
  });

  it("is counted anew when an earlier week is ingested after it", async () => {
    const folder = await freshFolder();
    await stored(on("2026-10-21", [posting(2)]), COLUMNS, folder);
    await stored(on("2026-10-28", [posting(1), posting(2)]), COLUMNS, folder);
    expect(await totals(folder, "2026-W44")).toMatchObject({ opened: 1, reposted: 0 });
    await stored(on("2026-10-07", [posting(1, { key: "old" })]), COLUMNS, folder);
    expect(await totals(folder, "2026-W44")).toMatchObject({ opened: 1, reposted: 1 });
  });

  it("is not told of where nobody says who hires", async () => {
    const folder = await freshFolder();
    for (const day of ["2026-10-21", "2026-10-28"])
      await stored(on(day, [posting(day === "2026-10-21" ? 1 : 2, { employer: "" })]), COLUMNS, folder);
    expect(await totals(folder, "2026-W44")).toMatchObject({ opened: 1, reposted: null, repriced: 0 });
  });
});

it("counts a posting with other pay as re-priced, once, and shows what opened and closed after an ingest", async () => {
  const folder = await freshFolder();
  await stored(on("2026-10-21", [posting(1), posting(2), posting(3, without)]), COLUMNS, folder);
  const now = on("2026-10-28", [posting(1, { pay_ceiling: 190_000 }), posting(2), posting(3), posting(4)]);
  await put(folder, "now.csv", csv(now));
  const { code, stdout } = await run(["ingest", "now.csv", "--format", "postings"], { cwd: folder });
  expect(code).toBe(0);
  expect(await totals(folder, "2026-W44")).toMatchObject({ opened: 1, closed: 0, reposted: 0, repriced: 2 });
  expect(stdout).toMatch(/opened +closed +re-posted +re-priced/);
  expect(stdout).toMatch(/2026-W44 +new +4 +4 +1 +1 +0 +0 +2/);
});
