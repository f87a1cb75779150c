import { z } from "zod";

/**
 * How a mail gets its charts. `hosted`: from the site, which keeps mails small and lets a reader's program fetch them when it
 * likes. `attached`: within the mail, for readers whose programs load nothing from the web.
 */
export const MAIL_IMAGES = ["hosted", "attached"] as const;
export type MailImages = (typeof MAIL_IMAGES)[number];

const readerUrl = z
  .url()
  .refine((url) => url.startsWith("https://") && url.includes("{token}"), "it begins with https:// and holds {token}")
  .nullable()
  .default(null);

/** How readers are mailed, as the settings say it. */
export const sendingSchema = z.strictObject({
  connections: z.int().min(1).max(50).default(4),
  /** Messages a second over all connections; null does not limit. */
  perSecond: z.number().positive().max(10_000).nullable().default(null),
  /** Tries per reader in one run. */
  retries: z.int().min(1).max(10).default(4),
  /** Where one click takes a reader off the list, with "{token}" for what tells who; null while leaving is by mail. */
  unsubscribeUrl: readerUrl,
  /** Where a reader chooses roles, likewise; null while that is by mail. */
  preferencesUrl: readerUrl,
  /** What messages are signed with (RFC 6376); null leaves that to the mail server. */
  dkim: z
    .strictObject({ domain: z.hostname(), selector: z.string().regex(/^[\w-]+(\.[\w-]+)*$/, "it is a DNS label") })
    .nullable()
    .default(null),
});

/** The domain of an address, in lower case; "localhost" where the address names none. */
export function domainOf(address: string): string {
  const [, domain = ""] = /@([^@]+)$/.exec(address) ?? [];
  return domain === "" ? "localhost" : domain.toLowerCase();
}
