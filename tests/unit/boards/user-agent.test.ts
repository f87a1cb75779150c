import { validateHeaderValue } from "node:http";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { userAgent } from "../../../src/boards/user-agent.ts";

describe("the name under which boards are asked", () => {
  it("is the newsletter's, with the address of its sender", () => {
    expect(userAgent({ name: "Nursing Pay Weekly", address: "letter@example.com" })).toBe(
      "trends (Nursing Pay Weekly; letter@example.com)",
    );
  });

  it("keeps within its brackets, and to what a header may hold", () => {
    expect(userAgent({ name: "Löhne (wöchentlich); 給料", address: "a@example.com" })).toBe(
      "trends (Lohne wochentlich; a@example.com)",
    );
    expect(userAgent({ name: "給料", address: "a@example.com" })).toBe("trends (a@example.com)");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const agent = userAgent({ name, address: "a@example.com" });
        expect(() => validateHeaderValue("user-agent", agent)).not.toThrow();
        expect(agent).toMatch(/^trends \([^()\\]*a@example\.com\)$/);
      }),
    );
  });
});
