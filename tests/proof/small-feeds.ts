import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings } from "../../src/config.ts";
import { seededRandom } from "../../src/domain/random.ts";
import { addDays, addWeeks, mondayOf } from "../../src/domain/week.ts";
import { ingestFeed } from "../../src/ingest-feed.ts";
import { silentLog } from "../../src/log.ts";
import { silentProgress } from "../../src/progress.ts";
import { caseIn } from "./fact-editions.ts";

/** A feed of its own seed: everything about it is drawn, from six ads a week without pay to some hundreds with it. */
export interface SmallFeed {
  readonly seed: number;
  readonly openings: number;
  readonly stating: number;
  readonly weeks: number;
  readonly roles: number;
  readonly employers: number;
  readonly drift: number;
}

const LAST_WEEK = "2026-W46";
const TITLES = ["Data Engineer", "Data Scientist", "ML Engineer", "Data Analyst", "AI Engineer", "BI Analyst"];
const HEAD =
  "job_title_short,job_title,job_location,job_schedule_type,job_work_from_home,job_posted_date,job_country,salary_rate,salary_year_avg,salary_hour_avg,company_name,job_skills";

export function smallFeed(seed: number): SmallFeed {
  const random = seededRandom(seed);
  const one = (choices: readonly number[]) => choices[Math.floor(random() * choices.length)] ?? 0;
  return {
    seed,
    openings: one([6, 12, 20, 31, 45, 70, 120, 250]),
    stating: one([1, 1, 0.9, 0.6, 0.3]),
    weeks: one([1, 2, 5, 8, 9, 12]),
    roles: one([1, 2, 3, 4, 6]),
    employers: one([2, 5, 15, 40]),
    drift: one([0, 0, 0.1, 0.3, -0.2]),
  };
}

/** What holds back the newest edition of a feed whose owner wrote nothing: each finding in a line. */
export async function heldBack(feed: SmallFeed): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "trends-small-"));
  try {
    await mkdir(folder, { recursive: true });
    const path = join(folder, "feed.csv");
    await writeFile(path, `${[HEAD, ...adsOf(feed)].join("\n")}\n`);
    const settings = await readSettings(folder, undefined);
    const effects = { log: silentLog, progress: silentProgress, today: "2026-11-21" };
    const how = { format: "mapped", mapping: "data-jobs", scope: undefined, weeks: { kind: "every" as const } };
    const kept = { dryRun: false, replace: false, accept: true, otherThan: new Set<string>() };
    await ingestFeed({ files: [path], ...how, ...kept }, settings, effects);
    const { check, surfaces, claims } = await caseIn(settings, LAST_WEEK, JSON.stringify(feed));
    return check(surfaces, claims)
      .filter(({ severity }) => severity === "blocking")
      .map(({ rule, surface, place, why }) => `${JSON.stringify(feed)}: ${rule} in ${surface}, ${place}: ${why}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function adsOf({ seed, openings, stating, weeks, roles, employers, drift }: SmallFeed): string[] {
  const random = seededRandom(seed + 1);
  return Array.from({ length: weeks * openings }, (_, index) => {
    const late = index >= (weeks - 4) * openings;
    const monday = mondayOf(addWeeks(LAST_WEEK, Math.floor(index / openings) - weeks + 1));
    const role = TITLES[index % roles] ?? "";
    const pay = Math.round((90 + 90 * random()) * (late ? 1 + drift : 1)) * 1000;
    const cells = [
      role,
      `${role} ${index}`,
      "Austin, TX",
      "Full-time",
      random() < 0.3 ? "True" : "False",
      `${addDays(monday, index % 7)} 09:00:00`,
      "United States",
      "year",
      random() < stating ? String(pay) : "",
      "",
      `Employer ${Math.floor(random() * employers)}`,
      "['python', 'sql']",
    ];
    return cells.map((cell) => `"${cell}"`).join(",");
  });
}
