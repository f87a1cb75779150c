import { describe, expect, it } from "vitest";
import { dataCsv, dataJson } from "../../../src/archive/data.ts";
import { factOf } from "../check/check-request-of.ts";

const row = (part: Parameters<typeof factOf>[0]) => dataCsv([factOf(part)]).split("\r\n")[1]!;

describe("dataCsv", () => {
  it("has a header and a row per fact, each line ended as RFC 4180 says", () => {
    expect(dataCsv([factOf(), factOf({ id: "b", value: -2.5, interval: [-3, -1], verdict: "fell" })])).toBe(
      [
        "id,slice,metric,basis,stat,window,value,unit,currency,n,employers,low,high,verdict,noticeable,since,vintage,source",
        "total.openings.count,total,openings,,count,,1204,count,,1204,40,,,,,,2026-W47,2026-W47/snapshot.json#totals.openings",
        "b,total,openings,,count,,-2.5,count,,1204,40,-3,-1,fell,,,2026-W47,2026-W47/snapshot.json#totals.openings",
        "",
      ].join("\r\n"),
    );
  });

  it("says of a compared fact from what difference on it would have been noticed, and since when it stands", () => {
    const change = {
      metric: "pay" as const,
      before: 100,
      difference: 4,
      p: 0.01,
      q: 0.02,
      theta: 0.5,
      noticeable: 2_600,
      since: "2026-W44",
      mix: null,
    };
    expect(row({ verdict: "edged-up", change })).toContain(",edged-up,2600,2026-W44,2026-W47,");
  });

  it("is a header alone for no facts", () => {
    expect(dataCsv([]).split("\r\n")).toHaveLength(2);
  });

  it("quotes commas, quotes and line breaks", () => {
    expect(row({ slice: "a,b" })).toContain(',"a,b",');
    expect(row({ slice: 'say "hi"' })).toContain(',"say ""hi""",');
    expect(dataCsv([factOf({ slice: "a\nb" })])).toContain(',"a\nb",');
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0"])(
    "keeps a spreadsheet from running %j",
    (text) => {
      expect(row({ slice: text })).toContain(`,'${text}`);
    },
  );

  it("guards a formula that must be quoted too", () => {
    expect(row({ slice: '=HYPERLINK("x","y")' })).toContain(`,"'=HYPERLINK(""x"",""y"")",`);
    expect(dataCsv([factOf({ slice: "\rx" })])).toContain(`,"'\rx",`);
  });

  it("does not take a negative number for a formula", () => {
    expect(row({ value: -4 })).toContain(",-4,");
  });
});

describe("dataJson", () => {
  it("holds the same columns", () => {
    const { week, facts } = JSON.parse(dataJson("2026-W47", [factOf({ interval: [1, 2] })]));
    expect(week).toBe("2026-W47");
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({ id: "total.openings.count", low: 1, high: 2, basis: null, value: 1_204 });
    expect(Object.keys(facts[0])).toEqual(dataCsv([]).trim().split(","));
  });
});
