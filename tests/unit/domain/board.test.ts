import { describe, expect, it } from "vitest";
import { boardSchema, boardsSchema } from "../../../src/domain/board.ts";

const named = (board: string) => boardSchema.safeParse({ source: "greenhouse", board }).success;

describe("the name of a board", () => {
  it.each(["anthropic", "Acme-Corp_2", "acme.io", "_acme", "3m"])("may be %s", (name) => {
    expect(named(name)).toBe(true);
  });

  it.each([
    "",
    ".",
    "..",
    ".acme",
    "../acme",
    "a/b",
    "a\\b",
    "a b",
    "a%2fb",
    "a?b",
    "a#b",
    "a\u0000",
    "ä",
    "acme\n",
    "acme-2026-11-18",
    "a".repeat(101),
  ])("may not be %j", (name) => {
    expect(named(name)).toBe(false);
  });
});

describe("a list of boards", () => {
  it("is empty with limits of its own where nothing is set", () => {
    expect(boardsSchema.parse({})).toEqual({
      list: [],
      maxAgeDays: 0,
      pauseSeconds: 1,
      connectSeconds: 10,
      answerSeconds: 60,
      tries: 4,
      maxMegabytes: 64,
    });
  });

  it("holds a board once, however it is written, and a name of one kind again for another", () => {
    const list = (...boards: object[]) => boardsSchema.safeParse({ list: boards });
    const twice = list({ source: "lever", board: "acme" }, { source: "lever", board: "ACME" });
    expect(twice.error?.issues[0]).toMatchObject({
      path: ["list", 1, "board"],
      message: "lever/acme is in the list twice",
    });
    expect(list({ source: "lever", board: "acme" }, { source: "ashby", board: "acme" }).success).toBe(true);
  });

  it("knows a region of Lever's only", () => {
    expect(boardSchema.parse({ source: "lever", board: "acme", region: "eu" })).toMatchObject({ region: "eu" });
    expect(boardSchema.safeParse({ source: "ashby", board: "acme", region: "eu" }).error?.issues[0]?.message).toBe(
      "only Lever has boards of a region",
    );
  });
});
