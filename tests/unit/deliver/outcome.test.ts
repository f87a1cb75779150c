import { describe, expect, it } from "vitest";
import { outcomeOf, withoutAddresses } from "../../../src/deliver/outcome.ts";

const failure = (command: string, responseCode?: number, text = "no") => ({
  command,
  message: "failed",
  ...(responseCode === undefined ? {} : { responseCode, response: `${responseCode} ${text}` }),
});

describe("the outcome of a failed message", () => {
  it.each([
    ["MAIL FROM", 550, "server-fault"],
    ["MAIL FROM", 451, "server-fault"],
    ["MAIL FROM", undefined, "server-fault"],
    ["RCPT TO", 550, "refused"],
    ["RCPT TO", 450, "deferred"],
    ["RCPT TO", 421, "server-fault"],
    ["RCPT TO", 530, "server-fault"],
    ["DATA", 554, "refused"],
    ["DATA", 451, "deferred"],
    ["DATA", 421, "server-fault"],
    ["CONN", undefined, "cut"],
    ["CONN", 554, "cut"],
    ["AUTH PLAIN", 535, "server-fault"],
  ])("after %s %s, before the end has left, is %s", (command, code, kind) => {
    expect(outcomeOf(failure(command, code), false)).toMatchObject({ kind });
  });

  it.each([
    ["DATA", 554, "refused"],
    ["DATA", 452, "deferred"],
    ["DATA", 421, "unknown"],
    ["CONN", undefined, "unknown"],
    ["CONN", 550, "unknown"],
    ["API", undefined, "unknown"],
  ])("after %s %s, once the end may have left, is %s", (command, code, kind) => {
    expect(outcomeOf(failure(command, code), true)).toMatchObject({ kind });
  });

  it("names the enhanced code where there is one, and cuts the server's words", () => {
    expect(outcomeOf(failure("RCPT TO", 550, "5.1.1 no such user"), false)).toMatchObject({ code: "5.1.1" });
    expect(outcomeOf(failure("RCPT TO", 550, "no such user"), false)).toMatchObject({ code: "550" });
    const long = outcomeOf(failure("RCPT TO", 550, `a\r\nb ${"x".repeat(900)}`), false);
    expect(long).toMatchObject({ text: expect.stringMatching(/^550 a b x{192}$/) });
  });

  it("can be told without the addresses that a server repeats", () => {
    expect(withoutAddresses("550 <ada@example.com>: and (bob@x.org), rejected")).toBe(
      "550 <(address)>: and ((address)), rejected",
    );
  });
});
