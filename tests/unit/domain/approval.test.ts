import { describe, expect, it } from "vitest";
import { standing } from "../../../src/domain/approval.ts";

const hash = "a".repeat(64);
const approval = { hash, by: "Ada", at: "2026-11-21T08:00:00Z" };

describe("where an edition stands", () => {
  it("is approved for the hash that was approved, whatever the policy", () => {
    expect(standing(hash, approval, "required")).toBe("approved");
    expect(standing(hash, approval, "auto")).toBe("approved");
  });

  it("has changed when another edition was approved", () => {
    expect(standing("b".repeat(64), approval, "required")).toBe("changed");
  });

  it("waits for somebody when nobody approved anything", () => {
    expect(standing(hash, undefined, "required")).toBe("unapproved");
  });

  it("goes by itself where the policy says so", () => {
    expect(standing(hash, undefined, "auto")).toBe("auto");
    expect(standing("b".repeat(64), approval, "auto")).toBe("auto");
  });
});
