import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonFault } from "../../../../src/ingest/sources/json-fault.ts";

it.each([
  ['{"a":1,}', 7],
  ['{"a" 1}', 5],
  ["[1 2]", 3],
  ["[01]", 2],
  ["{a:1}", 1],
  ['["\\x"]', 2],
  ['["a\nb"]', 3],
  ["[1]]", 3],
  ["[1}", 2],
  ["nul", 0],
  ["", 0],
  ["[[", 2],
  ['["a', 3],
  ['{"a":', 5],
])("finds where %j stops being JSON", (text, place) => expect(jsonFault(text)).toBe(place));

it("finds the mark that was put into any JSON", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, place) => {
      const at = place % (text.length + 1);
      const broken = `${text.slice(0, at)}\u0001${text.slice(at)}`;
      // Inside an escape, a word or a number's sign the fault is the beginning of that.
      expect(at - jsonFault(broken)).toBeOneOf([0, 1, 2, 3, 4, 5]);
    }),
    { seed: 20_261_121, numRuns: 1_000 },
  );
});

it("finds no fault before the end of any JSON, however deep", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(jsonFault(text)).toBe(text.length);
    }),
    { seed: 20_261_121, numRuns: 300 },
  );
  expect(jsonFault("[".repeat(1_000_000))).toBe(1_000_000);
});
