import type { KeyObject } from "node:crypto";
import type { Finding } from "../finding.ts";
import { accessibilityFindings } from "./accessibility-rules.ts";
import { seenMails } from "./applied-styles.ts";
import { mimeFindings, postalFindings, textFindings } from "./body-rules.ts";
import { cssFindings } from "./css-rules.ts";
import { headerFindings, signatureFindings } from "./header-rules.ts";
import { hiddenFindings } from "./hidden-rules.ts";
import { htmlFindings } from "./html-rules.ts";
import { type ExpectedImages, imageFindings } from "./image-rules.ts";
import { linkFindings } from "./link-rules.ts";
import { messageUnderTest } from "./message-under-test.ts";
import { addressFindings } from "./reader-address.ts";
import { styleFindings } from "./style-rules.ts";

/** A built message, and what it is to be judged by. */
export interface PreflightRequest {
  readonly bytes: Uint8Array;
  /** Whose mail it is: `mail of the longest reader`. */
  readonly surface: string;
  /** The public half of the key that signs here; null where the mail server signs; undefined leaves the signature unjudged. */
  readonly key: KeyObject | null | undefined;
  readonly verified: Parameters<typeof signatureFindings>[2];
  /** Names and texts that may look like markup or like what a broken template leaves. */
  readonly known: readonly string[];
  /** Of the settings; empty where none is set. */
  readonly postalAddress: string;
  readonly images: ExpectedImages;
  /** Of the settings, a BCP 47 tag: the letter is in its language. */
  readonly locale: string;
}

/** Bytes of a mail: of its parts as a mail program reads them, and of the whole message as it is sent. */
export interface MailSize {
  readonly surface: string;
  readonly html: number;
  readonly text: number;
  readonly message: number;
}

export interface Judged {
  readonly findings: readonly Finding[];
  readonly size: MailSize;
}

/**
 * What mail programs and mailbox providers would object to in a message, found in its bytes and not in templates or settings:
 * header, signature, MIME, text, HTML, headings and tables, styles as they are applied, hidden parts, links and images. Never throws for what a message holds.
 */
export async function preflight({
  bytes,
  surface,
  key,
  verified,
  known,
  postalAddress,
  images,
  locale,
}: PreflightRequest): Promise<Judged> {
  const mail = await messageUnderTest(bytes, surface);
  const seen = seenMails(mail);
  const findings = [
    ...headerFindings(mail, known, locale),
    ...(key === undefined ? [] : signatureFindings(mail, key, verified)),
    ...mimeFindings(mail),
    ...textFindings(mail, known),
    ...postalFindings(mail, postalAddress),
    ...htmlFindings(mail, known),
    ...cssFindings(mail),
    ...accessibilityFindings(mail),
    ...styleFindings(mail, seen),
    ...hiddenFindings(mail, seen),
    ...linkFindings(mail),
    ...addressFindings(mail),
    ...imageFindings(mail, images),
  ];
  const { html, text } = mail;
  const size = { surface, html: Buffer.byteLength(html), text: Buffer.byteLength(text), message: bytes.length };
  return { findings, size };
}
