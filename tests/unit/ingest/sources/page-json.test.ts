import { describe, expect, it } from "vitest";
import { pageScripts, scriptJson } from "../../../../src/ingest/sources/page-json.ts";

describe("the scripts of a page", () => {
  it("are those of JSON-LD, in their order, in any case and with any quotes", () => {
    const html = `<html><script>var a = "<!--";</script>
      <script type="application/ld+json">{"a":1}</script><SCRIPT id=x TYPE='application/ld+json' data-y="1">{"b":2}</SCRIPT >
      <script type=application/ld+json;charset=utf-8>{"c":3}</script><script type="application/json">{"d":4}</script>`;
    expect(pageScripts(html)).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  });

  it("are not those in comments, and end with the page where they are not closed", () => {
    const script = '<script type="application/ld+json">{"a":1}';
    expect(pageScripts(`<!-- ${script}</script> --><p>${script}`)).toEqual(['{"a":1}']);
    expect(pageScripts(`<!-- ${script}</script>`)).toEqual([]);
    expect(pageScripts("")).toEqual([]);
  });

  it("are found in a page of a million opened tags as in any other", () => {
    const script = '<script type="application/ld+json">1</script>';
    expect(pageScripts(`${"<script ".repeat(300_000)}>2</script>${script}`)).toEqual(["1"]);
    expect(pageScripts(`${"<!-- ".repeat(300_000)}-->${script}`)).toEqual(["1"]);
  });
});

describe("the JSON of a script", () => {
  it.each([
    ['{"a":"x"}', { a: "x" }],
    ['{"a":"two\nlines\tand a tab"}', { a: "two lines and a tab" }],
    ['//<![CDATA[\n{"a":1}\n//]]>', { a: 1 }],
    ['<!-- {"a":1} -->', { a: 1 }],
    ['{"a":1};', { a: 1 }],
  ])("is read from %j", (script, value) => expect(scriptJson(script)).toEqual({ value }));

  it.each(["", '{"a":', "window.data = {}"])("is none in %j", (script) => expect(scriptJson(script)).toBeUndefined());
});
