import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { storedJson } from "../domain/json.ts";
import { type SkillOffer, type SkillPay, skillPaySchema } from "../domain/skill-pay.ts";
import { parseStored } from "../domain/stored.ts";
import type { Week } from "../domain/week.ts";
import type { Database } from "../duckdb.ts";
import { sha256, textIfThere, writeWhole } from "../files.ts";
import { fromParquet, postingsOf } from "./store.ts";

const SKILL_PAY = "skill-pay.json";

const rowsSchema = z.array(
  z.object({ role: z.string(), employer: z.string(), midpoint: z.number(), skills: z.array(z.string()) }),
);

/**
 * The weeks' offers that state pay and name their employer, of ads that could name skills: an offer once per role, with the skills
 * of all its ads. In a fixed order. Undefined where this machine lacks the postings of any of the weeks.
 */
export async function readSkillOffers(
  folder: string,
  weeks: readonly Week[],
  database: Database,
): Promise<SkillOffer[] | undefined> {
  const tables = await Promise.all(weeks.map((week) => postingsOf(folder, week)));
  if (tables.length === 0 || tables.some((table) => table === undefined)) return undefined;
  const all = tables
    .map((table) => `SELECT roles, offer, employer, pay_midpoint AS midpoint, skills FROM ${table}`)
    .join(" UNION ALL ");
  const rows = await fromParquet(
    `WITH listed AS (
      SELECT unnest(roles) AS role, offer, employer, midpoint, skills FROM (${all})
      WHERE offer IS NOT NULL AND employer IS NOT NULL AND midpoint IS NOT NULL AND skills IS NOT NULL
    )
    SELECT role, offer, min(employer) AS employer, min(midpoint) AS midpoint,
      list_sort(list_distinct(flatten(list(skills)))) AS skills
    FROM listed GROUP BY role, offer ORDER BY role, offer`,
    weeks,
    database,
  );
  return rowsSchema.parse(rows);
}

/** What a week's offers pay that name a skill, with the hash of its file; undefined where nothing of it is stored. */
export async function findSkillPay(
  folder: string,
  week: Week,
): Promise<{ skillPay: SkillPay; path: string; sha256: string } | undefined> {
  const path = join(week, SKILL_PAY);
  const text = await textIfThere(join(folder, path));
  if (text === undefined) return undefined;
  const skillPay = parseStored(skillPaySchema, text, join(folder, path), "snapshot-invalid");
  return { skillPay, path, sha256: sha256(text) };
}

/** Stores it where any role has a skill to tell of, and removes what is stored where none has. */
export async function writeSkillPay(folder: string, skillPay: SkillPay): Promise<void> {
  const path = join(folder, skillPay.week, SKILL_PAY);
  if (Object.keys(skillPay.roles).length === 0) return rm(path, { force: true });
  const text = storedJson(skillPay);
  if ((await textIfThere(path)) !== text) await writeWhole(path, text);
}
