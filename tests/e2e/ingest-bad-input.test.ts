import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, expectRefusal, freshFolder, jsonError, put, run } from "./cli.ts";
import { csv, postings } from "./postings.ts";

// Each case is a file that is not fit to use, met by a folder with a good week in it.

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000fffe", "hex");
const good = csv(postings(300));
const zipped = gzipSync(good);
const damaged = Buffer.from(zipped);
for (let index = 0; index < 30; index++) {
  const at = Math.floor(damaged.length / 2) + index;
  damaged[at] = (damaged[at] ?? 0) ^ 0x5a;
}

let folder: string;
let stored: Record<string, string>;

beforeAll(async () => {
  folder = await freshFolder();
  await put(folder, "good.csv", csv(postings(12)));
  expect(await run(["ingest", "good.csv", "--format", "postings"], { cwd: folder })).toMatchObject({ code: 0 });
  stored = await contentOf(join(folder, "snapshots"));
  expect(Object.keys(stored)).toEqual(
    ["changes.json", "postings.parquet", "snapshot.json"].map((n) => `2026-W45/${n}`),
  );
});

/** Exit 3 with a message that names the file, JSON of the same error alone on stdout, and the stored week untouched. */
async function refuse(name: string, code: string, ...says: readonly RegExp[]): Promise<void> {
  const result = await run(["ingest", name, "--format", "postings", "--json"], { cwd: folder });
  expectRefusal(result, 3, name, ...says);
  const error = jsonError(result);
  expect(error.code).toBe(code);
  expect(result.stderr).toContain(`${code}: ${error.message}\n${error.hint}\n`);
  expect(await contentOf(join(folder, "snapshots"))).toEqual(stored);
}

describe.concurrent("ingest of a file that cannot be used", () => {
  it.each([
    ["a truncated gzip", "cut.csv.gz", zipped.subarray(0, zipped.length - 40), "file-damaged", /to its end/],
    ["a gzip with damaged bytes in the middle", "middle.csv.gz", damaged, "file-damaged", /to its end/],
    [
      "a gzip with text after its end",
      "tail.csv.gz",
      Buffer.concat([zipped, Buffer.from("more")]),
      "file-damaged",
      /end/,
    ],
    ["plain text that calls itself gzip", "plain.csv.gz", good, "file-damaged", /header check/],
    ["a gzip that calls itself CSV", "zipped.csv", zipped, "file-not-text", /not UTF-8 text/],
    ["an image that calls itself CSV", "image.csv", PNG, "file-not-text", /not UTF-8 text/],
    ["an image that calls itself JSONL", "image.jsonl", PNG, "file-not-text", /not UTF-8 text/],
    [
      "text in Latin-1",
      "latin.csv",
      Buffer.from(csv(postings(3, { employer: "Café" })), "latin1"),
      "file-not-text",
      /UTF-8/,
    ],
    ["text in UTF-16", "wide.csv", Buffer.from(good, "utf16le"), "file-not-text", /UTF-8/],
    ["an empty file", "empty.csv", "", "file-empty", /it is empty/],
    ["an empty gzip", "empty.csv.gz", gzipSync(""), "file-empty", /no bytes once unpacked/],
    ["a header without rows", "header.csv", csv([]), "nothing-usable", /0 rows below its header/],
    ["a header without rows and without a line end", "header2.csv", csv([]).trimEnd(), "nothing-usable", /0 rows/],
    [
      "a CSV without a needed column",
      "titel.csv",
      "key,titel,roles\n1,x,y\n",
      "column-missing",
      /no column "title".*key, titel, roles/,
    ],
    ["a JSON document that calls itself CSV", "list.csv", '[{"title": "x"}]', "column-missing", /no column/],
    ["JSONL without one whole object", "broken.jsonl.gz", gzipSync("{a\n{b\n"), "column-missing", /It has: none/],
  ])("refuses %s", async (_, name, content, code, says) => {
    await put(folder, name, content);
    await refuse(name, code, says);
  });

  it("refuses a file that does not exist", () => refuse("nowhere.csv", "file-missing", /no such file/));

  it("refuses a folder in place of a file", async () => {
    await mkdir(join(folder, "folder.csv"));
    await refuse("folder.csv", "file-missing", /cannot be opened as a file/);
  });

  it("refuses all files when one of them is damaged", async () => {
    await put(folder, "next.csv", csv(postings(20, { last_seen: "2026-11-10" })));
    await put(folder, "cut2.csv.gz", zipped.subarray(0, 50));
    const result = await run(["ingest", "next.csv", "cut2.csv.gz", "--format", "postings"], { cwd: folder });
    expectRefusal(result, 3, "cut2.csv.gz");
    expect(result.stdout).toBe("");
    expect(await contentOf(join(folder, "snapshots"))).toEqual(stored);
  });

  it.each([
    ["an image that calls itself Parquet", "image.parquet", PNG],
    ["a truncated Parquet file", "cut.parquet", Buffer.from("PAR1\x15\x04\x15\x10\x15")],
    ["a gzip of a Parquet file", "zipped.parquet.gz", gzipSync("PAR1 PAR1")],
  ])("refuses %s", async (_, name, content) => {
    await put(folder, name, content);
    await refuse(name, "file-damaged");
  });

  it("reads or refuses a gzip padded with zero bytes, but does not call it a bug", async () => {
    await put(folder, "padded.csv.gz", Buffer.concat([gzipSync(csv(postings(12))), Buffer.alloc(512)]));
    const result = await run(["ingest", "padded.csv.gz", "--format", "postings", "--dry-run"], { cwd: folder });
    expect([0, 3]).toContain(result.code);
  });
});
