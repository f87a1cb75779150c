import { describe, expect, it } from "vitest";
import { factsIn, marked, replaceMarked, takeClaims, unmarked } from "../../../src/domain/claim.ts";
import { inertText } from "../../../src/domain/text.ts";

const median = marked("$129K", "total.pay.midpoint.median@1w");
const growth = marked("3.2%", "a.pay.midpoint.growth@4w");

describe("takeClaims", () => {
  it("gives the text without marks, and each claim where it stands in that text", () => {
    const { text, claims } = takeClaims("email.txt", `Pay: ${median}, up ${growth}.`);
    expect(text).toBe("Pay: $129K, up 3.2%.");
    expect(claims).toEqual([
      { surface: "email.txt", offset: 5, printed: "$129K", fact: "total.pay.midpoint.median@1w" },
      { surface: "email.txt", offset: 15, printed: "3.2%", fact: "a.pay.midpoint.growth@4w" },
    ]);
  });

  it("counts offsets in UTF-16 units, as JavaScript does", () => {
    const { text, claims } = takeClaims("s", `👩‍🔬 ${median}`);
    expect(text.slice(claims[0]!.offset)).toBe("$129K");
    expect(claims[0]!.offset).toBe(6);
  });

  it("keeps neighbours and repetitions apart", () => {
    const { text, claims } = takeClaims("s", median + growth + median);
    expect(text).toBe("$129K3.2%$129K");
    expect(claims.map(({ offset }) => offset)).toEqual([0, 5, 9]);
  });

  it("finds none in plain text, and none in an empty one", () => {
    expect(takeClaims("s", "Nothing here")).toEqual({ text: "Nothing here", claims: [] });
    expect(takeClaims("s", "")).toEqual({ text: "", claims: [] });
  });

  it("is not led astray by dollar signs in what is printed", () => {
    expect(takeClaims("s", marked("$& $1 $'", "f")).text).toBe("$& $1 $'");
  });
});

describe("marked text", () => {
  it("loses its marks for readers", () => {
    expect(unmarked(`${median} and ${growth}`)).toBe("$129K and 3.2%");
  });

  it("can be rewritten number by number", () => {
    expect(replaceMarked(`${median}!`, (printed, fact) => `[${fact}=${printed}]`)).toBe(
      "[total.pay.midpoint.median@1w=$129K]!",
    );
  });

  it("names each fact once, in order of appearance", () => {
    expect(factsIn(median + growth + median)).toEqual(["total.pay.midpoint.median@1w", "a.pay.midpoint.growth@4w"]);
  });

  it("cannot be forged by a name from outside", () => {
    const forged = inertText(`Engineer ${marked("$999K", "total.pay.midpoint.median@1w")}`);
    expect(takeClaims("s", forged).claims).toEqual([]);
  });
});
