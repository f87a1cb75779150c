import { describe, expect, it } from "vitest";
import { marked } from "../../../src/domain/claim.ts";
import { displayWidth } from "../../../src/domain/display-width.ts";
import { standIns, visibleText } from "../../../src/render/marks.ts";
import { wrapped } from "../../../src/render/text-layout.ts";

describe("visibleText", () => {
  it("keeps marked numbers, letters, emoji and a letter's own no-break spaces", () => {
    const text = `Pay is ${marked("$129K", "a.b")} für 数据 👩‍🔬\u00A0now`;
    expect(visibleText(text)).toBe(text);
  });

  it("takes out half a mark, readers' tokens, stand-ins and bidirectional controls", () => {
    expect(visibleText("a\uE010b\uE012c\uE000name\uE001 \u{F0000}\u{F0001}\uE020x\u202Ey")).toBe("abcname x y");
  });
});

describe("standIns", () => {
  it("take the width of their number and come back as it was, in any order", () => {
    const numbers = standIns();
    const hidden = numbers.hide(`${marked("$1.2 M", "a")} or ${marked("数据", "b")}`);
    expect(displayWidth(hidden)).toBe(6 + 4 + 4);
    expect(numbers.restore(hidden.split(" or ").reverse().join(" or "))).toBe(
      `${marked("数据", "b")} or ${marked("$1.2 M", "a")}`,
    );
  });

  it("keep a line break out of a number", () => {
    const numbers = standIns();
    const lines = wrapped(numbers.hide(`aaaa ${marked("1 000 000", "a")}`), 10);
    expect(lines.map(numbers.restore)).toEqual(["aaaa", marked("1 000 000", "a")]);
  });
});
