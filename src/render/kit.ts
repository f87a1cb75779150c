import type { MailImages } from "../domain/sending.ts";
import type { Theme } from "../domain/theme.ts";
import type { Week } from "../domain/week.ts";
import type { MessageValues, Words } from "../domain/words.ts";
import { ReportError } from "../errors.ts";
import type { Helper } from "../handlebars.ts";
import { imageMark, ROLE_MARKS, readerMark, spanFor } from "./mail-parts.ts";
import { visibleText } from "./marks.ts";

/** Every file of templates/mail and templates/page by its path below templates/, with "/" between names: `mail/text.hbs`. */
export type TemplateFiles = ReadonlyMap<string, string>;

export interface MailSettings {
  readonly sender: { readonly name: string; readonly address: string };
  readonly postalAddress: string;
  /** Where the archive is published, or null where it is not. */
  readonly siteUrl: string | null;
  /** Without a site, charts are attached whatever this says; hosted unless given. */
  readonly mailImages?: MailImages;
}

/** All that rendering needs besides the letter. */
export interface RenderKit {
  readonly words: Words;
  readonly theme: Theme;
  readonly templates: TemplateFiles;
  readonly mail: MailSettings;
  /** The plain value behind a printed number; undefined for an unknown fact, whose number is then printed as text. */
  readonly factValue: (id: string) => number | undefined;
}

/** What every template knows besides the letter. `start` and `end` are the sides where a line of the language begins and ends. */
export function frameView(week: Week, kit: RenderKit) {
  const { pack } = kit.words;
  const leftToRight = pack.direction === "ltr";
  return {
    week,
    lang: pack.locale,
    dir: pack.direction,
    start: leftToRight ? "left" : "right",
    end: leftToRight ? "right" : "left",
    theme: kit.theme,
    sender: visibleText(kit.mail.sender.name),
    postalAddress: visibleText(kit.mail.postalAddress),
    url: editionUrl(week, kit),
  };
}

/** The edition's address on the site, with its final "/"; null where the archive is not published. */
export function editionUrl(week: Week, kit: RenderKit): string | null {
  return kit.mail.siteUrl === null ? null : `${kit.mail.siteUrl.replace(/\/+$/, "")}/${week}/`;
}

/** The locale pack's words: `{{say "mail.why" newsletter=newsletter}}`. */
export function wordHelpers(words: Words): Readonly<Record<string, Helper>> {
  return { say: ([key], values) => words.say(String(key), messageValues(values)), is: ([one, other]) => one === other };
}

/**
 * What only a mail can say: `{{reader "name"}}`, `{{image name}}`, `{{#forReader}}…{{/forReader}}`, `{{#forPublic}}…{{/forPublic}}`,
 * and around what it says of a reader's roles `{{rolesOpen}}`, before each role `{{roleBegin slug}}`, then `{{rolesClose}}`.
 */
export const AUDIENCE_HELPERS: Readonly<Record<string, Helper>> = {
  reader: ([name]) => readerMark(String(name)),
  image: ([chart]) => imageMark(String(chart)),
  // MJML and browsers take a missing alt text for a picture without meaning; here is the last place to notice.
  required: ([value, name]) => {
    if (typeof value === "string" && value.trim() !== "") return value;
    throw new ReportError(
      "template-invalid",
      `The mail needs "${String(name)}", and it is empty.`,
      "Give every chart its finding in words.",
    );
  },
  forReader: (_, __, block) => spanFor("reader", block?.() ?? ""),
  forPublic: (_, __, block) => spanFor("public", block?.() ?? ""),
  rolesOpen: () => ROLE_MARKS.open,
  roleBegin: ([slug]) => ROLE_MARKS.begin(String(slug)),
  rolesClose: () => ROLE_MARKS.close,
};

function messageValues(values: Readonly<Record<string, unknown>>): MessageValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "number" ? value : String(value)]),
  );
}
