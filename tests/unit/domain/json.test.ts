import { describe, expect, it } from "vitest";
import { storedJson } from "../../../src/domain/json.ts";

describe("storedJson", () => {
  it("keeps short values on one line and ends in a newline", () => {
    expect(storedJson({ b: 1, a: [1, 2, null], c: {} })).toBe('{ "b": 1, "a": [1, 2, null], "c": {} }\n');
  });

  it("breaks what is longer than a line up, a member a line", () => {
    const text = storedJson({ name: "x".repeat(80), list: Array.from({ length: 20 }, (_, index) => index) });
    expect(text.split("\n").slice(0, 3)).toEqual([
      "{",
      `  "name": "${"x".repeat(80)}",`,
      `  "list": [${Array.from({ length: 20 }, (_, index) => index).join(", ")}]`,
    ]);
  });

  it("writes no line over 120 characters where it can break one", () => {
    const value = Array.from({ length: 40 }, (_, index) => ({ key: index, text: "words ".repeat(4), more: [1, 2] }));
    for (const line of storedJson({ value }).split("\n")) expect(line.length).toBeLessThanOrEqual(121);
  });

  it("leaves undefined members out, as JSON does", () => {
    expect(storedJson({ a: undefined, b: 1 })).toBe('{ "b": 1 }\n');
  });
});
