import type { Claim, Fact } from "../domain/fact.ts";
import { htmlBlocks } from "./html-blocks.ts";
import type { Span } from "./phrases.ts";
import type { Block } from "./seen-blocks.ts";
import { type SentenceFinder, sentenceFinder } from "./sentences.ts";
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
  /** The word that the line right before it begins with: what “Pay: Data Scientist” is about. Empty where there is none. */
  readonly asked: string;
}

export interface StatementsRequest {
  readonly surfaces: ReadonlyMap<string, string>;
  readonly claims: readonly Claim[];
  readonly facts: ReadonlyMap<string, Fact>;
  readonly locale: string;
  /** Names that may hold signs which would end a sentence. */
  readonly names: readonly string[];
  /** Words before a point that ends no sentence: "No", "approx". */
  readonly abbreviations: readonly string[];
}

/** So many sentences back a reader knows what is spoken of. */
const REMEMBERED = 6;

const CUT = "…";

/** A label is no longer than this. */
const LABEL_LENGTH = 40;

/** Every statement of every surface, in the order of surfaces and places. Claims without a fact are left out: another rule tells. */
export function statementsOf({ surfaces, claims, facts, ...splitting }: StatementsRequest): Statement[] {
  const sentences = sentenceFinder(splitting);
  const bySurface = Map.groupBy(claims, ({ surface }) => surface);
  const read = [...surfaces].filter(([surface]) => !isDrawing(surface));
  return read.flatMap(([surface, text]) => {
    const isCard = surface.endsWith(".png");
    const blocks = surface.endsWith(".html")
      ? htmlBlocks(text)
      : isCard
        ? lineBlocks(text, surfaces.get("email.txt") ?? "", splitting.names)
        : textBlocks(text, splitting.names);
    const before: Statement[] = [];
    const figures = figuresOf(blocks, bySurface.get(surface) ?? [], facts);
    let heading = "";
    let label = "";
    let asked = "";
    return blocks.flatMap((block) => {
      const own = figures.get(block) ?? [];
      const above = { heading: `${heading} ${label}`.trim(), asked, before };
      const found = blockStatements(block, surface, own, above, sentences);
      if (isCard) before.push(...found);
      if (block.isHeading) heading = block.text;
      label = !block.isHeading && block.text.length <= LABEL_LENGTH && block.cells.length === 0 ? block.text : "";
      asked = block.isHeading ? "" : (/^[\p{L}-]+/u.exec(block.text)?.[0] ?? "");
      return found;
    });
  });
}

/** Whether a place is where a line of the card was cut: what stands there may be half of something. */
export function isAtCut({ text, isCut }: Pick<Statement, "text" | "isCut">, end: number): boolean {
  return isCut && text.slice(end).replace(CUT, "").trim() === "";
}

/** The part of a statement around a place, between commas, colons, semicolons and dashes; those inside a number part nothing. */
export function clauseOf({ text }: Pick<Statement, "text">, { start, end }: Span): string {
  const ends = [...text.matchAll(/[,;:](?=\s|$)|\s[–—-]\s|—/gu)];
  const from = ends.findLast(({ index }) => index < start);
  const to = ends.find(({ index }) => index >= end);
  return text.slice(from === undefined ? 0 : from.index + from[0].length, to?.index ?? text.length);
}

/** A drawing has labels and no sentences; its alt text says what it shows. */
export function isDrawing(surface: string): boolean {
  return surface.endsWith(".svg");
}

function blockStatements(
  block: Block,
  surface: string,
  figures: readonly Figure[],
  { heading, asked, before }: { readonly before: readonly Statement[] } & Pick<Statement, "heading" | "asked">,
  sentences: SentenceFinder,
): Statement[] {
  const isRow = block.cells.length > 1;
  const parts = isRow ? [{ index: 0, segment: block.text }] : sentences(block.text, figures);
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
      before: [...before, ...statements].slice(-REMEMBERED).toReversed(),
      heading,
      asked,
    });
  }
  return statements;
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
