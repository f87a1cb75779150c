import { describe, expect, it } from "vitest";
import { inertText } from "../../../src/domain/text.ts";

describe("inertText", () => {
  it.each([
    ["a\r\nBcc: x@y.z", "a Bcc: x@y.z"],
    ["abc\u202Edef\u2066ghi\u2069", "abc def ghi"],
    ["\uE010fact\uE011$1\uE012", "fact $1"],
    ["tab\there\0null", "tab here null"],
    ["line\u2028and\u2029paragraph", "line and paragraph"],
    ["  many \u00a0 spaces  ", "many spaces"],
    ["\uFEFFbom", "bom"],
    ["lone \uD83D surrogate", "lone surrogate"],
    ["plane sixteen \u{10FFFD} too", "plane sixteen too"],
    ["", ""],
    ["\u0000", ""],
  ])("makes %j harmless", (text, expected) => {
    expect(inertText(text)).toBe(expected);
  });

  it.each(["Ingénieure 数据科学家 👩‍🔬", "مهندس بيانات", "C++ / C#", "<b>{{x}}</b>", "e\u0301"])(
    "leaves %j as it is",
    (text) => {
      expect(inertText(text)).toBe(text);
    },
  );
});
