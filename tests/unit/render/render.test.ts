import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fillMail, READER_TOKENS, ROLES_TOKEN } from "../../../src/domain/mail-parts.ts";
import { type Rendered, renderEdition } from "../../../src/render/render.ts";
import { READER_LINKS } from "../../a-reader.ts";
import { HOSTILE, hostileLetter } from "./hostile-letter.ts";
import { firstLetter, sampleCharts, sampleKit, sampleLetter } from "./sample-letter.ts";

const READER = {
  ...READER_LINKS,
  name: "Zoë",
  address: "zoe@example.org",
  roles: ["prompt-engineer", "mlops-engineer", "role-4"],
};
const HOSTILE_ALT = `{{email}} <script>alert(1)</script> "><img src=x onerror=1> ${"W".repeat(200)}`;

async function rendered(name: "weekly" | "hostile-names" | "first-week", siteUrl?: string | null): Promise<Rendered> {
  const kit = sampleKit(siteUrl);
  if (name === "first-week") return renderEdition(firstLetter(), [], kit);
  if (name === "hostile-names") return renderEdition(hostileLetter(), await sampleCharts(HOSTILE_ALT), kit);
  return renderEdition(sampleLetter(), await sampleCharts(), kit);
}

describe.each(["weekly", "hostile-names", "first-week"] as const)("the edition %s", (name) => {
  const golden = (file: string) => join(import.meta.dirname, "../../golden/render", name, file);

  it("looks as it was approved", async () => {
    const edition = await rendered(name);
    const mail = fillMail(edition.mail, READER);
    // A line per tag, so that a change can be read.
    await expect(mail.html.replaceAll("> <", ">\n<")).toMatchFileSnapshot(golden("expected.html"));
    await expect(mail.text).toMatchFileSnapshot(golden("expected.txt"));
    await expect(edition.page.html).toMatchFileSnapshot(golden("expected-page.html"));
  });

  it("is the same, byte for byte, when made again", async () => {
    expect(await rendered(name)).toEqual(await rendered(name));
  });

  it("has balanced tables and divisions, in Word's view too, and far fewer bytes than Gmail shows", async () => {
    const { html } = fillMail((await rendered(name)).mail, READER);
    const word = html
      .replace(/<!--\[if !mso[^\]]*\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, "")
      .replace(/<!--\[if [^\]]*\]>([\s\S]*?)<!\[endif\]-->/g, "$1");
    for (const view of [html.replace(/<!--[\s\S]*?-->/g, ""), word]) {
      for (const tag of ["table", "tr", "td", "th", "div", "p", "h2"]) {
        expect(view.match(new RegExp(`<${tag}[\\s>]`, "g"))?.length, tag).toBe(
          view.match(new RegExp(`</${tag}>`, "g"))?.length,
        );
      }
    }
    expect(Buffer.byteLength(html)).toBeLessThan(40_000);
    expect(html).not.toMatch(
      /fonts\.googleapis|var\(--|display:\s*(flex|grid)|position:|\{\{|[\uE000-\uF8FF]|undefined|NaN|\[object/,
    );
    expect(html.match(/<style[\s\S]*?<\/style>/g)?.join("")).not.toContain("}}");
    expect(html.match(/<h1[\s>]/g)).toHaveLength(1);
    expect(html).toMatch(/<html lang="en-US" dir="ltr"/);
    expect(html).toMatch(/role="article" lang="en-US" dir="ltr"/);
  });

  it("keeps lines of the text part within 78 places, but for addresses", async () => {
    const { text } = fillMail((await rendered(name)).mail, READER);
    expect(text.split("\n").filter((line) => line.length > 78 && !line.startsWith("https://"))).toEqual([]);
    expect(text).not.toMatch(/[ \t]$/m);
    expect(text).not.toMatch(/\p{Co}/u);
    expect(text).toContain(READER.unsubscribeUrl);
    expect(text).toContain("Example Ltd, 1 High Street");
  });
});

describe("renderEdition", () => {
  it("gives back every printed number of every surface at its place", async () => {
    const { subject, preheader, general, page } = await rendered("weekly");
    const surfaces = new Map([
      ["subject", subject],
      ["preheader", preheader],
      ["email.html", general.html],
      ["email.txt", general.text],
      ["index.html", page.html],
    ]);
    const claims = [...general.claims, ...page.claims];
    expect(new Set(claims.map(({ surface }) => surface))).toEqual(new Set(surfaces.keys()));
    for (const { surface, offset, printed } of claims)
      expect(surfaces.get(surface)?.startsWith(printed, offset)).toBe(true);
    const onPage = claims.filter(({ surface }) => surface === "index.html");
    expect(onPage.map(({ offset }) => offset)).toEqual(onPage.map(({ offset }) => offset).sort((a, b) => a - b));
    // Title, descriptions and the names of drawings hold no element, and their numbers are claims all the same.
    const head = page.html.indexOf("</head>");
    expect(onPage.filter(({ offset }) => offset < head).length).toBeGreaterThan(2);
    expect(page.html.slice(0, head)).not.toContain("<data");
    expect(onPage.length).toBeGreaterThan(page.html.split("<data ").length - 1);
  });

  it("prints numbers of the page with the values of their facts, and plain where the fact is unknown", async () => {
    const { page } = await rendered("weekly");
    expect(page.html).toContain('<data value="164000" data-fact="mlops-engineer.pay.midpoint.median@4w">$164K</data>');
    const unknown = await renderEdition(sampleLetter(), await sampleCharts(), {
      ...sampleKit(),
      factValue: () => undefined,
    });
    expect(unknown.page.html).not.toContain("<data");
  });

  it("puts no element into an attribute, a title or a drawing of the page", async () => {
    const { page } = await rendered("weekly");
    expect(page.html).toContain("<title>MLOps engineers are being offered $7K more · Track AI Salary Trends</title>");
    expect(page.html).toContain('aria-label="MLOps engineer offers centre on $164K, below');
    expect(page.html).toContain('content="New MLOps offers now centre on $164K.');
  });

  it("gives the drawings of a page an image's role and ids of their own", async () => {
    const { page } = await rendered("weekly");
    expect(page.html.match(/<svg[^>]*role="img"/g)).toHaveLength(2);
    expect(page.html).not.toContain("graphics-document");
    const ids = [...page.html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(page.html).toContain('clip-path="url(#openings-clip0)"');
  });

  it("tells each reader of the roles that the reader follows, in the letter's order", async () => {
    const { mail, general, page } = await rendered("weekly");
    const headings = (roles: readonly string[]) =>
      [...fillMail(mail, { ...READER, roles }).html.matchAll(/<h3[^>]*>([^<]*)<\/h3>/g)].map(([, heading]) => heading);
    expect(headings(["prompt-engineer", "mlops-engineer"])).toEqual(["MLOps Engineer", "Prompt Engineer"]);
    expect(headings(["no-such-role"])).toEqual([]);
    const { html, text } = fillMail(mail, { ...READER, roles: ["mlops-engineer", "prompt-engineer"] });
    expect(html.indexOf("Your roles")).toBeLessThan(html.indexOf("Role by role"));
    expect(text).toMatch(
      /\n\nYour roles\n-{10}\n\nMLOps Engineer\n {2}MLOps Engineer pay stands[\s\S]*\n\nPrompt Engineer\n {2}No Prompt[\s\S]*letter\.\n\nRole by role\n/,
    );
    for (const none of [fillMail(mail, { ...READER, roles: [] }), general, page])
      expect(none.html).not.toContain("Your roles");
    expect(general.text).not.toMatch(/Your roles|\n{3}/);
  });

  it("tells roles behind all sections in a letter without a table", async () => {
    const letter = sampleLetter();
    const sections = letter.sections.filter(({ kind }) => kind !== "table");
    const { mail } = await renderEdition({ ...letter, sections }, await sampleCharts(), sampleKit());
    const { html, text } = fillMail(mail, { ...READER, roles: ["mlops-engineer"] });
    for (const part of [html, text]) {
      expect(part).not.toContain("Role by role");
      expect(part.match(/Your roles/g)).toHaveLength(1);
      expect(part).toContain("MLOps Engineer pay stands");
    }
    expect(fillMail(mail, { ...READER, roles: [] }).text).not.toMatch(/Your roles|\n{3}/);
  });

  it("is a general letter with the blocks of roles in their place, and nothing else", async () => {
    const { mail } = await rendered("weekly");
    const of = (roles: readonly string[]) => fillMail(mail, { ...READER, roles });
    const { heading, blocks } = mail.roles;
    for (const part of ["html", "text"] as const) {
      const section = heading[part] + blocks.map((block) => block[part]).join("");
      expect(of(blocks.map(({ role }) => role))[part].replace(section, "")).toBe(of([])[part]);
    }
  });

  it("gives back the numbers of each role's block at their places", async () => {
    const { mail, blockClaims } = await rendered("weekly");
    const mlops = mail.roles.blocks.find(({ role }) => role === "mlops-engineer");
    const claims = blockClaims.filter(({ surface }) => surface.startsWith("blocks/mlops-engineer."));
    expect(claims.map(({ surface, printed }) => [surface, printed])).toEqual([
      ["blocks/mlops-engineer.html", "$164K"],
      ["blocks/mlops-engineer.html", "$7K"],
      ["blocks/mlops-engineer.txt", "$164K"],
      ["blocks/mlops-engineer.txt", "$7K"],
    ]);
    for (const { surface, offset, printed } of claims)
      expect((surface.endsWith("html") ? mlops?.html : mlops?.text)?.slice(offset, offset + printed.length)).toBe(
        printed,
      );
  });

  it("splits only at tokens about the reader and at images", async () => {
    const { mail } = await rendered("weekly");
    const known = new Set<string>([...READER_TOKENS, ROLES_TOKEN, "image:pay-ranges", "image:openings"]);
    expect(new Set(mail.html.tokens)).toEqual(known);
    expect(mail.text.tokens).toEqual(["name", "roles", "address", "unsubscribeUrl", "preferencesUrl"]);
  });

  it("finds images on the site when there is one, else in the message or beside the archived file", async () => {
    const published = await rendered("weekly");
    expect(published.mail.images[0]?.source).toBe(
      "https://salaries.example.org/2026-W47/charts/pay-ranges.0123456789.png",
    );
    expect(published.general.html).toContain(
      'src="https://salaries.example.org/2026-W47/charts/pay-ranges.0123456789.png"',
    );
    const local = await rendered("weekly", null);
    expect(local.mail.images[0]?.source).toBe("cid:pay-ranges.0123456789.2026-W47@edition");
    expect(local.general.html).toContain('src="charts/pay-ranges.0123456789.png"');
    expect(local.general.html + local.page.html).not.toContain("salaries.example.org");
    expect(fillMail(local.mail, READER).html).not.toContain("View this letter online");
  });

  it("keeps everything about readers out of the public copy", async () => {
    const { general } = await rendered("weekly");
    for (const text of [general.html, general.text]) {
      expect(text).toContain("Hello,");
      expect(text).toContain("public copy");
      expect(text).not.toMatch(/unsubscribe|this address|there,/i);
    }
  });

  it("marks data tables as such: a caption, and a scope for every heading", async () => {
    const { mail, page } = await rendered("weekly");
    for (const html of [fillMail(mail, READER).html, page.html]) {
      expect(html.match(/<caption/g)).toHaveLength(1);
      expect(html.match(/<th /g)).toHaveLength(html.match(/<th scope="(col|row)"/g)?.length ?? 0);
    }
  });

  it("leaves words from outside as words: no tag, no template, no second mark", async () => {
    const edition = await rendered("hostile-names");
    const { html } = fillMail(edition.mail, READER);
    for (const surface of [html, edition.general.html, edition.page.html]) {
      expect(surface).not.toMatch(/<script|<img src=x|<b>out|<mj-|\{\{|\p{Co}|\u202E/u);
      expect(surface).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
      expect(surface).toContain("MJMLHTMLIGNORE0END");
      expect(surface).toContain("$&amp; $&#x27; $&#x60; $1");
    }
    expect(edition.mail.html.tokens.filter((token) => token === "address")).toHaveLength(1);
    expect([...edition.general.claims, ...edition.page.claims]).toEqual([]);
    expect(edition.subject).not.toMatch(/[\r\n\u202E\uE000-\uF8FF]/);
    expect(edition.subject).toContain(HOSTILE[3]);
  });

  it("calls a letter whose chart was not drawn a bug", async () => {
    await expect(renderEdition(sampleLetter(), [], sampleKit())).rejects.toThrow(
      `shows a chart "pay-ranges" that was not drawn`,
    );
  });

  it("refuses a chart without alt text and MJML that is not valid, and says which", async () => {
    await expect(renderEdition(sampleLetter(), await sampleCharts(" "), sampleKit())).rejects.toMatchObject({
      code: "template-invalid",
    });
    const kit = sampleKit();
    const templates = new Map(kit.templates).set("mail/partials/footer.mjml.hbs", "<mj-footer></mj-footer>");
    await expect(renderEdition(firstLetter(), [], { ...kit, templates })).rejects.toMatchObject({
      code: "template-invalid",
      message: expect.stringContaining("mj-footer"),
    });
  });

  const withTemplate = async (path: string, change: (text: string) => string) => {
    const kit = sampleKit();
    const before = kit.templates.get(path) ?? "";
    const after = change(before);
    expect(after).not.toBe(before);
    return renderEdition(sampleLetter(), await sampleCharts(), {
      ...kit,
      templates: new Map(kit.templates).set(path, after),
    });
  };

  it.each([
    ["mail/layout.mjml.hbs", "mail/layout.mjml.hbs", (all: string) => all.replace(/\{\{> role-blocks[^}]*\}\}/, "")],
    ["mail/text.hbs", "mail/text.hbs", (all: string) => all.replace(/\{\{> role-blocks[^}]*\}\}/, "")],
    ["mail/partials/role-blocks.mjml.hbs", "mail/layout.mjml.hbs", () => "<mj-text>x</mj-text>"],
    ["mail/text-partials/role-blocks.txt.hbs", "mail/text.hbs", () => ""],
    [
      "mail/text-partials/role-blocks.txt.hbs",
      "mail/text.hbs",
      (all: string) => all.replace(/\{\{wrap heading[\s\S]*\{\{\/each\}\}\n(?=\{\{\/each)/, ""),
    ],
  ])("refuses %s without the readers' roles, and says what to put back", async (path, named, change) => {
    await expect(withTemplate(path, change)).rejects.toMatchObject({
      code: "template-invalid",
      message: expect.stringContaining(named),
      hint: expect.stringContaining("{{> role-blocks roles=../letter.roles"),
    });
  });

  it.each([
    ["mail/partials/online.mjml.hbs", 'href="{{url}}"', 'href="{{url}}?to={{reader "address"}}"'],
    ["mail/partials/online.mjml.hbs", 'href="{{url}}"', `title="2 > 1" href='{{url}}?to={{reader "name"}}'`],
    ["mail/layout.mjml.hbs", "<mj-text>{{", '<mj-text><img src="{{reader "unsubscribeUrl"}}" alt="x">{{'],
    ["mail/layout.mjml.hbs", "<h1 ", '<!--[if mso]><v:fill src="{{reader "address"}}" /><![endif]--><h1 '],
    ["mail/style.css.hbs", /^/, '.x { background: url(https://example.org/{{reader "address"}}) }'],
    ["mail/text.hbs", "{{archiveUrl}}", '{{archiveUrl}}?to={{reader "address"}}'],
  ])("refuses a value of the reader in a link, an image or a style: %s, %s", async (path, from, to) => {
    await expect(withTemplate(path, (all) => all.replace(from, () => to))).rejects.toMatchObject({
      code: "template-invalid",
      message: expect.stringContaining("tells others who reads"),
    });
  });

  it("leaves no empty list of links in a public copy without a site", async () => {
    const { general, mail } = await rendered("weekly", null);
    expect(general.html).not.toContain('class="links"');
    expect(general.html).not.toMatch(/<p[^>]*>\s*<\/p>/);
    expect(fillMail(mail, READER).html).toContain(READER.unsubscribeUrl);
    expect((await rendered("weekly")).general.html).toContain('class="links"');
  });
});
