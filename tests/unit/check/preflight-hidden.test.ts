import { describe, expect, it } from "vitest";
import { type Fault, judged, LINK } from "./preflight-mail.ts";

const html = (from: string | RegExp, to: string): Fault => ({ html: (text) => text.replace(from, to) });
const sheet = (css: string): Fault => html("</head>", `<style>${css}</style></head>`);
const inBody = (more: string): Fault => html("</body>", `${more}</body>`);
const leave = (style: string, words: string): Fault =>
  html(new RegExp(`<a href="${LINK}"[^>]*>[^<]*</a>`), `<a href="${LINK}" style="${style}">${words}</a>`);
const UNDERLINED = "color:#0a6b4d;text-decoration:underline";

const FAULTS: readonly (readonly [string, string, Fault, RegExp])[] = [
  [
    "a letter that phones do not show",
    "hidden-part",
    sheet("@media (max-width:480px){.card{display:none!important}}"),
    /on a phone$/,
  ],
  [
    "a letter that no dark view shows",
    "hidden-part",
    sheet("@media (prefers-color-scheme:dark){.card{visibility:hidden}}"),
    /dark view$/,
  ],
  ["a column that phones leave out", "hidden-part", sheet("@media (max-width:599px){.sub{display:none}}"), /phone$/],
  [
    "a part without height",
    "hidden-part",
    inBody('<div style="MAX-HEIGHT: 0; OVERFLOW: hidden">x</div>'),
    /max-height:0/,
  ],
  [
    "a letter cut at the first screen",
    "hidden-part",
    sheet(".card{max-height:300px;overflow:hidden}"),
    /max-height:300px/,
  ],
  ["a part too narrow for its words", "hidden-part", inBody('<p style="width:8px;overflow:hidden">x</p>'), /width:8px/],
  ["a part seen through", "hidden-part", inBody('<div style="opacity:0"><p>x</p></div>'), /opacity:0/],
  ["a part of one pixel", "hidden-part", inBody('<div style="font-size:1px">x</div>'), /font-size:1px/],
  ["a part left of the window", "hidden-part", inBody('<p style="text-indent:-9999px">x</p>'), /text-indent/],
  ["a part that Outlook hides", "hidden-part", inBody('<p style="mso-hide:all">x</p>'), /mso-hide/],
  ["a part hidden by an attribute", "hidden-part", inBody("<div hidden>x</div>"), /display:none/],
  [
    "an image that phones do not show",
    "hidden-part",
    sheet("@media (max-width:480px){.chart{display:none!important}}"),
    /phone/,
  ],
  ["a footer that is hidden", "unsubscribe-hidden", sheet(".foot{display:none}"), /be seen$/],
  [
    "a footer that phones do not show",
    "unsubscribe-hidden",
    sheet("@media (max-width:480px){.foot{opacity:0}}"),
    /phone/,
  ],
  ["a link of 11 px to leave", "unsubscribe-hidden", leave(`font-size:11px;${UNDERLINED}`, "Unsubscribe"), /be seen$/],
  ["a full stop to leave", "unsubscribe-hidden", leave(UNDERLINED, "."), /be seen$/],
  ["one letter to leave", "unsubscribe-hidden", leave(UNDERLINED, "u ›"), /be seen$/],
  [
    "words to leave that are hidden within the link",
    "unsubscribe-hidden",
    leave(UNDERLINED, '<span style="display: none">Unsubscribe</span>'),
    /be seen$/,
  ],
  [
    "a preheader that the dark view shows",
    "preheader",
    sheet(
      "@media (prefers-color-scheme:dark){body>div>div{display:block!important;mso-hide:none!important;max-height:none!important}}",
    ),
    /dark view$/,
  ],
  [
    "words before the preheader",
    "preheader",
    html('<div style="display:none', '<p>x</p><div style="display:none'),
    /no pre/,
  ],
];

describe("what a mail hides", () => {
  it.each(FAULTS)("sees %s (%s)", async (_, rule, fault, why) => {
    const found = (await judged(fault)).filter((each) => each.rule === rule);
    expect(found.map((each) => each.why)).toEqual([expect.stringMatching(why)]);
  });

  it("sees that the way out by mail is hidden, though another mail address is shown", async () => {
    const mailto = "mailto:letter@salaries.example.org?subject=unsubscribe";
    const hidden = "<style>a[href*=unsubscribe]{display:none!important}</style></head>";
    const found = await judged({
      edition: { unsubscribeUrl: () => null },
      html: (all) =>
        all
          .replaceAll(LINK, mailto)
          .replaceAll(/https:[^"]*\/p\/[^"]*/g, "mailto:a@b.example")
          .replace("</head>", hidden),
    });
    expect(found.map(({ rule }) => rule)).toContain("unsubscribe-hidden");
  });

  it("knows the preheader however its style is written", async () => {
    expect(await judged(html(/display:none;max-height:0;overflow:hidden;mso-hide:all/, "DISPLAY : none ;"))).toEqual(
      [],
    );
    expect(
      await judged(html(/display:none;max-height:0;overflow:hidden;mso-hide:all/, "max-height:0;overflow: hidden")),
    ).toEqual([]);
  });

  it("takes two characters for a word, as some languages do", async () => {
    expect((await judged(leave(UNDERLINED, "退订"))).map(({ rule }) => rule)).toEqual([]);
  });
});
