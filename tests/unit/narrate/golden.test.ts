import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { takeClaims, unmarked } from "../../../src/domain/claim.ts";
import type { Letter, Section } from "../../../src/domain/letter.ts";
import { replaceStyled } from "../../../src/domain/prose.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { printed } from "../../../src/narrate/print.ts";
import { requestOf, storyOf, WORDS } from "./request-of.ts";

const GOLDEN = new URL("../../golden/narrate/", import.meta.url);

describe.each(readdirSync(GOLDEN).sort())("the letter of %s", (name) => {
  const { letter, facts, passages, charts } = narrate(requestOf(storyOf(name)));
  const marked = replaceStyled(textOf(letter), (words, style) => `<${style}: ${words}>`);

  it("reads as before", async () => {
    const plain = `${unmarked(marked)}\n\nCharts:\n${charts.map(({ title, alt }) => `- ${title}: ${unmarked(alt)}`).join("\n")}\n`;
    await expect(plain).toMatchFileSnapshot(new URL(`${name}/expected.txt`, GOLDEN).pathname);
  });

  it("prints every number as its fact says", () => {
    const byId = new Map(facts.map((fact) => [fact.id, fact]));
    const { text, claims } = takeClaims("letter", marked);
    expect(claims.length).toBeGreaterThan(5);
    for (const claim of claims) {
      const fact = byId.get(claim.fact);
      expect(fact, claim.fact).toBeDefined();
      expect(claim.printed).toBe(printed(fact!, WORDS));
      expect(text.slice(claim.offset, claim.offset + claim.printed.length)).toBe(claim.printed);
    }
  });

  it("has each fact once", () => {
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });

  it("fits an inbox: a subject of at most 60 characters and another line beside it", () => {
    const [subject, preheader] = [unmarked(letter.subject), unmarked(letter.preheader)];
    expect([...subject].length).toBeLessThanOrEqual(60);
    expect([...preheader].length).toBeGreaterThanOrEqual(40);
    expect([...preheader].length).toBeLessThanOrEqual(130);
    expect(preheader).not.toBe(subject);
  });

  it("describes every chart in 20 to 150 characters", () => {
    for (const { alt } of charts) {
      expect([...unmarked(alt)].length).toBeGreaterThanOrEqual(20);
      expect([...unmarked(alt)].length).toBeLessThanOrEqual(150);
    }
  });

  it("has no placeholder of its own left over", () => {
    const hostile = name === "hostile-names" ? /undefined|NaN/ : /[{}]|undefined|NaN|null/;
    expect(unmarked(marked)).not.toMatch(hostile);
    for (const { text } of passages) expect(text).not.toMatch(hostile);
  });
});

/** The whole letter, numbers still marked. */
function textOf(letter: Letter): string {
  return [
    `Subject: ${letter.subject}`,
    `Preheader: ${letter.preheader}`,
    letter.dateline,
    `# ${letter.heading}`,
    ...letter.sections.map(sectionText),
    `Role by role:\n${letter.roles.map(({ heading, paragraphs }) => [heading, ...paragraphs].join("\n  ")).join("\n")}`,
    `Small print:\n${letter.smallPrint.join("\n")}`,
  ].join("\n\n");
}

function sectionText(section: Section): string {
  const heading = section.heading === null ? [] : [`## ${section.heading}`];
  switch (section.kind) {
    case "paragraphs":
      return [...heading, ...section.paragraphs].join("\n");
    case "bullets":
      return [...heading, ...section.items.map((item) => `- ${item}`)].join("\n");
    case "table":
      return [
        ...heading,
        section.caption,
        section.columns.map(({ label }) => label).join(" | "),
        ...section.rows.flatMap((row, index) => {
          const note = section.rowNotes?.[index] ?? null;
          return [row.join(" | "), ...(note === null ? [] : [`  ${note}`])];
        }),
        section.note ?? "",
      ].join("\n");
    case "chart":
      return [...heading, `[${section.chart}] ${section.takeaway}`].join("\n");
    case "quick-verdict":
      return [...heading, ...section.lines.map(({ label, text }) => `${label}: ${text}`), section.note].join("\n");
  }
}
