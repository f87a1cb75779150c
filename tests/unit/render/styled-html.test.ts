import { describe, expect, it } from "vitest";
import { INTRO_SLOT } from "../../../src/domain/letter.ts";
import { fillMail } from "../../../src/domain/mail-parts.ts";
import { styled } from "../../../src/domain/prose.ts";
import { renderEdition } from "../../../src/render/render.ts";
import { READER_LINKS } from "../../a-reader.ts";
import { firstLetter, sampleKit } from "./sample-letter.ts";

/** A letter that begins with a paragraph in a slot, as mail, text part and page. */
async function surfaces(slot: string, paragraph: string) {
  const letter = firstLetter();
  const section = { kind: "paragraphs", slot, heading: null, paragraphs: [paragraph] } as const;
  const { mail, page } = await renderEdition({ ...letter, sections: [section, ...letter.sections] }, [], sampleKit());
  const reader = { name: null, address: "a@example.org", ...READER_LINKS };
  return { ...fillMail(mail, reader), page: page.html };
}

describe("the editor's styled words", () => {
  it("are elements in mail and page, and signs in the text part", async () => {
    const link = styled(`all of ${styled("it", "strong")}`, "https://example.com/?a=1&b=2");
    const { html, text, page } = await surfaces(INTRO_SLOT, `Read ${styled("now", "emphasis")} ${link}.`);
    const inPage =
      /Read <em>now<\/em> <a href="https:\/\/example\.com\/\?a&#x3D;1&amp;b&#x3D;2">all of <strong>it<\/strong><\/a>\./;
    expect(page).toMatch(inPage);
    expect(html.replace(/ style="color:#[0-9a-f]{6};text-decoration:underline">all/, ">all")).toMatch(inPage);
    expect(text.replaceAll("\n", " ")).toContain("Read *now* all of *it* (https://example.com/?a=1&b=2).");
  });

  it("stay inert, whatever they hold", async () => {
    const nasty = '</em><script>alert(1)</script> {{email}} "><img src=x> \uE000name\uE001 \u202E';
    const { html, text, page } = await surfaces(INTRO_SLOT, styled(nasty, "emphasis"));
    for (const surface of [html, page]) {
      expect(surface).not.toMatch(/<script|<img|\{\{|\p{Co}|\u202E/u);
      expect(surface).toContain("<em>&lt;/em&gt;&lt;script&gt;");
    }
    expect(text).not.toMatch(/\p{Co}|\u202E/u);
  });

  it("stand in the editor's paragraphs only: marks anywhere else mean nothing", async () => {
    const before = await surfaces("lead", "A link.");
    const after = await surfaces("lead", `A ${styled("link", "https://example.com/")}.`);
    for (const surface of [after.html, after.page, after.text])
      expect(surface).not.toMatch(/<a href="https:\/\/example\.com\/"|\p{Co}/u);
    expect(before.html.includes("A link.")).toBe(true);
  });

  it("never become an address that is not https", async () => {
    const forged = '\uE014javascript:alert(1)\uE015words\uE016 \uE014https://example.com/" onclick="x\uE015more\uE016';
    const { html, page } = await surfaces(INTRO_SLOT, forged);
    for (const surface of [html, page]) {
      expect(surface).not.toContain("javascript:");
      expect(surface).not.toMatch(/ onclick=/);
    }
  });
});
