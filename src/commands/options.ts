import { z } from "zod";
import { knownRoles, type MailParts } from "../domain/mail-parts.ts";
import { weekSchema } from "../domain/week.ts";
import { ReportError } from "../errors.ts";

/** Options that most commands have. */
export const weekOption = weekSchema.optional();
export const jsonOption = z.boolean().default(false);

/** A whole number from `low` to `high`, both included. */
export function wholeOption(low: number, high: number) {
  const wanted = `a whole number from ${low} to ${high} is wanted`;
  return z
    .string()
    .regex(/^\d{1,12}$/, wanted)
    .transform(Number)
    .refine((value) => value >= low && value <= high, wanted);
}

/** Slugs of roles with commas between. */
export const rolesOption = z
  .string()
  .transform((names) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  )
  .default([]);

/** Refuses a role of which the mail says nothing. */
export function knownOnly(roles: readonly string[], parts: Pick<MailParts, "roles">): readonly string[] {
  const known = knownRoles(parts);
  const unknown = roles.find((role) => !known.has(role));
  if (unknown === undefined) return roles;
  throw new ReportError(
    "role-unknown",
    `The edition says nothing of the role "${unknown}".`,
    `Choose from: ${[...known].join(", ")}.`,
  );
}

/** Options as commander gives them, checked; the first that does not fit is a usage error that names it. */
export function parseOptions<T>(schema: z.ZodType<T>, raw: unknown, command: string): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const option = String(issue?.path[0] ?? "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new ReportError(
    "usage",
    `--${option}: ${issue?.message ?? "does not fit"}.`,
    `Run "trends ${command} --help" for an example.`,
  );
}
