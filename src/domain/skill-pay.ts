import { z } from "zod";
import { currencySchema } from "./money.ts";
import { weekSchema } from "./week.ts";

/** Offers on one side of the question, those that name a skill or those that do not. Pay is whole yearly midpoints. */
const side = z.strictObject({
  n: z.int().positive(),
  employers: z.int().positive(),
  median: z.int(),
  /** 95 % interval of the median, employer-clustered (Woodruff). */
  interval: z.tuple([z.int(), z.int()]),
});

/**
 * `snapshots/<week>/skill-pay.json`: what offers of a role pay that name a skill, and those that do not, over the weeks of the
 * roles' window. Only where both sides may be compared. A difference of what is asked for, never what a skill adds.
 */
export const skillPaySchema = z.strictObject({
  schemaVersion: z.literal(1),
  week: weekSchema,
  weeks: z.array(weekSchema).min(1),
  currency: currencySchema,
  /** By role in alphabetical order; the skills that most offers name first. */
  roles: z.record(
    z.string(),
    z.array(
      z.strictObject({
        skill: z.string().min(1),
        named: side,
        unnamed: side,
        /** Median of the one less that of the other. */
        difference: z.int(),
        /** Whether the two intervals lie apart. */
        clear: z.boolean(),
      }),
    ),
  ),
});
export type SkillPay = z.infer<typeof skillPaySchema>;
export type SkillGap = SkillPay["roles"][string][number];

/** A role's offer with pay, an employer, and skills as far as its ad names any. */
export interface SkillOffer {
  readonly role: string;
  readonly employer: string;
  readonly midpoint: number;
  readonly skills: readonly string[];
}
