import { z } from "zod";
import { guardReasonSchema } from "../domain/change.ts";
import { weekSchema } from "../domain/week.ts";

/** One finding as `--json` gives it; `docs/checking.md` tells what each field means. */
const findingSchema = z.strictObject({
  rule: z.string().min(1).describe("which rule; the same in every version"),
  severity: z.enum(["blocking", "warning", "note"]).describe("blocking holds the edition back: exit code 4"),
  surface: z.string().min(1).describe("what a reader meets: email.html, index.html, mail of the longest reader …"),
  place: z.string().describe("the words around the place; empty where the whole surface is meant"),
  why: z.string().min(1),
  fix: z.string().min(1).describe("what to do now"),
  line: z.int().positive().optional().describe("the line of letter.md, where the words are the editor’s"),
});

const mailSizeSchema = z.strictObject({
  surface: z.string().describe("whose mail it is"),
  html: z.int().nonnegative().describe("bytes of the HTML as a mail program reads it; Gmail counts these"),
  text: z.int().nonnegative().describe("bytes of the text part as it is read"),
  message: z.int().nonnegative().describe("bytes of the whole message as it is sent, images among them"),
});

/** The answer of `trends check --json`; published as `docs/check.schema.json`. */
export const checkAnswerSchema = z.strictObject({
  week: weekSchema,
  invented: z.boolean(),
  claims: z.int().nonnegative().describe("printed numbers that were checked"),
  facts: z.int().nonnegative(),
  blocked: z.boolean().describe("whether anything holds the edition back"),
  findings: z.array(findingSchema),
  mails: z.array(mailSizeSchema).describe("the longest reader’s mail and the emptiest’s"),
  guard: z.strictObject({ total: z.array(guardReasonSchema), roles: z.array(guardReasonSchema) }),
});
