import type { Week } from "../domain/week.ts";
import { filledTemplate } from "../handlebars.ts";
import { withoutBraces } from "./braces.ts";
import { AUDIENCE_HELPERS, frameView, type RenderKit, wordHelpers } from "./kit.ts";
import type { LetterView, SectionView } from "./letter-view.ts";
import { mailHtml } from "./mjml.ts";
import { styledHtml } from "./styled-html.ts";

/** Space between the card's edge and its text, each side. */
const PADDING = 24;

/** Mail programs fill the line behind a short preheader with the letter's first words; this keeps them from it. */
const FILLER = "&#847;&zwnj;&nbsp;";
const PREHEADER_ROOM = 150;

/** The mail's HTML with its marks and tokens still in it. All templates are filled before MJML, which runs once. */
export async function mailTemplate(letter: LetterView, week: Week, kit: RenderKit): Promise<string> {
  const width = kit.theme.mailWidth - 2 * PADDING;
  const frame = { ...frameView(week, kit), padding: PADDING };
  const helpers = { ...wordHelpers(kit.words), ...AUDIENCE_HELPERS };
  const template = { files: kit.templates, partials: "mail/partials", helpers };
  const css = filledTemplate({ ...template, entry: "mail/style.css.hbs", escape: "none" }, frame);
  const view = {
    ...frame,
    letter: { ...letter, sections: letter.sections.map((section) => fitted(section, width)) },
    css,
    filler: FILLER.repeat(Math.max(0, PREHEADER_ROOM - letter.preheader.length)),
  };
  const mjml = filledTemplate({ ...template, entry: "mail/layout.mjml.hbs", escape: "html" }, view);
  // What screen readers say the whole is; MJML writes it in English.
  const kind = kit.words.say("mail.kind").replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const html = (await mailHtml(mjml)).replace('aria-roledescription="email"', () => `aria-roledescription="${kind}"`);
  return withoutBraces(styledHtml(html, `color:${kit.theme.light.accent};text-decoration:underline`));
}

/** A chart no wider than the text around it, in its own proportions. */
function fitted(section: SectionView, room: number): SectionView {
  if (section.kind !== "chart") return section;
  const width = Math.min(section.chart.width, room);
  return {
    ...section,
    chart: { ...section.chart, width, height: Math.round((section.chart.height * width) / section.chart.width) },
  };
}
