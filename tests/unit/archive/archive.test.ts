import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ArchiveRequest, archivedEdition, readEdition, writeEdition } from "../../../src/archive/archive.ts";
import type { DrawnChart } from "../../../src/domain/chart-plan.ts";
import { marked } from "../../../src/domain/claim.ts";
import { editionSchema } from "../../../src/domain/edition.ts";
import { factOf } from "../check/check-request-of.ts";

function chart(part: Partial<DrawnChart> = {}): DrawnChart {
  return {
    plan: {
      kind: "openings",
      name: "openings",
      title: "Openings by role",
      alt: `Openings by role: ${marked("1,204", "total.openings.count")} in all.`,
      nowLabel: "This week",
      beforeLabel: "Last week",
      rows: [{ label: "Engineer", now: 1_204, before: null }],
    },
    file: "openings.0123456789",
    svg: "<svg/>",
    png: Uint8Array.of(1, 2, 3),
    width: 552,
    height: 300,
    ...part,
  };
}

const REQUEST: ArchiveRequest = {
  week: "2026-W47",
  invented: false,
  inputs: [{ path: "2026-W47/snapshot.json", sha256: "a".repeat(64) }],
  facts: [factOf()],
  passages: [{ slot: "lead", variant: 0, text: "A quiet week.", facts: [] }],
  literals: [],
  claims: [{ surface: "email.txt", offset: 0, printed: "1,204", fact: "total.openings.count" }],
  warnings: [],
  charts: [chart()],
  card: Uint8Array.of(4, 5, 6),
  emailHtml: "<p>mail</p>",
  emailText: "1,204",
  pageHtml: "<p>page</p>",
  mail: "parts of the mail",
};
const NEVER_OUT = () => false;
const hashOf = (part: Partial<ArchiveRequest>) => archivedEdition({ ...REQUEST, ...part }).edition.hash;

describe("archivedEdition", () => {
  it("holds the mail, the page, the data and the charts", () => {
    const { files } = archivedEdition(REQUEST);
    expect([...files.keys()].sort()).toEqual([
      "charts/openings.0123456789.png",
      "charts/openings.0123456789.svg",
      "data.csv",
      "data.json",
      "edition.json",
      "email.html",
      "email.txt",
      "index.html",
      "og.png",
    ]);
  });

  it("writes an edition.json that its schema takes, with alt texts as they are read", () => {
    const text = String(archivedEdition(REQUEST).files.get("edition.json"));
    const edition = editionSchema.parse(JSON.parse(text));
    expect(edition.charts).toMatchObject([
      { alt: "Openings by role: 1,204 in all.", data: [{ label: "Engineer", now: 1_204, before: null }] },
    ]);
    expect(text.endsWith("}\n")).toBe(true);
  });

  it("gives the same bytes for the same request", () => {
    expect(archivedEdition(REQUEST)).toEqual(archivedEdition(structuredClone(REQUEST)));
  });

  it.each<[string, Partial<ArchiveRequest>]>([
    ["the mail", { emailHtml: "<p>mail.</p>" }],
    ["the text part", { emailText: "1,205" }],
    ["the page", { pageHtml: "<p>Page</p>" }],
    ["a fact", { facts: [factOf({ value: 1_205 })] }],
    ["a chart's SVG", { charts: [chart({ svg: "<svg></svg>" })] }],
    ["the number of charts", { charts: [] }],
    ["an input", { inputs: [{ path: "2026-W47/snapshot.json", sha256: "b".repeat(64) }] }],
    ["an input's path", { inputs: [{ path: "2026-W46/snapshot.json", sha256: "a".repeat(64) }] }],
  ])("has another hash when %s changes", (_, part) => {
    expect(hashOf(part)).not.toBe(hashOf({}));
  });

  it("has the same hash when only the compressed bytes of an image differ", () => {
    expect(hashOf({ charts: [chart({ png: Uint8Array.of(9) })] })).toBe(hashOf({}));
    expect(hashOf({ card: Uint8Array.of(9) })).toBe(hashOf({}));
  });

  it("does not confuse what is in one file with what is in the next", () => {
    expect(hashOf({ emailHtml: "a", emailText: "b" })).not.toBe(hashOf({ emailHtml: "b", emailText: "a" }));
  });
});

describe("writeEdition and readEdition", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "archive-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("write a folder that is read back as it was", async () => {
    const archived = archivedEdition(REQUEST);
    expect(await writeEdition(folder, archived, NEVER_OUT)).toBe(join(folder, "2026-W47"));
    expect(await readEdition(folder, "2026-W47")).toEqual(archived.edition);
    expect(await readFile(join(folder, "2026-W47/charts/openings.0123456789.svg"), "utf8")).toBe("<svg/>");
    expect(new Uint8Array(await readFile(join(folder, "2026-W47/charts/openings.0123456789.png")))).toEqual(
      Uint8Array.of(1, 2, 3),
    );
  });

  it("replace an earlier edition of the week, files that are no more included", async () => {
    await writeEdition(folder, archivedEdition(REQUEST), NEVER_OUT);
    await writeEdition(folder, archivedEdition({ ...REQUEST, charts: [] }), NEVER_OUT);
    await expect(readFile(join(folder, "2026-W47/charts/openings.0123456789.svg"))).rejects.toThrow("ENOENT");
  });

  it("say how to build an edition that is missing", async () => {
    await expect(readEdition(folder, "2026-W40")).rejects.toMatchObject({
      code: "edition-missing",
      hint: 'Run "trends build --week 2026-W40" first.',
    });
  });

  it("name the file that is damaged", async () => {
    await writeEdition(folder, archivedEdition(REQUEST), NEVER_OUT);
    await writeFile(join(folder, "2026-W47/edition.json"), "{}");
    await expect(readEdition(folder, "2026-W47")).rejects.toMatchObject({
      code: "template-invalid",
      message: expect.stringContaining("2026-W47/edition.json"),
    });
  });
});
