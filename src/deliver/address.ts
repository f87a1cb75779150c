import { domainToASCII } from "node:url";

export interface Address {
  /** As it is mailed to: the local part as written, the domain in ASCII and lower case. */
  readonly address: string;
  /** The same in lower case: two entries with one key are one reader. */
  readonly key: string;
}

/** RFC 5321: letters, digits and these signs, with single full stops between; no quoted local parts. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A reader's address, or why the text is none. Stricter than the standard: what few servers take, or what could end a header
 * line or be read as two addresses, is refused. A domain in other scripts becomes its ASCII form. The problem never repeats the text.
 */
export function addressIn(text: string): Address | { readonly problem: string } {
  if (text === "") return { problem: "it is empty" };
  if (/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/u.test(text)) return { problem: "it holds a control or invisible character" };
  if (/\s/u.test(text)) return { problem: "it holds a space" };
  if (/[<>]/.test(text)) return { problem: "it holds an angle bracket; the name has a column of its own" };
  if (/[,;]/.test(text)) return { problem: "it holds a comma or semicolon; a row is for one reader" };
  const [local = "", domain, ...more] = text.split("@");
  if (domain === undefined) return { problem: "it has no @" };
  if (more.length > 0) return { problem: "it has more than one @" };
  if (local === "" || domain === "") return { problem: "nothing stands on one side of the @" };
  if (/\P{ASCII}/u.test(local)) return { problem: "before the @ are letters that most mail servers do not take" };
  if (!LOCAL.test(local)) return { problem: "before the @ are signs that may not stand there" };
  if (local.length > 64) return { problem: "more than 64 characters stand before the @" };
  const ascii = /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) ? domainToASCII(domain) : "";
  const labels = ascii.split(".");
  if (ascii.length > 253 || labels.length < 2 || !labels.every((label) => LABEL.test(label)))
    return { problem: "after the @ stands no domain name" };
  // An Internet address in digits; no top-level domain is a number.
  if (/^\d+$/.test(labels.at(-1) ?? "")) return { problem: "after the @ stands no domain name" };
  if (local.length + ascii.length > 253) return { problem: "it is longer than 254 characters" };
  const address = `${local}@${ascii}`;
  return { address, key: address.toLowerCase() };
}
