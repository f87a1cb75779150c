import { expect, it } from "vitest";
import type { Table } from "../../../src/domain/letter.ts";
import { tableView } from "../../../src/render/table-view.ts";

const TABLE: Table = {
  kind: "table",
  slot: "table",
  heading: "Roles",
  caption: "Roles and pay.",
  columns: [
    { label: "Role", align: "left", below: false },
    { label: "Offers", align: "right", below: false },
    { label: "Demand", align: "left", below: true },
    { label: "Median", align: "right", below: false },
    { label: "Trend", align: "left", below: true },
    { label: "Middle half", align: "right", below: true },
  ],
  rows: [["Data Engineer", "235", "Rose 6%", "$125K", "Unclear (from 9%)", "$107K–$145K"]],
  note: null,
};

it("puts what goes below a column into its cells, line by line as in their head", () => {
  const { heads, rows } = tableView(TABLE, (text) => text);
  const lines = heads.map(({ label, below }) => [label, ...below.map((each) => each.label)]);
  expect(lines).toEqual([["Role"], ["Offers", "Demand"], ["Median", "Trend", "Middle half"]]);
  const cells = rows[0]?.cells.map(({ text, below }) => [text, ...below.map((each) => each.text)]);
  expect(cells).toEqual([
    ["235", "Rose 6%"],
    ["$125K", "Unclear (from 9%)", "$107K–$145K"],
  ]);
});

it("sets off words that come with the size of a move, not those with a size in brackets", () => {
  const { rows } = tableView(TABLE, (text) => text);
  expect(rows[0]?.cells.map(({ below }) => below[0]?.moved)).toEqual([true, false]);
});
