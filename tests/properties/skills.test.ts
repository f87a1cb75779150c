import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSkillDictionary } from "../../src/domain/skill-dictionary.ts";
import { parseSkillRules } from "../../src/ingest/advert/skill-rules.ts";
import { skillsIn, skillsNamed } from "../../src/ingest/advert/skills.ts";

const PATH = "templates/en-US/skills.yaml";
const source = readFileSync(PATH, "utf8");
const rules = parseSkillRules(source, PATH);
const { spellings } = parseSkillDictionary(source, PATH);
const always = spellings.filter(({ counts }) => counts === "always");
const SEED = { seed: 20_261_121, numRuns: 300 };

const spelling = fc.constantFrom(...spellings);
const filler = fc.constantFrom(
  "we",
  "use",
  "in",
  "for",
  "(",
  ")",
  ",",
  "and",
  "-",
  "/",
  "&",
  "a",
  "series",
  "to",
  "market",
);
const sentence = fc
  .array(
    fc.oneof(
      filler,
      spelling.map(({ text }) => text),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((words) => `We ${words.join(" ")} here.`);
/** What spellings are made of, in no order. */
const shards = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "C",
      "+",
      "#",
      ".",
      "R",
      "&",
      "-",
      "_",
      "/",
      "@",
      " ",
      "\n",
      "'",
      "Go",
      "3",
      "使",
      "\uD83D",
      "\u0301",
      "\0",
    ),
    spelling.map(({ text }) => text),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 60,
});

describe("skills in a text", () => {
  it("are the same in whatever order its sentences stand", () => {
    const inTwoOrders = fc
      .array(sentence, { maxLength: 6 })
      .chain((sentences) =>
        fc.tuple(fc.constant(sentences), fc.shuffledSubarray(sentences, { minLength: sentences.length })),
      );
    fc.assert(
      fc.property(inTwoOrders, fc.constantFrom(" ", "\n", "\n\n"), ([one, other], between) => {
        expect(skillsIn(other.join(between), rules)).toEqual(skillsIn(one.join(between), rules));
      }),
      SEED,
    );
  });

  it("are found in any case where the spelling is no other word", () => {
    for (const { text, name } of always)
      for (const written of [text, text.toUpperCase(), text.toLowerCase()])
        expect(skillsIn(`They said: ${written}, yes.`, rules), written).toEqual([name]);
  });

  it("are known names, by code point, each once, of any text", () => {
    const names = new Set(spellings.map(({ name }) => name));
    fc.assert(
      fc.property(shards, (text) => {
        const found = skillsIn(text, rules);
        expect(found.filter((name) => !names.has(name))).toEqual([]);
        expect(found).toEqual([...new Set(found)].sort());
      }),
      SEED,
    );
  });
});

describe("skills of a field", () => {
  it("stay as they are when they are read again", () => {
    fc.assert(
      fc.property(fc.array(shards, { maxLength: 8 }), (names) => {
        const once = skillsNamed(names, rules);
        expect(skillsNamed(once, rules)).toEqual(once);
      }),
      SEED,
    );
  });

  it("are of every spelling its name", () => {
    for (const { text, name } of spellings) expect(skillsNamed([text.toUpperCase()], rules), text).toEqual([name]);
  });
});
