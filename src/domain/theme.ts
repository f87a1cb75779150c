import { z } from "zod";
import { contrast, hexColour } from "./contrast.ts";

const colour = z.string().regex(/^#[0-9a-f]{6}$/, "a colour looks like #0b57d0");

/** WCAG 2.2, 1.4.3 of text, and 1.4.11 of lines that carry a figure. */
const TEXT_CONTRAST = 4.5;
const LINE_CONTRAST = 3;

const palette = z
  .strictObject({
    background: colour,
    card: colour,
    text: colour,
    muted: colour,
    accent: colour,
    onAccent: colour,
    border: colour,
    soft: colour,
  })
  .superRefine((colours, context) => {
    demand(colours, ["text", "muted", "accent"], ["background", "card", "soft"], TEXT_CONTRAST, context);
    demand(colours, ["onAccent"], ["accent"], TEXT_CONTRAST, context);
  });

/** No two are the same colour: a page tells them apart by it when it darkens a drawing. */
const chartColours = z
  .strictObject({
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
  })
  .superRefine((colours, context) => {
    demand(colours, ["text", "muted", "accent"], ["card"], TEXT_CONTRAST, context);
    demand(colours, ["second", "third"], ["card"], LINE_CONTRAST, context);
  });

/** `templates/theme.json`: the one place for colours and fonts of mail, pages and charts. Colours that cannot be told apart are refused. */
export const themeSchema = z.strictObject({
  /** Short on purpose: it is repeated on every text of a mail. */
  mailFont: z.string(),
  pageFont: z.string(),
  /** In pixels: what a phone shows whole, to what a mail program shows beside its list of letters. */
  mailWidth: z.int().min(320).max(640),
  light: palette,
  dark: palette,
  /** Chart images are opaque cards, readable when a mail client darkens what is around them. */
  chart: chartColours,
  /** What each of those colours becomes in a drawing on a dark page. */
  chartDark: chartColours,
});
export type Theme = z.infer<typeof themeSchema>;

/** An issue for each pair of colours that cannot be told apart well enough, at the one in front. */
function demand<Name extends string>(
  colours: Readonly<Record<Name, string>>,
  front: readonly Name[],
  behind: readonly Name[],
  least: number,
  context: z.RefinementCtx,
): void {
  for (const name of front)
    for (const ground of behind) {
      const [one, other] = [hexColour(colours[name]), hexColour(colours[ground])];
      const ratio = one === undefined || other === undefined ? undefined : contrast(one, other);
      if (ratio === undefined || ratio >= least) continue;
      const found = `${colours[name]} on the ${ground} ${colours[ground]} has a contrast of ${ratio.toFixed(2)}`;
      context.addIssue({ code: "custom", path: [name], message: `${found}; it needs ${least} or more` });
    }
}
