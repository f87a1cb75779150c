import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { PayTier } from "../../../src/ingest/advert/advert.ts";
import { answerFiles } from "../../../src/ingest/sources/answer-files.ts";
import { freshFolder } from "../../e2e/cli.ts";
import { lacksSharedData, sharedFile } from "../../e2e/shared-data.ts";
import { dryAnswers } from "./dry-ingest.ts";
import { type Cells, records } from "./naive.ts";
import { read } from "./sources/advert-of.ts";

const SAMPLES = "ats-samples/dev";
const WEEKLY = `${SAMPLES}/greenhouse/boards-list-weekly`;
const WEEKLY_TRUTH = "truth/greenhouse-boards-weekly.dev.csv";
const HAND_TRUTH = "truth/ats-hand-checked.dev.csv";
const ASHBY = "posting-level/ashby_2025-10-28";

/** The text of a shared file. */
function text(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

describe.skipIf(lacksSharedData(WEEKLY, WEEKLY_TRUTH))("thirteen Greenhouse boards over a week", () => {
  it.each(records(sharedFile(WEEKLY_TRUTH)))("have what was open, opened and closed: $board", async (row: Cells) => {
    const board = row["board"] === "ALL" ? "" : `/${row["board"]}.json.gz`;
    const files = [row["prev"], row["date"]].map((day) => sharedFile(`${WEEKLY}/${day}${board}`));
    const { snapshots } = await dryAnswers(files, "greenhouse", await freshFolder());
    const [before, now] = [...snapshots.values()].map(({ totals }) => totals);
    expect([before?.openings, now?.openings, now?.opened, now?.closed]).toEqual(
      ["open_prev", "open", "opened", "closed"].map((column) => Number(row[column])),
    );
  });
});

describe.skipIf(lacksSharedData(SAMPLES, `${ASHBY}/ai-titles.raw.dev.jsonl.gz`))("every real answer", () => {
  /** Jobs of a file, counted without our code. */
  const jobs = (path: string): number => {
    if (path.endsWith(".jsonl.gz")) return text(path).trim().split("\n").length;
    const answer = JSON.parse(text(path));
    return (answer.jobs ?? answer).length;
  };

  it.each([
    ["greenhouse", `${SAMPLES}/greenhouse`],
    ["lever", `${SAMPLES}/lever`],
    ["ashby", `${SAMPLES}/ashby`],
    ["ashby", `${ASHBY}/ai-titles.raw.dev.jsonl.gz`],
  ])("of %s has as many rows as jobs, and all of them are accepted or have a reason", async (format, path) => {
    const undated = (await answerFiles([sharedFile(path)])).filter((file) => !/2026-\d\d-\d\d/.test(file));
    for (const group of [undated, (await answerFiles([sharedFile(path)])).filter((file) => !undated.includes(file))]) {
      if (group.length === 0) continue;
      const week = group === undated && !path.startsWith(ASHBY) ? "2026-W33" : undefined;
      // Half of the paid jobs of these boards are in currencies that need a table of rates: each board is its own feed here.
      for (const file of group) {
        const outcome = await dryAnswers([file], format, await freshFolder(), week).catch((error) => error);
        const counted = outcome.taken?.files[0] ?? outcome.details;
        const rejected = Object.values<number>(counted.rejected).reduce((sum, n) => sum + n, 0);
        expect([counted.rows, counted.accepted + rejected], file).toEqual([jobs(file), jobs(file)]);
        expect(rejected, file).toBe(0);
      }
    }
  });
});

describe.skipIf(lacksSharedData(SAMPLES, HAND_TRUTH))("ads that were read by hand", () => {
  it.each(records(sharedFile(HAND_TRUTH)))("state in fields what was found there: $source $title", (row: Cells) => {
    const { source = "", file, id } = row;
    const adverts = read(source, JSON.parse(text(sharedFile(`${SAMPLES}/${source}/${file}`))), "board");
    const ad = adverts.find((each) => "key" in each && each.key === `${source}:${id}`);
    if (ad === undefined || "reason" in ad) throw new Error(`no ad ${id}`);
    expect(ad.title).toBe(row["title"]);
    expect(ad.places[0]).toBe(row["location"]);
    const moment = /^\d+$/.test(row["posted"] ?? "") ? Number(row["posted"]) : Date.parse(row["posted"] ?? "");
    expect(Math.abs(Date.parse(ad.published ?? "") - moment)).toBeLessThan(24 * 3_600_000);
    // Pay that only the text states is found by its reader; here it must be in the text and in no field.
    const inText = /only inside/.test(row["note"] ?? "");
    const paid = row["salary_min"] !== "" && !inText;
    const per = row["interval"]?.replace(/^per-|-salary$/g, "");
    expect(ad.pay).toEqual(
      paid
        ? [
            {
              floor: Number(row["salary_min"]),
              ceiling: Number(row["salary_max"]),
              currency: row["currency"],
              per,
              place: null,
            },
          ]
        : [],
    );
    if (inText) expect(ad.text).toContain(Number(row["salary_min"]).toLocaleString("en-US"));
  });
});

describe.skipIf(lacksSharedData(ASHBY))("the untouched jobs of Ashby boards", () => {
  it("state the pay that was flattened from them", () => {
    const flat = new Map(records(sharedFile(`${ASHBY}/jobs.dev.csv.gz`)).map((row) => [`ashby:${row["id"]}`, row]));
    const raw = text(sharedFile(`${ASHBY}/ai-titles.raw.dev.jsonl.gz`))
      .trim()
      .split("\n");
    let paid = 0;
    let tiered = 0;
    for (const ad of raw.flatMap((line) => read("ashby", JSON.parse(line)))) {
      if ("reason" in ad) throw new Error(ad.note);
      const row = flat.get(ad.key ?? "");
      if (row?.["salary_min"] === "" || row === undefined) {
        expect([row === undefined, ad.pay], ad.key ?? "").toEqual([false, []]);
        continue;
      }
      paid++;
      if (ad.pay.length > 1) tiered++;
      // The table has the widest range of the first currency; the ad has its ranges as they are.
      const own = ad.pay.filter((tier: PayTier) => tier.currency === row["salary_currency"]);
      expect(
        [Math.min(...own.map(({ floor }) => floor ?? 0)), Math.max(...own.map(({ ceiling }) => ceiling ?? 0))],
        ad.key ?? "",
      ).toEqual([Number(row["salary_min"]), Number(row["salary_max"])]);
      expect(new Set(own.map(({ per }) => `1 ${per?.toUpperCase()}`))).toEqual(new Set([row["salary_interval"]]));
    }
    expect([raw.length, paid, tiered]).toEqual([663, 181, 16]);
  });
});
