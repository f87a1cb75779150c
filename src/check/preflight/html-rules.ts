import type { Element } from "domhandler";
import { HTML_BYTES } from "../../domain/letter.ts";
import type { Finding } from "../finding.ts";
import { LEFTOVERS, withoutTexts } from "../surfaces.ts";
import { collected, type MessageUnderTest } from "./message-under-test.ts";

/** Every other element is active, fetched from elsewhere, or not shown by every mail program. */
const ALLOWED: ReadonlySet<string> = new Set(
  (
    "html head title meta style body div p span a img br wbr hr h1 h2 h3 h4 h5 h6 table caption colgroup col thead tbody tfoot " +
    "tr th td ul ol li dl dt dd strong em b i u s del ins small sub sup font center blockquote q cite code pre abbr bdi bdo"
  ).split(" "),
);

/** HTML that mail programs show as it is meant: size, language, no active content, and balanced in both readings of it. */
export function htmlFindings(mail: MessageUnderTest, known: readonly string[]): Finding[] {
  const { $, html, plainHtml, wordHtml } = mail;
  const { found, blocking, warning } = collected(mail);
  const bytes = Buffer.byteLength(html);
  if (html.trim() === "") blocking("html-missing", "there is no HTML part", "Render the edition again.");
  if (bytes > HTML_BYTES.block)
    blocking("html-size", `${bytes} bytes; Gmail would clip it`, "Show fewer roles or sections.");
  else if (bytes > HTML_BYTES.warn)
    warning("html-size", `${bytes} bytes, near the ${HTML_BYTES.block} that block`, "Show fewer roles or sections.");
  if (!/^\s*<!doctype html>/i.test(html))
    blocking("html-doctype", "there is no doctype", "Begin with <!doctype html>.");
  const lang = $("html").attr("lang") ?? "";
  if (lang === "" || lang === "und") blocking("html-lang", "the page names no language", "Set lang on <mjml>.", lang);
  if (!/^(ltr|rtl)$/.test($("html").attr("dir") ?? ""))
    blocking("html-dir", "the page names no direction", "Set dir on <mjml>.");
  const inner = $("body").attr("lang") ?? $("body > *[lang]").attr("lang") ?? "";
  const innerDir = $("body").attr("dir") ?? $("body > *[dir]").attr("dir") ?? "";
  if (inner !== lang || innerDir !== ($("html").attr("dir") ?? ""))
    warning(
      "html-body-lang",
      "body or its wrapper does not repeat language and direction, and Gmail drops those of <html>",
      "Set both on the wrapper.",
    );
  if ($("title").first().text().trim() === "") blocking("html-title", "there is no title", "Set mj-title.");
  if ($("meta[name=viewport]").length === 0)
    blocking("html-viewport", "there is no viewport", "Phones would shrink the page.");
  if (
    /user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*[01](\.\d+)?\s*(,|;|$)/i.test(
      $("meta[name=viewport]").attr("content") ?? "",
    )
  )
    blocking("html-viewport", "the viewport keeps readers from making letters larger", "Leave the scale to them.");
  const active = $<Element, string>("*")
    .filter((_, { name, attribs }) => !ALLOWED.has(name) || /^refresh$/i.test(attribs["http-equiv"] ?? ""))
    .first();
  if (active.length > 0)
    blocking(
      "html-active",
      `<${active.prop("tagName")?.toLowerCase()}> has no place in a mail`,
      "Leave it out.",
      $.html(active),
    );
  if (/<[^>]+\son\w+\s*=/i.test(plainHtml))
    blocking(
      "html-active",
      "an element has an event handler",
      "Leave it out.",
      /<[^>]+\son\w+\s*=/i.exec(plainHtml)?.[0],
    );
  if (/fonts\.(googleapis|gstatic)\.com|@font-face/i.test(html))
    blocking("web-font", "a font is fetched from elsewhere", "Set font-family on mj-all, and no mj-font.");
  if (/mj-include (denied|fails)/.test(html))
    blocking("mj-include", "an MJML include was not done", "Use a Handlebars partial.");
  const own = withoutTexts(visible(mail), known);
  const left =
    LEFTOVERS.exec(own) ??
    /\blorem ipsum\b|\bTODO\b/i.exec(own) ??
    /="[^"]*(\{\{|%%\w|[\uE000-\uF8FF])[^"]*"/.exec(plainHtml);
  if (left !== null)
    blocking(
      "html-token",
      `"${left[0].slice(0, 40)}" is left over`,
      "Mend the template or the figure behind it.",
      own.slice(Math.max(0, left.index - 30), left.index + 40),
    );
  for (const [name, view] of [
    ["html", plainHtml],
    ["Word's view", wordHtml],
  ] as const)
    for (const tag of ["table", "tr", "td", "div", "a"]) {
      const opened = view.match(new RegExp(`<${tag}[\\s>]`, "g"))?.length ?? 0;
      const closed = view.match(new RegExp(`</${tag}>`, "g"))?.length ?? 0;
      if (opened !== closed)
        blocking("balance", `${name}: <${tag}> opens ${opened} times and closes ${closed} times`, "Mend the template.");
    }
  return found;
}

/** What can be seen: texts of the body, and what its attributes say aloud. */
export function visible({ $ }: MessageUnderTest): string {
  const body = $("body").clone();
  body.find("style, script").remove();
  const alts = $("img[alt]")
    .map((_, img) => $(img).attr("alt") ?? "")
    .get();
  return [body.text(), ...alts].join("\n");
}
