import { createPublicKey } from "node:crypto";
import type { ArchivedEdition } from "./archive/archive.ts";
import type { Finding } from "./check/finding.ts";
import { type MailSize, preflight } from "./check/preflight/preflight.ts";
import type { Settings } from "./config.ts";
import { compileMail, messageTo } from "./deliver/compiled-mail.ts";
import { verifiedSignature } from "./deliver/dkim.ts";
import type { MailSecrets } from "./deliver/mail-secrets.ts";
import { messageIdOf } from "./deliver/message-id.ts";
import { MOST_ROLES } from "./deliver/reader-list.ts";
import type { DrawnChart } from "./domain/chart-plan.ts";
import type { MailParts } from "./domain/mail-parts.ts";
import type { Rendered } from "./render/render.ts";
import { editionMail } from "./week-inputs.ts";

/** An edition of which messages can be made. */
export interface Mailable {
  readonly archived: ArchivedEdition;
  readonly rendered: Rendered;
  readonly charts: readonly DrawnChart[];
}

/** Whose mails stand for all: whatever fits between the two is between them in size. */
const readersOf = (parts: MailParts) => [
  {
    surface: "mail of the longest reader",
    name: "W".repeat(100),
    address: `${"l".repeat(64)}@${"d".repeat(60)}.example.com`,
    roles: longestRoles(parts),
  },
  { surface: "mail of the emptiest reader", name: null, address: "a@b.example", roles: [] },
];

/** The roles whose blocks take the most room, as many as a reader may follow. */
function longestRoles({ roles: { blocks } }: MailParts): string[] {
  return blocks
    .toSorted((one, other) => other.html.length - one.html.length)
    .slice(0, MOST_ROLES)
    .map(({ role }) => role);
}

/** Stands for a secret that only the machine which sends has; links made with it are never sent. */
const STAND_IN = "a stand-in that is no secret at all";

/**
 * The preflight of two readers' messages, built as they would be sent. Without secrets (where an edition is built, and not
 * sent) nothing is signed, and the signature is not judged. What is found in both is told once. `mails` are their sizes.
 */
export async function mailFindings(
  built: Mailable,
  settings: Settings,
  secrets: MailSecrets | undefined,
  known: readonly string[],
): Promise<{ readonly findings: Finding[]; readonly mails: MailSize[] }> {
  const { sending, postalAddress, siteUrl, locale } = settings;
  const mail =
    secrets === undefined
      ? editionMail(
          built,
          { ...settings, sending: { ...sending, dkim: null } },
          { linkSecret: STAND_IN, dkimKey: null },
          "",
        )
      : editionMail(built, settings, secrets, "");
  const compiled = compileMail(mail);
  const key = mail.dkim === null ? null : createPublicKey(mail.dkim.privateKey);
  const found: Finding[] = [];
  const mails: MailSize[] = [];
  for (const { surface, name, address, roles } of readersOf(mail.parts)) {
    const to = { name, address, roles, messageId: messageIdOf(mail, address, "reader"), date: new Date(0) };
    const judged = {
      surface,
      key: secrets === undefined ? undefined : key,
      verified: verifiedSignature,
      known,
      postalAddress,
      locale,
      images: { siteUrl, charts: mail.parts.images.map(({ source }) => source) },
    };
    const { findings, size } = await preflight({ bytes: messageTo(compiled, to), ...judged });
    found.push(...findings);
    mails.push(size);
  }
  const findings = found.filter(
    (one, index) =>
      found.findIndex(({ rule, why, place }) => rule === one.rule && why === one.why && place === one.place) === index,
  );
  return { findings, mails };
}
