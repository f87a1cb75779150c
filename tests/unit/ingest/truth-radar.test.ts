import { beforeAll, describe, expect, it } from "vitest";
import { slug } from "../../../src/domain/role.ts";
import type { Snapshot } from "../../../src/domain/snapshot.ts";
import { weekOf } from "../../../src/domain/week.ts";
import { freshFolder } from "../../e2e/cli.ts";
import { lacksSharedData, sharedFile } from "../../e2e/shared-data.ts";
import { dryIngest } from "./dry-ingest.ts";
import { type Cells, mean, quantileOf, records } from "./naive.ts";

const FOLDER = "posting-level/tech_salary_radar_2026";
const DAYS = ["2026-07-19", "2026-07-20", "2026-07-26"];
const TRUTH = "truth/tech_salary_radar.dev.csv";

describe.skipIf(lacksSharedData(FOLDER, TRUTH))(
  "days of tech_salary_radar against figures computed independently",
  () => {
    const truth = () => records(sharedFile(TRUTH));
    let everywhere: ReadonlyMap<string, Snapshot>;
    let us: ReadonlyMap<string, Snapshot>;
    let titles: ReadonlyMap<string, string>;

    beforeAll(async () => {
      const files = DAYS.map((day) => sharedFile(`${FOLDER}/snapshots-dev/${day}.csv.gz`));
      const folder = await freshFolder();
      everywhere = (await dryIngest(files, "tech-salary-radar", undefined, folder)).snapshots;
      us = (await dryIngest(files, "tech-salary-radar", "us", folder)).snapshots;
      const jobs = records(sharedFile(`${FOLDER}/jobs.dev.csv.gz`));
      titles = new Map(jobs.map((job) => [job["job_uid"] ?? "", job["title"] ?? ""]));
    });

    /** The US postings with pay of a day that a pattern fits, from the files themselves. */
    const paid = (row: Cells) =>
      records(sharedFile(`${FOLDER}/snapshots-dev/${row["snapshot"]}.csv.gz`)).filter(
        (job) =>
          job["region"] === "us" &&
          job["salary_mid_usd"] !== "" &&
          new RegExp(row["title_regex"] ?? "", "i").test(titles.get(job["job_uid"] ?? "") ?? ""),
      );
    const spread = (values: readonly number[]) => [
      mean(values),
      ...[0.5, 0.25, 0.75].map((share) => quantileOf(values, share)),
    ];
    const STATS = ["mid_mean", "mid_median", "mid_p25", "mid_p75"];

    it("counts the same open jobs of every pattern, of all countries", () => {
      const open = (row: Cells) =>
        everywhere.get(weekOf(row["snapshot"] ?? ""))?.roles[slug(row["role"] ?? "")]?.openings;
      expect(truth().map((row) => open(row) ?? 0)).toEqual(truth().map((row) => Number(row["open"])));
    });

    it("leaves out of US pay just the two jobs below the plausible 10,000, and has the true figures of all others", () => {
      const left: string[] = [];
      for (const row of truth()) {
        const jobs = paid(row);
        expect(jobs, row["role"]).toHaveLength(Number(row["open_us_with_salary"]));
        if (jobs.length === 0) continue;
        // The truth, reached again: what follows is about the same jobs.
        const all = spread(jobs.map((job) => Number(job["salary_mid_usd"])));
        for (const [index, stat] of STATS.entries()) expect(all[index]).toBeCloseTo(Number(row[stat]), 1);
        const plausible = jobs.filter(
          (job) => Number(job["salary_min_usd"]) >= 10_000 && Number(job["salary_max_usd"]) <= 1_500_000,
        );
        for (const job of jobs)
          if (!plausible.includes(job))
            left.push(`${row["snapshot"]} ${row["role"]}: ${job["salary_min_usd"]} to ${job["salary_max_usd"]}`);
        const whole = spread(plausible.map((job) => Math.round(Number(job["salary_mid_usd"])))).map(Math.round);
        const pay = us.get(weekOf(row["snapshot"] ?? ""))?.roles[slug(row["role"] ?? "")]?.pay;
        const { mean: average, median, p25, p75 } = pay?.midpoint ?? {};
        expect([pay?.disclosed, average, median, p25, p75], `${row["snapshot"]} ${row["role"]}`).toEqual([
          plausible.length,
          ...whole,
        ]);
        // Where nothing is left out, ours is the truth rounded.
        if (plausible.length === jobs.length)
          expect(
            [average, median, p25, p75].map(
              (ours, index) => Math.abs((ours ?? 0) - Number(row[STATS[index] ?? ""])) < 1,
            ),
          ).toEqual([true, true, true, true]);
      }
      expect(left).toEqual([
        "2026-07-19 AI Engineer: 2000.0 to 190000.0",
        "2026-07-19 Data Scientist: 2000.0 to 190000.0",
      ]);
    });

    it("takes the last day given for a week, and counts what opened and closed by key since the week before", () => {
      expect([...everywhere.keys()]).toEqual(["2026-W29", "2026-W30"]);
      const keys = DAYS.map(
        (day) => new Set(records(sharedFile(`${FOLDER}/snapshots-dev/${day}.csv.gz`)).map((job) => job["job_uid"])),
      );
      const [first = new Set(), , last = new Set()] = keys;
      expect(everywhere.get("2026-W30")).toMatchObject({
        asOf: "2026-07-26",
        sources: [{ rows: last.size, accepted: last.size, rejected: {} }],
        totals: {
          openings: last.size,
          opened: [...last].filter((key) => !first.has(key)).length,
          closed: [...first].filter((key) => !last.has(key)).length,
        },
      });
    });

    it("has titles, places and skills of the side files, and each day's own region and pay", () => {
      const role = everywhere.get("2026-W30")?.roles["data-scientist"];
      expect(role?.skills?.slice(0, 3).map(({ name }) => name)).toContain("SQL");
      expect(role?.metros?.map(({ name }) => name)).toContain("San Francisco, CA");
      expect(role?.levels?.senior.openings).toBeGreaterThan(0);
      expect(role?.workplace).toMatchObject({ hybrid: null, onsite: null });
      // The publisher mended its pay on the second day: what the later file of jobs says must not come back.
      expect(everywhere.get("2026-W29")?.totals.payDisclosed).toBe(3291 - 8);
      expect(everywhere.get("2026-W30")?.totals.payDisclosed).toBe(1848);
    });
  },
);
