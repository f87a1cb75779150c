import type { CardPlan } from "../domain/chart-plan.ts";
import { unmarked } from "../domain/claim.ts";
import { type FittedText, fittedText, LEADING } from "./fitted-text.ts";
import { drawable, RIGHT_TO_LEFT, widthOf, withoutEmoji } from "./text-lines.ts";
import type { Weight } from "./text-width.ts";

/** The size that networks ask for; most show it at a third of it. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;
/** Between the edge and what stands in the card, left and right. */
export const SIDE = 72;
export const ROOM = CARD_SIZE.width - 2 * SIDE;
/** The square before a line. */
export const BULLET = 13;

const BOTTOM = 52;
const MASTHEAD_Y = 100;
/** Down to a dateline that has no room beside the newsletter's name. */
const SECOND_ROW_PX = 46;
const RULE_BELOW_PX = 30;
const GAP = 40;
const AIR = 20;
const LINE_PX = 52;
const BULLET_GAP = 22;
const HEADING_LINES = 4;
const MOST_LINES = 3;
/** From large to small. The smallest is still 9 px high where the card is shown at a third. */
const SIZES = {
  newsletter: [42, 38, 34, 30],
  dateline: [30, 27],
  heading: [112, 106, 100, 96, 92, 88, 84, 80, 76, 72, 68, 64, 60, 56, 52, 48, 44, 40],
  line: [36, 34, 32, 30, 28],
} as const;
/** From the middle of a capital letter to the line it stands on, in its size. */
const HALF_CAPITAL = 0.36;

/** A line of text that stands on `y`, `inset` pixels from the side where the card begins, or at its other side. */
export interface CardText {
  readonly role: "newsletter" | "dateline" | "heading" | "line";
  readonly text: string;
  readonly inset: number;
  readonly y: number;
  readonly sizePx: number;
  readonly weight: Weight;
  readonly atEnd: boolean;
}

export interface CardLayout {
  /** The card begins on the right: so does its heading. */
  readonly mirrored: boolean;
  readonly texts: readonly CardText[];
  readonly ruleY: number;
  /** The upper edges of the squares before the lines. */
  readonly bulletYs: readonly number[];
}

/** Where everything in a card stands: the masthead above, the lines below, and between them the heading, as large as it fits. */
export function cardLayout(card: CardPlan): CardLayout {
  const heading = plain(card.heading);
  const lines = card.lines.map(plain).filter((line) => line !== "");
  const shown = lines.slice(0, MOST_LINES);
  const masthead = mastheadTexts(plain(card.newsletter), plain(card.dateline));
  const ruleY = Math.max(...masthead.map(({ y }) => y)) + RULE_BELOW_PX;
  const linesTop = CARD_SIZE.height - BOTTOM - shown.length * LINE_PX;
  return {
    mirrored: beginsRightToLeft(heading),
    texts: [...masthead, ...headingTexts(heading, ruleY + AIR, linesTop - AIR), ...lineTexts(shown, linesTop)],
    ruleY,
    bulletYs: shown.map((_, index) => linesTop + index * LINE_PX + (LINE_PX - BULLET) / 2),
  };
}

/** Letters of the first strong direction are written from right to left. */
export function beginsRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(/\p{L}/u.exec(text)?.[0] ?? "");
}

/** Side by side, or the dateline below where the two are too long for that. */
function mastheadTexts(newsletter: string, dateline: string): CardText[] {
  const name = oneLine(newsletter, ROOM, SIZES.newsletter, "semibold");
  const date = oneLine(dateline, ROOM, SIZES.dateline, "regular");
  const width =
    widthOf(name.lines, { ...name, weight: "semibold" }) + widthOf(date.lines, { ...date, weight: "regular" });
  const beside = width + GAP <= ROOM;
  const dateY = MASTHEAD_Y + (beside ? 0 : SECOND_ROW_PX);
  return [
    ...name.lines.map((text) => cardText("newsletter", text, MASTHEAD_Y, name.sizePx)),
    ...date.lines.map((text) => ({ ...cardText("dateline", text, dateY, date.sizePx), atEnd: beside })),
  ];
}

/** In the middle between what is above it and what is below. */
function headingTexts(heading: string, top: number, bottom: number): CardText[] {
  const room = { width: ROOM, lines: HEADING_LINES, height: bottom - top };
  const { lines, sizePx } = fittedText(heading, room, SIZES.heading, "semibold");
  const linePx = sizePx * LEADING;
  const first = (top + bottom - (lines.length - 1) * linePx) / 2 + HALF_CAPITAL * sizePx;
  return lines.map((text, index) => cardText("heading", text, Math.round(first + index * linePx), sizePx));
}

/** One line each, all in the size that the longest of them needs. */
function lineTexts(lines: readonly string[], top: number): CardText[] {
  const inset = BULLET + BULLET_GAP;
  const sizes = lines.map((line) => oneLine(line, ROOM - inset, SIZES.line, "regular").sizePx);
  const sizePx = Math.min(...sizes);
  return lines.flatMap((line, index) => {
    const y = Math.round(top + (index + 0.5) * LINE_PX + HALF_CAPITAL * sizePx);
    const fitted = oneLine(line, ROOM - inset, [sizePx], "regular");
    return fitted.lines.map((text) => ({ ...cardText("line", text, y, sizePx), inset }));
  });
}

function cardText(role: CardText["role"], text: string, y: number, sizePx: number): CardText {
  const weight = role === "newsletter" || role === "heading" ? "semibold" : "regular";
  return { role, text, inset: 0, y, sizePx, weight, atEnd: false };
}

function oneLine(text: string, width: number, sizes: readonly number[], weight: Weight): FittedText {
  return fittedText(text, { width, lines: 1, height: CARD_SIZE.height }, sizes, weight);
}

/** Text as it may be drawn: without marks, inert, and without what our font lacks. */
export function plain(text: string): string {
  return withoutEmoji(drawable(unmarked(text)));
}
