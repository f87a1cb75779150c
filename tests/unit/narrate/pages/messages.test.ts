import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { WORDS } from "../request-of.ts";

const texts = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
const own = Object.keys(JSON.parse(readFileSync("templates/en-US/messages-pages.json", "utf8")));

describe("the words of pages", () => {
  it("are all in the pack: every key that the source names", () => {
    const known = new Set(Object.keys(WORDS.pack.messages).map((key) => key.split(".")[0]));
    const keys = texts("src/narrate/pages").flatMap((text) =>
      [...text.matchAll(/"([a-z]+(?:\.[a-z-]+)+)"/g)].map(([, key = ""]) => key),
    );
    const asked = keys.filter(
      (key) => known.has(key.split(".")[0]) && !/\.(count|share|median|mean|p25|p75|weeks|openings)$/.test(key),
    );
    expect(asked.length).toBeGreaterThan(80);
    expect(asked.filter((key) => WORDS.pack.messages[key] === undefined)).toEqual([]);
  });

  it("are all used", () => {
    const used = [...texts("src"), ...texts("templates/page")].join("\n");
    // A message of more days than a week, and one of lines with gaps, goes by the key of the usual one.
    const usual = (key: string) => key.replace(/\.(days|gaps)$/, "");
    expect(own.filter((key) => !used.includes(`"${usual(key)}"`))).toEqual([]);
  });
});
