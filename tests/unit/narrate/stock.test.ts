import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readLocalePack } from "../../../src/config.ts";
import { takeClaims } from "../../../src/domain/claim.ts";
import { wordsOf, wordsOfKind } from "../../../src/domain/words.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { narratePages } from "../../../src/narrate/pages/pages.ts";
import { pageRequestOf } from "./pages/page-request.ts";
import { markedText } from "./pages/page-text.ts";
import { requestOf, type Story, storyOf, WORDS } from "./request-of.ts";

const CASES = readdirSync(new URL("../../golden/narrate/", import.meta.url)).sort();
const GERMAN = wordsOf(await readLocalePack({ root: "/nowhere", locale: "de-DE" }));
/** A mean of days, said to be one: in the sentence, or in the head or the caption of the table that it stands in. */
const AVERAGE = /\b(average|im Mittel)\b/iu;
const MEAN_OF_DAYS = /^(?!total\.).+\.offers\.count@(4w|13w)/;

const asStock = (name: string): Story => ({ ...storyOf(name), kind: "stock" });

describe.each([
  ["en-US", WORDS],
  ["de-DE", GERMAN],
])("a letter of postings that stay open, in %s", (_, pack) => {
  const words = wordsOfKind(pack, "stock");

  it.each(CASES)("never calls the mean over the days a count: %s", (name) => {
    const story = asStock(name);
    const { letter, passages, facts } = narrate(requestOf(story, { words }));
    const told = passages.filter((passage) => passage.facts.some((fact) => MEAN_OF_DAYS.test(fact)));
    // One week has one day, and its mean is a count.
    if ((facts.find(({ id }) => id === "roles.window.weeks")?.value ?? 1) === 1) return;
    expect(told.filter(({ text }) => !AVERAGE.test(text)).map(({ text }) => text)).toEqual([]);
    const table = letter.sections.find((section) => section.kind === "table");
    if (table === undefined || !table.rows.some((row) => row.some((cell) => MEAN_OF_DAYS.test(factsOf(cell))))) return;
    expect([table.columns[1]?.label, table.caption].filter((text) => !AVERAGE.test(text ?? ""))).toEqual([]);
    expect(letter.smallPrint[0]).toMatch(AVERAGE);
  });
});

describe("pages of postings that stay open", () => {
  it.each(CASES)("never call the mean over the days a count: %s", (name) => {
    const story = asStock(name);
    const { pages } = narratePages(pageRequestOf(story, {}));
    const shown = pages
      .filter(({ path }) => /^(roles|compare)\//.test(path))
      .flatMap((page) =>
        markedText(page)
          .split("\n")
          .filter((line) => MEAN_OF_DAYS.test(factsOf(line))),
      );
    expect(shown.map((line) => takeClaims("", line).text).filter((line) => !AVERAGE.test(line))).toEqual([]);
  });
});

describe("samples of shares", () => {
  it("are the offers that were open on any day, which is not the mean that the count is", () => {
    const { facts, passages } = narrate(requestOf(asStock("busy-week")));
    const value = (id: string) => facts.find((fact) => fact.id === id)?.value;
    expect(value("data-scientist.window-offers.count@4w")).toBeGreaterThan(
      value("data-scientist.offers.count@4w") ?? 0,
    );
    const remote = passages.filter(({ facts: used }) => used.some((id) => /\.remote\.share@4w$/.test(id)));
    const counts = remote.flatMap(({ facts: used }) => used.filter((id) => /offers\.count@4w$/.test(id)));
    expect(counts.length).toBeGreaterThan(0);
    expect(counts.filter((id) => !id.includes("window-offers"))).toEqual([]);
  });

  it("need no other fact where every offer counts once", () => {
    const { facts } = narrate(requestOf(storyOf("busy-week")));
    expect(facts.filter(({ id }) => id.includes("window-offers"))).toEqual([]);
  });
});

function factsOf(text: string): string {
  return takeClaims("", text)
    .claims.map(({ fact }) => fact)
    .filter((fact) => MEAN_OF_DAYS.test(fact))
    .join();
}
