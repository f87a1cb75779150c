import { describe, expect, it } from "vitest";
import { checkEdition } from "../../../src/check/check.ts";
import { fillMail } from "../../../src/domain/mail-parts.ts";
import { renderEdition } from "../../../src/render/render.ts";
import { cardOf } from "../../../src/week-inputs.ts";
import { READER_LINKS } from "../../a-reader.ts";
import { requestOf } from "../check/check-request-of.ts";
import { sampleCharts, sampleKit, sampleLetter } from "./sample-letter.ts";

const kit = sampleKit();
const BANNER = kit.words.say("banner.invented");
const invented = { ...sampleLetter(), invented: true };
const flat = (text: string) => text.replaceAll(/\s+/g, " ");

describe("an edition of invented data", () => {
  it("says so at the top of the mail, its text part and the page, to readers and in the public copy", async () => {
    const { mail, general, page } = await renderEdition(invented, await sampleCharts(), kit);
    const own = fillMail(mail, { name: "Zoë", address: "zoe@example.org", ...READER_LINKS });
    for (const html of [own.html, general.html, page.html]) {
      expect(html.indexOf(BANNER)).toBeGreaterThan(0);
      expect(html.indexOf(BANNER)).toBeLessThan(html.indexOf("<h1"));
      expect(html).toMatch(/role="note"/);
    }
    for (const text of [own.text, general.text]) expect(flat(text.slice(0, 320))).toContain(BANNER);
  });

  it("passes the preflight as rendered, and is held back without its partials", async () => {
    const rulesOf = async (letter: typeof invented) => {
      const { general, page } = await renderEdition(letter, await sampleCharts(), kit);
      const surfaces = new Map([
        ["email.html", general.html],
        ["email.txt", general.text],
        ["index.html", page.html],
      ]);
      const claims = [...general.claims, ...page.claims];
      return checkEdition(requestOf({ banner: BANNER, surfaces }, { claims }))
        .filter(({ rule }) => rule === "invented-banner")
        .map(({ surface }) => surface);
    };
    expect(await rulesOf(invented)).toEqual([]);
    expect(await rulesOf({ ...invented, invented: false })).toEqual(["email.html", "email.txt", "index.html"]);
  });

  it("says so in the dateline of its social card; a real one does not", () => {
    expect(cardOf(invented, kit.words).dateline).toBe(`Invented data · ${invented.dateline}`);
    expect(cardOf(sampleLetter(), kit.words).dateline).toBe(invented.dateline);
  });
});

it("does not mention invented data where they are real", async () => {
  const { mail, general, page } = await renderEdition(sampleLetter(), await sampleCharts(), kit);
  for (const text of [...mail.html.texts, ...mail.text.texts, general.html, general.text, page.html])
    expect(text).not.toMatch(/Invented data/i);
});
