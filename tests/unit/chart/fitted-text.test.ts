import { describe, expect, it } from "vitest";
import { endsInNumber, fittedText } from "../../../src/chart/fitted-text.ts";

const SIZES = [60, 40, 20];
const room = (width: number, lines: number, height = 1000) => ({ width, lines, height });
const fitted = (text: string, ...place: Parameters<typeof room>) => fittedText(text, room(...place), SIZES, "regular");

describe("fittedText", () => {
  it("takes the largest size that keeps to the lines", () => {
    expect(fitted("Pay rose", 400, 1)).toEqual({ lines: ["Pay rose"], sizePx: 60 });
    expect(fitted("Pay rose", 200, 1).sizePx).toBe(40);
    expect(fitted("Pay rose", 200, 2)).toEqual({ lines: ["Pay", "rose"], sizePx: 60 });
  });

  it("minds the height of all lines together", () => {
    expect(fitted("Pay rose", 200, 2, 100).sizePx).toBe(40);
  });

  it("makes text smaller before it breaks a word", () => {
    expect(fitted("Donaudampfschifffahrt", 460, 3)).toEqual({ lines: ["Donaudampfschifffahrt"], sizePx: 40 });
  });

  it("breaks a word that is too long in the smallest size, and cuts it where the room ends", () => {
    const broken = fitted("x".repeat(40), 300, 2);
    expect(broken.lines.join("")).toBe("x".repeat(40));
    const cut = fitted("x".repeat(900), 300, 2);
    expect(cut.lines).toHaveLength(2);
    expect(cut.lines.join("")).toMatch(/^x+…$/);
  });

  it("cuts after a word and drops the punctuation there", () => {
    const { lines, sizePx } = fitted("One, two – three four five six seven eight nine ten", 110, 1);
    expect(sizePx).toBe(20);
    expect(lines).toEqual(["One, two…"]);
  });

  it.each([
    ["Median pay for all roles is up $3,700 a year", "Median pay for all roles is up…"],
    ["Median pay for all roles rose by 3 700 € a year", "Median pay for all roles rose by…"],
    ["Median pay for all roles: $145K to $160K", "Median pay for all roles: $145K…"],
    ["Median pay for GPT4 engineers rose in the year", "Median pay for GPT4…"],
  ])("never ends before an ellipsis in a number that may be cut: %s", (text, shown) => {
    const widths = Array.from({ length: 60 }, (_, step) => 60 + step * 6);
    const cuts = new Set(widths.map((width) => fitted(text, width, 1).lines.join(" ")));
    expect([...cuts].filter((cut) => cut.endsWith("…") && endsInNumber(cut.slice(0, -1)))).toEqual([]);
    expect(cuts).toContain(shown);
  });

  it("lets a script without spaces end a line and a text anywhere", () => {
    expect(fitted("機械学習エンジニアの給与", 400, 2)).toMatchObject({ sizePx: 60 });
    expect(fitted("AI 機械学習エンジニアの給与が上昇", 200, 1).lines[0]).toMatch(/^AI 機械.*…$/);
  });

  it("gives one empty line for no text", () => {
    expect(fitted("", 100, 1)).toEqual({ lines: [""], sizePx: 60 });
  });
});
