import { describe, expect, it } from "vitest";
import { checkEdition } from "../../../src/check/check.ts";
import { factOf, requestOf } from "./check-request-of.ts";

const OPENINGS = factOf();
const OFFERS = factOf({ id: "data-engineer.offers.count", slice: "data-engineer", value: 382, n: 382 });

/** What is found in a letter of these parts; "1,204" and "382" are claims wherever they stand. */
function found(parts: Readonly<Record<string, string>>) {
  const surfaces = new Map(Object.entries({ subject: "A quiet week", "index.html": "", ...parts }));
  const claims = Object.entries(parts).flatMap(([surface, text]) =>
    [...text.matchAll(/1,204|382/g)].map(({ 0: printed, index: offset }) => ({
      surface,
      offset,
      printed,
      fact: printed === "382" ? OFFERS.id : OPENINGS.id,
    })),
  );
  return checkEdition(requestOf({ surfaces }, { claims, facts: [OPENINGS, OFFERS] }))
    .filter(({ rule }) => rule === "parts-differ")
    .map(({ severity, surface, why }) => [severity, surface, why]);
}

const BOTH = { "email.html": "<p>1,204 openings, 382 of them</p>", "email.txt": "1,204 openings, 382 of them\n" };

describe("the two parts of a letter", () => {
  it("may differ in words, in order, and in how often they say a figure", () => {
    expect(found(BOTH)).toEqual([]);
    expect(found({ ...BOTH, "email.txt": "382 and 382 of 1,204\n" })).toEqual([]);
  });

  it("are told apart where the text lost a table", () => {
    const why = 'a figure of the HTML part is not in it, the first "382" (data-engineer.offers.count)';
    expect(found({ ...BOTH, "email.txt": "1,204 openings\n" })).toEqual([["blocking", "email.txt", why]]);
    const two = '2 figures of the HTML part are not in it, the first "1,204" (total.openings.count)';
    expect(found({ ...BOTH, "email.txt": "A letter\n" })).toEqual([["blocking", "email.txt", two]]);
  });

  it("are told apart where the HTML lost one", () => {
    expect(found({ ...BOTH, "email.html": "<p>1,204 openings</p>" })).toEqual([
      ["blocking", "email.html", expect.stringContaining('a figure of the text part is not in it, the first "382"')],
    ]);
  });

  it("are told apart in the block of a role", () => {
    const blocks = { "blocks/data-engineer.html": "<p>382 offers</p>", "blocks/data-engineer.txt": "Offers\n" };
    expect(found({ ...BOTH, ...blocks })).toEqual([["blocking", "blocks/data-engineer.txt", expect.any(String)]]);
  });

  it("do not share title, preheader and alt texts, but for a description that the text prints", () => {
    const title = `<title>382</title><div style="display:none;max-height:0">382</div>`;
    expect(found({ "email.html": `${title}<p>1,204</p>`, "email.txt": "1,204\n" })).toEqual([]);
    expect(found({ "email.html": '<p>1,204</p><img alt="382 > 1">', "email.txt": "1,204\n" })).toEqual([]);
    expect(found({ "email.html": '<p>1,204</p><img alt="382">', "email.txt": "1,204\nChart: 382\n" })).toEqual([]);
  });
});
