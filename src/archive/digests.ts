import { join } from "node:path";
import { z } from "zod";
import { changeMetricSchema } from "../domain/change.ts";
import { passageSchema } from "../domain/edition.ts";
import type { PrintedVerdict } from "../domain/scorecard.ts";
import { parseStored } from "../domain/stored.ts";
import { type Week, weekSchema } from "../domain/week.ts";
import { namesIn, textIfThere } from "../files.ts";

/** What pages and the manifest need of an `edition.json`; the rest of it is large, and an older version's may differ. */
const digestSchema = z.object({
  week: weekSchema,
  hash: z.string(),
  /** Editions of a version before 0.2 have none. */
  mail: z.string().default(""),
  inputs: z.array(z.object({ path: z.string(), sha256: z.string() })),
  passages: z.array(passageSchema),
  facts: z.array(
    z.object({
      id: z.string(),
      slice: z.string(),
      verdict: z.string().nullable(),
      change: z.object({ metric: z.string() }).nullable(),
    }),
  ),
  claims: z.array(z.object({ fact: z.string() })),
  charts: z.array(z.object({ svg: z.string(), png: z.string() })),
});

/** An archived edition in short. */
export interface ArchivedDigest {
  readonly week: Week;
  readonly hash: string;
  readonly mail: string;
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
  readonly heading: string;
  readonly preheader: string;
  readonly news: readonly { readonly text: string; readonly slices: readonly string[] }[];
  /** Hash of the tested changes that it was built from; null where there were none. */
  readonly changes: string | null;
  /** The rises and falls that it prints, each slice and metric once. */
  readonly verdicts: readonly PrintedVerdict[];
  /** Drawings of the edition, relative to its folder. */
  readonly charts: readonly { readonly svg: string; readonly png: string }[];
}

/** The editions in the archive, ascending. A damaged one is an error. */
export async function editionDigests(reportsFolder: string): Promise<ArchivedDigest[]> {
  const weeks = (await namesIn(reportsFolder)).filter((name) => weekSchema.safeParse(name).success);
  const found = await Promise.all(weeks.map((week) => digestOf(reportsFolder, week)));
  return found.filter((digest) => digest !== undefined);
}

async function digestOf(reportsFolder: string, week: Week): Promise<ArchivedDigest | undefined> {
  const path = join(reportsFolder, week, "edition.json");
  const text = await textIfThere(path);
  if (text === undefined) return undefined;
  const digest = parseStored(digestSchema, text, path, "template-invalid");
  const { hash, mail, inputs, passages, charts } = digest;
  const textOf = (slot: string) => passages.find((passage) => passage.slot === slot)?.text ?? "";
  const news = passages
    .filter(({ slot }) => slot === "lead" || /^(second|brief)\./.test(slot))
    .map(({ text: said, facts }) => ({ text: said, slices: [...new Set(facts.map(sliceOf))] }));
  const changes = inputs.find((input) => input.path === `${week}/changes.json`)?.sha256 ?? null;
  const [heading, preheader] = [textOf("heading"), textOf("preheader")];
  return { week, hash, mail, inputs, heading, preheader, news, changes, verdicts: verdictsOf(digest), charts };
}

/** Rises and falls of facts that stand somewhere in the edition. */
function verdictsOf({ facts, claims }: z.infer<typeof digestSchema>): PrintedVerdict[] {
  const printed = new Set(claims.map(({ fact }) => fact));
  const found = facts.flatMap(({ id, slice, verdict, change }) => {
    const metric = changeMetricSchema.safeParse(change?.metric);
    if (!printed.has(id) || !metric.success || (verdict !== "rose" && verdict !== "fell")) return [];
    return [{ slice, metric: metric.data, verdict } as const];
  });
  return [...new Map(found.map((each) => [`${each.slice} ${each.metric}`, each])).values()];
}

function sliceOf(fact: string): string {
  return fact.split(".")[0] ?? "";
}
