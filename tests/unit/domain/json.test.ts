import fc from "fast-check";
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

  it("breaks up just what does not fit its line, whatever the value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(storedJson(value)).toBe(`${slowly(JSON.parse(JSON.stringify(value)), "", 0)}\n`);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

/** The same rule, with every value written in one line first. */
function slowly(value: unknown, indent: string, used: number): string {
  const line = whole(value);
  if (indent.length + used + line.length <= 120 || value === null || typeof value !== "object") return line;
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const lines = Object.entries(value).map(([key, inner]) => {
    const name = Array.isArray(value) ? "" : `${JSON.stringify(key)}: `;
    return `${deeper}${name}${slowly(inner, deeper, Array.isArray(value) ? 1 : name.length + 1)}`;
  });
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

function whole(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(whole).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${whole(inner)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
