import { ALT_LENGTH, IMAGE_BYTES } from "../../domain/letter.ts";
import type { Finding } from "../finding.ts";
import { collected, type MessageUnderTest, unsubscribeLink } from "./message-under-test.ts";

const WIDEST_PX = 600;
/** Nothing of these tells where a link goes; the words are those of addresses and file names, so they are in no language. */
const BARE_URL = /^(https?:\/\/|www\.)/i;

/** Links that say where they go and go where they say, and images that every mail program shows. */
export function linkFindings(mail: MessageUnderTest): Finding[] {
  const { $ } = mail;
  const { found, blocking, warning } = collected(mail);
  const targets = new Map<string, string>();
  for (const element of $("a").toArray()) {
    const link = $(element);
    const href = link.attr("href") ?? "";
    const said = link.text().trim() || (link.find("img").attr("alt") ?? "").trim();
    if (said === "") blocking("link-text", "a link says nothing", "Write where it goes.", href);
    if (href === "" || href === "#" || /^javascript:/i.test(href))
      blocking("link-target", "a link goes nowhere", "Give it an address.", said);
    else if (/^http:/i.test(href)) warning("http", "a link is not encrypted", "Use https.", href);
    else if (!/^(https:|mailto:|tel:|#)/i.test(href))
      blocking("link-target", "a link is not a whole address", "Set siteUrl.", href);
    if (BARE_URL.test(said) && hostOf(said) !== hostOf(href))
      blocking("link-spoof", `a link shows ${said}`, "Let it go where it says.", href);
    const before = targets.get(said);
    if (before !== undefined && before !== href)
      warning("link-same-text", "two links say the same and go elsewhere", "Tell them apart.", said);
    targets.set(said, href);
    if (!underlined(link.attr("style") ?? ""))
      warning("link-underline", "a link is told by its colour alone", "Underline it.", said);
  }
  const leave = unsubscribeLink(mail);
  const leaves = $("a")
    .toArray()
    .some(
      (a) => ($(a).attr("href") ?? "") === leave || (leave === undefined && /^mailto:/.test($(a).attr("href") ?? "")),
    );
  if (!leaves)
    blocking("body-unsubscribe", "no link in the mail takes its reader off the list", "Keep the footer's link.");
  return [...found, ...imageFindings(mail)];
}

function imageFindings(mail: MessageUnderTest): Finding[] {
  const { $, email } = mail;
  const { found, blocking, warning } = collected(mail);
  const alts = new Set<string>();
  for (const element of $("img").toArray()) {
    const image = $(element);
    const source = image.attr("src") ?? "";
    const alt = image.attr("alt");
    const width = image.attr("width") ?? "";
    if (alt === undefined || alt.trim() === "")
      blocking("image-alt", "an image has no words for who does not see it", "Say the finding.", source);
    else if (/\.(png|jpe?g|gif)$/i.test(alt.trim()))
      blocking("image-alt", "an image is described by its file name", "Say the finding.", alt);
    else if ([...alt].length < ALT_LENGTH.min || [...alt].length > ALT_LENGTH.max)
      warning(
        "alt-length",
        `words for an image of ${[...alt].length} characters`,
        `Use ${ALT_LENGTH.min} to ${ALT_LENGTH.max}.`,
        alt,
      );
    else if (alts.has(alt)) warning("alt-repeated", "two images have the same words", "Say the finding of each.", alt);
    alts.add(alt ?? "");
    if (!/^\d+$/.test(width) || Number(width) > WIDEST_PX)
      blocking(
        "image-width",
        `an image has the width "${width}"`,
        `Outlook for Windows needs one in pixels, at most ${WIDEST_PX}.`,
        source,
      );
    else if (Number(width) < 2)
      blocking(
        "image-pixel",
        "an image of one pixel counts who reads",
        "Leave it out: readers are not tracked.",
        source,
      );
    if (/^data:/i.test(source))
      blocking(
        "image-data",
        "an image is written into the HTML, and Gmail and Outlook drop it",
        "Attach it or put it on the site.",
      );
    else if (/^http:/i.test(source)) blocking("http", "an image is not encrypted", "Use https.", source);
    else if (!/^(https:|cid:)/i.test(source))
      blocking("image-source", "an image has no whole address", "Attach it or set siteUrl.", source);
    if (/\.(svg|webp|avif)(\?|$)/i.test(source))
      blocking("image-format", "not every mail program shows this kind of image", "Use PNG.", source);
  }
  for (const { contentId, content, filename } of email.attachments) {
    const bytes = content instanceof ArrayBuffer ? new Uint8Array(content) : content;
    if (typeof bytes === "string") continue;
    const cid = (contentId ?? "").replace(/[<>]/g, "");
    const place = filename ?? cid;
    if (bytes.byteLength > IMAGE_BYTES)
      warning("image-heavy", `an image has ${Math.round(bytes.byteLength / 1024)} KB`, "Stay under 60 KB.", place);
    if (isTransparent(bytes))
      warning(
        "image-opaque",
        "an image has transparent places, which dark modes fill with black",
        "Give it a ground.",
        place,
      );
    const shown = Number($(`img[src="cid:${cid}"]`).attr("width") ?? "0");
    const pixels = pngWidth(bytes);
    if (pixels === undefined) blocking("image-format", "an attached image is no PNG", "Draw it as PNG.", place);
    else if (shown > 0 && pixels < shown * 2)
      warning("image-retina", `an image of ${pixels} pixels is shown ${shown} wide`, "Draw it twice as wide.", place);
  }
  return found;
}

/** Whether a PNG has an alpha channel, or a palette with transparent colours. */
function isTransparent(bytes: Uint8Array): boolean {
  if (pngWidth(bytes) === undefined) return false;
  const colours = bytes[25];
  return colours === 4 || colours === 6 || Buffer.from(bytes).includes("tRNS", 0, "latin1");
}

/** Width in pixels out of a PNG's first chunk; undefined for other bytes. */
function pngWidth(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.byteLength >= 24 && view.getUint32(0) === 0x89504e47 ? view.getUint32(16) : undefined;
}

function underlined(style: string): boolean {
  return /text-decoration\s*:\s*underline/i.test(style);
}

function hostOf(address: string): string {
  try {
    return new URL(/^https?:/i.test(address) ? address : `https://${address}`).hostname.replace(/^www\./, "");
  } catch {
    return address;
  }
}
