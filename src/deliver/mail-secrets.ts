import { createHmac, createPrivateKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { ReportError } from "../errors.ts";

/** What mails need and no file of the project may hold: read from the environment. */
export interface MailSecrets {
  /** Makes unsubscribe links that nobody can guess; null where none is set. */
  readonly linkSecret: string | null;
  /** The key that messages are signed with; null where none is set. */
  readonly dkimKey: KeyObject | null;
}

/** Shorter ones can be guessed. */
const SECRET_LENGTH = 32;
const RSA_BITS = 2048;

/**
 * `LINK_SECRET`, and `DKIM_PRIVATE_KEY` (PEM) or `DKIM_PRIVATE_KEY_FILE` (a path) from the environment. Empty values count as
 * unset. A key that mail services would not take, or that would sign nothing, is refused.
 */
export function parseMailSecrets(environment: Readonly<Record<string, string | undefined>>): MailSecrets {
  const set = (name: string) => environment[name]?.trim() || undefined;
  const linkSecret = set("LINK_SECRET") ?? null;
  if (linkSecret !== null && linkSecret.length < SECRET_LENGTH)
    throw unfit(`LINK_SECRET has ${linkSecret.length} characters.`, `Use ${SECRET_LENGTH} or more random ones.`);
  const path = set("DKIM_PRIVATE_KEY_FILE");
  const pem = set("DKIM_PRIVATE_KEY")?.replaceAll("\\n", "\n") ?? (path === undefined ? undefined : keyFile(path));
  return { linkSecret, dkimKey: pem === undefined ? null : dkimKey(pem) };
}

/**
 * The opaque part of a reader's link: 43 characters that tell nothing of the address, that only who knows the secret can make, and
 * that are good for one purpose. The same for all editions of a newsletter, so that an old mail's link still works.
 */
export function linkToken(
  secret: string,
  purpose: "unsubscribe" | "preferences",
  newsletter: string,
  address: string,
): string {
  return createHmac("sha256", secret).update(`${purpose}\0${newsletter}\0${address.toLowerCase()}`).digest("base64url");
}

function keyFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw unfit(`DKIM_PRIVATE_KEY_FILE cannot be read: ${path}.`, "Check the path and its rights.", cause);
  }
}

function dkimKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw unfit("The DKIM key is no private key in PEM form.", MAKE_ONE, cause);
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type !== "rsa")
    throw unfit(`The DKIM key is of the kind ${type ?? "unknown"}, which mail services do not all know.`, MAKE_ONE);
  if ((details?.modulusLength ?? 0) < RSA_BITS)
    throw unfit(`The DKIM key has ${details?.modulusLength ?? 0} bits.`, MAKE_ONE);
  return key;
}

const MAKE_ONE = `Make one of RSA with ${RSA_BITS} bits: openssl genrsa -out dkim.pem ${RSA_BITS}.`;

function unfit(what: string, now: string, cause?: unknown): ReportError {
  return new ReportError("settings-invalid", what, now, cause === undefined ? {} : { cause });
}
