import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { answerDays, answerFiles, boardInName } from "../../../../src/ingest/sources/answer-files.ts";
import { freshFolder, put } from "../../../e2e/cli.ts";

describe("the files that answers are read from", () => {
  it("are files as they are given, and those below folders in the order of their paths", async () => {
    const folder = await freshFolder();
    const names = [
      "b/z.json",
      "b/a.jsonl.gz",
      "b/c/page.HTM",
      "b/notes.txt",
      "b/.hidden.json",
      "b/x.json.tmp",
      "one.txt",
    ];
    for (const name of names) await put(folder, name, "x");
    const found = await answerFiles([join(folder, "one.txt"), join(folder, "b"), join(folder, "b/z.json")]);
    expect(found.map((path) => path.slice(folder.length + 1))).toEqual([
      "one.txt",
      "b/a.jsonl.gz",
      "b/c/page.HTM",
      "b/z.json",
    ]);
  });

  it("are refused where a folder has none", async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, "empty"));
    await expect(answerFiles([join(folder, "empty")])).rejects.toMatchObject({ code: "file-missing" });
  });
});

describe("the day of an answer", () => {
  const dayOf = (path: string) => answerDays([path], "2026-W01")[0]?.day;

  it.each([
    ["2026-08-01/acme.json", "2026-08-01"],
    ["boards/2026-08-01/a/b/acme.json.gz", "2026-08-01"],
    ["2026-08-01/acme-2026-08-08.json", "2026-08-08"],
    ["acme_2026-07-01_2026-08-08T10-00-00Z.json", "2026-08-08"],
    ["ashby_2025-10-28/jobs.jsonl", "2025-10-28"],
    ["2026-08-01/acme-2026-13-45.json", "2026-08-01"],
    ["acme-12026-08-011.json", null],
    ["acme.json", null],
  ])("of %s is %s", (path, day) => expect(dayOf(path)).toBe(day));

  it("is needed without a week", () => {
    expect(() => answerDays(["2026-08-01/a.json", "b/acme.json"], undefined)).toThrow(
      expect.objectContaining({ code: "file-undated", message: expect.stringContaining("b/acme.json") }),
    );
  });

  it("gives way to a later one of the same board in the same week", () => {
    const paths = ["2026-08-03/a.json", "2026-08-05/a.json", "2026-08-03/b.json", "2026-08-12/a.json", "c.json"];
    expect(answerDays(paths, "2026-W32").map(({ superseded }) => superseded)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

it("calls a board after the file, without its day and its endings", () => {
  const names = ["a/stripe.json.gz", "2026-08-01-stripe.json", "gitlab.content-true.json", "2026-08-01.json", ""];
  expect(names.map(boardInName)).toEqual(["stripe", "stripe", "gitlab", null, null]);
});
