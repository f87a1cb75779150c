import { describe, expect, it } from "vitest";
import { colourOf, hexOf, over } from "../../../src/check/preflight/css-colour.ts";
import { boxPx, sizePx } from "../../../src/check/preflight/sizes.ts";
import { holds, VIEWS } from "../../../src/check/preflight/views.ts";

/** Values and what browsers compute for them. */
const COLOURS: readonly (readonly [string, string, number])[] = [
  ["#abc", "#aabbcc", 1],
  ["#ABCD", "#aabbcc", 0.867],
  ["#11223380", "#112233", 0.502],
  ["RebeccaPurple", "#663399", 1],
  ["transparent", "#000000", 0],
  ["rgb(1,2,3)", "#010203", 1],
  ["rgb(100% 50% 0% / 50%)", "#ff8000", 0.5],
  ["rgba(1, 2, 3, .25)", "#010203", 0.25],
  ["rgb(300,-5,3)", "#ff0003", 1],
  ["hsl(120, 100%, 25%)", "#008000", 1],
  ["hsla(0.5turn 100% 50% / 0.1)", "#00ffff", 0.1],
  ["hsl(-120deg,100%,50%)", "#0000ff", 1],
];

describe("values of styles", () => {
  it.each(COLOURS)("read the colour %s", (value, hex, alpha) => {
    const colour = colourOf(value);
    expect(colour === undefined ? undefined : hexOf(colour.rgb)).toBe(hex);
    expect(colour?.alpha).toBeCloseTo(alpha, 3);
  });

  it.each([
    "",
    "grai",
    "#12345",
    "rgb(1,2)",
    "rgb(a,b,c)",
    "oklch(60% 0.1 20)",
    "currentcolor",
    "var(--x)",
    "constructor",
  ])("read no colour from %j", (value) => {
    expect(colourOf(value)).toBeUndefined();
  });

  it("lay a colour over another", () => {
    expect(hexOf(over({ rgb: [0, 0, 0], alpha: 0.5 }, [255, 255, 255]))).toBe("#808080");
    expect(hexOf(over({ rgb: [9, 9, 9], alpha: 0 }, [1, 2, 3]))).toBe("#010203");
  });

  it.each([
    ["12px", 12],
    ["12pt", 16],
    ["0.5em", 10],
    ["150%", 30],
    [".5rem", 8],
    ["x-small", 10],
    ["smaller", 20 / 1.2],
    ["0", 0],
    ["calc(1px + 1em)", undefined],
    ["2vw", undefined],
    ["constructor", undefined],
    [undefined, undefined],
  ])("measure %s among letters of 20 px", (value, px) => {
    expect(sizePx(value, { fontPx: 20 })).toEqual(px);
  });

  it("measure no share of a box but nothing of it", () => {
    expect([boxPx("50%"), boxPx("0%"), boxPx("7px"), boxPx("2em", 10)]).toEqual([undefined, 0, 7, 20]);
  });

  const [light, dark, phone, darkPhone, outlook] = VIEWS;
  it.each([
    ["all", [light, dark, phone, darkPhone, outlook]],
    ["print", []],
    ["not print", [light, dark, phone, darkPhone, outlook]],
    ["(prefers-color-scheme:dark)", [dark, darkPhone, outlook]],
    ["not all and (prefers-color-scheme:dark)", [light, phone]],
    ["(PREFERS-COLOR-SCHEME: LIGHT)", [light, phone]],
    ["only screen and (max-width:480px)", [phone, darkPhone]],
    ["(width<=30em)", [phone, darkPhone]],
    ["(max-width:300px)", []],
    ["(min-width:480px)", [light, dark, phone, darkPhone, outlook]],
    ["(min-width:620px)", [light, dark, outlook]],
    ["print, (max-width:480px) and (prefers-color-scheme:dark)", [darkPhone]],
  ])("hold under the media query %s where it does", (media, views) => {
    expect(VIEWS.filter((view) => holds(media, view))).toEqual(views);
  });
});
