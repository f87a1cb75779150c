import { expect, it } from "vitest";
import { textBlocks } from "../../../src/check/text-blocks.ts";

it("reads values that stand below others as cells, each named by its line of the head, and the note of a row", () => {
  const table = [
    "Role              Offers           Median pay",
    "                                        Trend",
    "                                  Middle half",
    "----------------  ------  -------------------",
    "Data Engineer        204                $125K",
    "                          Unclear (from 8.4%)",
    "                                  $105K–$155K",
    "Ethicist               4              too few",
    "                           Too few to compare",
    "  Pay is over 13 weeks.",
  ].join("\n");
  const rows = textBlocks(table).map(({ text, cells }) =>
    cells.map(({ start, end, label }) => [label, text.slice(start, end).trim()]),
  );
  expect(rows).toEqual([
    [
      ["Role", "Data Engineer"],
      ["Offers", "204"],
      ["Median pay", "$125K"],
      ["Trend", "Unclear (from 8.4%)"],
      ["Middle half", "$105K–$155K"],
    ],
    [
      ["Role", "Ethicist"],
      ["Offers", "4"],
      ["Median pay", "too few"],
      ["Trend", "Too few to compare"],
      [null, "Pay is over 13 weeks."],
    ],
  ]);
});
