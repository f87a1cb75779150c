import type { CheckRequest } from "./check-request.ts";
import type { Finding } from "./finding.ts";
import { blocking } from "./surfaces.ts";

/** Where a reader must meet the banner of invented data. */
const SURFACES = ["email.html", "email.txt", "index.html"];

/**
 * An edition of invented data says so on every surface, where it can be seen and before its heading (in the text part: before
 * the first number). A banner that is not shown, or only to some, would let it pass for the truth.
 */
export function inventedFindings({ banner, surfaces, edition }: CheckRequest): Finding[] {
  if (banner === null) return [];
  const said = plainWords(banner);
  return SURFACES.flatMap((surface) => {
    const whole = surfaces.get(surface) ?? "";
    const numbers = edition.claims.filter((claim) => claim.surface === surface).map(({ offset }) => offset);
    const top = surface.endsWith(".html")
      ? shownText(whole.split(/<h1\b/i, 1)[0] ?? "", hidingSelectors(whole))
      : whole.slice(0, Math.min(...numbers));
    if (plainWords(top).includes(said)) return [];
    return [
      blocking(
        "invented-banner",
        surface,
        plainWords(whole.replace(/<[^>]*>/g, " ")).includes(said)
          ? "the banner that says the data are invented is hidden, or does not stand at the top"
          : "the data are invented, and nothing there says so",
        "Restore the partial invented of templates/mail and templates/page, at the top of the layout and with no style that hides it.",
      ),
    ];
  });
}

/** Text as words with single spaces, entities resolved, so that line breaks and escapes make no difference. */
function plainWords(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Number.parseInt(code, hex === "" ? 10 : 16)),
    )
    .replace(/&(amp|lt|gt|quot|nbsp);/g, (_, name: string) => ENTITIES[name] ?? " ")
    .replace(/\s+/g, " ")
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** What is inside one of these, nobody reads. */
const UNSHOWN = /^(head|style|script|template|noscript|title|svg)$/;
const VOID = /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** Declarations that take a text away, or leave nothing of it to see. */
const HIDES =
  /(^|[;{\s])(display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0*\.?0*(?![\d.])|(max-)?(height|width)\s*:\s*0(?![\d.])|mso-hide\s*:\s*all|clip(-path)?\s*:|text-indent\s*:\s*-\d|color\s*:\s*transparent|(left|top|right|bottom)\s*:\s*-\d{3})/i;

interface OpenElement {
  readonly name: string;
  readonly hidden: boolean;
  /** Whether letters have a size here; undefined where the element around it decides, as frames of a mail do with 0. */
  readonly sized: boolean | undefined;
}

/** The text of a page, or of its beginning, that is not inside a hidden element. */
function shownText(html: string, hiding: readonly (readonly string[])[]): string {
  const open: OpenElement[] = [];
  let text = "";
  for (const [token] of html.matchAll(/<!--[\s\S]*?-->|<[^>]*>|[^<]+/g)) {
    const [, closing = "", tag = ""] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(token) ?? [];
    const name = tag.toLowerCase();
    if (!token.startsWith("<")) text += isShown(open) ? token : "";
    else if (name === "" || VOID.test(name) || token.endsWith("/>")) text += " ";
    else if (closing === "") open.push(opened(token, name, hiding));
    else if (open.some((each) => each.name === name)) while (open.pop()?.name !== name);
  }
  return text;
}

function isShown(open: readonly OpenElement[]): boolean {
  return open.every(({ hidden }) => !hidden) && open.findLast(({ sized }) => sized !== undefined)?.sized !== false;
}

function opened(tag: string, name: string, hiding: readonly (readonly string[])[]): OpenElement {
  const attribute = (wanted: string) => new RegExp(`\\s${wanted}\\s*=\\s*"([^"]*)"`, "i").exec(tag)?.[1] ?? "";
  const classes = attribute("class")
    .split(/\s+/)
    .filter((each) => each !== "");
  const names = ["*", name, `#${attribute("id")}`, ...classes.map((each) => `.${each}`)];
  const style = attribute("style");
  const hidden =
    UNSHOWN.test(name) ||
    /\shidden(?=[\s=>])/i.test(tag.replace(/"[^"]*"/g, '""')) ||
    /^true$/i.test(attribute("aria-hidden")) ||
    HIDES.test(style) ||
    hiding.some((wanted) => wanted.every((each) => names.includes(each)));
  const size = /(?:^|[;\s])font(?:-size)?\s*:\s*([\d.]+)/i.exec(style)?.[1];
  return { name, hidden, sized: size === undefined ? undefined : Number(size) > 0 };
}

/**
 * What the page's styles hide, at any width and in any scheme, as the names that an element must all bear: `["p", ".low"]`.
 * Print styles count too, since what is printed is read. Attributes and pseudo-classes are taken to be met.
 */
function hidingSelectors(html: string): string[][] {
  const styles = [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi)].map(([, css = ""]) => css).join("\n");
  const rules = styles.replace(/\/\*[\s\S]*?\*\//g, " ").matchAll(/([^{}]+)\{([^{}]*)\}/g);
  return [...rules]
    .filter(([, , declarations = ""]) => HIDES.test(declarations) || /font-size\s*:\s*0(?![\d.])/i.test(declarations))
    .flatMap(([, selectors = ""]) => selectors.replace(/\[[^\]]*\]|::?[\w-]+(\([^)]*\))?/g, "").split(","))
    .map((selector) => /[^\s>+~]*$/.exec(selector.trim())?.[0].match(/\*|[.#]?[a-z][\w-]*/gi) ?? [])
    .filter((names) => names.length > 0);
}
