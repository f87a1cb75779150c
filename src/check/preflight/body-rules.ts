import { displayWidth } from "../../domain/display-width.ts";
import type { Finding } from "../finding.ts";
import { LEFTOVERS, withoutTexts } from "../surfaces.ts";
import { collected, finding, leaveTarget, type MessageUnderTest } from "./message-under-test.ts";

/** Lines of a text part; mail programs break longer ones where they like. */
const TEXT_LINE = 78;
const TEXT_MIN = 200;
/** Of a whole message with its images. */
const MESSAGE_BYTES = 512 * 1024;

/** How the parts of a message lie in each other (RFC 2046, 2387), its lines, and what its images are called by. */
export function mimeFindings(mail: MessageUnderTest): Finding[] {
  const { raw, html, email } = mail;
  const { found, blocking, warning } = collected(mail);
  const kinds = kindsOf(raw);
  const types = kinds.map((line) => (/^[\w/.+-]+/.exec(line)?.[0] ?? "").toLowerCase());
  if (types[0] !== "multipart/alternative" || types[1] !== "text/plain")
    blocking(
      "mime-shape",
      "the message is not multipart/alternative with the text first",
      "Put text before HTML.",
      types.slice(0, 4).join(", "),
    );
  const related = types[2] === "multipart/related" && types[3] === "text/html";
  if (/["'(]cid:/.test(html) && !related)
    blocking(
      "mime-related",
      "the HTML shows attached images and does not stand beside them",
      "Put both into multipart/related.",
    );
  if (types.some((type) => type.includes("amp")))
    blocking("mime-amp", "a part is AMP, which few mail programs show and no sender may send unasked", "Leave it out.");
  const body = raw.slice(raw.indexOf("\r\n\r\n"));
  const lines = body.split("\r\n");
  const long = lines.find((line) => line.length > 998);
  if (long !== undefined)
    blocking("mime-line", `a line has ${long.length} bytes`, "998 is the limit: encode it.", long);
  if (/[^\r]\n|\r(?!\n)/.test(raw)) blocking("mime-line-ends", "a line does not end in CRLF", "Write CRLF.");
  if (/[^\x00-\x7f]/.test(body)) blocking("mime-8bit", "a byte of the body is over 127", "Encode the part.");
  if (kinds.some((line) => /^text\//i.test(line) && !/charset="?utf-8"?/i.test(line)))
    blocking("mime-charset", "a text part is not in UTF-8", "Say charset=utf-8.");
  const shown = new Set([...html.matchAll(/["'(]cid:([^"')\s>]+)/g)].map(([, cid = ""]) => cid));
  const attached = new Set(
    email.attachments.map(({ contentId }) => (contentId ?? "").replace(/[<>]/g, "")).filter((cid) => cid !== ""),
  );
  for (const cid of shown)
    if (!attached.has(cid)) blocking("cid-missing", "an image is shown that is not attached", "Attach it.", cid);
  for (const cid of attached)
    if (!shown.has(cid)) warning("cid-unused", "an image is attached that is not shown", "Leave it out.", cid);
  if (raw.length > MESSAGE_BYTES)
    warning(
      "message-size",
      `the message has ${Math.round(raw.length / 1024)} KB`,
      "Set siteUrl, so that images are fetched from the site.",
    );
  return found;
}

/** The Content-Type of the message and of each part, in order. Only the head of a part has one: a text may hold such a line too. */
function kindsOf(raw: string): string[] {
  const boundaries = [...raw.matchAll(/boundary="?([^"\r\n;]+)/gi)].map(([, boundary = ""]) => boundary);
  const parts = raw
    .split(/^--/m)
    .filter((part, index) => index === 0 || boundaries.some((each) => part.startsWith(each)));
  return parts.flatMap((part) => {
    const [head = ""] = part.split("\r\n\r\n");
    const [, kind] = /^Content-Type: *([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)/im.exec(head) ?? [];
    return kind === undefined ? [] : [kind];
  });
}

/** The text part: for who reads no HTML, and for what reads mail aloud. */
export function textFindings(mail: MessageUnderTest, known: readonly string[]): Finding[] {
  const { $, text } = mail;
  const { found, blocking, warning } = collected(mail);
  const own = withoutTexts(text, known);
  if (text.trim().length < TEXT_MIN)
    blocking("text-short", `the text part has ${text.trim().length} characters`, "Write the whole letter as text.");
  const markup = /<\/?[a-z][^>\n]*>|&(?:nbsp|amp|lt|gt|quot|zwnj|#\d+);/i.exec(own);
  if (markup !== null)
    blocking("text-markup", "markup or entities are in the text part", "Mend the text template.", markup[0]);
  const left = LEFTOVERS.exec(own);
  if (left !== null)
    blocking(
      "text-token",
      `"${left[0]}" is left over in the text part`,
      "Mend the template or the figure behind it.",
      text.slice(left.index, left.index + 60),
    );
  const leave = leaveTarget(mail);
  if (leave === undefined || !holdsAddress(text, leave))
    blocking(
      "text-unsubscribe",
      "the text part does not say how to leave",
      "Print the unsubscribe address in it, as List-Unsubscribe says it.",
      "List-Unsubscribe",
    );
  const long = text
    .split(/\r?\n/)
    .find((line) => displayWidth(line) > TEXT_LINE && !/https?:\/\/|mailto:/.test(line) && line.trim().includes(" "));
  if (long !== undefined)
    warning("text-width", `a line of the text is ${displayWidth(long)} wide`, `Wrap at ${TEXT_LINE}.`, long);
  const links = new Set(
    $("a[href]")
      .map((_, a) => $(a).attr("href") ?? "")
      .get(),
  );
  for (const link of links)
    if (/^https?:/i.test(link) && !holdsAddress(text, link))
      blocking("text-links", "a link of the HTML is not in the text", "Print it there too.", link);
  return found;
}

/** Whether the text holds an address as a whole: it ends there, but for signs of the sentence around it. */
function holdsAddress(text: string, address: string): boolean {
  for (let at = text.indexOf(address); at !== -1; at = text.indexOf(address, at + 1))
    if (/^[)\]>.,;:!?"'”’»]*(\s|$)/.test(text.slice(at + address.length, at + address.length + 8))) return true;
  return false;
}

/** Where a letter can reach the sender: many laws ask for it in every mail, and in both of its parts. */
export function postalFindings(mail: MessageUnderTest, postalAddress: string): Finding[] {
  const squeezed = (text: string) => text.replace(/\s|[\u200B-\u200F]/gu, "");
  if (postalAddress === "")
    return [
      finding(
        "note",
        "postal-address",
        mail,
        "the mail names no postal address, and many laws ask for one",
        "Set postalAddress.",
      ),
    ];
  const parts = [
    ["text part", mail.text],
    ["HTML", mail.$("body").text()],
  ] as const;
  const without = parts.filter(([, text]) => !squeezed(text).includes(squeezed(postalAddress)));
  return without.map(([part]) =>
    finding(
      "blocking",
      "postal-address",
      mail,
      `the ${part} does not hold the postal address`,
      "Keep it in the footer of the templates.",
      postalAddress,
    ),
  );
}
