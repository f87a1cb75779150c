import { describe, expect, it } from "vitest";
import { type ErrorCode, EXIT, ReportError } from "../../src/errors.ts";

describe("ReportError", () => {
  it("says what happened and what to do, and keeps its cause", () => {
    const cause = new Error("below");
    const error = new ReportError("usage", "There is no week 54.", "Use 1 to 53.", { cause });
    expect(error).toMatchObject({
      name: "ReportError",
      code: "usage",
      message: "There is no week 54.",
      hint: "Use 1 to 53.",
      cause,
      details: {},
    });
    expect(error).toBeInstanceOf(Error);
  });

  it("carries details for machines", () => {
    expect(new ReportError("check-failed", "m", "h", { details: { findings: [1] } }).details).toEqual({
      findings: [1],
    });
  });

  it.each<[ErrorCode, number]>([
    ["usage", 2],
    ["settings-invalid", 2],
    ["template-invalid", 2],
    ["folder-in-the-way", 2],
    ["snapshot-missing", 3],
    ["snapshot-invalid", 3],
    ["file-damaged", 3],
    ["edition-missing", 3],
    ["boards-failed", 3],
    ["check-failed", 4],
    ["bytes-differ", 4],
    ["message-not-sent", 5],
  ])("of the code %s ends the run with %i", (code, exit) => {
    expect(new ReportError(code, "m", "h").exitCode).toBe(exit);
  });
});

describe("exit codes", () => {
  it("are those of the design", () => {
    expect(EXIT).toEqual({ done: 0, bug: 1, usage: 2, unfitData: 3, blocked: 4, deliveryIncomplete: 5 });
  });
});
