import { READER_TOKENS, type ReaderToken } from "../domain/mail-parts.ts";
import { ReportError } from "../errors.ts";
import { readerMark } from "./mail-parts.ts";

const TAG = /<style\b[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[a-z!](?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
/** Where a reader's own links may stand: at the beginning of what an element leads to. */
const LEADS = /^<(?:a|area|v:\w+)\s/i;
const LINKS: readonly ReaderToken[] = ["unsubscribeUrl", "preferencesUrl"];

/**
 * Who reads is told to nobody: refuses a mail in which a link, an image or a style holds a value of its reader, apart from the
 * reader's own links as what a link leads to. As text all of them are welcome.
 */
export function refuseLinkedReader(html: string, text: string): void {
  // Conditional comments hold elements for Outlook.
  const tags = (html.match(TAG) ?? []).flatMap((tag) =>
    tag.startsWith("<!--") ? (tag.slice(4).match(TAG) ?? []) : [tag],
  );
  for (const name of READER_TOKENS) {
    const mark = readerMark(name);
    const isLink = LINKS.includes(name);
    for (const tag of tags)
      if ((isLink && LEADS.test(tag) ? withoutLead(tag, mark) : tag).includes(mark))
        throw linked(name, "layout.mjml.hbs");
    if (!isLink && new RegExp(`(?:https?:|mailto:)\\S*${mark}`, "iu").test(text)) throw linked(name, "text.hbs");
  }
}

function withoutLead(tag: string, mark: string): string {
  return tag.replace(new RegExp(`(\\shref=["']?)${mark}`, "iu"), "$1");
}

function linked(name: ReaderToken, file: string): ReportError {
  return new ReportError(
    "template-invalid",
    `The mail writes its reader's "${name}" into a link, an image or a style, which tells others who reads.`,
    `Take {{reader "${name}"}} out of it in templates/mail/${file} or its partials; {{reader "unsubscribeUrl"}} and {{reader "preferencesUrl"}} are the links that know the reader.`,
  );
}
