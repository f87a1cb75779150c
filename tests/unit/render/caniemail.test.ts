import { join } from "node:path";
import { caniemail } from "caniemail";
import { describe, expect, it } from "vitest";
import { fillMail } from "../../../src/domain/mail-parts.ts";
import { renderEdition } from "../../../src/render/render.ts";
import { READER_LINKS } from "../../a-reader.ts";
import { sampleCharts, sampleKit, sampleLetter } from "./sample-letter.ts";

/** Named one by one: for some others, Thunderbird among them, the data lack a feature, and to ask for them ends in an error. */
const CLIENTS = [
  "apple-mail.ios",
  "apple-mail.macos",
  "gmail.android",
  "gmail.desktop-webmail",
  "gmail.ios",
  "outlook.android",
  "outlook.ios",
  "outlook.macos",
  "outlook.outlook-com",
  "outlook.windows",
  "samsung-email.android",
  "yahoo.desktop-webmail",
] as const;

/** What the mail uses that a client does not know, a line each: `gmail.ios: @media (prefers-color-scheme)`. */
function lacking(html: string): string[] {
  return CLIENTS.flatMap((client) => {
    const { issues } = caniemail({ clients: [client], html });
    const titles = [...(issues.errors.get(client) ?? [])].map(({ title }) => `${client}: ${title}`);
    return [...new Set(titles)].sort();
  });
}

const READER = { name: "Zoë", address: "zoe@example.com", ...READER_LINKS };

describe("what mail programs know of the mail", () => {
  it("is what it was: each line is a thing that is left out by that program, and was accepted", async () => {
    const { mail } = await renderEdition(sampleLetter(), await sampleCharts(), sampleKit("https://example.org/"));
    const lines = lacking(fillMail(mail, READER).html);
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, "../../golden/render/weekly/caniemail.txt"),
    );
  });

  it("sees what would be new", async () => {
    const { mail } = await renderEdition(sampleLetter(), await sampleCharts(), sampleKit("https://example.org/"));
    const { html } = fillMail(mail, READER);
    const before = new Set(lacking(html));
    const after = lacking(html.replace("</body>", '<div style="display:grid;position:sticky">x</div></body>'));
    expect(after.filter((line) => !before.has(line)).join("\n")).toMatch(/gmail.*position/);
  });
});
