import { parse, walk } from "css-tree";
import { HTML_BYTES } from "../../domain/letter.ts";
import type { Finding } from "../finding.ts";
import { LEFTOVERS, withoutTexts } from "../surfaces.ts";
import { collected, type MessageUnderTest } from "./message-under-test.ts";

/** Gmail leaves out what goes beyond. */
const CSS_BYTES = 16 * 1024;

const ACTIVE =
  "script, iframe, form, object, embed, video, audio, link[rel=stylesheet], base, meta[http-equiv=refresh], input, button";

/** HTML that mail programs show as it is meant: size, language, no active content, and balanced in both readings of it. */
export function htmlFindings(mail: MessageUnderTest, known: readonly string[]): Finding[] {
  const { $, html, plainHtml, wordHtml, css } = mail;
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
  if ($("meta[name=color-scheme]").length === 0 || !css.includes("prefers-color-scheme"))
    blocking("dark-mode", "there is no dark scheme", "Keep the meta tags and the dark rules of the layout.");
  if (!css.includes("data-ogsc"))
    warning("dark-outlook", "Outlook's dark mode has no rules", "Keep the [data-ogsc] rules of the layout.");
  const active = $(ACTIVE).first();
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
  return [...found, ...cssFindings(mail)];
}

/** Styles: what a client does not know makes Gmail drop the whole block. */
function cssFindings(mail: MessageUnderTest): Finding[] {
  const { $, css, html } = mail;
  const { found, blocking } = collected(mail);
  const bytes = Buffer.byteLength(css);
  if (bytes > CSS_BYTES) blocking("css-size", `the styles have ${bytes} bytes`, `Gmail reads ${CSS_BYTES}.`);
  if ($("body style").length > 0)
    blocking("css-place", "styles stand in the body, where Gmail drops them", "Put them into the head.");
  const tree = parse(css, {
    onParseError: (error) =>
      blocking("css-parse", `the styles cannot be read: ${error.message}`, "Mend templates/mail/style.css.hbs."),
  });
  walk(tree, function (node) {
    if (node.type !== "Atrule") return;
    if (this.atrule !== null && this.atrule !== node)
      blocking(
        "css-nested",
        `@${node.name} stands inside @${this.atrule.name}`,
        "Gmail drops the whole block: write them side by side.",
      );
    if (node.name === "import")
      blocking("css-import", "styles are fetched from elsewhere", "Write them into the mail.");
  });
  if (/var\(--/.test(html))
    blocking("css-variable", "a CSS variable is used", "Write the value: few mail programs know variables.");
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
