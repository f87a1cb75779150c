import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rolesOfTitle } from "../../src/ingest/taxonomy/roles-of-title.ts";
import type { Taxonomy } from "../../src/ingest/taxonomy/taxonomy.ts";
import { readTaxonomy } from "../../src/taxonomy-files.ts";

/** Labelled titles, and how many (title, role) pairs the rules share with the labels. */
export interface TitleFigures {
  readonly titles: number;
  /** Titles with just the labelled roles, none included. */
  readonly exact: number;
  /** Pairs that the labels have, that the rules found, and that are both. */
  readonly labelled: number;
  readonly found: number;
  readonly right: number;
  /** `right / found` and `right / labelled`. */
  readonly precision: number;
  readonly recall: number;
}

interface Labelled {
  readonly title: string;
  readonly roles: readonly string[];
}

/** How well the shipped rules classify the titles of tests/fixtures: those that rules were tuned on, those held back, and all. */
export async function measureTitles(): Promise<{ tuning: TitleFigures; held: TitleFigures; all: TitleFigures }> {
  const taxonomy = await readTaxonomy({ root: "/nowhere", locale: "en-US" });
  const tuning = await labelledTitles("titles-tuning.tsv");
  const held = await labelledTitles("titles-held.tsv");
  return {
    tuning: figuresOf(tuning, taxonomy),
    held: figuresOf(held, taxonomy),
    all: figuresOf([...tuning, ...held], taxonomy),
  };
}

/** The rows of a file of labels, without its head. */
export async function labelledTitles(name: string): Promise<Labelled[]> {
  const text = await readFile(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)), "utf8");
  return text
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => {
      const [title = "", roles = ""] = line.split("\t");
      return { title, roles: roles.split(";").filter((role) => role !== "") };
    });
}

function figuresOf(labelled: readonly Labelled[], taxonomy: Taxonomy): TitleFigures {
  const judged = labelled.map(({ title, roles }) => {
    const found = rolesOfTitle(title, taxonomy).map(({ slug }) => slug);
    return { roles, found, right: found.filter((slug) => roles.includes(slug)).length };
  });
  const sum = (count: (each: (typeof judged)[number]) => number) => judged.reduce((all, each) => all + count(each), 0);
  const [labels, found, right] = [
    sum(({ roles }) => roles.length),
    sum((each) => each.found.length),
    sum((each) => each.right),
  ];
  return {
    titles: judged.length,
    exact: judged.filter((each) => each.right === each.found.length && each.right === each.roles.length).length,
    labelled: labels,
    found,
    right,
    precision: right / found,
    recall: right / labels,
  };
}
