import { type CssNode, type Declaration, generate, lexer, parse, walk } from "css-tree";
import type { Finding } from "../finding.ts";
import { collected, type MessageUnderTest, type Say } from "./message-under-test.ts";

/** Gmail leaves out what goes beyond. */
const CSS_BYTES = 16 * 1024;
/** What mail programs read and no standard knows. */
const THEIR_OWN = /^(-[a-z]|mso-)/i;
/** At-rules that a mail may hold, or that have a rule of their own. */
const KNOWN_AT = /^(media|supports|import|font-face)$/i;
const OUTLOOK = /^\[data-ogs[cb]\]/i;

/** What a walk through the sheets meets of the two dark schemes. */
interface DarkRules {
  readonly scheme: boolean;
  readonly outlook: boolean;
  /** A rule for Outlook that stands within an @-rule, where only other mail programs read it. */
  readonly astray: string | undefined;
}

/** The head's styles: what a mail program does not know makes it drop a rule, and Gmail the whole block. */
export function cssFindings(mail: MessageUnderTest): Finding[] {
  const { $, css, html } = mail;
  const { found, blocking, warning } = collected(mail);
  const bytes = Buffer.byteLength(css);
  if (bytes > CSS_BYTES) blocking("css-size", `the styles have ${bytes} bytes`, `Gmail reads ${CSS_BYTES}.`);
  if ($("body style").length > 0)
    blocking("css-place", "styles stand in the body, where Gmail drops them", "Put them into the head.");
  const sheets = $("style")
    .toArray()
    .map((style) => sheetOf($(style).text(), blocking));
  for (const sheet of sheets) {
    nested(sheet, blocking);
    written(sheet, blocking);
    unknown(mail, sheet, warning);
  }
  const styles = new Set(
    $("body [style], body[style]")
      .map((_, { attribs }) => attribs["style"] ?? "")
      .get(),
  );
  for (const style of styles) unknown(mail, parse(style, { context: "declarationList" }), warning);
  const dark = darkRules(sheets);
  if ($("meta[name=color-scheme]").length === 0 || !dark.scheme)
    blocking("dark-mode", "there is no dark scheme", "Keep the meta tags and the dark rules of the layout.");
  if (!dark.outlook)
    warning("dark-outlook", "Outlook's dark mode has no rules", "Keep the [data-ogsc] rules of the layout.");
  else if (dark.astray !== undefined)
    warning(
      "dark-outlook",
      "a rule for Outlook's dark mode stands within an @-rule",
      "Close what is open.",
      dark.astray,
    );
  if (/\bvar\(\s*--/i.test(html) || /[{;]\s*--[\w-]+\s*:/.test(css))
    blocking("css-variable", "a CSS variable is used", "Write the value: few mail programs know variables.");
  return found;
}

/** A sheet as it can be read. A brace that nobody closes is closed at the end by every reader, and hides what follows it. */
function sheetOf(css: string, blocking: Say): CssNode {
  const mend = "Mend templates/mail/style.css.hbs.";
  const bare = css.replace(/\/\*[\s\S]*?\*\/|"[^"\n]*"|'[^'\n]*'/g, "");
  const [opened, closed] = [bare.split("{").length - 1, bare.split("}").length - 1];
  if (opened !== closed) blocking("css-parse", `the styles open ${opened} braces and close ${closed}`, mend);
  return parse(css, {
    onParseError: (error) => blocking("css-parse", `the styles cannot be read: ${error.message}`, mend),
  });
}

function nested(sheet: CssNode, blocking: Say): void {
  walk(sheet, function (node: CssNode) {
    const around = node.type === "Rule" ? this.rule : node.type === "Atrule" ? (this.atrule ?? this.rule) : null;
    if (around !== null && around !== node)
      blocking(
        "css-nested",
        `${nameOf(node)} stands inside ${nameOf(around)}`,
        "Gmail drops the whole block: write them side by side.",
      );
    if (node.type === "Atrule" && node.name === "import")
      blocking("css-import", "styles are fetched from elsewhere", "Write them into the mail.");
  });
}

function nameOf(node: CssNode): string {
  return node.type === "Atrule" ? `@${node.name}` : node.type === "Rule" ? generate(node.prelude) : node.type;
}

/** Words that styles write stand in no letter, and nothing has checked them. */
function written(sheet: CssNode, blocking: Say): void {
  walk(sheet, (node: CssNode) => {
    if (node.type !== "Declaration" || node.property.toLowerCase() !== "content") return;
    const value = generate(node.value);
    if (!/^(""|''|none|normal)$/i.test(value))
      blocking("css-content", "styles write words into the mail", "Write them into the letter.", value);
  });
}

/** What neither the standards (css-tree's dictionary of them) nor a mail program's own names know: a slip that nobody sees. */
function unknown({ $ }: MessageUnderTest, sheet: CssNode, warning: Say): void {
  walk(sheet, (node: CssNode) => {
    if (node.type === "Declaration") {
      const why = unknownIn(node);
      if (why !== undefined) warning("css-unknown", why, "Mend the slip.", generate(node));
    }
    if (node.type === "Atrule" && !KNOWN_AT.test(node.name))
      warning("css-unknown", `few mail programs know @${node.name}`, "Leave it out.");
    if (node.type !== "Selector") return;
    const selector = generate(node);
    if (/:(?!:)/.test(selector) && !/:(focus|target)/.test(selector) && !isKnown(() => $(selector)))
      warning("css-unknown", "a selector is not known", "Mend the slip.", selector);
  });
}

function unknownIn(node: Declaration): string | undefined {
  if (THEIR_OWN.test(node.property) || node.property.startsWith("--")) return undefined;
  const { error } = lexer.matchDeclaration(node);
  if (error === null) return undefined;
  return /unknown property/i.test(error.message)
    ? `no property is called ${node.property}`
    : `${node.property} takes no such value`;
}

function isKnown(found: () => unknown): boolean {
  try {
    found();
    return true;
  } catch {
    return false;
  }
}

function darkRules(sheets: readonly CssNode[]): DarkRules {
  let [scheme, outlook, astray]: [boolean, boolean, string | undefined] = [false, false, undefined];
  for (const sheet of sheets)
    walk(sheet, function (node: CssNode) {
      if (node.type !== "Rule") return;
      const media = this.atrule === null || this.atrule.prelude === null ? "" : generate(this.atrule.prelude);
      const selector = generate(node.prelude);
      if (OUTLOOK.test(selector)) {
        outlook = true;
        if (this.atrule !== null) astray ??= selector;
      } else if (/prefers-color-scheme\s*:\s*dark/i.test(media)) scheme = true;
    });
  return { scheme, outlook, astray };
}
