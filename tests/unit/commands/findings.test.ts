import { describe, expect, it } from "vitest";
import { refuseBlocked } from "../../../src/check/finding.ts";
import { findingLines } from "../../../src/commands/findings.ts";

const finding = {
  rule: "html-size",
  severity: "blocking",
  surface: "email.html",
  place: "",
  why: "too big",
  fix: "Cut it.",
} as const;

describe("findings on a terminal", () => {
  it("say severity, rule, place, reason and remedy in one line each", () => {
    expect(findingLines([finding, { ...finding, severity: "warning", place: "near here" }])).toEqual([
      "blocking html-size in email.html: too big. Cut it.",
      'warning html-size in email.html near "near here": too big. Cut it.',
    ]);
    expect(findingLines([])).toEqual([]);
  });
});

describe("an edition with findings", () => {
  it("is held back by a blocking one with exit 4, and not by warnings", () => {
    expect(() => refuseBlocked("2026-W45", [{ ...finding, severity: "warning" }])).not.toThrow();
    expect(() => refuseBlocked("2026-W45", [{ ...finding, severity: "warning" }, finding])).toThrow(
      expect.objectContaining({ code: "check-failed", exitCode: 4, details: { findings: [finding] } }),
    );
  });
});
