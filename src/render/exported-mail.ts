import { imageValues, joined, type MailParts, type Pieces, withRoles } from "../domain/mail-parts.ts";
import { ReportError } from "../errors.ts";

/** How a service writes what it fills in for each reader. */
interface ServiceTags {
  readonly name: string;
  readonly address: string;
  readonly unsubscribeUrl: string;
  readonly preferencesUrl: string;
}

/** The tags of listmonk (Go templates) and Buttondown (Django's); `generic` is for anything that fills in `{{…}}`. */
export const SERVICES = {
  listmonk: {
    name: "{{ .Subscriber.FirstName }}",
    address: "{{ .Subscriber.Email }}",
    unsubscribeUrl: "{{ UnsubscribeURL }}",
    preferencesUrl: "{{ ManageURL }}",
  },
  buttondown: {
    name: "{{ subscriber.metadata.name }}",
    address: "{{ subscriber.email }}",
    unsubscribeUrl: "{{ unsubscribe_url }}",
    preferencesUrl: "{{ manage_subscription_url }}",
  },
  generic: {
    name: "{{name}}",
    address: "{{email}}",
    unsubscribeUrl: "{{unsubscribe_url}}",
    preferencesUrl: "{{preferences_url}}",
  },
} as const satisfies Readonly<Record<string, ServiceTags>>;

export type Service = keyof typeof SERVICES;

/**
 * The mail for who sends elsewhere: the service's tags stand where a reader's values would, and nothing else of it can be taken
 * for a tag. It holds the parts of these roles, for a list of readers who follow them all. Refuses a mail with attached images,
 * since no service takes them along.
 */
export function exportedMail(
  parts: MailParts,
  service: Service,
  roles: readonly string[] = [],
): { html: string; text: string } {
  const attached = parts.images.find(({ source }) => source.startsWith("cid:"));
  if (attached !== undefined) {
    throw new ReportError(
      "settings-missing",
      `The mail carries its charts (${attached.chart}), and ${service} sends no attachments with a letter.`,
      'Set siteUrl to where the archive is published and mailImages to "hosted", and publish before the letter is sent.',
    );
  }
  const values = new Map<string, string>([...Object.entries(SERVICES[service]), ...imageValues(parts.images)]);
  const filled = (pieces: Pieces) => joined(inert(pieces), values, (value) => value);
  const { html, text } = withRoles(parts, roles);
  return { html: filled(html), text: filled(text) };
}

/** The static text with two braces, or a brace and a percent sign, kept apart: no template engine finds a tag in it. */
function inert({ texts, tokens }: Pieces): Pieces {
  return { texts: texts.map((text) => text.replace(/\{(?=[{%#])|[}%#](?=\})/g, "$&\u200B")), tokens };
}
