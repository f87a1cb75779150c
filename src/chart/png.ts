import type { Sharp, SharpInput, SharpOptions } from "sharp";
import { IMAGE_BYTES } from "../domain/letter.ts";

/** Loaded by the first picture. Nothing is drawn twice, so nothing is kept of it; charts themselves are drawn two at a time. */
async function pictureOf(input: SharpInput, options?: SharpOptions): Promise<Sharp> {
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp(input, options);
}

/** Device pixels per CSS pixel: sharp on the screens that mail is read on. */
const SCALE = 2;
/** An SVG pixel is a 72nd of an inch to sharp. */
const DENSITY = 72;
/**
 * The charts have two hues and their shades: with sixteen colours, some of them given up where the eye finds no
 * difference, they show no loss and take a quarter of the bytes. The coarser ones are for pictures that are full of text.
 */
const PALETTES = [
  { colours: 16, quality: 60 },
  { colours: 16, quality: 20 },
  { colours: 4, quality: 60 },
] as const;
/** How far a channel may lie from the card's colour and still be card: the palette moves colours by less. */
const SAME_COLOUR = 12;

/** More tell nothing more of whether a picture is blank. */
const ENOUGH_COLOURS = 8;

export interface Ink {
  readonly width: number;
  readonly height: number;
  /** The share of pixels that differ from the one in the lower left corner, inside the border. */
  readonly share: number;
  /** How many colours there are, counted up to a few. */
  readonly colours: number;
}

/** Where the ink of a horizontal band begins and ends, in CSS pixels; undefined for an empty band. */
export interface InkSpan {
  readonly left: number;
  readonly right: number;
}

/**
 * The picture at `scale` times its CSS size, opaque, with the finest palette that keeps it within 60 KB, or else the
 * coarsest. The same SVG and sharp give the same bytes.
 */
export async function pngOf(svg: string, scale = SCALE): Promise<Uint8Array> {
  const drawn = await pictureOf(Buffer.from(svg), { density: DENSITY * scale });
  const picture = drawn.flatten({ background: "#ffffff" });
  let png = Buffer.alloc(0);
  for (const palette of PALETTES) {
    png = await picture
      .clone()
      .png({ palette: true, ...palette, effort: 10, dither: 0, compressionLevel: 9 })
      .toBuffer();
    if (png.length <= IMAGE_BYTES) break;
  }
  return png;
}

/** How large a picture is and how much of it is drawn on. */
export async function inkOf(png: Uint8Array): Promise<Ink> {
  const { data, info } = await (await pictureOf(png)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const corner = ((height - 5) * width + 4) * channels;
  let inked = 0;
  const colours = new Set<number>();
  for (let pixel = 0; pixel < data.length; pixel += channels) {
    if (colours.size < ENOUGH_COLOURS) colours.add(data.readUIntBE(pixel, channels));
    for (let channel = 0; channel < channels; channel += 1) {
      if (Math.abs((data[pixel + channel] ?? 0) - (data[corner + channel] ?? 0)) > SAME_COLOUR) {
        inked += 1;
        break;
      }
    }
  }
  return { width, height, share: inked / (width * height), colours: colours.size };
}

/** Draws black on white and measures each band of `bandHeight` CSS pixels, from the top down. */
export async function inkSpans(svg: string, bandHeight: number): Promise<(InkSpan | undefined)[]> {
  const { data, info } = await (await pictureOf(Buffer.from(svg), { density: DENSITY * SCALE }))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const rows = bandHeight * SCALE;
  return Array.from({ length: Math.floor(height / rows) }, (_, band) => {
    let left = width;
    let right = -1;
    for (let y = band * rows; y < (band + 1) * rows; y += 1) {
      for (let x = 0; x < width; x += 1) {
        if ((data[(y * width + x) * channels] ?? 255) >= 128) continue;
        left = Math.min(left, x);
        right = Math.max(right, x);
      }
    }
    return right < 0 ? undefined : { left: left / SCALE, right: (right + 1) / SCALE };
  });
}
