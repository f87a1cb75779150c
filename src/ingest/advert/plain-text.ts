import { decodedEntities } from "./entities.ts";

/** Of longer markup the rest is not read. */
const LONGEST_MARKUP = 1_000_000;
/** Markup inside markup: as it is, escaped, escaped twice. */
const DEEPEST = 3;
/** A tag with more characters than this is text with a stray "<". */
const LONGEST_TAG = 4_000;

const BLOCKS = new Set(
  "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html li main menu nav ol option p pre section select summary table tbody tfoot thead title tr ul".split(
    " ",
  ),
);
const CELLS = new Set(["td", "th"]);
/** What stands between such tags is no text. */
const HIDDEN = new Set(["script", "style", "template", "noscript", "svg", "iframe", "object", "head"]);
const INLINE = new Set(
  "a abbr acronym audio b bdi bdo big button caption cite code col colgroup data del dfn em embed font i img input ins kbd label legend link map mark meta meter o:p picture progress q rp rt ruby s samp small source span strike strong sub sup time track tt u var video wbr".split(
    " ",
  ),
);
const isTag = (name: string) =>
  BLOCKS.has(name) || CELLS.has(name) || HIDDEN.has(name) || INLINE.has(name) || name.includes("-");

/** Such tags say that a text is markup; a lone "<canvas>" may be a word of the ad. */
const CLOSING =
  /<\/(?:p|div|span|li|ul|ol|h[1-6]|strong|b|em|i|u|a|td|tr|table|section|font|html|body|script|style)\s{0,9}>/i;
const OPENING = /<(?:br|p|li|div)[\s/>]/i;
const ESCAPED = /&(?:amp;){0,2}lt;\/?[a-z]/i;

/**
 * The text of an ad without its markup, which may be escaped once or twice, or plain already. Blocks, list items and breaks end
 * lines; scripts and styles are left out; character references are resolved; spaces of every width are plain ones. Lines are trimmed and
 * none is empty. Looks at the first 1,000,000 characters; the work grows with their number. Never throws; "" for nothing.
 */
export function plainText(markup: string): string {
  let text = markup.slice(0, LONGEST_MARKUP).toWellFormed();
  for (let depth = 1; depth < DEEPEST && !isMarkup(text) && ESCAPED.test(text); depth++) text = decodedEntities(text);
  for (let depth = 0; depth < DEEPEST; depth++) {
    // Markup that comes out of markup must close something: "&lt;div&gt;" alone is a word of the ad.
    const isMarked = depth === 0 ? isMarkup(text) : CLOSING.test(text);
    const bare = isMarked ? withoutTags(text.replace(/[\r\n]/g, " ")) : depth === 0 ? withoutTags(text) : text;
    const decoded = decodedEntities(bare);
    if (decoded === text) break;
    text = decoded;
  }
  return tidyLines(text);
}

function isMarkup(text: string): boolean {
  return CLOSING.test(text) || OPENING.test(text);
}

/** Markup with its tags replaced by what they do to the text: a line's end, a space, nothing. Linear: no tag is looked at twice. */
function withoutTags(text: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let open = text.indexOf("<"); open !== -1; open = text.indexOf("<", at)) {
    const tag = text.startsWith("<!--", open) ? commentAt(text, open) : tagAt(text, open);
    pieces.push(text.slice(at, tag === null ? open + 1 : open));
    at = open + 1;
    if (tag === null) continue;
    at = tag.opens && HIDDEN.has(tag.name) ? endOfHidden(text, tag) : tag.end;
    if (BLOCKS.has(tag.name)) pieces.push("\n");
    else if (CELLS.has(tag.name)) pieces.push(" ");
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}

interface Tag {
  readonly name: string;
  readonly opens: boolean;
  readonly end: number;
}

/** The tag that begins at a "<"; null for a "<" of the text. Another "<" outside quotes ends the search, so the work stays linear. */
function tagAt(text: string, open: number): Tag | null {
  if (!/[a-z!?/]/i.test(text[open + 1] ?? "")) return null;
  const head = /^<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,30}|!doctype|\?xml)(?=[\s/>?]|$)/i.exec(text.slice(open, open + 40));
  const name = head?.[2]?.toLowerCase() ?? "";
  if (head === null || !(isTag(name) || name === "!doctype" || name === "?xml")) return null;
  let quote = "";
  for (let at = open + head[0].length; at < Math.min(text.length, open + LONGEST_TAG); at++) {
    const character = text[at] ?? "";
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === ">") {
      return { name, opens: head[1] === "" && text[at - 1] !== "/", end: at + 1 };
    } else if (character === "<") {
      return null;
    } else if (character === '"' || character === "'") {
      quote = character;
    }
  }
  return null;
}

function commentAt(text: string, open: number): Tag {
  const close = text.indexOf("-->", open + 4);
  return { name: "!--", opens: false, end: close === -1 ? text.length : close + 3 };
}

/** Where the hidden element ends; one that never does hides the rest, as in browsers. */
function endOfHidden(text: string, { name, end }: Tag): number {
  const closing = new RegExp(`</${name}\\s{0,9}>`, "gi");
  closing.lastIndex = end;
  const found = closing.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}

function tidyLines(text: string): string {
  return text
    .replace(/[\u200B\u2060\uFEFF\u00AD]/g, "")
    .split(/[\r\n\u2028\u2029\u0085\v\f]/)
    .map((line) => line.replace(/[\s\u00A0]+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}
