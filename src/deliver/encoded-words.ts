/** Bytes of text in an encoded word: with base64 and its signs it stays under the 75 characters of RFC 2047. */
const BYTES = 42;

/** Whether a mail program may take a part of the text for an encoded word (RFC 2047): `=?utf-8?Q?x?=`. */
export function looksEncoded(text: string): boolean {
  return text.includes("=?");
}

/** A text as encoded words in base64, a line each, whole characters in each word. Whoever decodes them has the text as it was. */
export function encodedWords(text: string): string {
  const parts: string[] = [];
  for (const character of text) {
    const grown = (parts.at(-1) ?? "") + character;
    if (parts.length > 0 && Buffer.byteLength(grown) <= BYTES) parts[parts.length - 1] = grown;
    else parts.push(character);
  }
  return parts.map((part) => `=?UTF-8?B?${Buffer.from(part, "utf8").toString("base64")}?=`).join("\r\n ");
}
