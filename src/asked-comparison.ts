import type { Settings } from "./config.ts";
import { MOST_COMPARED } from "./domain/archive-path.ts";
import { ReportError } from "./errors.ts";
import { titlesOf } from "./narrate/pages/material.ts";
import { storedFiles } from "./publish-pages.ts";

/** The roles of `a,b` or `a,b,c` in alphabetical order; an error that lists near names for a role no stored week has. */
export async function askedComparison(text: string, settings: Settings): Promise<string[]> {
  const roles = [...new Set(text.split(",").map((role) => role.trim()))].filter((role) => role !== "").sort();
  if (roles.length < 2 || roles.length > MOST_COMPARED)
    throw new ReportError(
      "usage",
      `--compare takes two or three different roles, and "${text}" names ${roles.length}.`,
      "Write their slugs with commas between, for example --compare data-engineer,data-scientist.",
    );
  const known = [...titlesOf(await storedFiles(settings)).keys()];
  const unknown = roles.find((role) => !known.includes(role));
  if (unknown === undefined) return roles;
  const near = nearNames(unknown, known);
  throw new ReportError(
    "role-unknown",
    `No stored week has a role "${unknown}".`,
    near.length > 0 ? `Did you mean: ${near.join(", ")}?` : `There are: ${known.join(", ") || "none yet"}.`,
    { details: { role: unknown, near: near.length > 0 ? near : known } },
  );
}

const NEAR = 5;

/** Names that share a word, or the beginning of one, with what was asked; the most alike first. */
function nearNames(name: string, known: readonly string[]): string[] {
  const parts = (slug: string) => slug.split("-").filter((part) => part !== "");
  const alike = (slug: string) =>
    parts(name.toLowerCase()).filter((part) => parts(slug).some((other) => startsAlike(part, other))).length;
  return known
    .map((slug) => ({ slug, score: alike(slug) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.slug < b.slug ? -1 : 1))
    .slice(0, NEAR)
    .map(({ slug }) => slug);
}

function startsAlike(one: string, other: string): boolean {
  const length = Math.min(4, one.length, other.length);
  return length > 1 && one.slice(0, length) === other.slice(0, length);
}
