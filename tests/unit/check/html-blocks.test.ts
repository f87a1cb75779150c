import { expect, it } from "vitest";
import { htmlBlocks } from "../../../src/check/html-blocks.ts";

it("reads the lines of a cell as cells, each named by its line of the column's head", () => {
  const [row] = htmlBlocks(
    '<table><thead><tr><th scope="col">Role</th><th scope="col">Offers<br><span>Demand</span></th></tr></thead>' +
      '<tbody><tr><th scope="row">Data Engineer</th><td>235<br><span>Unclear</span></td></tr></tbody></table>',
  );
  const cells = row?.cells.map(({ start, end, label }) => [label, row.text.slice(start, end)]);
  expect(cells).toEqual([
    ["Role", "Data Engineer"],
    ["Offers", "235"],
    ["Demand", "Unclear"],
  ]);
});
