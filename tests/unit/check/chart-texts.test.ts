import { describe, expect, it } from "vitest";
import { chartTextFindings } from "../../../src/check/chart-texts.ts";
import { chartEntry, requestOf } from "./check-request-of.ts";

const ALT = "Bars of openings by role: Engineer has all 1,204.";
const claim = (surface: string, printed = "1,204", fact = "total.openings.count") => ({
  surface,
  offset: 0,
  printed,
  fact,
});
const WHOLE = ["charts/openings.svg", "charts/openings.alt", "email.html", "email.txt"].map((name) => claim(name));
const found = (claims: readonly ReturnType<typeof claim>[]) =>
  chartTextFindings(requestOf({}, { claims: [...claims], charts: [chartEntry({ alt: ALT })] }));

describe("the numbers of a chart", () => {
  it("are told in the text of the mail too", () => {
    expect(found(WHOLE)).toEqual([]);
  });

  it.each(["email.html", "email.txt"])("raise a finding once each where %s lacks them", (surface) => {
    const findings = found(WHOLE.filter((each) => each.surface !== surface));
    expect(findings).toMatchObject([{ rule: "chart-number-alone", surface, place: "total.openings.count" }]);
    expect(findings[0]?.why).toContain('"1,204" (total.openings.count) of the chart openings');
  });

  it("are not told by another fact of the same value, nor printed otherwise", () => {
    const marks = [claim("charts/openings.svg", "1,204", "engineer.openings.count"), ...WHOLE];
    expect(found(marks).map(({ place }) => place)).toEqual(["engineer.openings.count", "engineer.openings.count"]);
    const rough = [claim("charts/openings.svg", "1.2K"), ...WHOLE.slice(1)];
    expect(found(rough).map(({ surface }) => surface)).toEqual(["email.html", "email.txt"]);
  });

  it("may have plain spaces in a drawing", () => {
    const euros = [claim("charts/openings.svg", "3.480 €"), claim("charts/openings.alt", "3.480 €")];
    const told = ["email.html", "email.txt"].map((name) => claim(name, "3.480\u00a0€"));
    expect(found([...euros, ...told])).toEqual([]);
  });

  it("are in the alt text, at least one of them", () => {
    const findings = found(WHOLE.filter(({ surface }) => !surface.endsWith(".alt")));
    expect(findings).toMatchObject([{ rule: "alt-without-number", surface: "charts", place: ALT }]);
  });
});
