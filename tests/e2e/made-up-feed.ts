import { seededRandom } from "../../src/domain/random.ts";
import { addDays, addWeeks, mondayOf, type Week } from "../../src/domain/week.ts";

/** Invented ads with a known truth, as the mapping `data-jobs` reads them. */
export const FEED = ["--format", "mapped", "--mapping", "data-jobs", "--by-week"];
export const FIRST: Week = "2026-W38";
export const LAST: Week = "2026-W45";

/**
 * Eight weeks of a flow, so that only the last can be compared: five roles at 60 employers, about 230 ads a week. In the last four weeks
 * every employer looks for half as many Data Engineers again, pay of Data Scientists is 12 % higher, and one employer
 * alone posts 30 ads a week for Research Scientists; nothing else happens.
 */
export const ROLES = {
  "Data Analyst": 80_000,
  "Data Engineer": 125_000,
  "Data Scientist": 130_000,
  "ML Engineer": 150_000,
  "Research Scientist": 170_000,
} as const;
type Role = keyof typeof ROLES;

const HEAD =
  "job_title_short,job_title,job_location,job_schedule_type,job_work_from_home,job_posted_date,job_country,salary_rate,salary_year_avg,salary_hour_avg,company_name,job_skills";
const SKILLS = ["python", "sql", "spark", "aws", "airflow", "excel"];

/** The eight weeks, in which no holiday falls. `named` renames roles and employers, to put hostile text in their place. */
export function changedFeed(named: (name: string) => string = (name) => name): string {
  return feedOf(FIRST, 8, named);
}

/** Some weeks from 2026-W31 on in which nothing changes, of the same roles and employers. */
export function madeUpFeed(weeks: 2 | 4): string {
  return feedOf("2026-W31", weeks, (name) => name);
}

function feedOf(first: Week, weeks: number, named: (name: string) => string): string {
  const random = seededRandom(42);
  const rows = Array.from({ length: weeks }, (_, index) =>
    weekOfAds(addWeeks(first, index), index >= 4, random, named),
  );
  return `${[HEAD, ...rows.flat()].join("\n")}\n`;
}

function weekOfAds(week: Week, late: boolean, random: () => number, named: (name: string) => string): string[] {
  const rows: string[] = [];
  const add = (role: Role, employer: number) => {
    const raise = late && role === "Data Scientist" ? 1.12 : 1;
    const pay = Math.round((ROLES[role] * raise * (0.8 + 0.4 * random()) * (0.95 + (employer % 10) / 100)) / 100) * 100;
    const skills = SKILLS.filter(() => random() < 0.4).map((skill) => `'${skill}'`);
    const day = addDays(mondayOf(week), Math.floor(random() * 7));
    const cells = [
      named(role),
      `${role} ${rows.length}`,
      random() < 0.5 ? "Austin, TX" : "Boston, MA",
      "Full-time",
      random() < 0.3 ? "True" : "False",
      `${day} 09:00:00`,
      "United States",
      "year",
      String(pay),
      "",
      named(`Employer ${employer}`),
      `[${skills.join(", ")}]`,
    ];
    rows.push(cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
  };
  for (let employer = 1; employer <= 60; employer++) {
    for (const role of Object.keys(ROLES) as Role[]) {
      const chance = role === "Data Engineer" && late ? 1 : 0.7;
      if (random() < chance) add(role, employer);
    }
  }
  if (late) for (let ad = 0; ad < 30; ad++) add("Research Scientist", 60);
  return rows;
}
