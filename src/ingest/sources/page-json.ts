/*
 * The JSON that a web page carries for machines.
 */

/** A tag holds no other; one longer than this is none. So looking for its end stays short on any page. */
const TAG = /<!--|<script\b[^<>]{0,2000}>/gi;
const IS_LD = /\btype\s{0,20}=\s{0,20}["']?\s{0,20}application\/ld\+json/i;

/**
 * The content of every `<script type="application/ld+json">` of a page, in its order; comments are passed over. A script that is
 * never closed runs to the end of the page. Takes time in proportion to the page, whatever it holds.
 */
export function pageScripts(html: string): string[] {
  const scripts: string[] = [];
  const tag = new RegExp(TAG);
  for (let found = tag.exec(html); found !== null; found = tag.exec(html)) {
    if (found[0] === "<!--") {
      const end = html.indexOf("-->", tag.lastIndex);
      if (end < 0) break;
      tag.lastIndex = end + 3;
      continue;
    }
    const close = /<\/script/gi;
    close.lastIndex = tag.lastIndex;
    const end = close.exec(html)?.index ?? html.length;
    if (IS_LD.test(found[0])) scripts.push(html.slice(tag.lastIndex, end));
    tag.lastIndex = end;
  }
  return scripts;
}

/**
 * The JSON of a script; undefined where it is none. Line breaks inside texts, and the comment or CDATA marks that some pages
 * put around it, are no fault.
 */
export function scriptJson(script: string): { readonly value: unknown } | undefined {
  const bare = script
    .replaceAll(/[\u0000-\u001F]/g, " ")
    .trim()
    .replace(/^(?:\/\/ ?)?(?:<!\[CDATA\[|<!--)/, "")
    .replace(/(?:\/\/ ?)?(?:\]\]>|-->)$/, "")
    .replace(/;$/, "");
  try {
    return { value: JSON.parse(bare) };
  } catch {
    return undefined;
  }
}
