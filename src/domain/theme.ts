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

/** `templates/theme.json`: the one place for colours and fonts of mail, pages and charts. */
export const themeSchema = z.strictObject({
  /** Short on purpose: it is repeated on every text of a mail. */
  mailFont: z.string(),
  pageFont: z.string(),
  mailWidth: z.int(),
  light: palette,
  dark: palette,
  /** Chart images are opaque cards, readable when a mail client darkens what is around them. */
  chart: z.strictObject({
    card: colour,
    text: colour,
    muted: colour,
    grid: colour,
    accent: colour,
    before: colour,
    border: colour,
  }),
});
export type Theme = z.infer<typeof themeSchema>;
