import { describe, expect, it } from "vitest";
import { checkEdition } from "../../../src/check/check.ts";
import { requestOf } from "./check-request-of.ts";

const BANNER = 'Invented data: "nothing" here & there is real.';
const ESCAPED = "Invented data: &quot;nothing&quot; here &amp; there is real.";
const TEXT = 'Invented data: "nothing"\nhere & there is real.\n\nThe week\n\nThere were 1,204 openings.\n';

/** What is found in an edition whose mail or page is the given one and whose other surfaces say that data are invented. */
function found(surface: "email.html" | "index.html" | "email.txt", content: string) {
  const html = page(`<p class="invented">${ESCAPED}</p>`);
  const surfaces = new Map([
    ["subject", "A quiet week"],
    ["email.html", html],
    ["email.txt", TEXT],
    ["index.html", html],
    [surface, content],
  ]);
  const claims = ["email.html", "email.txt", "index.html"].map((name) => ({
    surface: name,
    offset: surfaces.get(name)?.indexOf("1,204") ?? 0,
    printed: "1,204",
    fact: "total.openings.count",
  }));
  return checkEdition(requestOf({ banner: BANNER, surfaces }, { claims })).map(
    ({ rule, severity, surface: where, why }) => [rule, severity, where, /hidden/.test(why) ? "hidden" : "lost"],
  );
}

function page(banner: string, style = ""): string {
  return `<!doctype html><html><head><style>.low { display: none } .card p { margin: 0 } ${style}</style></head><body><div class="preheader" style="display:none">The week in short</div><div class="card" style="font-size:0px"><div style="font-size:16px">${banner}<h1>The week</h1><p>There were 1,204 openings.</p></div></div></body></html>`;
}

describe("the banner of invented data", () => {
  it("passes where every surface shows it before the heading, broken over lines or escaped as it may be", () => {
    expect(found("email.txt", TEXT)).toEqual([]);
    const elsewhere = "p.image, [hidden], .low:not(.wide) { display: none }";
    expect(found("index.html", page(`<p>${ESCAPED}</p>`, elsewhere))).toEqual([]);
    expect(found("email.html", page(`<table><tr><td>${ESCAPED.replaceAll(" ", "\n")}</td></tr></table>`))).toEqual([]);
  });

  it("is not asked for where the data are real", () => {
    expect(checkEdition(requestOf())).toEqual([]);
  });

  it.each(["email.html", "index.html", "email.txt"] as const)(
    "blocks an edition whose %s does not say it",
    (surface) => {
      const content = surface === "email.txt" ? "There were 1,204 openings.\n" : page("");
      expect(found(surface, content)).toEqual([["invented-banner", "blocking", surface, "lost"]]);
    },
  );

  it.each([
    ["a style that shows nothing", `<p style="color:red;display:none">${ESCAPED}</p>`],
    ["an invisible frame around it", `<div style="visibility: hidden"><p>${ESCAPED}</p></div>`],
    ["no opacity", `<p style="opacity:0.0">${ESCAPED}</p>`],
    ["letters without a size", `<p style="font-size:0">${ESCAPED}</p>`],
    ["a place off the page", `<p style="position:absolute;left:-9999px">${ESCAPED}</p>`],
    ["no height", `<p style="max-height:0;overflow:hidden">${ESCAPED}</p>`],
    ["the attribute hidden", `<p hidden>${ESCAPED}</p>`],
    ["silence for screen readers", `<p aria-hidden="true">${ESCAPED}</p>`],
    ["a comment", `<!-- <p>${ESCAPED}</p> -->`],
    ["a template", `<template><p>${ESCAPED}</p></template>`],
    ["a class that narrow screens do not show", `<p class="note low">${ESCAPED}</p>`],
  ])("blocks an edition whose banner is hidden by %s", (_, banner) => {
    expect(found("email.html", page(banner))).toEqual([
      ["invented-banner", "blocking", "email.html", expect.anything()],
    ]);
  });

  it.each([
    "@media (max-width: 480px) { .invented { display: none !important } }",
    "@media print { nav, p.invented { display: none } }",
    "#a, .card > .invented { font-size: 0 }",
    "body > div * { visibility: hidden }",
  ])("blocks an edition whose styles hide it: %s", (style) => {
    expect(found("index.html", page(`<p class="invented">${ESCAPED}</p>`, style))).toEqual([
      ["invented-banner", "blocking", "index.html", "hidden"],
    ]);
  });

  it("blocks an edition that says it only below its heading or after its first number", () => {
    const below = `${page("").replace("</body>", `<p>${ESCAPED}</p></body>`)}`;
    expect(found("email.html", below)).toEqual([["invented-banner", "blocking", "email.html", "hidden"]]);
    expect(found("email.txt", `There were 1,204 openings.\n${BANNER}\n`)).toEqual([
      ["invented-banner", "blocking", "email.txt", "hidden"],
    ]);
  });
});
