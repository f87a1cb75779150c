import { describe, expect, it } from "vitest";
import { checkEdition } from "../../../src/check/check.ts";
import { refuseBlocked } from "../../../src/check/finding.ts";
import { chartEntry, factOf, requestOf, withSurface } from "./check-request-of.ts";

const rules = (request: ReturnType<typeof requestOf>) =>
  checkEdition(request).map(({ rule, severity, surface }) => [rule, severity, surface]);
const bytes = (count: number) => `<p>${"x".repeat(count - 7)}</p>`;

describe("checkEdition", () => {
  it("finds nothing in an edition without fault", () => {
    expect(checkEdition(requestOf())).toEqual([]);
  });

  it.each([
    [80 * 1024, []],
    [80 * 1024 + 1, [["html-size", "warning", "email.html"]]],
    [98 * 1024, [["html-size", "warning", "email.html"]]],
    [98 * 1024 + 1, [["html-size", "blocking", "email.html"]]],
  ])("of a mail of %i bytes says %j", (size, expected) => {
    expect(rules(withSurface("email.html", bytes(size)))).toEqual(expected);
  });

  it("counts bytes, not characters", () => {
    expect(rules(withSurface("email.html", `<p>${"é".repeat(50 * 1024)}</p>`))).toEqual([
      ["html-size", "blocking", "email.html"],
    ]);
  });

  it.each([
    ["x".repeat(60), []],
    ["x".repeat(61), ["subject-long"]],
    ["👩🏽".repeat(31), ["subject-long"]],
    ["👩".repeat(60), []],
    ["  ", ["subject-empty"]],
    ["", ["subject-empty"]],
  ])("of the subject %j says %j", (subject, expected) => {
    expect(rules(requestOf({ subject })).map(([rule]) => rule)).toEqual(expected);
  });

  it("blocks a preheader that repeats the subject, and warns of one too short or too long", () => {
    const line = "What each role pays, and where the openings are.";
    expect(rules(requestOf({ subject: line, preheader: line }))).toEqual([
      ["preheader-repeats", "blocking", "preheader"],
    ]);
    for (const preheader of ["x".repeat(39), "x".repeat(131)])
      expect(rules(requestOf({ preheader }))).toEqual([["preheader-length", "warning", "preheader"]]);
    for (const preheader of ["x".repeat(40), "x".repeat(130)]) expect(rules(requestOf({ preheader }))).toEqual([]);
  });

  it.each(["undefined", "NaN", "[object Object]", "{{n}}", "}}", "\uE010", "\uE002"])(
    "blocks a letter in which %j is left over",
    (left) => {
      expect(rules(withSurface("email.txt", `Pay is ${left} a year.`))).toEqual([
        ["leftover", "blocking", "email.txt"],
      ]);
      expect(rules(withSurface("index.html", `<p>Pay is ${left}.</p>`))).toEqual([
        ["leftover", "blocking", "index.html"],
      ]);
    },
  );

  it("does not mind braces in styles and attributes, which nobody reads", () => {
    const html = '<style>a{b{c:d}}</style><p data-x="{{y}}">Fine</p>';
    expect(rules(withSurface("email.html", html))).toEqual([]);
  });

  it("blocks markup in the plain text, but no comparison signs", () => {
    expect(rules(withSurface("email.txt", "Pay <b>rose</b>."))).toEqual([["text-has-tags", "blocking", "email.txt"]]);
    expect(rules(withSurface("email.txt", "a < b and b > c"))).toEqual([]);
  });

  it.each([
    [19, ["alt-length"]],
    [20, []],
    [150, []],
    [151, ["alt-length"]],
  ])("of an alt text of %i characters says %j", (length, expected) => {
    const charts = [chartEntry({ alt: "x".repeat(length) })];
    expect(rules(requestOf({}, { charts })).map(([rule]) => rule)).toEqual(expected);
  });

  it("warns of a heavy image, and of many that are heavy together", () => {
    expect(rules(requestOf({ imageBytes: new Map([["openings", 60 * 1024]]) }))).toEqual([]);
    expect(rules(requestOf({ imageBytes: new Map([["openings", 60 * 1024 + 1]]) }))).toEqual([
      ["image-heavy", "warning", "charts"],
    ]);
    const many = new Map(Array.from({ length: 6 }, (_, index) => [`c${index}`, 55_000]));
    expect(rules(requestOf({ imageBytes: many }))).toEqual([["images-heavy", "warning", "charts"]]);
  });
});

describe("the check of claims", () => {
  const at = (claim: Partial<ReturnType<typeof requestOf>["edition"]["claims"][number]>) => {
    const { edition } = requestOf();
    return requestOf({}, { claims: edition.claims.map((each, index) => (index === 0 ? { ...each, ...claim } : each)) });
  };

  it("blocks a claim whose fact does not exist", () => {
    expect(rules(at({ fact: "total.nothing" }))).toContainEqual(["claim-without-fact", "blocking", "email.txt"]);
  });

  it("blocks a number that differs from its fact by one digit", () => {
    const request = withSurface("email.txt", "There were 1,205 openings.");
    const claims = [{ surface: "email.txt", offset: 11, printed: "1,205", fact: "total.openings.count" }];
    const others = request.edition.claims;
    expect(
      checkEdition({ ...request, edition: { ...request.edition, claims: [...others, ...claims] } }),
    ).toContainEqual(
      expect.objectContaining({
        rule: "claim-edited",
        place: "There were 1,205 openings.",
        why: expect.stringContaining('"1,204"'),
      }),
    );
  });

  it("blocks an edition in which the fact itself was changed", () => {
    expect(rules(requestOf({}, { facts: [factOf({ value: 1_205 })] })).map(([rule]) => rule)).toEqual([
      "claim-edited",
      "claim-edited",
      "claim-edited",
    ]);
  });

  it("blocks a claim that does not stand where it says", () => {
    expect(rules(at({ offset: 3 })).map(([rule]) => rule)).toContain("claim-misplaced");
    expect(rules(at({ surface: "nowhere" })).map(([rule]) => rule)).toContain("claim-misplaced");
  });

  it.each(["3 of 4 employers", "twice in 2026", "up 5%", "a 10-year low", "$129K"])(
    "blocks %j when no fact stands behind its digits",
    (text) => {
      expect(new Set(rules(withSurface("email.txt", text)).map(([rule]) => rule))).toEqual(new Set(["unbound-number"]));
    },
  );

  it("lets addresses, weeks and the digits of literals pass", () => {
    const text = "Week 47\nsince 2026-W40, see https://example.org/a/123?b=4.\nWeb3 and Web3, C++20";
    expect(rules({ ...withSurface("email.txt", text), literals: ["Week 47", "Web3", "C++20"] })).toEqual([]);
  });

  it("knows a literal across the line breaks of the text part", () => {
    const text = "Senior Level\n   3 Engineer";
    expect(rules({ ...withSurface("email.txt", text), literals: ["Senior Level 3 Engineer"] })).toEqual([]);
  });

  it.each([
    ["Role 1", "Role 10"],
    ["Role 10", "Role 1"],
  ])("knows %s and %s apart, though one begins the other", (...literals) => {
    expect(rules({ ...withSurface("email.txt", "Role 10 and Role 1"), literals })).toEqual([]);
  });

  it("does not let a literal's digits pass elsewhere", () => {
    const text = "Level 3 Engineer earns 3";
    expect(rules({ ...withSurface("email.txt", text), literals: ["Level 3 Engineer"] }).map(([rule]) => rule)).toEqual([
      "unbound-number",
    ]);
  });

  it("takes a literal as text, not as a pattern", () => {
    const text = "C++ (20) $1 engineer";
    expect(rules({ ...withSurface("email.txt", text), literals: ["C++ (20) $1 engineer"] })).toEqual([]);
  });

  it("shows the words around the place", () => {
    const [finding] = checkEdition(withSurface("email.txt", `${"before ".repeat(9)}77 ${"after ".repeat(9)}`));
    expect(finding?.place).toContain("before 77 after");
    expect(finding?.place.length).toBeLessThanOrEqual(60);
  });

  it("blocks a number in the subject that no fact stands behind", () => {
    const { surfaces } = requestOf();
    const subject = "Pay up 44% this week";
    expect(rules(requestOf({ subject, surfaces: new Map([...surfaces, ["subject", subject]]) }))).not.toEqual([]);
  });
});

describe("findings", () => {
  it("come with what blocks first", () => {
    const { edition } = requestOf();
    const claims = edition.claims.map((each) => ({ ...each, fact: "gone" }));
    const found = checkEdition(requestOf({ preheader: "short" }, { claims }));
    expect(found.map(({ severity }) => severity)).toEqual(["blocking", "blocking", "blocking", "warning"]);
    for (const { why, fix } of found) expect([why, fix].every((text) => text.length > 3)).toBe(true);
  });

  it("hold an edition back only when one of them blocks", () => {
    const warned = checkEdition(requestOf({ preheader: "short" }));
    expect(() => refuseBlocked("2026-W47", warned)).not.toThrow();
    const blocked = checkEdition(requestOf({ subject: "" }));
    expect(() => refuseBlocked("2026-W47", [...warned, ...blocked])).toThrowError(
      expect.objectContaining({
        code: "check-failed",
        exitCode: 4,
        message: expect.stringContaining("1 blocking finding; the first is subject-empty in subject"),
      }),
    );
  });
});
