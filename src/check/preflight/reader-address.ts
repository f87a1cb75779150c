import type { Finding } from "../finding.ts";
import { styleSources } from "./image-sources.ts";
import { collected, leaveTarget, type MessageUnderTest } from "./message-under-test.ts";

/** Attributes that are words for people, and lead nowhere. */
const WORDS = /^(alt|title|aria-label|aria-description)$/;

/**
 * The reader's address in a link or an image would tell whoever serves it, and every program on the way, who reads. It has no place
 * in an attribute or a style, in whatever case or encoding. What List-Unsubscribe says has a rule of its own.
 */
export function addressFindings(mail: MessageUnderTest): Finding[] {
  const { $, word, css, email } = mail;
  const { found, blocking } = collected(mail);
  const address = (email.to?.[0]?.address ?? "").toLowerCase();
  // To who sends, it tells nothing.
  if (address === "" || address === (email.from?.address ?? "").toLowerCase()) return [];
  const leave = leaveTarget(mail);
  const told = new Set(styleSources(css, "stylesheet").filter((source) => holds(source, address)));
  for (const view of [$, word])
    for (const element of view("html, html *").toArray())
      for (const [name, value] of Object.entries(element.attribs))
        if (!WORDS.test(name) && value !== leave && holds(value, address)) told.add(value);
  for (const value of told)
    blocking(
      "reader-address",
      "a link, an image or a style holds the reader's address",
      'Write {{reader "address"}} as text only, and use {token} in links.',
      value,
    );
  return found;
}

/** Whether a text holds the address: as it is, or percent-encoded once or more often. */
function holds(text: string, address: string): boolean {
  if (text.length < address.length) return false;
  let read = text.toLowerCase();
  for (let times = 0; times < 4; times++) {
    if (read.includes(address) || read.replace(/[\s\\]/g, "").includes(address)) return true;
    const next = read.replace(/(?:%[0-9a-f]{2})+/g, decoded).toLowerCase();
    if (next === read) return false;
    read = next;
  }
  return false;
}

function decoded(bytes: string): string {
  return Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8");
}
