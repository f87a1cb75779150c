import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainTitle } from "../../src/ingest/taxonomy/explained-title.ts";
import { rolesOfTitle } from "../../src/ingest/taxonomy/roles-of-title.ts";
import { shipped, slugsOf } from "../unit/ingest/taxonomy/shipped.ts";

const SETTINGS = { seed: 20_261_121, numRuns: 500 } as const;
const WORDS =
  "Senior Lead Data AI ML LLM Machine Learning Deep Software Backend Platform Infrastructure Research Applied Analytics Prompt Forward Deployed Product Solutions Engineer Developer Scientist Analyst Architect Manager Owner Intern Science Oncology Growth / & , - | ( ) and of".split(
    " ",
  );
/** Titles as they could be written, sense or not. */
const titles = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
/** Anything at all, with what a title is made of in it. */
const anything = fc
  .array(
    fc.oneof(
      fc.constantFrom(...WORDS, "{ai}", "__proto__", "constructor", "\u202E", "\uD83D", "ﷺ", "👩‍🔬"),
      fc.string({ unit: "binary" }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(""));

describe("the roles of any title", () => {
  it("are the same in capitals, in small letters and in full-width letters", () => {
    const wide = (text: string) =>
      text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
    fc.assert(
      fc.property(titles, (title) => {
        const roles = slugsOf(title);
        for (const other of [title.toUpperCase(), title.toLowerCase(), wide(title)])
          expect(slugsOf(other)).toEqual(roles);
      }),
      SETTINGS,
    );
  });

  it("are the same with more space between the words and around them", () => {
    fc.assert(
      fc.property(titles, fc.constantFrom("  ", "\t", "\u00a0", " \n "), (title, space) => {
        expect(slugsOf(`${space}${title.replaceAll(" ", space)}${space}`)).toEqual(slugsOf(title));
      }),
      SETTINGS,
    );
  });

  it("are the same with a place, a way to work, a gender note or an emoji behind them", () => {
    const noise = fc.constantFrom(
      " (Remote)",
      " | Berlin",
      " [m/f/d]",
      " – Now Hiring",
      ", Full-time",
      " 🚀",
      " !!!",
      " • 2 days left",
    );
    fc.assert(
      fc.property(titles, noise, (title, behind) => {
        expect(slugsOf(`${title}${behind}`)).toEqual(slugsOf(title));
      }),
      SETTINGS,
    );
  });

  it("are found in any string without a failure, each role once and in order, and can be explained", () => {
    fc.assert(
      fc.property(anything, (title) => {
        const slugs = slugsOf(title);
        expect(slugs).toEqual([...new Set(slugs)].sort());
        expect(explainTitle(title, shipped).roles).toEqual(rolesOfTitle(title, shipped));
      }),
      SETTINGS,
    );
  });
});
