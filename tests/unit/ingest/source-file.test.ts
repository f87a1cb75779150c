import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectFile } from "../../../src/ingest/source-file.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-unit-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function inspected(name: string, content: string | Buffer, csv = { delimiter: ",", quote: '"' }) {
  let heard = 0;
  await writeFile(join(folder, name), content);
  const file = await inspectFile(join(folder, name), csv, (bytes) => {
    heard += bytes;
  });
  return { ...file, heard };
}

describe("an inspected file", () => {
  it.each([
    ["a,b,c\n1,2,3\n", ["a", "b", "c"]],
    ["\uFEFFa,b\r\n1,2", ["a", "b"]],
    ['"a, b","say ""hi""", c \n', ["a, b", 'say "hi"', "c"]],
    ['"two\nlines",b\n', ["two\nlines", "b"]],
    ["a,,b,\n", ["a", "", "b", ""]],
    ["only", ["only"]],
    ["a,b\r1,2\r", ["a", "b"]],
  ])("has the header cells of %j", async (text, header) => {
    expect((await inspected("a.csv", text)).header).toEqual(header);
  });

  it("has its header read by the mapping's delimiter and quote", async () => {
    expect((await inspected("a.csv", "'a;b';c,d\n", { delimiter: ";", quote: "'" })).header).toEqual(["a;b", "c,d"]);
  });

  it.each([
    ["a.csv", "csv", false],
    ["a.CSV", "csv", false],
    ["a.txt", "csv", false],
    ["a.jsonl", "jsonl", false],
    ["a.NDJSON", "jsonl", false],
    ["a.parquet", "parquet", false],
    ["a.csv.gz", "csv", true],
    ["a.jsonl.gz", "jsonl", true],
  ])("is told by its name: %s holds %s", async (name, container, gzip) => {
    const file = await inspected(name, gzip ? gzipSync("a,b\n") : "a,b\n");
    expect(file).toMatchObject({ container, gzip });
    expect(file.header).toEqual(container === "csv" ? ["a", "b"] : []);
  });

  it("is hashed and counted as stored, packed or not", async () => {
    const bytes = gzipSync("a,b\n1,2\n".repeat(10_000));
    const file = await inspected("b.csv.gz", bytes);
    expect(file.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(file.heard).toBe(bytes.length);
  });

  it("may hold a character that the end of the sample cuts in two", async () => {
    for (const shift of [0, 1, 2, 3]) {
      const text = `a,b\n${"x".repeat(65_536 - 4 - shift - 2)}🚀🚀\n`;
      expect((await inspected("c.csv", text)).container).toBe("csv");
    }
  });
});
