import { describe, expect, it } from "vitest";
import { type Fault, judged } from "./preflight-mail.ts";

const html = (from: string | RegExp, to: string): Fault => ({ html: (text) => text.replace(from, to) });
const sheet = (css: string): Fault => html("</head>", `<style>${css}</style></head>`);
const inBody = (more: string): Fault => html("</body>", `${more}</body>`);
const dark = (css: string) => sheet(`@media (prefers-color-scheme: dark){${css}}`);
const phone = (css: string) => sheet(`@media only screen and (max-width: 480px){${css}}`);

/** A fault in how the mail is seen, the rule that must see it, and how it is told. */
const FAULTS: readonly (readonly [string, string, Fault, RegExp?])[] = [
  // Contrast
  [
    "a dark palette whose text is dark",
    "contrast",
    { html: (all) => all.replaceAll("#e8edea", "#333333") },
    /dark view/,
  ],
  ["a dark rule that is gone", "contrast", { html: (all) => all.replace(/^\.card div, .*$/m, "") }, /in the dark view/],
  [
    "dark rules of Outlook that cannot be read",
    "contrast",
    { html: (all) => all.replace(/(\[data-ogsc\] \.card td \{ color: )#e8edea/, "$1#333333") },
    /in Outlook's dark view/,
  ],
  ["a pale colour in the sheet", "contrast", sheet(".table table .sub{color:#cccccc}")],
  ["a pale colour in the dark", "contrast", dark(".card td div{color:#555555!important}"), /dark view/],
  ["a pale colour on phones", "contrast", phone(".card td{color:#cccccc!important} .card p{color:#ccc!important}")],
  ["a colour by its name", "contrast", inBody('<p style="color:lightgray">Hard to read</p>')],
  ["a colour as rgb()", "contrast", inBody('<p style="color:rgb(200, 200, 200)">Hard to read</p>')],
  ["a colour as rgb() with spaces", "contrast", inBody('<p style="color:rgb(78% 78% 78% / 90%)">Hard to read</p>')],
  ["a colour as hsl()", "contrast", inBody('<p style="color:hsl(0, 0%, 80%)">Hard to read</p>')],
  ["a colour seen through", "contrast", inBody('<p style="color:#00000044">Hard to read</p>')],
  ["text that lets its ground through", "contrast", inBody('<p style="opacity:0.3">Hard to read</p>')],
  ["a colour in capitals", "contrast", inBody('<p style="COLOR:#DDD">Hard to read</p>')],
  ["an important colour", "contrast", inBody('<p style="color:#dddddd!important">Hard to read</p>')],
  ["the later of two colours", "contrast", inBody('<p style="color:#111111;color:#dddddd">Hard to read</p>')],
  ["a colour of <font>", "contrast", inBody('<font color="#dddddd">Hard to read</font>')],
  ["a colour of <font> without its sign", "contrast", inBody('<font color="dddddd">Hard to read</font>')],
  [
    "a dark ground under the text of its parent",
    "contrast",
    inBody('<div style="color:#222222"><p style="background:#333333 none">Hard to read</p></div>'),
  ],
  ["a dark ground in the sheet", "contrast", sheet(".card, .card table{background-color:#333333!important}")],
  ["words for an image on their own colour", "contrast", sheet(".chart{color:#eeeeee!important}")],
  ["a link in a pale colour", "contrast", sheet(".foot a{color:#bbbbbb!important}")],
  ["a colour in a form that few know", "style-unreadable", inBody('<p style="color:oklch(60% 0.1 200)">Text</p>')],
  ["a colour that is none", "style-unreadable", sheet(".card td{color:grai}")],
  ["a picture behind text", "style-unreadable", inBody('<p style="background:linear-gradient(#fff,#000)">Text</p>')],
  ["a size that goes by the window", "style-unreadable", inBody('<p style="font-size:2vw">Text</p>')],
  // Letters and lines
  ["small text in the sheet", "small-text", sheet(".table table .sub{font-size:9px!important}")],
  ["small text on phones", "small-text", phone(".foot p{font-size:11px!important}")],
  ["small text in em", "small-text", inBody('<p style="font-size:0.6em">small</p>')],
  ["small text by a word", "small-text", inBody('<p style="font-size:x-small">small</p>')],
  ["small text of <font>", "small-text", inBody('<font size="1">small</font>')],
  ["small text in points", "small-text", inBody('<p style="font:8pt/20px Arial">small</p>')],
  ["lines without a gap", "line-height", inBody('<p style="line-height:1">x</p>')],
  ["lines without a gap in the sheet", "line-height", sheet(".card p, .card div{line-height:110%!important}")],
  ["justified text with a space", "justified", inBody('<p style="text-align: justify">x</p>')],
  ["justified text in the sheet", "justified", sheet(".card p{TEXT-ALIGN:JUSTIFY}")],
  ["text justified by an attribute", "justified", inBody('<p align="justify">x</p>')],
  ["links without a line in the sheet", "link-underline", sheet("a{text-decoration:none!important}")],
  // Layout
  ["a flex layout in the sheet", "css-layout", sheet(".card td{display:flex}")],
  ["a grid on phones", "css-layout", phone(".table table{display: grid}")],
  ["a place of its own in the sheet", "css-layout", sheet(".brand{position:absolute}")],
  ["a float", "css-layout", inBody('<div style="FLOAT : left">x</div>')],
  ["text moved out of sight", "css-layout", inBody('<p style="margin-left:-900px">x</p>')],
  ["a margin that draws lines over each other", "css-layout", sheet(".card p{margin:-20px 0!important}")],
  ["letters over each other", "css-layout", inBody('<p style="letter-spacing:-1em">x</p>')],
  ["letters in another colour than theirs", "css-layout", sheet(".card p{-webkit-text-fill-color:#ffffff}")],
  ["words backwards", "css-layout", inBody('<p style="unicode-bidi:bidi-override;direction:rtl">x</p>')],
  ["a turned line", "css-layout", inBody('<div style="transform:rotate(90deg)">x</div>')],
  [
    "a table wider than the mail",
    "html-wide",
    inBody('<table role="presentation" width="900"><tr><td>x</td></tr></table>'),
  ],
  ["a width beyond the mail in the sheet", "html-wide", sheet(".table table{width:700px!important}")],
  ["a least width that no phone has", "html-wide", sheet(".table table{min-width:500px}")],
];

describe("styles as they are applied", () => {
  const faults = FAULTS.map(([name, rule, fault, why = /./]) => [name, rule, fault, why] as const);
  it.each(faults)("sees %s (%s)", async (_, rule, fault, why) => {
    const found = (await judged(fault)).filter((each) => each.rule === rule);
    expect(found.map((each) => each.why)).toEqual(expect.arrayContaining([expect.stringMatching(why)]));
  });

  it.each([
    ["a background in the middle", inBody('<p style="background-position:center;line-height:1.5">Text</p>')],
    ["a colour that a stronger rule mends", sheet(".sub{color:#cccccc}.foot div{color:#eeeeee}")],
    ["rules for print", sheet("@media print{.card{display:none} p{font-size:9px!important}}")],
    ["rules of a phone that no phone has", sheet("@media (max-width:200px){.card{display:none}}")],
    ["what only pointing at it shows", sheet("a:hover{color:#dddddd!important}")],
    [
      "a large pale heading",
      inBody('<p style="font-size:24px;line-height:30px;color:#767676;background:#ffffff">x</p>'),
    ],
  ])("lets %s be", async (_, fault) => {
    expect((await judged(fault)).map(({ rule, why }) => `${rule}: ${why}`)).toEqual([]);
  });

  it("takes an element of any name", async () => {
    expect((await judged(inBody("<constructor>x</constructor>"))).map(({ rule }) => rule)).toContain("html-active");
  });

  it("tells a fault of a rule once, and first where everybody sees it", async () => {
    const found = await judged(sheet(".table table .sub{font-size:9px!important}"));
    expect(found.filter(({ rule }) => rule === "small-text").map(({ why }) => why)).toEqual(["text of 9 px"]);
  });
});
