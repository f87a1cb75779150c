import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawCharts } from "../../src/chart/chart.ts";
import { readLayouts, readLocalePack, readSettings, type Settings } from "../../src/config.ts";
import { wordsOf } from "../../src/domain/words.ts";
import { checkedEdition } from "../../src/edition-build.ts";
import { narrate } from "../../src/narrate/narrate.ts";
import { rememberedCharts } from "../../src/preview/chart-memory.ts";
import { renderEdition } from "../../src/render/render.ts";
import { findLetter } from "../../src/snapshot/editor-letter.ts";
import { requestOf, type Story, storyOf } from "./narrate/request-of.ts";

const LETTER = `---
subject: A busy week for AI roles
preheader: What each role pays, and where the openings are this week.
pins:
  - data-engineer.offers
mutes:
  - mlops-engineer.remote
notes: first
---
Of {{n "total.openings.count"}} openings. We read {{lit 3 "papers"}} of {{name "3M"}}.
`;

const SETTINGS = await readSettings("/nowhere", undefined);
const PACK = await readLocalePack(SETTINGS);
const LAYOUTS = await readLayouts(SETTINGS);
const draw = rememberedCharts(drawCharts);
const STORY = storyOf("busy-week");

interface Made {
  readonly letter?: string;
  readonly story?: Story;
  readonly messages?: Readonly<Record<string, string>>;
  readonly template?: readonly [name: string, from: string, to: string];
  readonly settings?: Partial<Settings>;
  readonly accent?: string;
}

/** The hash of an edition of the story, with one thing changed. */
async function hashOf({ letter = LETTER, story = STORY, messages = {}, template, settings = {}, accent }: Made = {}) {
  const own = { ...SETTINGS, ...settings };
  const words = wordsOf({ ...PACK, messages: { ...PACK.messages, ...messages } });
  const folder = await mkdtemp(join(tmpdir(), "letter-"));
  await mkdir(join(folder, story.week));
  await writeFile(join(folder, story.week, "letter.md"), letter);
  const found = await findLetter(folder, story.week);
  const request = requestOf(story, {
    words,
    letter: found === undefined ? undefined : { content: found.letter, path: found.path, sha256: found.sha256 },
  });
  const templates = new Map(LAYOUTS.templates);
  if (template !== undefined) {
    const [name, from, to] = template;
    expect(templates.get(name)).toContain(from);
    templates.set(name, (templates.get(name) ?? "").replace(from, to));
  }
  const { light, chart } = LAYOUTS.theme;
  const theme =
    accent === undefined
      ? LAYOUTS.theme
      : { ...LAYOUTS.theme, light: { ...light, accent }, chart: { ...chart, accent } };
  const narration = narrate(request);
  const charts = await draw(narration.charts, theme, words);
  const values = new Map(narration.facts.map(({ id, value }) => [id, value]));
  const kit = { words, theme, templates, mail: own, factValue: (id: string) => values.get(id) };
  const rendered = await renderEdition(narration.letter, charts, kit);
  const { archived } = await checkedEdition({ request, narration, charts, rendered, words, theme }, own);
  return archived.edition.hash;
}

const FIRST = await hashOf();

describe("the hash that an approval binds", () => {
  it.each([
    ["a private note", LETTER.replace("notes: first", "notes: |\n  second, and longer\n  47110815")],
    ["no private note", LETTER.replace("notes: first\n", "")],
    ["another order of keys", LETTER.replace("notes: first\n", "").replace("---\nsubject", "---\nnotes: x\nsubject")],
    ["blank lines and line breaks", LETTER.replace("openings. We", "openings.\nWe").replace("---\nOf", "---\n\n\nOf")],
    [
      "a comment, and a list in one line",
      LETTER.replace("pins:\n  - data-engineer.offers", "# why\npins: [data-engineer.offers]"),
    ],
  ])("stays with %s", async (_, letter) => {
    expect(letter).not.toBe(LETTER);
    expect(await hashOf({ letter })).toBe(FIRST);
  });

  it("is the same for a letter of notes alone and for none", async () => {
    expect(await hashOf({ letter: "---\nnotes: only this\n---\n" })).toBe(await hashOf({ letter: "" }));
  });

  it.each<[string, Made]>([
    ["the subject", { letter: LETTER.replace("A busy week", "One busy week") }],
    ["the preheader", { letter: LETTER.replace("What each role pays", "What all roles pay") }],
    ["the intro", { letter: LETTER.replace("openings. We", "openings. Here we") }],
    ["a style", { letter: LETTER.replace("We read", "*We* read") }],
    ["the reason of a figure", { letter: LETTER.replace("papers", "reports") }],
    ["the pins", { letter: LETTER.replace("  - data-engineer.offers", "  - mlops-engineer.offers") }],
    [
      "a second pin that changes no word",
      { letter: LETTER.replace("mutes:", "  - data-engineer.offers.count@4w\nmutes:") },
    ],
    ["the mutes", { letter: LETTER.replace("  - mlops-engineer.remote", "  - mlops-engineer.pay") }],
    ["no letter", { letter: "" }],
    ["figures", { story: { ...STORY, openings: [...STORY.openings.slice(0, -1), (STORY.openings.at(-1) ?? 0) + 1] } }],
    [
      "a layout of the mail",
      { template: ["mail/layout.mjml.hbs", 'padding="24px {{padding}}px 20px"', 'padding="22px {{padding}}px 20px"'] },
    ],
    ["the text template", { template: ["mail/text.hbs", '{{line "-"}}', '{{line "="}}'] }],
    ["a layout of the page", { template: ["page/edition.html.hbs", "<article>", '<article class="x">'] }],
    ["what readers alone are told", { messages: { "mail.unsubscribe": "Leave" } }],
    ["a fixed word", { messages: { "table.verdict.rose": "Went up" } }],
    ["the title of a chart", { messages: { "chart.history.title": "Openings a week" } }],
    ["a colour of charts and card", { accent: "#123456" }],
    ["the sender", { settings: { sender: { name: "Other", address: "letter@example.com" } } }],
    ["the sender's address", { settings: { sender: { name: SETTINGS.sender.name, address: "other@example.com" } } }],
    ["the postal address", { settings: { postalAddress: "1 Other Street" } }],
    ["the address of the site", { settings: { siteUrl: "https://example.org/" } }],
  ])("is another with another version of %s", async (_, made) => {
    expect(await hashOf(made)).not.toBe(FIRST);
  });
});
