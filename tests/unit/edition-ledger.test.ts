import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawCharts } from "../../src/chart/chart.ts";
import { readLayouts, readSettings } from "../../src/config.ts";
import type { EditionLiteral } from "../../src/domain/edition.ts";
import { parseEditorLetter } from "../../src/domain/editor-letter.ts";
import type { Claim, Fact } from "../../src/domain/fact.ts";
import { draftEdition } from "../../src/edition-build.ts";
import { editionLedger } from "../../src/edition-ledger.ts";
import { type Narration, narrate } from "../../src/narrate/narrate.ts";
import { printed } from "../../src/narrate/print.ts";
import { renderEdition } from "../../src/render/render.ts";
import { cardOf } from "../../src/week-inputs.ts";
import { requestOf, storyOf, WORDS } from "./narrate/request-of.ts";

const SETTINGS = await readSettings(join(import.meta.dirname, "..", ".."), undefined);
const AIJOBS = await readSettings(join(import.meta.dirname, "..", ".."), "aijobs.config.ts");
const LETTER = `---
subject: '{{n "total.openings.count"}} openings, and {{lit 3 "it is our third letter"}}'
preheader: 'A preheader of {{name "GPT-4"}} and {{n "total.openings.count"}} openings, long enough.'
---
In **{{n "total.openings.count"}}** openings, [{{name "3M"}}](https://example.com/3) has {{lit "7 of 9" "counted by hand"}}.
`;

interface Ledger {
  readonly surfaces: ReadonlyMap<string, string>;
  readonly claims: readonly Claim[];
  readonly literals: readonly EditionLiteral[];
  readonly facts: readonly Fact[];
  readonly narration: Narration;
}

async function ofWeek(week: string, settings: typeof SETTINGS): Promise<Ledger> {
  const { narration, charts, rendered, words } = await draftEdition(week, settings, drawCharts);
  const card = cardOf(narration.letter, words);
  const ledger = editionLedger(rendered, charts, card, narration.editorLiterals);
  return { ...ledger, facts: narration.facts, narration };
}

async function ofStory(story: string, letter?: string): Promise<Ledger> {
  const told = storyOf(story);
  const content = letter === undefined ? undefined : parseEditorLetter(letter, "letter.md");
  const narration = narrate(
    requestOf(told, content === undefined ? {} : { letter: { content, path: "w/letter.md", sha256: "0".repeat(64) } }),
  );
  const { theme, templates } = await readLayouts(SETTINGS);
  const charts = await drawCharts(narration.charts, theme, WORDS);
  const values = new Map(narration.facts.map(({ id, value }) => [id, value]));
  const kit = { words: WORDS, theme, templates, mail: SETTINGS, factValue: (id: string) => values.get(id) };
  const rendered = await renderEdition(narration.letter, charts, kit);
  const ledger = editionLedger(rendered, charts, cardOf(narration.letter, WORDS), narration.editorLiterals);
  return { ...ledger, facts: narration.facts, narration };
}

const EDITIONS: readonly [string, () => Promise<Ledger>][] = [
  ["the newest real week", () => ofWeek("2023-W39", SETTINGS)],
  ["a real week in the middle", () => ofWeek("2023-W22", SETTINGS)],
  ["the first real week", () => ofWeek("2023-W01", SETTINGS)],
  ["a real week of a feed without employers", () => ofWeek("2024-W26", AIJOBS)],
  ["a made-up busy week with a letter", () => ofStory("busy-week", LETTER)],
  ["a made-up week of hostile names", () => ofStory("hostile-names")],
  ["a made-up first week", () => ofStory("first-week")],
  ["a made-up week that lacks days", () => ofStory("down-for-days")],
];

/** What a person, a screen reader or a link preview is given of a surface: written without a look at how the checks do it. */
function given(surface: string, text: string): { text: string; start: number }[] {
  if (!/\.(html|svg)$/.test(surface)) return [{ text, start: 0 }];
  const parts: { text: string; start: number }[] = [];
  const scales = [...text.matchAll(/<g class="mark-text role-mark scale_\w+_marks"[^>]*>.*?<\/g>/gs)];
  const hidden = (at: number) => scales.some((each) => at >= each.index && at < each.index + each[0].length);
  const unread = /<style\b[^>]*>.*?<\/style>|<!--.*?-->/gs;
  const blank = text.replace(unread, (part) => " ".repeat(part.length));
  for (const token of blank.matchAll(/<[^>]*>|[^<]+/g)) {
    if (hidden(token.index)) continue;
    if (!token[0].startsWith("<")) parts.push({ text: token[0], start: token.index });
    else if (
      !/^<meta (?:http-equiv|name="(?:viewport|color-scheme)|property="og:image:(?:width|height))/.test(token[0])
    )
      for (const value of token[0].matchAll(/\b(?:alt|aria-label|content|title)="([^"]*)"/g))
        parts.push({ text: value[1]!, start: token.index + value.index + value[0].indexOf('"') + 1 });
  }
  return parts;
}

const DATES =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s\d{1,2}\b|\d{4}-W\d{2}|https?:\/\/\S+/g;

/** Words with digits that stand for nothing that the ledger knows. */
function unknown({ surfaces, claims, literals, narration }: Ledger): string[] {
  const allowed = [...narration.literals, SETTINGS.postalAddress, SETTINGS.sender.name]
    .filter((each) => /\p{N}/u.test(each))
    .sort((a, b) => b.length - a.length);
  return [...surfaces].flatMap(([surface, whole]) => {
    let text = whole;
    for (const each of [...claims, ...literals].filter((claim) => claim.surface === surface))
      text =
        text.slice(0, each.offset) + "·".repeat(each.printed.length) + text.slice(each.offset + each.printed.length);
    const seen = given(surface, text)
      .map((part) => part.text)
      .join(" ")
      .replace(/&#(x?)([0-9a-f]+);|&\w+;/gi, (_, hex: string | undefined, code: string | undefined) =>
        code === undefined ? " " : String.fromCodePoint(Number.parseInt(code, hex === "" ? 10 : 16)),
      )
      .replace(/\s+/g, " ");
    const rest = allowed
      .reduce((left, each) => left.replaceAll(each.replace(/\s+/g, " "), "·"), seen)
      .replace(DATES, "·");
    return [...rest.matchAll(/\S*\p{N}\S*/gu)].map(([word]) => `${surface}: ${word}`);
  });
}

describe.each(EDITIONS)("the ledger of %s", (name, made) => {
  let ledger: Ledger;
  const once = async () => {
    ledger ??= await made();
    return ledger;
  };

  it("knows each number of each surface at its place, as its fact is printed", async () => {
    const { surfaces, claims, literals, facts } = await once();
    const byId = new Map(facts.map((fact) => [fact.id, fact]));
    for (const { surface, offset, printed: said, fact } of claims) {
      expect(surfaces.get(surface)?.slice(offset, offset + said.length), `${surface} ${fact}`).toBe(said);
      expect(printed(byId.get(fact)!, WORDS), fact).toBe(said);
    }
    for (const { surface, offset, printed: said } of literals)
      expect(surfaces.get(surface)?.slice(offset, offset + said.length), surface).toBe(said);
    const printing = new Set(claims.map(({ surface }) => surface));
    for (const surface of [
      "preheader",
      "email.html",
      "email.txt",
      "index.html",
      "charts/openings.svg",
      "charts/openings.alt",
    ])
      expect(printing, surface).toContain(surface);
  });

  // Names that were made to break things are broken over lines too, which only the checks can put together again.
  it.runIf(!name.includes("hostile"))("leaves no digit out but those of dates, names, rules and scales", async () => {
    expect(unknown(await once())).toEqual([]);
  });

  it("gives each number of the page's text the raw value of its fact", async () => {
    const { surfaces, claims, facts } = await once();
    const byId = new Map(facts.map(({ id, value }) => [id, value]));
    const page = surfaces.get("index.html")!;
    const elements = [...page.matchAll(/<data value="([^"]*)" data-fact="([^"]*)">([^<]*)<\/data>/g)];
    expect(elements.length).toBeGreaterThan(5);
    for (const [, value, fact] of elements) expect(Number(value)).toBe(byId.get(fact!));
    const inText = claims.filter(
      ({ surface, offset }) =>
        surface === "index.html" &&
        page.slice(0, offset).endsWith('">') &&
        page.slice(0, offset).match(/<data [^>]*>$/),
    );
    expect(elements).toHaveLength(inText.length);
  });
});

describe("the ledger of a letter", () => {
  it("holds the reason of every figure that is none of ours, on every surface that prints it", async () => {
    const { literals, surfaces } = await ofStory("busy-week", LETTER);
    const of = (surface: string) =>
      literals.filter((each) => each.surface === surface).map(({ printed: said, reason }) => [said, reason]);
    expect(of("subject")).toEqual([["3", "it is our third letter"]]);
    expect(of("preheader")).toEqual([["GPT-4", null]]);
    expect(of("email.txt")).toEqual([
      ["3M", null],
      ["7 of 9", "counted by hand"],
    ]);
    expect(surfaces.get("email.txt")).toContain("3M (https://example.com/3) has 7 of 9.");
  });

  it("finds the numbers of the social card in its lines", async () => {
    const { claims, surfaces } = await ofStory("busy-week");
    const card = claims.filter(({ surface }) => surface === "og.png");
    expect(card.length).toBeGreaterThan(1);
    expect(surfaces.get("og.png")!.split("\n").length).toBeGreaterThan(3);
  });
});
