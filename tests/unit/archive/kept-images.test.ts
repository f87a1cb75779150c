import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ArchivedEdition } from "../../../src/archive/archive.ts";
import { writeEdition } from "../../../src/archive/archive.ts";
import type { ArchivedDigest } from "../../../src/archive/digests.ts";
import type { IsOut } from "../../../src/archive/kept-images.ts";
import { writeManifest } from "../../../src/archive/manifest.ts";

const WEEK = "2026-W47";
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-kept-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** An edition whose hash begins with the digit, with pictures of these names. */
function edition(digit: string, pngs: readonly string[]): ArchivedEdition {
  const charts = pngs.map((png) => ({ png: `charts/${png}`, svg: `charts/${png.replace(".png", ".svg")}` }));
  const content = { week: WEEK, hash: digit.repeat(64), charts };
  const files = new Map<string, string>([
    ...charts.flatMap(({ png, svg }): [string, string][] => [
      [png, `picture of ${digit}`],
      [svg, `drawing of ${digit}`],
    ]),
    ["edition.json", JSON.stringify(content)],
  ]);
  // What is written knows more of an edition than this test does.
  return { edition: content as unknown as ArchivedEdition["edition"], files };
}

const A = edition("a", ["pay.0000000000.png", "openings.1111111111.png"]);
const B = edition("b", ["pay.0000000000.png", "openings.2222222222.png"]);
const C = edition("c", ["pay.3333333333.png"]);
const NEVER: IsOut = () => false;
const pictures = async () => (await readdir(join(folder, WEEK, "charts"))).sort();

it("leaves pictures behind that nobody was sent", async () => {
  await writeEdition(folder, A, NEVER);
  await writeEdition(folder, C, NEVER);
  expect(await pictures()).toEqual(["pay.3333333333.png", "pay.3333333333.svg"]);
});

it("keeps the pictures of a mail that was sent through any number of later builds, and no draft's", async () => {
  const sentA: IsOut = (hash, path) =>
    hash === A.edition.hash || path === "charts/pay.0000000000.png" || path === "charts/openings.1111111111.png";
  await writeEdition(folder, A, NEVER);
  await writeEdition(folder, B, sentA);
  expect(await pictures()).toContain("openings.1111111111.png");
  await writeEdition(folder, C, sentA);
  expect(await pictures()).toEqual([
    "openings.1111111111.png",
    "pay.0000000000.png",
    "pay.3333333333.png",
    "pay.3333333333.svg",
  ]);
  expect(await readFile(join(folder, WEEK, "charts/openings.1111111111.png"), "utf8")).toBe("picture of a");
});

it("keeps a sent picture whose name has no hash, as builds before it made them", async () => {
  await writeEdition(folder, edition("a", ["pay-ranges.png"]), NEVER);
  await writeEdition(folder, C, () => true);
  expect(await pictures()).toContain("pay-ranges.png");
});

it("keeps every picture beside an edition that it cannot read, and nothing but pictures", async () => {
  await writeEdition(folder, A, NEVER);
  await writeFile(join(folder, WEEK, "edition.json"), "{");
  await writeFile(join(folder, WEEK, "charts/notes.txt"), "private");
  await writeEdition(folder, C, NEVER);
  expect(await pictures()).toEqual([
    "openings.1111111111.png",
    "pay.0000000000.png",
    "pay.3333333333.png",
    "pay.3333333333.svg",
  ]);
});

it("lists kept pictures for publishing, and nothing else that lies in the folder", async () => {
  await writeEdition(folder, A, NEVER);
  await writeEdition(folder, C, () => true);
  await writeFile(join(folder, WEEK, "charts/notes.txt"), "private");
  const digest = { week: WEEK, hash: C.edition.hash, charts: C.edition.charts } as unknown as ArchivedDigest;
  const request = { newsletter: "N", pagesWeek: WEEK, editions: [digest], comparisons: [], pageFiles: [] };
  const { files } = await writeManifest(folder, request);
  expect(Object.keys(files).filter((path) => path.includes("/charts/"))).toEqual([
    `${WEEK}/charts/openings.1111111111.png`,
    `${WEEK}/charts/pay.0000000000.png`,
    `${WEEK}/charts/pay.3333333333.png`,
    `${WEEK}/charts/pay.3333333333.svg`,
  ]);
});
