import type { CardPlan } from "../domain/chart-plan.ts";
import type { Theme } from "../domain/theme.ts";
import { ReportError } from "../errors.ts";
import { fontsReady } from "./canary.ts";
import { FONT } from "./card.ts";
import { drawnTexts } from "./drawn-texts.ts";
import { inkOf, pngOf } from "./png.ts";
import { cutNumberFaults, inkFaults, pictureFaults, placeFaults } from "./self-test.ts";
import {
  BULLET,
  beginsRightToLeft,
  CARD_SIZE,
  type CardText,
  cardLayout,
  plain,
  ROOM,
  SIDE,
} from "./social-card-layout.ts";
import { RIGHT_TO_LEFT } from "./text-lines.ts";

const BAR_PX = 24;
const RULE_PX = 2;
const LEFT_TO_RIGHT_ISOLATE = "\u2066";
const RIGHT_TO_LEFT_ISOLATE = "\u2067";
const POP_ISOLATE = "\u2069";

/**
 * The picture that stands for an edition where its address is shared: 1200 × 630 pixels, opaque, a palette PNG. The same
 * card, theme and sharp give the same bytes. Throws `font-unfit` as `drawCharts` does, and `chart-unfit` when a text
 * leaves the card or touches another.
 */
export async function drawCard(card: CardPlan, theme: Theme): Promise<Uint8Array> {
  await fontsReady();
  const { width, height } = CARD_SIZE;
  const svg = cardSvg(card, theme);
  const png = await pngOf(svg, 1);
  const texts = drawnTexts(svg);
  const planned = [card.newsletter, card.dateline, card.heading, ...card.lines].map(plain);
  const ink = await inkOf(png);
  const faults = [
    ...placeFaults(texts, width, height),
    ...cutNumberFaults(texts, planned),
    ...pictureFaults(ink, width, height, 1),
    ...inkFaults(ink),
  ];
  if (faults.length === 0) return png;
  throw new ReportError(
    "chart-unfit",
    `The social card failed its self-test: ${faults.join("; ")}.`,
    "Change the heading or line that is mentioned; if neither is at fault, report this message.",
  );
}

/** The card as an SVG. Pure: the same card gives the same drawing. */
export function cardSvg(card: CardPlan, theme: Theme): string {
  const { width, height } = CARD_SIZE;
  const { light } = theme;
  const { mirrored, texts, ruleY, bulletYs } = cardLayout(card);
  const colours = { newsletter: light.accent, dateline: light.muted, heading: light.text, line: light.text };
  const bulletX = mirrored ? width - SIDE - BULLET : SIDE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${FONT}">`,
    `<rect width="${width}" height="${height}" fill="${light.card}"/>`,
    `<rect width="${width}" height="${BAR_PX}" fill="${light.accent}"/>`,
    `<rect x="${SIDE}" y="${ruleY}" width="${ROOM}" height="${RULE_PX}" fill="${light.border}"/>`,
    ...bulletYs.map(
      (y) => `<rect x="${bulletX}" y="${y}" width="${BULLET}" height="${BULLET}" fill="${light.accent}"/>`,
    ),
    ...texts.map((text) => textElement(text, colours[text.role], mirrored)),
    "</svg>",
  ].join("\n");
}

function textElement(text: CardText, colour: string, mirrored: boolean): string {
  const onTheRight = mirrored !== text.atEnd;
  const x = onTheRight ? CARD_SIZE.width - SIDE - text.inset : SIDE + text.inset;
  const weight = text.weight === "semibold" ? 600 : 400;
  const look = `font-size="${text.sizePx}px" font-weight="${weight}" fill="${colour}"`;
  const anchor = onTheRight ? "end" : "start";
  const content = escaped(directed(text, mirrored));
  return `<text transform="translate(${x},${text.y})" text-anchor="${anchor}" ${look}>${content}</text>`;
}

/** A line of the heading runs as the heading does, whatever it begins with; any other text as its own first letter says. */
function directed({ role, text }: CardText, mirrored: boolean): string {
  if (!mirrored && !RIGHT_TO_LEFT.test(text)) return text;
  const rightToLeft = role === "heading" ? mirrored : beginsRightToLeft(text);
  return (rightToLeft ? RIGHT_TO_LEFT_ISOLATE : LEFT_TO_RIGHT_ISOLATE) + text + POP_ISOLATE;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
