import { unmarked } from "../domain/claim.ts";
import { ReportError } from "../errors.ts";

/** Neither read nor shown as text, in MJML or in HTML. */
const UNREAD = /<!--[\s\S]*?-->|<(mj-head|head|style|script)\b[\s\S]*?<\/\1\s*>|<mj-head\s*\/>/gi;

/**
 * MJML leaves out, and says nothing of, text that stands where only its own elements may: between two sections, say. Refuses a mail
 * that lost any, and names it. Order and white space do not matter, nor what MJML adds.
 */
export function refuseDropped(mjml: string, html: string): void {
  const kept = new Map<string, number>();
  for (const text of texts(html)) kept.set(squeezed(text), (kept.get(squeezed(text)) ?? 0) + 1);
  for (const text of texts(mjml)) {
    const left = kept.get(squeezed(text)) ?? 0;
    if (left === 0) throw dropped(text);
    kept.set(squeezed(text), left - 1);
  }
}

function texts(markup: string): string[] {
  return markup
    .replace(UNREAD, " ")
    .split(/<\/?[a-zA-Z!?](?:"[^"]*"|'[^']*'|[^"'>])*>/)
    .filter((text) => squeezed(text) !== "");
}

/** Without white space, which minifying changes. */
function squeezed(text: string): string {
  return text.replace(/\s+/gu, "");
}

function dropped(text: string): ReportError {
  const words = unmarked(text)
    .replace(/\p{Co}+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  const named = words === "" ? "what a helper such as forReader or rolesOpen writes" : `"${words.slice(0, 120)}"`;
  return new ReportError(
    "template-invalid",
    `MJML left out of the mail ${named}: it stands where no text may.`,
    "Put it into an <mj-text> or <mj-raw> of templates/mail/.",
  );
}
