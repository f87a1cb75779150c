import fc from "fast-check";
import { expect, it } from "vitest";
import { BOARD_FORMATS, boardSource } from "../../src/ingest/sources/board-formats.ts";

/** Members that adapters look for, so that wrong kinds of values get to where they are read. */
const NAMES = [
  ..."jobs id title text name location offices metadata value content absolute_url company_name pay_input_ranges title".split(
    " ",
  ),
  ..."categories lists salaryRange min max interval currency createdAt hostedUrl workplaceType description".split(" "),
  ..."secondaryLocations address postalAddress addressLocality addressCountry compensation compensationTiers".split(
    " ",
  ),
  ..."components summaryComponents compensationType minValue maxValue isListed board jobUrl publishedAt".split(" "),
  ..."@type @graph @id identifier jobLocation hiringOrganization baseSalary unitText skills employmentType".split(" "),
  ..."__proto__ constructor toString".split(" "),
];
const WORDS = [
  "JobPosting",
  "Salary",
  "1 YEAR",
  "https://jobs.lever.co/%E0%A4%A",
  "per-year-salary",
  "\u0000\uD800",
  "9".repeat(50),
];

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -1, 1e308, Number.MAX_SAFE_INTEGER, ...WORDS),
    fc.string(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie("value"), { maxKeys: 12 }),
  ),
}));

it.each(BOARD_FORMATS)("%s makes an advertisement or a reason of a record of any shape", (format) => {
  const source = boardSource(format);
  fc.assert(
    fc.property(value, (answer) => {
      for (const record of source?.records(answer) ?? []) {
        const made = source?.advert(record, null);
        expect(made).toBeDefined();
        if (made === undefined || "reason" in made) continue;
        const texts = [
          made.key,
          made.title,
          made.employer,
          made.country,
          made.workplace,
          made.employmentType,
          made.text,
        ];
        expect(texts.every((text) => text === null || typeof text === "string")).toBe(true);
        expect(made.places.every((place) => place.trim() !== "")).toBe(true);
        for (const { floor, ceiling } of made.pay) expect(floor ?? ceiling).toEqual(expect.any(Number));
      }
    }),
    { seed: 20_261_121, numRuns: 2_000 },
  );
});
