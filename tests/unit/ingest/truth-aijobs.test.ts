import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { slug } from "../../../src/domain/role.ts";
import type { Snapshot } from "../../../src/domain/snapshot.ts";
import { weekOf } from "../../../src/domain/week.ts";
import { freshFolder } from "../../e2e/cli.ts";
import { lacksSharedData, sharedFile } from "../../e2e/shared-data.ts";
import { dryIngest } from "./dry-ingest.ts";
import { cameBack, greedyPairs, quantileOf, records } from "./naive.ts";

const FOLDER = "aijobs-weekly/dev";
const TRUTH = "truth/aijobs-weekly.dev.csv";
const SUMMARY = "aijobs-weekly/summary.dev.csv";

describe.skipIf(lacksSharedData(FOLDER, TRUTH, SUMMARY))(
  "64 weeks of aijobs against figures computed independently",
  () => {
    let files: string[];
    let kept: ReadonlyMap<string, Snapshot>;
    let net: ReadonlyMap<string, Snapshot>;

    beforeAll(async () => {
      const names = readdirSync(sharedFile(FOLDER)).filter((name) => name.endsWith(".csv.gz"));
      files = names.sort().map((name) => sharedFile(`${FOLDER}/${name}`));
      const folder = await freshFolder();
      kept = (await dryIngest(files, "aijobs", "us-full-time", folder)).snapshots;
      net = (await dryIngest(files, "aijobs-net", "us-full-time", folder)).snapshots;
    });

    it("gives a week for each file, as of the day of its name", () => {
      const days = files.map((file) => basename(file, ".csv.gz"));
      expect([...kept].map(([week, { asOf }]) => `${week} ${asOf}`)).toEqual(
        days.map((day) => `${weekOf(day)} ${day}`),
      );
      expect(kept.get("2024-W39")?.asOf).toBe("2024-09-25");
    });

    it("counts the same postings in every week and role, and has their median but for rounding to whole money", () => {
      const truth = records(sharedFile(TRUTH));
      expect(truth).toHaveLength(64 * 7);
      const differences: string[] = [];
      const apart: number[] = [];
      for (const row of truth) {
        const figures = kept.get(weekOf(row["date"] ?? ""))?.roles[slug(row["role"] ?? "")];
        const n = Number(row["postings_if_paired"]);
        const median = Number(row["median_midpoint_if_paired"]);
        if ((figures?.openings ?? 0) !== n || (figures?.pay.disclosed ?? 0) !== n)
          differences.push(`${row["date"]} ${row["role"]}: ${figures?.openings} postings, true are ${n}`);
        if (n === 0) continue;
        const ours = figures?.pay.midpoint?.median ?? Number.NaN;
        if (ours !== median) apart.push(ours - median);
      }
      expect(differences).toEqual([]);
      // A midpoint ending in .5 is stored as the whole amount above it, and so is a median: never more than this.
      expect([...new Set(apart)].sort()).toEqual([0.25, 0.5, 0.75]);
      expect(apart).toHaveLength(24);
    });

    it("has exactly the true median of midpoints that are rounded first", () => {
      for (const file of files) {
        const figures = kept.get(weekOf(basename(file, ".csv.gz")))?.roles ?? {};
        const midpoints = Map.groupBy(
          greedyPairs(records(file), ["salary", "salary_in_usd"]).filter(
            ([row]) => row?.["company_location"] === "US" && row["employment_type"] === "FT",
          ),
          ([row]) => slug(row?.["job_title"] ?? ""),
        );
        for (const role of ["data-scientist", "machine-learning-engineer", "ai-engineer", "mlops-engineer"]) {
          const values = (midpoints.get(role) ?? []).map((rows) =>
            Math.round(rows.reduce((sum, row) => sum + Number(row["salary_in_usd"]), 0) / rows.length),
          );
          const median = values.length === 0 ? undefined : Math.round(quantileOf(values, 0.5));
          expect(figures[role]?.pay.midpoint?.median, `${basename(file)} ${role}`).toBe(median);
        }
      }
    });

    it("marks as many postings renamed and re-priced as rows were, pairs being one", () => {
      const summary = records(sharedFile(SUMMARY));
      expect(summary).toHaveLength(64);
      const told = summary.flatMap((row) => {
        const day = row["date"] ?? "";
        const revised = kept.get(weekOf(day))?.sources[0]?.revised ?? { renamed: 0, repriced: 0 };
        const [renamed, repriced] = [Number(row["revised_title_only"]), Number(row["revised_usd_only"])];
        if (renamed + repriced + revised.renamed + revised.repriced === 0) return [];
        const postings = greedyPairs(records(sharedFile(`${FOLDER}/${day}.csv.gz`)), ["salary", "salary_in_usd"]);
        const back = cameBack(postings, records(sharedFile(`${FOLDER}/removed/${day}.csv.gz`)), [
          renamed > 0 ? "job_title" : "salary_in_usd",
        ]);
        expect(back, day).toHaveLength(renamed > 0 ? revised.renamed : revised.repriced);
        return [`${day}: ${back.flat().length} of ${renamed} + ${repriced} rows, ${back.length} postings`];
      });
      // On 2024-05-12 seven rows that came back stand beside one that is new: such a posting is not the old one.
      expect(told).toEqual([
        "2023-06-04: 196 of 0 + 196 rows, 127 postings",
        "2023-06-11: 204 of 0 + 204 rows, 132 postings",
        "2023-06-18: 215 of 0 + 215 rows, 140 postings",
        "2023-07-02: 232 of 0 + 232 rows, 152 postings",
        "2023-09-17: 1 of 1 + 0 rows, 1 postings",
        "2024-05-12: 910 of 917 + 0 rows, 551 postings",
      ]);
    });

    it("leaves the renamed and re-priced out through aijobs-net, and nothing else", () => {
      const inWeek = (day: string) => {
        const all = kept.get(weekOf(day));
        const fresh = net.get(weekOf(day));
        return [
          all?.totals.openings,
          fresh?.totals.openings,
          all?.roles["data-scientist"]?.openings,
          fresh?.roles["data-scientist"]?.openings,
        ];
      };
      expect(inWeek("2024-05-05")).toEqual([437, 437, 78, 78]);
      expect(inWeek("2024-05-12")).toEqual([721, 237, 426, 70]);
      for (const [week, snapshot] of net) {
        const { rows = 0, accepted = 0, rejected = {}, revised } = snapshot.sources[0] ?? {};
        expect(
          Object.values(rejected).reduce((sum, n) => sum + n, accepted),
          week,
        ).toBe(rows);
        expect([rejected["renamed"] ?? 0, rejected["repriced"] ?? 0]).toEqual([revised?.renamed, revised?.repriced]);
      }
    });

    it("stores which file told what went", () => {
      const [source] = net.get("2024-W19")?.sources ?? [];
      expect(source?.sideFiles?.map(({ file }) => file)).toEqual(["removed/2024-05-12.csv.gz"]);
      expect(net.get("2024-W20")?.sources[0]).not.toHaveProperty("sideFiles");
    });
  },
);
