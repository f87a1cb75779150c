import { z } from "zod";

const colour = z.string().regex(/^#[0-9a-f]{6}$/, "a colour looks like #0b57d0");

const palette = z.strictObject({
  background: colour,
  card: colour,
  text: colour,
  muted: colour,
  accent: colour,
  onAccent: colour,
  border: colour,
  soft: colour,
});

/** No two are the same colour: a page tells them apart by it when it darkens a drawing. */
const chartColours = z.strictObject({
  card: colour,
  text: colour,
  muted: colour,
  grid: colour,
  /** The first, second and third of several lines. */
  accent: colour,
  second: colour,
  third: colour,
  before: colour,
  border: colour,
});

/** `templates/theme.json`: the one place for colours and fonts of mail, pages and charts. */
export const themeSchema = z.strictObject({
  /** Short on purpose: it is repeated on every text of a mail. */
  mailFont: z.string(),
  pageFont: z.string(),
  mailWidth: z.int(),
  light: palette,
  dark: palette,
  /** Chart images are opaque cards, readable when a mail client darkens what is around them. */
  chart: chartColours,
  /** What each of those colours becomes in a drawing on a dark page. */
  chartDark: chartColours,
});
export type Theme = z.infer<typeof themeSchema>;
