import type { DrawnChart } from "../domain/chart-plan.ts";
import { takeClaims } from "../domain/claim.ts";
import type { Claim } from "../domain/fact.ts";
import type { Letter } from "../domain/letter.ts";
import type { MailParts, RoleBlocks } from "../domain/mail-parts.ts";
import type { Week } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { editionUrl, type RenderKit } from "./kit.ts";
import { letterView } from "./letter-view.ts";
import { refuseLinkedReader } from "./linked-reader.ts";
import { mailTemplate } from "./mail-html.ts";
import { forAudience, forNoRoles, publicCopy, splitAtTokens, type WithoutRoles, withoutRoles } from "./mail-parts.ts";
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
  /** Of the blocks of `mail.roles`, in their order; they name `blocks/<role>.html` or `.txt`. */
  readonly blockClaims: readonly Claim[];
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
  refuseLinkedReader(html, text);

  const own = { html: withoutRoles(forAudience("reader", html)), text: withoutRoles(forAudience("reader", text), GAP) };
  const followed = view.roles.map(({ role }) => role);
  refuseWithoutRoles(followed, own.html, HTML_ROLES);
  refuseWithoutRoles(followed, own.text, TEXT_ROLES);
  const blocks = own.html.blocks.map(({ role, content }) => {
    const words = own.text.blocks.find((block) => block.role === role)?.content ?? "";
    const [ofHtml, ofText] = [
      takeClaims(blockSurface(role, "html"), content),
      takeClaims(blockSurface(role, "txt"), paragraph(words)),
    ];
    return { role, html: ofHtml.text, text: ofText.text, claims: [...ofHtml.claims, ...ofText.claims] };
  });
  const roles: RoleBlocks = {
    heading: { html: own.html.heading, text: paragraph(own.text.heading) },
    blocks: blocks.map(({ role, html: ofHtml, text: ofText }) => ({ role, html: ofHtml, text: ofText })),
  };
  const mail: MailParts = {
    html: splitAtTokens(takeClaims("email.html", own.html.frame).text),
    text: splitAtTokens(takeClaims("email.txt", tidyLines(own.text.frame)).text),
    roles,
    nameUnknown: kit.words.say("mail.name-unknown"),
    images: mailImages(shown, letter.week, kit),
  };
  const archived = publicImages(shown, letter.week, kit);
  const publicHtml = takeClaims(
    "email.html",
    publicCopy(splitAtTokens(forNoRoles(forAudience("public", html))), archived),
  );
  const publicText = takeClaims(
    "email.txt",
    publicCopy(splitAtTokens(tidyLines(forNoRoles(forAudience("public", text), GAP))), []),
  );
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
    blockClaims: blocks.flatMap(({ claims }) => claims),
    page: pageHtml(view, letter.week, kit),
  };
}

/** Between two sections of the text part. */
const GAP = "\n\n";

/** What stands in a template where a reader's roles are told, to be put back where it is missing. */
const HTML_ROLES =
  "{{> role-blocks roles=../letter.roles theme=../theme start=../start end=../end padding=../padding}} into layout.mjml.hbs";
const TEXT_ROLES = "{{> role-blocks roles=../letter.roles}} into text.hbs";

/** A part without a role that it should tell of would say nothing to who follows that role. */
function refuseWithoutRoles(roles: readonly string[], { blocks }: WithoutRoles, partial: string): void {
  const missing = roles.find((role) => blocks.every((block) => block.role !== role || block.content.trim() === ""));
  if (missing === undefined) return;
  const [, file = ""] = partial.split(" into ");
  throw new ReportError(
    "template-invalid",
    `The template mail/${file} says nothing of the role ${missing}, which readers follow.`,
    `Put ${partial} of templates/mail, before the section of the table, with {{roleBegin role}} before each role in the partial.`,
  );
}

/** The surface of a role's block, as claims name it. */
function blockSurface(role: string, ending: "html" | "txt"): string {
  return `blocks/${role}.${ending}`;
}

/** Lines with an empty one after them: what follows is a paragraph of its own. */
function paragraph(lines: string): string {
  return `${tidyLines(lines)}\n`;
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
