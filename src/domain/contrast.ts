/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Of `#abc`, `#abcd`, `#aabbcc` or `#aabbccdd`, in any case, without what the last says of seeing through; undefined for anything else. */
export function hexColour(colour: string): Rgb | undefined {
  const [, digits = ""] = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(colour) ?? [];
  if (digits === "") return undefined;
  const long = digits.length < 6 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const part = (at: number) => Number.parseInt(long.slice(at, at + 2), 16);
  return [part(0), part(2), part(4)];
}

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance); their order does not matter. */
export function contrast(one: Rgb, other: Rgb): number {
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
