import type { Cheerio } from "cheerio/slim";
import type { Element } from "domhandler";
import { ALT_LENGTH, IMAGE_BYTES } from "../../domain/letter.ts";
import type { Finding } from "../finding.ts";
import { imageSources } from "./image-sources.ts";
import { collected, type MessageUnderTest, type Say } from "./message-under-test.ts";

const WIDEST_PX = 600;
/** What is smaller shows nothing. */
const PIXEL = 2;

/** Where a mail's images may come from, and which of them it must show. */
export interface ExpectedImages {
  /** The published archive, with its final "/"; null where there is none, and every image is attached. */
  readonly siteUrl: string | null;
  /** Where the image of each of the letter's charts is found: `https://…` or `cid:…`. */
  readonly charts: readonly string[];
}

/** Images that every mail program shows, that tell nobody who reads, and that are described for who does not see them. */
export function imageFindings(mail: MessageUnderTest, { siteUrl, charts }: ExpectedImages): Finding[] {
  const { $ } = mail;
  const { found, blocking, warning } = collected(mail);
  const alts = new Set<string>();
  for (const element of $("img").toArray()) {
    const image = $(element);
    altFindings(image.attr("alt"), image.attr("src") ?? "", alts, mail, { blocking, warning });
    sizeFindings(image, blocking);
  }
  for (const source of imageSources(mail)) sourceFindings(source, siteUrl, blocking);
  for (const source of charts)
    if (!$("img").is((_, img) => $(img).attr("src") === source))
      blocking(
        "chart-missing",
        "a chart of the letter is not shown",
        "Put the image back into the partial chart of the templates.",
        source,
      );
  return [...found, ...attachedFindings(mail)];
}

/** Words for who does not see an image: `alts` are those of the images before it. */
function altFindings(
  alt: string | undefined,
  source: string,
  alts: Set<string>,
  mail: MessageUnderTest,
  { blocking, warning }: { readonly blocking: Say; readonly warning: Say },
): void {
  const words = (alt ?? "").trim();
  const { length } = [...words];
  if (words === "") blocking("image-alt", "an image has no words for who does not see it", "Say the finding.", source);
  else if (/\.(png|jpe?g|gif)$/i.test(words))
    blocking("image-alt", "an image is described by its file name", "Say the finding.", words);
  else if (length < ALT_LENGTH.min && !/\s/.test(words) && !isOfSender(words, mail))
    blocking("image-alt", "an image is described by one word", "Say the finding.", words);
  else if (length < ALT_LENGTH.min || length > ALT_LENGTH.max)
    warning(
      "alt-length",
      `words for an image of ${length} characters`,
      `Use ${ALT_LENGTH.min} to ${ALT_LENGTH.max}.`,
      words,
    );
  else if (alts.has(words))
    warning("alt-repeated", "two images have the same words", "Say the finding of each.", words);
  alts.add(words);
}

/** A sender's sign is described by the sender's name, which may be one word. */
function isOfSender(word: string, { email }: MessageUnderTest): boolean {
  return (email.from?.name ?? "").toLowerCase().split(/\s+/).includes(word.toLowerCase());
}

function sizeFindings(image: Cheerio<Element>, blocking: Say): void {
  const source = image.attr("src") ?? "";
  const width = image.attr("width") ?? "";
  const style = image.attr("style") ?? "";
  const styled = [
    ...style.matchAll(/(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*([\d.]+)(?:px|pt|em|%)?\s*(?=;|!|$)/gi),
  ];
  const sizes = [width, image.attr("height") ?? "", ...styled.map(([, size = ""]) => size)];
  if (!/^\d+$/.test(width) || Number(width) > WIDEST_PX)
    blocking(
      "image-width",
      `an image has the width "${width}"`,
      `Outlook for Windows needs one in pixels, at most ${WIDEST_PX}.`,
      source,
    );
  if (sizes.some((size) => /^\s*[\d.]/.test(size) && Number.parseFloat(size) < PIXEL))
    blocking("image-pixel", "an image of one pixel counts who reads", "Leave it out: readers are not tracked.", source);
}

/** An image is attached, or is a file of the site, over https and in a format that all programs know. */
function sourceFindings(source: string, siteUrl: string | null, blocking: Say): void {
  if (/^data:/i.test(source))
    blocking(
      "image-data",
      "an image is written into the HTML, and Gmail and Outlook drop it",
      "Attach it or put it on the site.",
      source,
    );
  else if (/^http:/i.test(source)) blocking("http", "an image is not encrypted", "Use https.", source);
  else if (!/^(https:|cid:)/i.test(source))
    blocking("image-source", "an image has no whole address", "Attach it or set siteUrl.", source);
  else if (/^https:/i.test(source) && !isBelow(source, siteUrl))
    blocking(
      "image-elsewhere",
      siteUrl === null ? "an image is fetched, and there is no site" : `an image is not below ${siteUrl}`,
      "Attach it or put it on the site: who else serves it learns who reads.",
      source,
    );
  else if (/[?#]/.test(source))
    blocking("image-elsewhere", "an image's address holds more than a file's", "Leave out what is behind it.", source);
  if (/\.(svg|webp|avif)([?#]|$)/i.test(source))
    blocking("image-format", "not every mail program shows this kind of image", "Use PNG.", source);
}

/** Whether an address is of the site's host and below its path, as a browser reads both. */
function isBelow(address: string, siteUrl: string | null): boolean {
  if (siteUrl === null) return false;
  try {
    const [at, site] = [new URL(address), new URL(siteUrl)];
    const path = site.pathname.replace(/\/*$/, "/");
    return at.origin === site.origin && at.username === "" && at.password === "" && at.pathname.startsWith(path);
  } catch {
    return false;
  }
}

function attachedFindings(mail: MessageUnderTest): Finding[] {
  const { $, email } = mail;
  const { found, blocking, warning } = collected(mail);
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
