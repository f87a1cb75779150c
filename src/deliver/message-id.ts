import { domainOf } from "../domain/sending.ts";
import { sha256 } from "../files.ts";
import type { EditionMail } from "./compiled-mail.ts";

/**
 * What identifies a message: the same for each try of an edition to a reader, whose address it does not give away. A copy
 * for the house has another, since mail programs drop what they take for a repetition.
 */
export function messageIdOf(
  { week, hash, from }: Pick<EditionMail, "week" | "hash" | "from">,
  address: string,
  copy: "reader" | "house",
): string {
  const key = sha256(`${hash}\0${address.toLowerCase()}${copy === "house" ? "\0house" : ""}`).slice(0, 32);
  return `<${week.toLowerCase()}.${key}@${domainOf(from.address)}>`;
}
