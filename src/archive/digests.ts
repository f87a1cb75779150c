import { join } from "node:path";
import { z } from "zod";
import { changeMetricSchema } from "../domain/change.ts";
import { takeClaims, withMarks } from "../domain/claim.ts";
import { type Passage, passageSchema } from "../domain/edition.ts";
import { type Fact, factSchema } from "../domain/fact.ts";
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
    z.looseObject({
      id: z.string(),
      slice: z.string(),
      verdict: z.string().nullable(),
      change: z.looseObject({ metric: z.string() }).nullable(),
    }),
  ),
  claims: z.array(z.object({ fact: z.string() })),
  charts: z.array(z.object({ svg: z.string(), png: z.string() })),
});

/** A number that was printed in an edition, for who quotes the sentence: the fact bears its week before its id. */
export interface Quoted {
  readonly fact: Fact;
  /** As it was printed then. */
  readonly printed: string;
}

/** An archived edition in short. Numbers in its texts are marked with the facts of `quoted`, as far as the edition says them. */
export interface ArchivedDigest {
  readonly week: Week;
  readonly hash: string;
  readonly mail: string;
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
  readonly heading: string;
  readonly preheader: string;
  readonly news: readonly { readonly text: string; readonly slices: readonly string[] }[];
  readonly quoted: readonly Quoted[];
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
  return text === undefined ? undefined : digestIn(text, path);
}

/** The digest of the text of an `edition.json`; `path` is for the message where it is damaged. */
export function digestIn(text: string, path: string): ArchivedDigest {
  const digest = parseStored(digestSchema, text, path, "template-invalid");
  const { week, hash, mail, inputs, passages, charts } = digest;
  const known = new Map(factsOf(digest).map((fact) => [fact.id, fact]));
  const textOf = (slot: string) =>
    quotedText(
      passages.find((passage) => passage.slot === slot),
      week,
      known,
    );
  const told = passages.filter(({ slot }) => slot === "lead" || /^(second|brief)\./.test(slot));
  const news = told.map((passage) => {
    return { text: quotedText(passage, week, known), slices: [...new Set(passage.facts.map(sliceOf))] };
  });
  const changes = inputs.find((input) => input.path === `${week}/changes.json`)?.sha256 ?? null;
  const [heading, preheader] = [textOf("heading"), textOf("preheader")];
  const quoted = [heading, preheader, ...news.map(({ text: said }) => said)].flatMap((said) =>
    takeClaims("", said).claims.flatMap(({ fact: id, printed }) => {
      const fact = known.get(id.slice(week.length + 1));
      return fact === undefined ? [] : [{ fact: { ...fact, id }, printed }];
    }),
  );
  const verdicts = verdictsOf(digest);
  return { week, hash, mail, inputs, heading, preheader, news, quoted, changes, verdicts, charts };
}

/** The facts of an edition that are of today's form; those of another version may not be. */
function factsOf({ facts }: z.infer<typeof digestSchema>): Fact[] {
  return facts.flatMap((fact) => {
    const read = factSchema.safeParse(fact);
    return read.success ? [read.data] : [];
  });
}

/** A passage whose numbers are marked as those of its week: `2023-W38/total.openings.count`. */
function quotedText(passage: Passage | undefined, week: Week, known: ReadonlyMap<string, Fact>): string {
  if (passage === undefined) return "";
  const claims = (passage.claims ?? []).filter(({ fact }) => known.has(fact));
  return withMarks(
    passage.text,
    claims.map((claim) => ({ ...claim, fact: `${week}/${claim.fact}` })),
  );
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
