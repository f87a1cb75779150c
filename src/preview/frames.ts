import { fillMail } from "../domain/mail-parts.ts";
import type { Draft } from "./draft.ts";

/** A reader who stands for all: no name given. The unsubscribe address leads nowhere. */
const READER = {
  name: null,
  address: "reader@example.com",
  unsubscribeUrl: "https://example.com/unsubscribe",
  preferencesUrl: "https://example.com/preferences",
};

/** Asks for the mail of a reader who follows every role. */
const EVERY = "every";

/** The roles of the reader whose mail is asked for, as the page's address names them: a slug, "every", or nothing. */
export function rolesAsked({ rendered }: Draft, asked: string | undefined): string[] {
  const roles = rendered.mail.roles.blocks.map(({ role }) => role);
  return asked === EVERY ? roles : roles.filter((role) => role === asked);
}

/** The mail as a reader of these roles gets it. Images are fetched from this server, under an address that changes with the drawing. */
export function readersMail(
  { rendered, charts }: Draft,
  roles: readonly string[] = [],
): { html: string; text: string } {
  const files = new Map(charts.map(({ plan, file }) => [plan.name, file]));
  const images = rendered.mail.images.map(({ chart }) => ({
    chart,
    source: `/charts/${files.get(chart) ?? chart}.png`,
  }));
  return fillMail({ ...rendered.mail, images }, { ...READER, roles });
}

/**
 * HTML as a client in light or dark mode shows it: its own dark rules hold or do not hold, whatever this machine is set to.
 * Links are for new windows, which a frame of ours may not open; so a click leaves the draft where it is.
 */
export function inMode(html: string, dark: boolean): string {
  const mode = dark ? "dark" : "light";
  return html
    .replace(/@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)/gi, dark ? "@media all" : "@media not all")
    .replace(/(color-scheme:\s*)light dark/gi, `$1${mode}`)
    .replace(/(<meta name="(?:color-scheme|supported-color-schemes)" content=")light dark/gi, `$1${mode}`)
    .replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`);
}
