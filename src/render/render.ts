import type { DrawnChart } from "../domain/chart-plan.ts";
import { takeClaims } from "../domain/claim.ts";
import type { Claim } from "../domain/fact.ts";
import type { Letter } from "../domain/letter.ts";
import type { MailParts } from "../domain/mail-parts.ts";
import type { Week } from "../domain/week.ts";
import { editionUrl, type RenderKit } from "./kit.ts";
import { letterView } from "./letter-view.ts";
import { mailTemplate } from "./mail-html.ts";
import { forAudience, publicCopy, splitAtTokens } from "./mail-parts.ts";
import { visibleText } from "./marks.ts";
import { pageHtml } from "./page.ts";
import { textTemplate, tidyLines } from "./text-part.ts";

/** An edition's surfaces. Claims name theirs: `subject`, `preheader`, `email.html`, `email.txt` or `index.html`. */
export interface Rendered {
  readonly subject: string;
  readonly preheader: string;
  /** To be filled once per reader by `fillMail`. */
  readonly mail: MailParts;
  /** The public copy of the mail, `email.html` and `email.txt` of the archive; the claims are of these, of the subject and the preheader. */
  readonly general: { readonly html: string; readonly text: string; readonly claims: readonly Claim[] };
  /** `index.html` of the archive. */
  readonly page: { readonly html: string; readonly claims: readonly Claim[] };
}

/** The letter as mail and as page. Pure: the same letter, charts and kit give the same bytes. */
export async function renderEdition(letter: Letter, charts: readonly DrawnChart[], kit: RenderKit): Promise<Rendered> {
  const shown = charts.filter(({ plan }) =>
    letter.sections.some((section) => section.kind === "chart" && section.chart === plan.name),
  );
  const view = letterView(letter, shown, visibleText);
  const html = await mailTemplate(view, letter.week, kit);
  const text = textTemplate(letter, shown, kit);

  const mail: MailParts = {
    html: splitAtTokens(takeClaims("email.html", forAudience("reader", html)).text),
    text: splitAtTokens(takeClaims("email.txt", tidyLines(forAudience("reader", text))).text),
    nameUnknown: kit.words.say("mail.name-unknown"),
    images: mailImages(shown, letter.week, kit),
  };
  const archived = publicImages(shown, letter.week, kit);
  const publicHtml = takeClaims("email.html", publicCopy(splitAtTokens(forAudience("public", html)), archived));
  const publicText = takeClaims("email.txt", publicCopy(splitAtTokens(tidyLines(forAudience("public", text))), []));
  const subject = takeClaims("subject", view.subject);
  const preheader = takeClaims("preheader", view.preheader);
  return {
    subject: subject.text,
    preheader: preheader.text,
    mail,
    general: {
      html: publicHtml.text,
      text: publicText.text,
      claims: [...subject.claims, ...preheader.claims, ...publicHtml.claims, ...publicText.claims],
    },
    page: pageHtml(view, letter.week, kit),
  };
}

/** On the site, where there is one and the settings do not say otherwise; else attached to the mail. */
function mailImages(charts: readonly DrawnChart[], week: Week, kit: RenderKit): MailParts["images"] {
  const { siteUrl, mailImages: wanted } = kit.mail;
  if (siteUrl !== null && wanted !== "attached") return publicImages(charts, week, kit);
  return charts.map(({ plan, file }) => ({ chart: plan.name, source: `cid:${file}.${week}@edition` }));
}

/** Images of a published edition are on its site; of any other, beside the file in the archive. */
function publicImages(charts: readonly DrawnChart[], week: Week, kit: RenderKit): MailParts["images"] {
  const site = editionUrl(week, kit) ?? "";
  return charts.map(({ plan, file }) => ({ chart: plan.name, source: `${site}charts/${file}.png` }));
}
