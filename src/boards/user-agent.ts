/**
 * Who asks, for those who run the boards: `trends (Nursing Pay Weekly; letter@example.com)`. What a header cannot hold, or would end the
 * brackets, becomes a space.
 */
export function userAgent({ name, address }: { readonly name: string; readonly address: string }): string {
  const plain = (text: string) =>
    text
      .normalize("NFKD")
      .replace(/\p{Mn}/gu, "")
      .replace(/[^\x21-\x7e]|[()\\;]/g, " ")
      .replace(/ +/g, " ")
      .trim()
      .slice(0, 200);
  return `trends (${[name, address]
    .map(plain)
    .filter((part) => part !== "")
    .join("; ")})`;
}
