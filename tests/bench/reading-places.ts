import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type LevelRules, levelOf, parseLevelRules } from "../../src/ingest/advert/level.ts";
import { type PlaceRules, parsePlaceRules } from "../../src/ingest/advert/place-rules.ts";
import { placesOf } from "../../src/ingest/advert/places.ts";

/** How a reader does on texts that were labelled by hand. */
export interface Score {
  /** Of what it says, the share that is right; 1 where it says nothing. */
  readonly precision: number;
  /** Of what the labels say, the share that it says too; 1 where they say nothing. */
  readonly recall: number;
  readonly labelled: number;
  /** For whoever tunes the rules: `text: labelled, read`. */
  readonly wrong: readonly string[];
}

export interface ReadingOfPlaces {
  readonly texts: number;
  readonly country: Score;
  readonly metro: Score;
}

const ROOT = join(import.meta.dirname, "../..");

/** Countries and metros of the place texts in `tests/fixtures/<file>`. */
export async function measurePlaces(file: "places.tsv" | "places-held.tsv"): Promise<ReadingOfPlaces> {
  const rules = await placeRules();
  const rows = (await fixture(file)).map(([text = "", countries = "", metros = ""]) => {
    const places = placesOf([text], null, rules);
    return {
      text,
      countries: { labelled: parted(countries, " "), read: said(places.map(({ country }) => country)) },
      metros: { labelled: parted(metros, "; "), read: said(places.map(({ metro }) => metro)) },
    };
  });
  return {
    texts: rows.length,
    country: score(rows.map(({ text, countries }) => ({ text, ...countries }))),
    metro: score(rows.map(({ text, metros }) => ({ text, ...metros }))),
  };
}

/** Levels of the titles in `tests/fixtures/<file>`. */
export async function measureLevels(file: "levels.tsv" | "levels-held.tsv"): Promise<Score> {
  const rules = await levelRules();
  return score(
    (await fixture(file)).map(([text = "", level = ""]) => ({
      text,
      labelled: parted(level, " "),
      read: said([levelOf(text, rules)]),
    })),
  );
}

/** The share of openings of Greenhouse answers (`<folder>/*.json.gz`) with a country, and with a metro. */
export async function greenhouseCoverage(
  folder: string,
): Promise<{ readonly openings: number; readonly country: number; readonly metro: number }> {
  const rules = await placeRules();
  const texts: string[] = [];
  for (const name of await readdir(folder)) {
    const answer: { jobs: { location: { name: string } | null }[] } = JSON.parse(
      gunzipSync(await readFile(join(folder, name))).toString("utf8"),
    );
    for (const { location } of answer.jobs) texts.push(location?.name ?? "");
  }
  const found = texts.map((text) => placesOf([text], null, rules));
  const share = (has: (places: (typeof found)[number]) => boolean) => found.filter(has).length / found.length;
  return {
    openings: texts.length,
    country: share((places) => places.some(({ country }) => country !== null)),
    metro: share((places) => places.some(({ metro }) => metro !== null)),
  };
}

export async function placeRules(): Promise<PlaceRules> {
  return parsePlaceRules(...(await packFile("places.yaml")));
}

export async function levelRules(): Promise<LevelRules> {
  return parseLevelRules(...(await packFile("levels.yaml")));
}

async function packFile(name: string): Promise<[string, string]> {
  const path = join(ROOT, "templates/en-US", name);
  return [await readFile(path, "utf8"), path];
}

/** The rows of a fixture without its head. */
async function fixture(name: string): Promise<string[][]> {
  const text = await readFile(join(ROOT, "tests/fixtures", name), "utf8");
  return text
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));
}

function parted(list: string, separator: string): ReadonlySet<string> {
  return new Set(list.split(separator).filter((item) => item !== ""));
}

function said(items: readonly (string | null)[]): ReadonlySet<string> {
  return new Set(items.filter((item) => item !== null));
}

function score(
  rows: readonly {
    readonly text: string;
    readonly labelled: ReadonlySet<string>;
    readonly read: ReadonlySet<string>;
  }[],
): Score {
  const sum = (size: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + size(row), 0);
  const right = sum(({ labelled, read }) => [...read].filter((item) => labelled.has(item)).length);
  const read = sum((row) => row.read.size);
  const labelled = sum((row) => row.labelled.size);
  return {
    precision: read === 0 ? 1 : right / read,
    recall: labelled === 0 ? 1 : right / labelled,
    labelled,
    wrong: rows
      .filter(({ read, labelled }) => [...read].sort().join() !== [...labelled].sort().join())
      .map((row) => `${row.text}: ${[...row.labelled].join("; ") || "-"}, ${[...row.read].join("; ") || "-"}`),
  };
}
