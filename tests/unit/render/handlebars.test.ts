import { describe, expect, it } from "vitest";
import { ReportError } from "../../../src/errors.ts";
import { filledTemplate, type TemplateOptions } from "../../../src/handlebars.ts";

function fill(files: Record<string, string>, view: object, more: Partial<TemplateOptions> = {}): string {
  const options = {
    files: new Map(Object.entries(files)),
    entry: "a.hbs",
    partials: "parts",
    helpers: {},
    escape: "html" as const,
  };
  return filledTemplate({ ...options, ...more }, view);
}

function failure(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("filledTemplate", () => {
  it("escapes values for HTML and leaves them as they are in plain text", () => {
    const template = { "a.hbs": "{{x}}" };
    expect(fill(template, { x: `<b>"&'` })).toBe("&lt;b&gt;&quot;&amp;&#x27;");
    expect(fill(template, { x: `<b>"&'` }, { escape: "none" })).toBe(`<b>"&'`);
  });

  it("finds partials by name in their folder and gives them the fields named in the call", () => {
    const files = {
      "a.hbs": "{{#each rows}}{{> (lookup . 'kind') end=../end}}{{/each}}",
      "parts/row.mjml.hbs": "[{{x}}{{end}}]",
    };
    expect(fill(files, { end: "!", rows: [{ kind: "row", x: 1 }] })).toBe("[1!]");
  });

  it("gives helpers their values and their block", () => {
    const helpers = {
      twice: (_: readonly unknown[], named: Readonly<Record<string, unknown>>, block?: () => string) =>
        `${named["by"]}${block?.()}${block?.()}`,
    };
    expect(fill({ "a.hbs": '{{#twice by="x"}}<i>{{y}}</i>{{/twice}}' }, { y: "&" }, { helpers })).toBe(
      "x<i>&amp;</i><i>&amp;</i>",
    );
  });

  it("keeps helpers and partials of one call out of the next", () => {
    fill({ "a.hbs": "{{h}}{{> p}}", "parts/p.hbs": "x" }, {}, { helpers: { h: () => "h" } });
    expect(failure(() => fill({ "a.hbs": "{{> p}}" }, {}))).toMatchObject({ code: "template-invalid" });
    expect(failure(() => fill({ "a.hbs": '{{h "x"}}' }, {}))).toMatchObject({ code: "template-invalid" });
  });

  it.each([
    ["a missing entry", {}, {}, "a.hbs"],
    ["a missing partial", { "a.hbs": "{{> nowhere}}" }, {}, "a.hbs"],
    ["a field that the view lacks", { "a.hbs": "{{x}}" }, {}, "a.hbs"],
    ["bad syntax", { "a.hbs": "{{#if x}}" }, { x: 1 }, "a.hbs"],
    ["a failure inside a partial", { "a.hbs": "{{> p}}", "parts/p.mjml.hbs": "{{missing}}" }, {}, "parts/p.mjml.hbs"],
  ])("calls %s template-invalid and names the file", (_, files, view, file) => {
    const error = failure(() => fill(files, view));
    expect(error).toBeInstanceOf(ReportError);
    expect(error).toMatchObject({ code: "template-invalid", message: expect.stringContaining(file) });
  });

  it("does not reach what an object inherits", () => {
    expect(failure(() => fill({ "a.hbs": "{{x.constructor.name}}" }, { x: {} }))).toMatchObject({
      code: "template-invalid",
    });
    expect(fill({ "a.hbs": "{{x.__proto__}}{{x.toString}}" }, { x: {} })).toBe("");
  });
});
