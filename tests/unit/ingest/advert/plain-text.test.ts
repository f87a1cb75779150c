import { describe, expect, it } from "vitest";
import { plainText } from "../../../../src/ingest/advert/plain-text.ts";

const HTML =
  '<div class="pay"><p>Pay &amp; more</p><ul><li>One</li><li>Two&nbsp;three</li></ul><span>$1</span><span>&mdash;</span><span>$2</span></div>';
const TEXT = "Pay & more\nOne\nTwo three\n$1—$2";
const escaped = (html: string) => html.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

describe("plainText", () => {
  it.each([
    ["as it is", HTML],
    ["escaped once", escaped(HTML)],
    ["escaped twice", escaped(escaped(HTML))],
    ["with characters escaped once more than its tags", HTML.replaceAll("&", "&amp;")],
  ])("reads markup %s", (_how, markup) => {
    expect(plainText(markup)).toBe(TEXT);
  });

  it("keeps the lines of text that is plain already, and trims them", () => {
    expect(plainText("  Pay:\t$10 \r\n\r\n\r\nMore  ")).toBe("Pay: $10\nMore");
  });

  it("takes line ends of markup for spaces", () => {
    expect(plainText("<p>one\ntwo</p>\n\n<p>three</p>")).toBe("one two\nthree");
  });

  it.each([
    ["x <y and z> w", "x <y and z> w"],
    ["List<String> and a < b", "List<String> and a < b"],
    ["<p>Know the &lt;canvas&gt; and &lt;div&gt;</p>", "Know the <canvas> and <div>"],
    ["<p>Use List&lt;String&gt;</p>", "Use List<String>"],
  ])("leaves what is no tag: %s", (markup, text) => {
    expect(plainText(markup)).toBe(text);
  });

  it("leaves out scripts, styles, comments and what attributes hold", () => {
    expect(
      plainText('<style>p{}</style><p title="a > b">one<!-- <p>no</p> --></p><script>if (a < b) {}</script>two'),
    ).toBe("one\ntwo");
    expect(plainText("<p>one</p><script>never closed <p>two</p>")).toBe("one");
  });

  it.each([
    ["&#8364;&#x20AC;&euro;", "€€€"],
    ["&#150;&#151;&#128;", "–—€"],
    ["M&uuml;nchen, &Aring;rhus, S&atilde;o", "München, Århus, São"],
    ["&#0;&#xD800;&#9999999;&nosuch;&", "&#0;&#xD800;&#9999999;&nosuch;&"],
    ["1\u202F000\u2009000\u00A0€", "1 000 000 €"],
    ["zero\u200Bwidth soft\u00ADhyphen", "zerowidth softhyphen"],
  ])("resolves %s", (markup, text) => {
    expect(plainText(markup)).toBe(text);
  });

  it("parts cells of a table with spaces and rows with lines", () => {
    expect(plainText("<table><tr><td>SF</td><td>$1</td></tr><tr><td>NY</td><td>$2</td></tr></table>")).toBe(
      "SF $1\nNY $2",
    );
  });

  it("is empty for nothing and for markup without text", () => {
    expect([plainText(""), plainText("<p></p><br>"), plainText("&nbsp;")]).toEqual(["", "", ""]);
  });

  it.each([
    ["<p ".repeat(300_000)],
    ['<p "'.repeat(250_000)],
    [`<p "'${"<p '\"".repeat(150_000)}`],
    ["&lt;".repeat(250_000)],
    ["&amp;".repeat(200_000)],
    ["<!--".repeat(250_000)],
    ["<script>".repeat(100_000)],
    ["<".repeat(1_000_000)],
    ["\uD800__proto__<p>".repeat(10_000)],
  ])("ends on hostile input without growing it (case %#)", (markup) => {
    expect(plainText(markup).length).toBeLessThanOrEqual(markup.length);
  });

  it("reads the first million characters only", () => {
    expect(plainText(`${" ".repeat(1_000_000)}late`)).toBe("");
  });
});
