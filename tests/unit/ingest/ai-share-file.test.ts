import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAiShareFile } from "../../../src/ingest/ai-share-file.ts";

const CSV = "date,jobcountry,AI_share_postings\n2023-10-01,US,1.8\n2023-10-02,US,1.9\n2023-10-01,DE,2.5\n";
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-share-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const read = async (bytes: string | Uint8Array, name = "share.csv") => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return readAiShareFile(path);
};

describe("readAiShareFile", () => {
  it("reads shares by country and day, plain or gzipped", async () => {
    const plain = await read(CSV);
    expect(plain.byCountry.get("US")?.get("2023-10-02")).toBeCloseTo(0.019, 12);
    expect(plain.byCountry.get("DE")?.size).toBe(1);
    expect((await read(gzipSync(CSV), "share.csv.gz")).byCountry).toEqual(plain.byCountry);
  });

  it("reads lines that end as on Windows", async () => {
    expect((await read(CSV.replaceAll("\n", "\r\n"))).byCountry).toEqual((await read(CSV)).byCountry);
  });

  it.each([
    ["other columns", "date,value\n2023-10-01,1\n", "column-missing"],
    ["no rows", "date,jobcountry,AI_share_postings\n", "file-empty"],
    ["a share over 100 %", `${CSV}2023-10-03,US,180\n`, "file-damaged"],
    ["a share that is empty", `${CSV}2023-10-03,US,\n`, "file-damaged"],
    ["a day that is none", `${CSV}2023-02-30,US,1\n`, "file-damaged"],
  ])("refuses %s", async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });

  it("refuses a gzip file that is cut short", async () => {
    await expect(read(gzipSync(CSV).subarray(0, 40), "cut.csv.gz")).rejects.toMatchObject({ code: "file-damaged" });
  });

  it("says which file is missing", async () => {
    await expect(readAiShareFile(join(folder, "none.csv"))).rejects.toMatchObject({ code: "file-missing" });
  });
});
