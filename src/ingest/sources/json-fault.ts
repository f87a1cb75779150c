/** What may come next: a value, a member's name, the colon after it, or what follows a value. */
type Next = "value" | "value or end" | "name" | "name or end" | "colon" | "comma or end";

/** Numbers and words; texts are looked at on their own. */
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\n\r]*/y;
const IN_TEXT = /["\\\u0000-\u001F]/g;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Where a text stops being JSON, counted from 0: its length where it ends too early. For a text that is none. */
export function jsonFault(text: string): number {
  const open: string[] = [];
  let next: Next = "value";
  for (let at = endOf(SPACE, text, 0) ?? 0; at < text.length; at = endOf(SPACE, text, at) ?? at) {
    const mark = text.charAt(at);
    const closes = open.at(-1) === "{" ? "}" : "]";
    if (mark === closes && open.length > 0 && next.endsWith("or end")) {
      open.pop();
      next = "comma or end";
    } else if (next === "comma or end" && mark === "," && open.length > 0) {
      next = closes === "}" ? "name" : "value";
    } else if (next === "colon" && mark === ":") {
      next = "value";
    } else if (next.startsWith("value") && (mark === "{" || mark === "[")) {
      open.push(mark);
      next = mark === "{" ? "name or end" : "value or end";
    } else if (mark === '"' && (next.startsWith("value") || next.startsWith("name"))) {
      const { end, whole } = textEnd(text, at);
      if (!whole) return end;
      at = end;
      next = next.startsWith("name") ? "colon" : "comma or end";
      continue;
    } else {
      const end = next.startsWith("value") ? endOf(SCALAR, text, at) : undefined;
      if (end === undefined) return at;
      at = end;
      next = "comma or end";
      continue;
    }
    at++;
  }
  return text.length;
}

/** The end of what the pattern finds at a place; undefined where it finds nothing there. */
function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  const here = new RegExp(pattern);
  here.lastIndex = at;
  return here.test(text) ? here.lastIndex : undefined;
}

/** The end of the text that begins at a quote, or the place where it is broken. */
function textEnd(text: string, from: number): { readonly end: number; readonly whole: boolean } {
  const mark = new RegExp(IN_TEXT);
  mark.lastIndex = from + 1;
  for (let found = mark.exec(text); found !== null; found = mark.exec(text)) {
    if (found[0] === '"') return { end: mark.lastIndex, whole: true };
    const end = found[0] === "\\" ? endOf(ESCAPE, text, found.index) : undefined;
    if (end === undefined) return { end: found.index, whole: false };
    mark.lastIndex = end;
  }
  return { end: text.length, whole: false };
}
