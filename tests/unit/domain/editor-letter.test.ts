import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedBy, type EditorLetter, parseEditorLetter } from "../../../src/domain/editor-letter.ts";
import type { Inline } from "../../../src/domain/inline-text.ts";
import { ReportError } from "../../../src/errors.ts";

const letter = (text: string) => parseEditorLetter(text, "2026-W47/letter.md");

/** The intro as plain text in which styles and claims are spelled out. */
const intro = (text: string) => letter(text).intro.map(({ pieces }) => spelled(pieces));

function spelled(pieces: readonly Inline[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      if (piece.kind === "claim") return piece.show === "n" ? `‹${piece.fact}›` : `‹${piece.show} ${piece.fact}›`;
      if (piece.kind === "literal") return `«${piece.text}${piece.reason === null ? "" : `: ${piece.reason}`}»`;
      return `${piece.style}(${spelled(piece.inner)})`;
    })
    .join("");
}

function problems(text: string): { line: number; why: string; fix: string }[] {
  try {
    letter(text);
  } catch (error) {
    if (error instanceof ReportError && error.code === "letter-invalid")
      return error.details["problems"] as { line: number; why: string; fix: string }[];
    throw error;
  }
  return [];
}

describe("the editor's letter", () => {
  it("takes a subject, a preheader and paragraphs, with numbers as claims and the line of each", () => {
    const read = letter(
      `---\nsubject: 'Pay {{n "a.pay@4w"}} up'\npreheader: What it means\n---\n\nOne\nparagraph.\n\nAnother, {{ n "b.count" }}.\n`,
    );
    expect(read).toMatchObject<Partial<EditorLetter>>({
      subject: {
        line: 2,
        pieces: [
          { kind: "text", text: "Pay " },
          { kind: "claim", show: "n", fact: "a.pay@4w", line: 2 },
          { kind: "text", text: " up" },
        ],
      },
      preheader: { line: 3, pieces: [{ kind: "text", text: "What it means" }] },
      intro: [
        { line: 6, pieces: [{ kind: "text", text: "One paragraph." }] },
        {
          line: 9,
          pieces: [
            { kind: "text", text: "Another, " },
            { kind: "claim", show: "n", fact: "b.count", line: 9 },
            { kind: "text", text: "." },
          ],
        },
      ],
    });
  });

  it("may be only words, only front matter, or nothing", () => {
    expect(intro("Just words.")).toEqual(["Just words."]);
    expect(letter("---\nsubject:\n---\n")).toMatchObject({ subject: null, intro: [] });
    expect(letter("")).toMatchObject({ subject: null, preheader: null, intro: [] });
    expect(letter("\uFEFF---\r\nsubject: Hi\r\n---\r\nBody\r\n")).toMatchObject({
      subject: { line: 2 },
      intro: [{ line: 4 }],
    });
  });

  it("keeps no trace of private notes, whatever their form", () => {
    for (const notes of ["notes: SECRET 42", "notes: |\n  SECRET 42\n  more", "notes:\n  - SECRET 42\n  - [SECRET]"])
      expect(JSON.stringify(letter(`---\n${notes}\nsubject: Hi\n---\nBody\n`))).not.toContain("SECRET");
  });

  it("reads every value of the front matter as the text it is", () => {
    const read = letter("---\nsubject: 2026\npreheader: yes\n---\n");
    expect(read.subject?.pieces).toEqual([{ kind: "text", text: "2026" }]);
    expect(read.preheader?.pieces).toEqual([{ kind: "text", text: "yes" }]);
  });

  it.each([
    ["*a* and **b**", "emphasis(a) and strong(b)"],
    ["**a *b* c**", "strong(a emphasis(b) c)"],
    ["***a***", "strong(emphasis(a))"],
    ["*a **b***", "emphasis(a strong(b))"],
    ["so*me*thing", "soemphasis(me)thing"],
    ["a * b ** c", "a * b ** c"],
    ["\\*a\\* \\<b> \\[c](d)", "*a* <b> [c](d)"],
    ["[words *here*](https://example.com/a_(b)?c=1)", "https://example.com/a_(b)?c=1(words emphasis(here))"],
    ["[sic] and {braces} and snake_case_name and a < b & c", "[sic] and {braces} and snake_case_name and a < b & c"],
    ['[a](https://example.com/"onclick="x)', "https://example.com/%22onclick=%22x(a)"],
    ['**{{n "x.y"}}**', "strong(‹x.y›)"],
    ["one\ntwo", "one two"],
    ['{{delta "x.y@4w"}} and {{ verdict "x.y@4w" }}', "‹delta x.y@4w› and ‹verdict x.y@4w›"],
    ['{{name "3M"}}, *{{name "GPT-4"}}*', "«3M», emphasis(«GPT-4»)"],
    [
      '{{lit 3 "letters a month"}} of {{lit "5 of 6" "so many weeks"}}',
      "«3: letters a month» of «5 of 6: so many weeks»",
    ],
  ])("reads %j as it is meant", (text, meant) => {
    expect(intro(text)).toEqual([meant]);
  });

  it.each([
    ["<b>bold</b>", /HTML/],
    ["<script>alert()</script>", /HTML/],
    ["<https://example.com>", /HTML/],
    ["![a](https://example.com/a.png)", /image/],
    ["`code`", /code/],
    ["&nbsp;", /entity/],
    ["_so_", /underscores/],
    ["*open", /no partner/],
    ["close* it", /closes nothing/],
    ["a ****b****", /4 stars/],
    ["{{constructor}}", /double braces/],
    ['{{{n "x"}}}', /double braces/],
    ['{{n "x"', /double braces/],
    ["{{n x.y}}", /\{\{n\}\} without its one text/],
    ['{{verdict ""}}', /\{\{verdict\}\} without its one text/],
    ["{{name “3M”}}", /straight quotes/],
    ["{{lit 3}}", /without a figure and its reason/],
    ['{{lit 3 ""}}', /without a figure and its reason/],
    ['{{lit "3"}}', /without a figure and its reason/],
    ['{{nothing "x"}}', /double braces/],
    ["[a](javascript:alert(1))", /cannot be linked/],
    ["[a](http://example.com)", /cannot be linked/],
    ["[a](https://user:pass@example.com)", /cannot be linked/],
    ["[a](//example.com)", /cannot be linked/],
    ["# Heading", /heading/],
    ["Heading\n---\n", /heading/],
    ["- a list", /list/],
    ["1. a list", /list/],
    ["> said", /quotation/],
    ["```\ncode\n```", /block of code/],
    ["| a | b |", /table/],
    ["[a]: https://example.com", /reference/],
  ])("refuses %j and says on which line", (text, why) => {
    const [first] = problems(`Fine.\n\n${text}`);
    expect(first?.why).toMatch(why);
    expect(first?.line).toBe(text.startsWith("Heading") ? 4 : 3);
    expect(first?.fix).toMatch(/[.]$/);
  });

  it.each([
    ["---\nsubjekt: Hi\n---\n", 2, /"subjekt" is no key/],
    ["---\nsubject: Hi\nsubject: Ho\n---\n", 3, /unique/],
    ["---\nsubject: Hi\n", 1, /no end/],
    ["---\nsubject: [a, b]\n---\n", 2, /not one line/],
    ["---\npins: {a: b}\n---\n", 2, /"pins" is no list of ids/],
    ["---\nsubject: Hi\nmutes:\n  - a.pay\n  - [b]\n---\n", 3, /"mutes" is no list of ids/],
    ["---\npins:\n  - a.pay\n  -\n---\n", 4, /an id of "pins" is empty/],
    ["---\npins: [a.pay]\nmutes:\n  - b.pay\n  - a.pay\n---\n", 5, /"a.pay" is pinned and muted/],
    ['---\nsubject: {{n "x"}}\n---\n', 2, /./],
    ["---\nsubject: Hi\n---\nIt is na\uFFFDve.\n", 4, /not UTF-8/],
    ["---\n- a\n---\n", 2, /keys and values/],
    ["---\nsubject: 'open\n---\n", 2, /cannot be read/],
    ["---\na: &a [x]\nsubject: *a\n---\n", 2, /"a" is no key/],
    ["---\n__proto__: x\n---\n", 2, /"__proto__" is no key/],
    ["---\nnotes: !!js/function 'x'\n---\n", 2, /cannot be read/],
  ])("refuses front matter %j", (text, line, why) => {
    const found = problems(text);
    expect(
      found.some((each) => each.line === line && why.test(each.why)),
      JSON.stringify(found),
    ).toBe(true);
  });

  it("takes pins and mutes as a list of ids or as one, each once, with the line of each", () => {
    expect(letter("---\npins:\n  - a.pay@4w\n  - b.offers\n  - a.pay@4w\nmutes: c.remote\n---\n")).toMatchObject({
      pins: [
        { id: "a.pay@4w", line: 3 },
        { id: "b.offers", line: 4 },
      ],
      mutes: [{ id: "c.remote", line: 6 }],
    });
    expect(letter("---\npins: [a.pay, b.pay]\nmutes:\n---\n")).toMatchObject({
      pins: [{ id: "a.pay" }, { id: "b.pay" }],
      mutes: [],
    });
  });

  it("asks for the same whatever its notes, its blank space and the order of its keys are, and for nothing if it says nothing", () => {
    const asked = (text: string) => askedBy(letter(text));
    const plain = asked("---\nsubject: Hi\npins: [a.pay]\n---\nOne *two*.\n");
    expect(asked("---\nnotes: private\npins:\n  - a.pay\nsubject: 'Hi'\n---\n\n\nOne\n*two*.\n\n")).toBe(plain);
    for (const other of [
      "---\nsubject: Ho\npins: [a.pay]\n---\nOne *two*.\n",
      "---\nsubject: Hi\npins: [b.pay]\n---\nOne *two*.\n",
      "---\nsubject: Hi\nmutes: [a.pay]\n---\nOne *two*.\n",
      "---\nsubject: Hi\npins: [a.pay]\n---\nOne **two**.\n",
      "---\nsubject: Hi\npins: [a.pay]\n---\nOne\n\n*two*.\n",
    ])
      expect(asked(other), other).not.toBe(plain);
    for (const nothing of ["", "\n\n", "---\nnotes: private\n---\n", "---\nsubject:\npins:\n---\n"])
      expect(asked(nothing)).toBe("");
  });

  it("lists the known keys for an unknown one", () => {
    expect(problems("---\nsubjekt: Hi\n---\n")[0]?.fix).toBe("The keys are: subject, preheader, pins, mutes, notes.");
  });

  it("refuses what is nested too deep or too long instead of failing", () => {
    expect(problems(`---\nnotes: ${"[".repeat(20_000)}\n---\n`).length).toBeGreaterThan(0);
    expect(problems("a".repeat(50_001))).toMatchObject([{ why: "it has 50001 characters" }]);
    expect(intro("a ".repeat(24_000))).toHaveLength(1);
    expect(problems(`a ${"*a ".repeat(15_000)}`).length).toBeGreaterThan(0);
    expect(problems("[".repeat(49_000))).toEqual([]);
  });

  it("lets no mark of ours and no bidirectional control through, and names every problem of any text", () => {
    const nasty = fc.constantFrom(
      "*",
      "**",
      "[",
      "](https://a.b)",
      "{{",
      "}}",
      '{{n "x"}}',
      "\\",
      "<",
      "\n",
      "_",
      "&amp;",
      "\uE010x\uE0115\uE012",
      "\uE014strong\uE015",
      "\uE016",
      "\u202E",
      "\u2066",
      "a",
      " ",
      "\u{F0000}",
      "---\n",
      "\0",
      "\uD800",
    );
    fc.assert(
      fc.property(fc.array(nasty, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const found = problems(text);
        if (found.length > 0) return found.every(({ line, why, fix }) => line >= 1 && why !== "" && fix !== "");
        const said = intro(text).join("");
        return !/[\p{Co}\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(said) && said.isWellFormed();
      }),
      { numRuns: 1_000 },
    );
  });
});
