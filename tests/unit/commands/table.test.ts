import { describe, expect, it } from "vitest";
import { alignedTable } from "../../../src/commands/table.ts";

describe("a table on stdout", () => {
  it("aligns text to the left and columns of numbers to the right, without trailing blanks", () => {
    expect(
      alignedTable(
        ["role", "n", "note"],
        [
          ["a", "5", ""],
          ["bcdef", "1,234", "x"],
        ],
      ),
    ).toEqual(["role       n  note", "a          5", "bcdef  1,234  x"]);
  });

  it("is the head alone where there are no rows", () => {
    expect(alignedTable(["fact", "value"], [])).toEqual(["fact  value"]);
  });
});
