import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { FAIR_LINKS, LINK_FAULTS } from "./link-faults.ts";
import { type Fault, judged, LINK, privateKey } from "./preflight-mail.ts";

const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
const html = (from: string | RegExp, to: string): Fault => ({ html: swap(from, to) });
const text = (from: string | RegExp, to: string): Fault => ({ text: swap(from, to) });
const after = (from: string | RegExp, to: string): Fault => ({ after: swap(from, to), unsigned: true });
const inBody = (more: string) => html("</body>", `${more}</body>`);
const inHead = (more: string) => html("</head>", `${more}</head>`);
const link = (href: string, said = "A page of its own") =>
  inBody(`<a href="${href}" style="text-decoration:underline;line-height:24px">${said}</a>`);
const image = (attributes: string) => inBody(`<img ${attributes}>`);
const GOOD_IMAGE = 'alt="Median pay by role, the highest first" width="552"';
const SEE_THROUGH = await sharp({ create: { width: 8, height: 8, channels: 4, background: "#00000000" } })
  .png()
  .toBuffer();
const NOISE = await sharp({
  create: {
    width: 600,
    height: 400,
    channels: 3,
    background: "white",
    noise: { type: "gaussian", mean: 128, sigma: 60 },
  },
})
  .png()
  .toBuffer();
const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** A fault, and the rule that must see it. */
const FAULTS: readonly (readonly [string, string, Fault])[] = [
  // Header lines
  [
    "two List-Unsubscribe lines",
    "header-once",
    after("List-Unsubscribe:", "List-Unsubscribe: <https://x.y/z>\r\nList-Unsubscribe:"),
  ],
  ["no List-ID", "header-once", after(/List-ID: .*\r\n/, "")],
  ["two subjects", "header-once", after("Subject:", "Subject: another\r\nSubject:")],
  ["two Feedback-IDs", "header-once", after("Feedback-ID:", "Feedback-ID: a:b:c:other\r\nFeedback-ID:")],
  ["a Message-ID of another domain", "message-id", after("r1@salaries.example.org", "r1@localhost")],
  ["no Message-ID", "message-id", after(/Message-ID: .*\r\n/, "")],
  [
    "a sender without a name",
    "from-name",
    { edition: { from: { name: null, address: "letter@salaries.example.org" } } },
  ],
  ["a date that is none", "date", after(/Date: .*\r\n/, "Date: yesterday\r\n")],
  ["a token in the subject", "subject-token", { edition: { subject: "Pay of {{role}} is up" } }],
  ["nothing against answering machines", "auto-submitted", after(/Auto-Submitted: .*\r\n/, "")],
  ["another language than the HTML", "content-language", { edition: { language: "de-DE" } }],
  ["a Feedback-ID that is none", "feedback-id", after(/Feedback-ID: .*\r\n/, "Feedback-ID: x\r\n")],
  ["an ARC seal of ours", "arc", after("From:", "ARC-Seal: i=1\r\nFrom:")],
  [
    "a header line without end",
    "header-line",
    after("Auto-Submitted:", `X-Long: ${"x".repeat(1200)}\r\nAuto-Submitted:`),
  ],
  ["leaving by mail only", "unsubscribe-https", { edition: { unsubscribeUrl: () => null } }],
  [
    "the address in the unsubscribe link",
    "unsubscribe-opaque",
    { edition: { unsubscribeUrl: (to) => `https://e.org/u?e=${to}` } },
  ],
  [
    "the address, encoded, in the link",
    "unsubscribe-opaque",
    { edition: { unsubscribeUrl: (to) => `https://e.org/u/${"a".repeat(30)}?e=${encodeURIComponent(to)}` } },
  ],
  ["a short token", "unsubscribe-opaque", { edition: { unsubscribeUrl: () => "https://e.org/u/123" } }],
  ["one click in other words", "one-click", after("List-Unsubscribe=One-Click", "List-Unsubscribe=OneClick")],
  ["one click promised without https", "one-click", after(`<${LINK}>, `, "")],
  ["a list id that no domain could be", "list-id", after(/(List-ID: .*)<[^>]*>/, "$1<track_ai.>")],
  [
    "a list id of 300 characters",
    "list-id",
    after(/(List-ID: .*)<[^>]*>/, `$1<${"a".repeat(60)}.${"b.".repeat(120)}org>`),
  ],
  ["two senders", "from-one", after(/^From: .*$/m, "From: A <a@salaries.example.org>, B <b@salaries.example.org>")],
  [
    "a mailto before the https address",
    "unsubscribe-order",
    after(/List-Unsubscribe: (<https[^>]*>), (<mailto[^>]*>)/, "List-Unsubscribe: $2, $1"),
  ],
  // Signature
  ["no signature where the server is to sign", "dkim", { unsigned: true }],
  [
    "a signature by another key",
    "dkim",
    { edition: { dkim: { domain: "example.org", selector: "letter", privateKey: other } } },
  ],
  ["a subject changed after signing", "dkim", { after: swap("Subject: ", "Subject: Re: ") }],
  ["a body changed after signing", "dkim", { after: swap(/--edition-(\w+)--\r\n$/, "--edition-$1--\r\nmore") }],
  [
    "a signature of another domain",
    "dkim-aligned",
    { edition: { dkim: { domain: "example.net", selector: "letter", privateKey } } },
  ],
  [
    "an unsubscribe line that came after the signature",
    "dkim-fields",
    {
      edition: { unsubscribeUrl: () => null },
      after: swap("Feedback-ID:", "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nFeedback-ID:"),
    },
  ],
  // MIME
  ["HTML alone", "mime-shape", after("multipart/alternative", "multipart/mixed")],
  [
    "images that are not beside the HTML",
    "mime-related",
    { attached: true, unsigned: true, after: swap("multipart/related", "multipart/mixed") },
  ],
  ["a line of 1,200 bytes", "mime-line", after(/\r\n--edition-\w+--\r\n$/, `\r\n${"x".repeat(1200)}$&`)],
  ["a line feed alone", "mime-line-ends", after("\r\n\r\n--", "\n\r\n--")],
  ["a byte over 127", "mime-8bit", after(/\r\n--edition-\w+--\r\n$/, "\r\n\xfc$&")],
  ["a text in Latin 1", "mime-charset", after("charset=utf-8", "charset=iso-8859-1")],
  [
    "an image that is not attached",
    "cid-missing",
    { ...image(`src="cid:none@edition" ${GOOD_IMAGE}`), attached: true },
  ],
  [
    "an attachment that nobody sees",
    "cid-unused",
    { attached: true, html: (all) => all.replace(/<img src="cid:[^>]*>/, "") },
  ],
  ["a message of half a megabyte", "message-size", { text: (all) => all + "word \n".repeat(90_000) }],
  [
    "a part for AMP",
    "mime-amp",
    after(
      /(\r\n--edition-\w+)--\r\n$/,
      "$1\r\nContent-Type: text/x-amp-html; charset=utf-8\r\n\r\n<html amp4email></html>$1--\r\n",
    ),
  ],
  // Text part
  ["a text of one line", "text-short", { text: () => `See the HTML. ${LINK}` }],
  ["entities in the text", "text-markup", text("\n\n", "\n&nbsp;\n")],
  ["tags in the text", "text-markup", text("\n\n", "\n<b>bold</b>\n")],
  ["a token in the text", "text-token", text("\n\n", "\nDear {{name}}\n")],
  ["undefined in the text", "text-token", text("\n\n", "\nundefined\n")],
  ["no way to leave in the text", "text-unsubscribe", { text: (all) => all.replaceAll(LINK, "") }],
  ["a postal address that stands nowhere", "postal-address", { postalAddress: "2 Low Street, Leeds" }],
  ["no postal address at all", "postal-address", { postalAddress: "" }],
  ["a text part without the postal address", "postal-address", text("1 High Street", "somewhere")],
  ["a line of 120 characters", "text-width", text("\n\n", `\n${"word ".repeat(24)}\n`)],
  ["a link that the text lacks", "text-links", link("https://example.com/only-here")],
  // HTML and styles
  ["no HTML at all", "html-missing", { html: () => "" }],
  ["HTML that Gmail clips", "html-size", inBody(`<p>${"x ".repeat(60_000)}</p>`)],
  [
    "HTML that Gmail nearly clips",
    "html-size",
    { html: (all) => all.replace("</body>", `<p>${"x".repeat(90_000 - all.length)}</p></body>`) },
  ],
  ["no doctype", "html-doctype", html(/^\s*<!doctype html>/i, "")],
  ["an unknown language", "html-lang", html('lang="en-US"', 'lang="und"')],
  ["no direction", "html-dir", html(' dir="ltr"', "")],
  ["a wrapper without language", "html-body-lang", html(/(role="article"[^>]*) lang="en-US"/, "$1")],
  ["an empty title", "html-title", html(/<title>[^<]*<\/title>/, "<title></title>")],
  ["no viewport", "html-viewport", html(/<meta name="viewport"[^>]*>/, "")],
  ["no dark scheme", "dark-mode", { html: (all) => all.replaceAll("prefers-color-scheme", "prefers-contrast") }],
  ["no rules for Outlook's dark mode", "dark-outlook", { html: (all) => all.replaceAll("data-ogsc", "data-x") }],
  ["a script", "html-active", inBody("<script>1</script>")],
  ["a form", "html-active", inBody('<form action="https://example.com"></form>')],
  ["a drawing in the HTML", "html-active", inBody("<svg></svg>")],
  ["a part to unfold", "html-active", inBody("<details><summary>More</summary>x</details>")],
  ["a list to choose from", "html-active", inBody("<select><option>x</option></select>")],
  ["a field to write in", "html-active", inBody("<textarea>x</textarea>")],
  ["a picture of many sources", "html-active", inBody('<picture><source srcset="a.webp"></picture>')],
  ["a link to another feed", "html-active", inHead('<link rel="alternate" href="https://example.com/feed.xml">')],
  ["a mail that moves on", "html-active", inHead('<meta http-equiv="Refresh" content="0;url=https://example.com">')],
  ["letters that nobody can enlarge", "html-viewport", html("initial-scale=1", "initial-scale=1, user-scalable=no")],
  ["letters that hardly grow", "html-viewport", html("initial-scale=1", "initial-scale=1,maximum-scale=1.0")],
  ["an event handler", "html-active", html("<h1 ", '<h1 onclick="x()" ')],
  ["a web font", "web-font", inHead('<link href="https://fonts.googleapis.com/css?family=Ubuntu">')],
  ["an include that was denied", "mj-include", inBody("<!-- mj-include denied -->")],
  ["a token in the HTML", "html-token", inBody("<p>{{name}}</p>")],
  ["a token in an address", "html-token", link("https://example.com/%%id%%")],
  ["NaN in the HTML", "html-token", inBody("<p>NaN</p>")],
  ["a cell that is not closed", "balance", html("</td>", "")],
  [
    "a table that is not closed in Word's view",
    "balance",
    html(/<!--\[if mso \| IE\]><\/td><\/tr><\/table><!\[endif\]-->/, ""),
  ],
  ["styles in the body", "css-place", inBody("<style>.x{color:#111111}</style>")],
  ["styles of 17 KB", "css-size", inHead(`<style>${".a{color:#111111}".repeat(1100)}</style>`)],
  [
    "an at-rule in an at-rule",
    "css-nested",
    inHead("<style>@media screen{@supports (color:red){a{color:red}}}</style>"),
  ],
  ["an @import", "css-import", inHead("<style>@import url(https://example.com/a.css);</style>")],
  ["a rule in a rule", "css-nested", inHead("<style>.x{color:#111111;&.y{color:#222222}}</style>")],
  ["a dark block that is not closed", "css-parse", html(/\n }\n\[data-ogsc\]/, "\n[data-ogsc]")],
  [
    "rules for Outlook within the dark block",
    "dark-outlook",
    html(/\n }\n(\[data-ogsc\][\s\S]*?)<\/style>/, "\n$1}</style>"),
  ],
  ["words that the styles write", "css-content", inHead('<style>h1::after{content:" +50 %"}</style>')],
  ["a property that is none in an element", "css-unknown", inBody('<p style="colr:red">x</p>')],
  ["a rule of containers", "css-unknown", inHead("<style>@container (width > 1px){.x{color:#111111}}</style>")],
  ["a property that is none", "css-unknown", inHead("<style>.x{colr:red}</style>")],
  ["a value that is none", "css-unknown", inHead("<style>.x{font-weight:heavy}</style>")],
  ["a selector that is none", "css-unknown", inHead("<style>.x:frist-child{color:#111111}</style>")],
  ["a variable in the styles", "css-variable", inHead("<style>body{--ink:#111111}</style>")],
  ["a dark block without a rule", "dark-mode", html(/(\(prefers-color-scheme: dark\) \{)[\s\S]*?\n }\n/, "$1 }\n")],
  ["styles that cannot be read", "css-parse", inHead("<style>a { color: ; ; } } b {</style>")],
  ["a CSS variable", "css-variable", inBody('<p style="color:var(--x)">x</p>')],
  ["a flex layout", "css-layout", inBody('<div style="display:flex">x</div>')],
  // Accessibility
  ["two headings of the first level", "one-h1", inBody("<h1>x</h1>")],
  ["no heading of the first level", "one-h1", { html: (all) => all.replace("<h1", "<h2").replace("</h1>", "</h2>") }],
  ["a heading without words", "heading-empty", inBody("<h2> </h2>")],
  ["a level left out", "heading-skip", inBody("<h5>x</h5>")],
  ["a layout table without its role", "table-role", html(' role="presentation"', "")],
  ["a data table with a role", "table-role", html(/<table([^>]*)>(\s*<caption)/, '<table role="presentation"$1>$2')],
  ["a row without a head", "th-row", html(/<th scope="row"([^>]*)>([\s\S]*?)<\/th>/, "<td$1>$2</td>")],
  ["a head without scope", "th-scope", html(' scope="col"', "")],
  ["a table without a caption", "table-caption", html(/<caption[\s\S]*?<\/caption>/, "")],
  ["grey on white", "contrast", inBody('<p style="color:#aaaaaa">Hard to read</p>')],
  [
    "grey on grey",
    "contrast",
    inBody('<table role="presentation" bgcolor="#777777"><tr><td style="color:#555555">Hard</td></tr></table>'),
  ],
  [
    "a colour that cannot be judged",
    "style-unreadable",
    inBody('<p style="color:color-mix(in srgb, red, blue)">x</p>'),
  ],
  [
    "a table wider than the mail",
    "html-wide",
    inBody('<table role="presentation" style="width:900px"><tr><td>x</td></tr></table>'),
  ],
  ["tiny text", "small-text", inBody('<p style="font-size:10px">small</p>')],
  ["lines that touch", "line-height", inBody('<p style="font-size:16px;line-height:18px">x</p>')],
  ["justified text", "justified", inBody('<p style="text-align:justify">x</p>')],
  ["no preheader", "preheader", html(/<div style="display:none[\s\S]*?<\/div>/, "")],
  ["a preheader of one word", "preheader", html(/(<div style="display:none[^>]*>)[^<]*(<\/div>)/, "$1Pay$2")],
  [
    "a preheader that the head's styles show",
    "preheader",
    inHead(
      "<style>body > div > div:first-child{display:block!important;max-height:none!important;mso-hide:none!important}</style>",
    ),
  ],
  ["a part that nobody sees", "hidden-part", inBody('<p style="max-height:0;overflow:hidden">x</p>')],
  ["a way to leave that nobody sees", "unsubscribe-hidden", inHead("<style>.links{display:none!important}</style>")],
  // Links and images
  ["a link without words", "link-text", link("https://example.com/x", "")],
  ["a link to nowhere", "link-target", link("")],
  ["a link by script", "link-target", link("javascript:void(0)")],
  ["a link without a host", "link-target", link("/2026-w47/")],
  ["a link that is not encrypted", "http", link("http://example.com/")],
  ["a link that shows another host", "link-spoof", link("https://example.com/", "https://bank.example.net/login")],
  [
    "two links with the same words",
    "link-same-text",
    inBody(
      '<a href="https://example.com/a" style="text-decoration:underline">Same</a><a href="https://example.com/b" style="text-decoration:underline">Same</a>',
    ),
  ],
  [
    "a link that only its colour tells",
    "link-underline",
    inBody('<a href="https://example.com/a" style="text-decoration:none">Here</a>'),
  ],
  ["no link to leave", "body-unsubscribe", { html: (all) => all.replaceAll(LINK, "https://example.com/other") }],
  ["an image without words", "image-alt", image('src="https://example.com/a.png" width="552"')],
  ["an image described by its file", "image-alt", image('src="https://example.com/a.png" alt="chart.png" width="552"')],
  ["an image described by two words", "alt-length", image('src="https://example.com/a.png" alt="A chart" width="552"')],
  [
    "two images with the same words",
    "alt-repeated",
    inBody(`<img src="https://example.com/a.png" ${GOOD_IMAGE}><img src="https://example.com/b.png" ${GOOD_IMAGE}>`),
  ],
  [
    "an image without a width",
    "image-width",
    image('src="https://example.com/a.png" alt="Median pay by role, the highest first"'),
  ],
  [
    "an image that is too wide",
    "image-width",
    image('src="https://example.com/a.png" alt="Median pay by role, the highest first" width="1104"'),
  ],
  [
    "a tracking pixel",
    "image-pixel",
    image('src="https://example.com/a.png" alt="Median pay by role, the highest first" width="1"'),
  ],
  ["an image in the HTML", "image-data", image(`src="data:image/png;base64,AA" ${GOOD_IMAGE}`)],
  ["an SVG", "image-format", image(`src="https://example.com/a.svg" ${GOOD_IMAGE}`)],
  ["an image that is not encrypted", "http", image(`src="http://example.com/a.png" ${GOOD_IMAGE}`)],
  ["an image without a host", "image-source", image(`src="charts/a.png" ${GOOD_IMAGE}`)],
  [
    "an attachment that is no PNG",
    "image-format",
    { attached: true, edition: { images: [{ cid: "pay@edition", fileName: "pay.png", png: new Uint8Array(40) }] } },
  ],
  [
    "an image of a megabyte",
    "image-heavy",
    { attached: true, edition: { images: [{ cid: "pay@edition", fileName: "pay.png", png: NOISE }] } },
  ],
  [
    "an image without a ground",
    "image-opaque",
    { attached: true, edition: { images: [{ cid: "pay@edition", fileName: "pay.png", png: SEE_THROUGH }] } },
  ],
  [
    "an image drawn too small",
    "image-retina",
    { attached: true, unsigned: true, html: swap(/width="\d+"( alt)/, 'width="600"$1') },
  ],
  ...LINK_FAULTS,
];

describe("the preflight of a built message", () => {
  it("finds nothing in a clean mail, with images on the site or attached", async () => {
    expect(await judged()).toEqual([]);
    expect(await judged({ attached: true })).toEqual([]);
  });

  it.each(FAIR_LINKS)("lets a link to %s say %s", async (href, said) => {
    const fault = link(href, said);
    expect(await judged({ ...fault, text: (all) => `${all}\n${href}\n` })).toEqual([]);
  });

  it.each(FAULTS)("sees %s (%s)", async (_, rule, fault) => {
    const found = await judged(fault);
    expect(found.map((each) => each.rule)).toContain(rule);
    for (const { why, fix, place } of found) {
      expect(why).not.toBe("");
      expect(fix).toMatch(/\.$/);
      expect([...place].length).toBeLessThanOrEqual(90);
    }
  });

  it("has a fault for each of its rules, and all of them stand in the checklist", () => {
    const folder = join(import.meta.dirname, "../../../src/check/preflight");
    const source = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    const said = source
      .join("\n")
      .matchAll(/(?:blocking|warning)\(\s*"([a-z0-9-]+)"|"(?:blocking|warning|note)",\s*"([a-z0-9-]+)"/g);
    const rules = new Set([...said].map(([, one, other]) => one ?? other ?? ""));
    expect(rules.size).toBeGreaterThanOrEqual(75);
    expect([...rules].filter((rule) => !FAULTS.some(([, other]) => other === rule))).toEqual([]);
    const checklist = readFileSync(join(folder, "../../../docs/mail-checklist.md"), "utf8");
    expect([...rules].filter((rule) => !checklist.includes(`\`${rule}\``))).toEqual([]);
  });

  it("says what it can of bytes that are no message", async () => {
    for (const bytes of ["", "\r\n\r\n", "From: x", "\0".repeat(100)])
      expect((await judged({ after: () => bytes, unsigned: true })).length).toBeGreaterThan(5);
  });
});
