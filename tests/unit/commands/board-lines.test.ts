import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BoardOutcome } from "../../../src/boards/boards.ts";
import { fetchedReport, weekBoardsLines } from "../../../src/commands/board-lines.ts";
import { boardSchema } from "../../../src/domain/board.ts";

const one = boardSchema.parse({ source: "greenhouse", board: "one" });
const two = boardSchema.parse({ source: "lever", board: "two", name: "Two \u202e & Sons" });
const path = join(process.cwd(), ".trends/boards/2026-11-18/greenhouse/one.json.gz");
const fetched: BoardOutcome = { state: "new", board: one, jobs: 12, jobsBefore: 10, path };
const failed: BoardOutcome = { state: "failed", board: two, code: "gone", why: "there is no such board (answer 404)" };

describe("what came of asking boards", () => {
  it("is a table where all answered", () => {
    const { told, lines, failure } = fetchedReport([fetched], "2026-11-18");
    expect(failure).toBeUndefined();
    expect(told).toEqual({
      day: "2026-11-18",
      boards: [{ source: "greenhouse", board: "one", state: "new", jobs: 12, path }],
    });
    expect(lines).toEqual([
      "board           answer  jobs  file",
      "greenhouse/one  new       12  .trends/boards/2026-11-18/greenhouse/one.json.gz",
    ]);
  });

  it("is a failure that names each board, with the rest of the answer for machines", () => {
    const { told, lines, failure } = fetchedReport([fetched, failed], "2026-11-18");
    expect(lines.at(-1)).toMatch(/^lever\/two +failed: gone$/);
    expect(failure).toMatchObject({
      code: "boards-failed",
      exitCode: 3,
      message:
        "1 of 2 boards failed. Two & Sons (lever/two): there is no such board (answer 404). The answers of the others are stored.",
      details: { ...told, failed: [{ source: "lever", board: "two", code: "gone" }] },
    });
  });
});

describe("the boards of a run", () => {
  it("are counted by how they were come by, and named where an earlier answer stands in", () => {
    expect(weekBoardsLines([])).toEqual([]);
    const answer = { path, jobs: 1, asOf: "2026-11-16" };
    expect(
      weekBoardsLines([
        { ...answer, board: one, state: "kept" },
        { ...answer, board: two, state: "stand-in" },
      ]),
    ).toEqual([
      "boards   2: 1 kept, 1 stand-in",
      "         Two & Sons (lever/two) failed: its answer of 2026-11-16 stands in",
    ]);
  });
});
