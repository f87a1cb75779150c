import { createHash, createPublicKey, createSign, createVerify, type KeyObject } from "node:crypto";

/** What a domain signs its mail with (RFC 6376). */
export interface DkimKey {
  /** `d=`: the sender's domain or one above it. */
  readonly domain: string;
  /** `s=`: the key is found in DNS at `<selector>._domainkey.<domain>`. */
  readonly selector: string;
  /** RSA; mail services do not know others everywhere yet. */
  readonly privateKey: KeyObject;
}

/** RFC 8058 asks for both unsubscribe lines; From twice, so that a second one cannot be added on the way. */
export const SIGNED_FIELDS = [
  "from",
  "from",
  "to",
  "subject",
  "date",
  "message-id",
  "mime-version",
  "content-type",
  "content-language",
  "list-id",
  "list-unsubscribe",
  "list-unsubscribe-post",
  "feedback-id",
  "auto-submitted",
] as const;

/** The DKIM-Signature line of a message, with its line end: rsa-sha256, header relaxed and body simple (RFC 6376, 3.4). */
export function signatureLine(head: string, body: Uint8Array, { domain, selector, privateKey }: DkimKey): string {
  const there = new Set(fieldsOf(head).map(({ name }) => name));
  const fields = SIGNED_FIELDS.filter((name) => there.has(name));
  const tags = [
    "v=1; a=rsa-sha256; c=relaxed/simple;",
    `d=${domain}; s=${selector};`,
    `h=${fields.join(":").replace(/(.{1,66}:)(?=.)/g, "$1\r\n ")};`,
    `bh=${bodyHash(body)};`,
    "b=",
  ];
  const unsigned = `DKIM-Signature: ${tags.join("\r\n ")}`;
  const signature = createSign("RSA-SHA256")
    .update(signedText(head, fields, unsigned), "utf8")
    .sign(privateKey, "base64");
  return `${unsigned}${signature.replace(/.{70}(?=.)/g, "$&\r\n ")}\r\n`;
}

export type Signed =
  | { readonly valid: true; readonly domain: string; readonly selector: string; readonly fields: readonly string[] }
  | { readonly valid: false; readonly why: string };

/** Whether the first signature of a message's bytes holds under a key. Knows what `signatureLine` writes, and relaxed bodies too. */
export function verifiedSignature(message: Uint8Array, publicKey: KeyObject): Signed {
  const bytes = Buffer.from(message);
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return { valid: false, why: "the message has no empty line after its header" };
  const head = bytes.subarray(0, end + 2).toString("utf8");
  const body = bytes.subarray(end + 4);
  const line = fieldsOf(head).find(({ name }) => name === "dkim-signature");
  if (line === undefined) return { valid: false, why: "the message is not signed" };
  const tags = tagsOf(line.text);
  const tag = (name: string) => tags.get(name) ?? "";
  if (tag("a") !== "rsa-sha256") return { valid: false, why: `the signature is of the kind ${tag("a")}` };
  const [headForm = "simple", bodyForm = "simple"] = tag("c").split("/");
  if (headForm !== "relaxed") return { valid: false, why: `header canonicalization ${headForm} is not known` };
  const hashed = bodyForm === "relaxed" ? relaxedBody(body) : body;
  if (bodyHash(hashed) !== tag("bh")) return { valid: false, why: "the body is not the one that was signed" };
  const fields = tag("h")
    .toLowerCase()
    .split(":")
    .map((name) => name.trim());
  const unsigned = line.text.replace(/([;\s]b=)[^;]*/, "$1");
  const text = signedText(head, fields, unsigned);
  const valid = createVerify("RSA-SHA256").update(text, "utf8").verify(publicKey, tag("b"), "base64");
  if (!valid) return { valid: false, why: "the header is not the one that was signed, or the key is another" };
  return { valid: true, domain: tag("d"), selector: tag("s"), fields };
}

/** The record that belongs into DNS at `<selector>._domainkey.<domain>`. */
export function dnsRecord({ privateKey }: DkimKey): string {
  const der = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  return `v=DKIM1; k=rsa; p=${der.toString("base64")}`;
}

/** SHA-256 of the body with exactly one line end at its end (RFC 6376, 3.4.3). */
function bodyHash(body: Uint8Array): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let end = bytes.length;
  while (end >= 2 && bytes[end - 1] === 10 && bytes[end - 2] === 13) end -= 2;
  return createHash("sha256").update(bytes.subarray(0, end)).update("\r\n").digest("base64");
}

function relaxedBody(body: Buffer): Buffer {
  return Buffer.from(
    body
      .toString("latin1")
      .replace(/[ \t]+(?=\r\n)/g, "")
      .replace(/[ \t]+/g, " "),
    "latin1",
  );
}

/** The fields named, each name from the bottom up, then the signature's own line without its value. */
function signedText(head: string, names: readonly string[], unsigned: string): string {
  const left = fieldsOf(head);
  const lines = names.flatMap((name) => {
    const index = left.findLastIndex((field) => field.name === name);
    const [field] = index === -1 ? [] : left.splice(index, 1);
    return field === undefined ? [] : [`${relaxedLine(field.text)}\r\n`];
  });
  return lines.join("") + relaxedLine(unsigned);
}

function relaxedLine(line: string): string {
  const colon = line.indexOf(":");
  const value = line
    .slice(colon + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${line.slice(0, colon).trim().toLowerCase()}:${value}`;
}

function fieldsOf(head: string): { name: string; text: string }[] {
  return head
    .split(/\r\n(?![ \t])/)
    .filter((line) => line !== "")
    .map((text) => ({ name: text.slice(0, text.indexOf(":")).trim().toLowerCase(), text }));
}

function tagsOf(line: string): ReadonlyMap<string, string> {
  const value = line.slice(line.indexOf(":") + 1);
  return new Map(
    value
      .split(";")
      .map((each) => each.trim())
      .filter((each) => each !== "")
      .map((each): [string, string] => {
        const at = each.indexOf("=");
        return [each.slice(0, at).trim(), each.slice(at + 1).replace(/\s+/g, "")];
      }),
  );
}
