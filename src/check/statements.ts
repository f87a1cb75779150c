import type { Claim, Fact } from "../domain/fact.ts";
import { htmlBlocks } from "./html-blocks.ts";
import type { Span } from "./phrases.ts";
import type { Block } from "./seen-blocks.ts";
import { lineBlocks, textBlocks } from "./text-blocks.ts";

/** A printed number in a statement, with the fact that stands behind it. */
export interface Figure extends Span {
  readonly printed: string;
  readonly fact: Fact;
}

/** A sentence, a heading or a row of a table, as it is read on one surface. */
export interface Statement extends Span {
  readonly surface: string;
  /** Its place among the surface's blocks, and the block's text, in which `start` and `end` count. */
  readonly block: Block;
  readonly text: string;
  readonly isRow: boolean;
  /** Whether the card has no room for its end; other surfaces tell it whole. */
  readonly isCut: boolean;
  /** In order; places count in `text`. */
  readonly figures: readonly Figure[];
  /** Sentences of the same block before it (on the card, of all lines above), the nearest first. */
  readonly before: readonly Statement[];
  /** The heading it stands below, and a short label right before it; empty where there is none. */
  readonly heading: string;
}

export interface StatementsRequest {
  readonly surfaces: ReadonlyMap<string, string>;
  readonly claims: readonly Claim[];
  readonly facts: ReadonlyMap<string, Fact>;
  readonly locale: string;
  /** Names that may hold signs which would end a sentence. */
  readonly names: readonly string[];
}

interface Splitting {
  readonly segmenter: Intl.Segmenter;
  readonly names: readonly string[];
}

/** So many sentences back a reader knows what is spoken of. */
const REMEMBERED = 6;

const CUT = "…";

/** A label is no longer than this. */
const LABEL_LENGTH = 40;

/** Every statement of every surface, in the order of surfaces and places. Claims without a fact are left out: another rule tells. */
export function statementsOf({ surfaces, claims, facts, locale, names }: StatementsRequest): Statement[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: "sentence" });
  const sentences = { segmenter, names: names.filter((name) => /[^\p{L}\p{N}\s-]/u.test(name)) };
  const bySurface = Map.groupBy(claims, ({ surface }) => surface);
  const read = [...surfaces].filter(([surface]) => !isDrawing(surface));
  return read.flatMap(([surface, text]) => {
    const isCard = surface.endsWith(".png");
    const blocks = surface.endsWith(".html")
      ? htmlBlocks(text)
      : isCard
        ? lineBlocks(text, surfaces.get("email.txt") ?? "", names)
        : textBlocks(text, names);
    const above: Statement[] = [];
    const figures = figuresOf(blocks, bySurface.get(surface) ?? [], facts);
    let heading = "";
    let label = "";
    return blocks.flatMap((block) => {
      const own = figures.get(block) ?? [];
      const found = blockStatements(block, surface, own, `${heading} ${label}`.trim(), sentences, above);
      if (isCard) above.push(...found);
      if (block.isHeading) heading = block.text;
      label = !block.isHeading && block.text.length <= LABEL_LENGTH && block.cells.length === 0 ? block.text : "";
      return found;
    });
  });
}

/** Whether a place is where a line of the card was cut: what stands there may be half of something. */
export function isAtCut({ text, isCut }: Pick<Statement, "text" | "isCut">, end: number): boolean {
  return isCut && text.slice(end).replace(CUT, "").trim() === "";
}

/** A drawing has labels and no sentences; its alt text says what it shows. */
export function isDrawing(surface: string): boolean {
  return surface.endsWith(".svg");
}

function blockStatements(
  block: Block,
  surface: string,
  figures: readonly Figure[],
  heading: string,
  sentences: Splitting,
  above: readonly Statement[],
): Statement[] {
  const isRow = block.cells.length > 1;
  const parts = isRow ? [{ index: 0, segment: block.text }] : sentencesOf(block.text, sentences);
  const statements: Statement[] = [];
  for (const { index, segment } of parts) {
    const end = index + segment.length;
    const own = figures.filter((figure) => figure.start >= index && figure.start < end);
    statements.push({
      surface,
      block,
      text: segment,
      isRow,
      start: index,
      end,
      figures: own.map((figure) => ({ ...figure, start: figure.start - index, end: figure.end - index })),
      isCut: surface.endsWith(".png") && block.text.endsWith(CUT),
      before: [...above, ...statements].slice(-REMEMBERED).toReversed(),
      heading,
    });
  }
  return statements;
}

/** What follows a name and begins no sentence. */
const GOES_ON = /^\s+(?!\p{Lu}).?/u;

/** The end of a sentence before one that begins with a number: "a median of $145K. 252 openings". No ordinal, and no short word. */
const BEFORE_DIGITS = /(?<=\p{N}[KMB]|\p{L}{4}|%|\))\.\s+(?=[\p{N}\p{Sc}])/gu;

/** Signs inside a web address or a name end no sentence. */
function sentencesOf(
  text: string,
  { segmenter, names }: Splitting,
): { readonly index: number; readonly segment: string }[] {
  const whole = [...text.matchAll(/https?:\/\/\S+/g)].map((match) => ({
    index: match.index,
    end: match.index + match[0].length,
  }));
  for (const name of names)
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      whole.push({ index: at, end: at + name.length + (GOES_ON.exec(text.slice(at + name.length))?.[0].length ?? 0) });
  const found: { index: number; segment: string }[] = [];
  for (const { index, segment } of segmenter.segment(text)) {
    const last = found.at(-1);
    const isInside = whole.some((each) => index > each.index && index < each.end);
    if (last !== undefined && isInside) last.segment += segment;
    else {
      const ends = [...segment.matchAll(BEFORE_DIGITS)].map((end) => end.index + end[0].length);
      const cuts = ends.filter((end) => !whole.some((each) => index + end > each.index && index + end < each.end));
      for (const [place, from] of [0, ...cuts].entries())
        found.push({ index: index + from, segment: segment.slice(from, cuts[place]) });
    }
  }
  return found.filter(({ segment }) => segment.trim() !== "");
}

/** The figures of each block by the places of its claims; a claim in no block (in a drawing, say) is in none. */
function figuresOf(
  blocks: readonly Block[],
  claims: readonly Claim[],
  facts: ReadonlyMap<string, Fact>,
): Map<Block, Figure[]> {
  const found = new Map<Block, Figure[]>();
  const inOrder = [...claims].sort((one, other) => one.offset - other.offset);
  for (const block of blocks) {
    // Cells whose words go on below each other do not stand in the order of the lines.
    const [first, last] = [block.places.reduce(least, Number.POSITIVE_INFINITY), block.places.reduce(most, -1)];
    const own = inOrder.filter(({ offset }) => offset >= first && offset <= last);
    const figures = own.flatMap(({ offset, printed, fact: id }) => {
      const fact = facts.get(id);
      const start = block.places.indexOf(offset);
      return fact === undefined || start < 0 ? [] : [{ start, end: start + printed.length, printed, fact }];
    });
    if (figures.length > 0)
      found.set(
        block,
        figures.sort((one, other) => one.start - other.start),
      );
  }
  return found;
}

function least(one: number, other: number): number {
  return Math.min(one, other);
}

function most(one: number, other: number): number {
  return Math.max(one, other);
}
