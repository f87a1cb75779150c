// Private-use characters that mark styled words until a surface writes them in its own way. Text from outside never holds
// them (`inertText`), and only the editor's own words may bring any.
const OPEN = "\uE014";
const BETWEEN = "\uE015";
const CLOSE = "\uE016";
const INNERMOST = /\uE014([^\uE014-\uE016]*)\uE015([^\uE014-\uE016]*)\uE016/gu;
const MARKS = /(\uE014[^\uE014-\uE016]*\uE015|\uE016)/u;

/** How words of the editor stand out. A link's address is https, and holds no quotes, angle brackets or spaces. */
export type Style = "emphasis" | "strong" | `https://${string}`;

export function styled(text: string, style: Style): string {
  return OPEN + style + BETWEEN + text + CLOSE;
}

/** Each styled run replaced by what `write` makes of its words and its style, the innermost first. */
export function replaceStyled(text: string, write: (words: string, style: string) => string): string {
  const once = text.replace(INNERMOST, (_, style: string, words: string) => write(words, style));
  return once === text ? text : replaceStyled(once, write);
}

/** The words without their styles; a link's address is left out. */
export function unstyled(text: string): string {
  return replaceStyled(text, (words) => words);
}

/** `change` applied to everything but the marks. */
export function betweenStyles(text: string, change: (words: string) => string): string {
  return text
    .split(MARKS)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join("");
}
