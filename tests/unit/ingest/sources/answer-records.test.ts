import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { answerBytes } from "../../../../src/ingest/sources/answer-bytes.ts";
import { answerRecords } from "../../../../src/ingest/sources/answer-records.ts";
import { boardSource } from "../../../../src/ingest/sources/board-formats.ts";
import { freshFolder, put } from "../../../e2e/cli.ts";

/** What is read of a file: values as they are, faults by their notes. */
async function records(name: string, content: string | Uint8Array, format = "ashby"): Promise<unknown[]> {
  const folder = await freshFolder();
  await put(folder, name, content);
  const path = join(folder, name);
  const source = boardSource(format);
  if (source === undefined) throw new Error(format);
  const found: unknown[] = [];
  for await (const record of answerRecords(path, answerBytes(path, () => {}).chunks, source))
    found.push("fault" in record ? record.fault.note : record.value);
  return found;
}

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

describe("the records of a document", () => {
  const text = '{ "jobs": [{ "id": "ä" }, 7] }';
  const jobs = [{ id: "ä" }, 7];

  it.each([
    ["plain", "a.json", text],
    ["packed", "a.json.gz", gzipSync(text)],
    ["with a byte order mark", "a.json", `\uFEFF${text}`],
    ["in UTF-16", "a.json", utf16(text)],
    ["in UTF-16 of the other order", "a.json", utf16(text).swap16()],
    ["packed, in UTF-16", "a.json.gz", gzipSync(utf16(text))],
    ["of another ending", "a.txt", text],
  ])("are read %s", async (_, name, content) => expect(await records(name, content)).toEqual(jobs));

  it.each([
    ['{ "jobs":\n  [1, }', /not JSON in line 2, at character 7/],
    ['{ "jobs": [', /not JSON after 11 characters/],
    ['{ "jobs": [] }\n{}', /not JSON in line 2, at character 1/],
    ["", /is empty/],
    [Buffer.from('{"a":"\xE4"}', "latin1"), /not UTF-8/],
  ])("are refused with the place where it is damaged: %j", async (content, says) => {
    await expect(records("a.json", content)).rejects.toThrow(says);
  });

  it("are refused where the file is cut short", async () => {
    const whole = gzipSync(`{"jobs":[${Array.from({ length: 9000 }, (_, index) => index ** 3)}]}`);
    await expect(records("a.json.gz", whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
      code: "file-damaged",
    });
  });

  it("are refused above the largest size, unpacked, with what to do instead", async () => {
    await expect(records("a.json.gz", gzipSync(Buffer.alloc(129 * 1024 * 1024, " ")))).rejects.toMatchObject({
      code: "file-too-large",
      hint: expect.stringContaining("JSONL"),
    });
  });
});

describe("the records of lines", () => {
  const lines = '\uFEFF{"id":1}\r\n\n{"jobs":[{"id":2},{"id":3}]}\n{"id":\n{"id":4}';

  it.each([
    ["a.jsonl", lines],
    ["a.ndjson.gz", gzipSync(lines)],
    ["a.jsonl", Buffer.from(lines, "utf16le")],
  ])("are read one by one, each broken line being one at fault: %s", async (name, content) => {
    expect(await records(name, content)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, "it is not JSON", { id: 4 }]);
  });

  it("are at fault where they are no UTF-8 or too long, and the next is read", async () => {
    const broken = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}\n')]);
    const long = Buffer.from(`"${"x".repeat(17 * 1024 * 1024)}"\n`);
    expect(await records("a.jsonl", Buffer.concat([broken, long, Buffer.from("[8]")]))).toEqual([
      "it is not UTF-8",
      "it is longer than 16 MB",
      8,
    ]);
  });
});

describe("the records of a page", () => {
  const script = (json: string) => `<script type="application/ld+json">${json}</script>`;

  it("are those of all its scripts; a broken one is one at fault", async () => {
    const page = script('[{"@type":"JobPosting","title":"Ä"}]') + script("{oh") + script('{"@type":"Thing"}');
    const found = [{ "@type": "JobPosting", title: "Ä" }, "a script of the page is not JSON", { "@type": "Thing" }];
    expect(await records("a.html", page, "jsonld")).toEqual(found);
    const latin = Buffer.from(`<meta charset="iso-8859-1">${page}`, "latin1");
    expect(await records("a.htm", latin, "jsonld")).toEqual(found);
  });

  it("are one that is none where the page carries none", async () => {
    expect(await records("a.html", "<p>Nothing</p>", "jsonld")).toEqual(["the page has no JSON-LD"]);
  });
});
