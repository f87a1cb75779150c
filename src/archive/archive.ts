import { join } from "node:path";
import type { ChartPlan, DrawnChart } from "../domain/chart-plan.ts";
import { unmarked } from "../domain/claim.ts";
import {
  type ChartEntry,
  EDITION_VERSION,
  type Edition,
  type EditionLiteral,
  editionSchema,
  type Passage,
} from "../domain/edition.ts";
import type { Claim, Fact, Warning } from "../domain/fact.ts";
import { storedJson } from "../domain/json.ts";
import type { Told } from "../domain/published.ts";
import { parseStored } from "../domain/stored.ts";
import type { Week } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { replaceFolder, sha256, textIfThere } from "../files.ts";
import { dataCsv, dataJson } from "./data.ts";
import { type IsOut, imagesToKeep } from "./kept-images.ts";

export interface ArchiveRequest {
  readonly week: Week;
  /** Told from made-up postings. */
  readonly invented: boolean;
  readonly inputs: Edition["inputs"];
  readonly facts: readonly Fact[];
  readonly passages: readonly Passage[];
  readonly claims: readonly Claim[];
  readonly literals: readonly EditionLiteral[];
  /** How it was told; absent where nothing is to be kept of it. */
  readonly told?: Told;
  readonly warnings: readonly Warning[];
  readonly charts: readonly DrawnChart[];
  /** The picture that links to the edition show. */
  readonly card: Uint8Array;
  readonly emailHtml: string;
  readonly emailText: string;
  readonly pageHtml: string;
  /** All that a reader's mail is made from, and the words of the card, as text: part of the hash, and of no file. */
  readonly mail: string;
}

/** An edition as the files of its folder, by path in it. */
export interface ArchivedEdition {
  readonly edition: Edition;
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/** All files of `reports/<week>/`. Pure: the same request gives the same bytes. The hash covers text files, the readers' mail and inputs. */
export function archivedEdition(request: ArchiveRequest): ArchivedEdition {
  const { week, facts, charts, inputs } = request;
  const texts = new Map<string, string>([
    ["index.html", request.pageHtml],
    ["email.html", request.emailHtml],
    ["email.txt", request.emailText],
    ["data.csv", dataCsv(facts)],
    ["data.json", dataJson(week, facts)],
    ...charts.map(({ file, svg }) => [`charts/${file}.svg`, svg] as const),
  ]);
  const images = charts.map(({ file, png }) => [`charts/${file}.png`, png] as const);
  const edition: Edition = {
    version: EDITION_VERSION,
    week,
    ...(request.invented ? { invented: true } : {}),
    hash: hashOf(texts, sha256(request.mail), inputs),
    mail: sha256(request.mail),
    inputs: [...inputs],
    facts: [...facts],
    passages: [...request.passages],
    claims: [...request.claims],
    ...(request.literals.length === 0 ? {} : { literals: [...request.literals] }),
    charts: charts.map(chartEntry),
    warnings: [...request.warnings],
    ...(request.told === undefined ? {} : { told: request.told }),
  };
  return {
    edition,
    files: new Map<string, string | Uint8Array>([
      ...texts,
      ...images,
      ["og.png", request.card],
      ["edition.json", storedJson(edition)],
    ]),
  };
}

/**
 * Puts the edition into the archive at once; readers see the earlier one or this one. Of the earlier one only pictures stay that
 * are out. Returns its folder.
 */
export async function writeEdition(
  reportsFolder: string,
  { edition, files }: ArchivedEdition,
  isOut: IsOut,
): Promise<string> {
  const { week, hash } = edition;
  const folder = join(reportsFolder, week);
  const kept = await imagesToKeep(reportsFolder, week, isOut);
  await replaceFolder(folder, hash.slice(0, 16), new Map([...kept, ...files]));
  return folder;
}

/** The archived edition of a week; an error that says how to build it when there is none. */
export async function readEdition(reportsFolder: string, week: Week): Promise<Edition> {
  const path = join(reportsFolder, week, "edition.json");
  const text = await textIfThere(path);
  if (text === undefined) {
    throw new ReportError(
      "edition-missing",
      `There is no edition of ${week} in ${reportsFolder}.`,
      `Run "trends build --week ${week}" first.`,
    );
  }
  return parseStored(editionSchema, text, path, "template-invalid");
}

/**
 * SHA-256 over path and text of every text file in order of paths, the hash of the readers' mail, and path and hash of every
 * input.
 */
export function hashOf(
  texts: ReadonlyMap<string, string>,
  mail: string,
  inputs: readonly Edition["inputs"][number][],
): string {
  const parts = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, text]) => `${path}\0${sha256(text)}\n`);
  return sha256([...parts, `mail\0${mail}\n`, ...inputs.map((input) => `${input.path}\0${input.sha256}\n`)].join(""));
}

function chartEntry({ plan, file, width, height }: DrawnChart): ChartEntry {
  return {
    name: plan.name,
    title: plan.title,
    alt: unmarked(plan.alt),
    width,
    height,
    svg: `charts/${file}.svg`,
    png: `charts/${file}.png`,
    data: drawnRows(plan),
  };
}

function drawnRows(plan: ChartPlan): ChartEntry["data"] {
  switch (plan.kind) {
    case "history":
      return plan.points.map(({ week, value, fact }) => ({ week, value, ...named("fact", fact) }));
    case "series":
      return plan.series.flatMap(({ label, points }) =>
        points.map(({ week, value, fact }) => ({ label, week, value, ...named("fact", fact) })),
      );
    case "pay-ranges":
      return plan.rows.map(({ facts, ...row }) => ({
        ...row,
        ...named("p25Fact", facts?.p25),
        ...named("medianFact", facts?.median),
        ...named("p75Fact", facts?.p75),
      }));
    case "openings":
      return plan.rows.map(({ facts, ...row }) => ({
        ...row,
        ...named("nowFact", facts?.now),
        ...named("beforeFact", facts?.before ?? undefined),
      }));
  }
}

/** The fact of a figure, as far as it is one. */
function named(name: string, fact: string | undefined): Record<string, string> {
  return fact === undefined ? {} : { [name]: fact };
}
