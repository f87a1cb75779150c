import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slug } from "../../../src/domain/role.ts";
import { inertText } from "../../../src/domain/text.ts";
import { booleanSql, cellsOf, fieldSql, inertSql, listSql, slugSql } from "../../../src/ingest/field-sql.ts";
import { cells, evaluated } from "./evaluated.ts";

describe("a field in SQL", () => {
  it("takes a column as trimmed text, and an empty cell as null", async () => {
    expect(await evaluated(fieldSql("c", cells), [" a b ", "", "  ", null])).toEqual(["a b", null, null, null]);
  });

  it("is null for a field that is not mapped, and the same on every row for a constant", async () => {
    expect(await evaluated(fieldSql(undefined, cells), ["a", "b"])).toEqual([null, null]);
    expect(await evaluated(fieldSql({ constant: "it's" }, cells), ["a", null])).toEqual(["it's", "it's"]);
  });

  it("translates whole values, and keeps, replaces or drops the others as told", async () => {
    const values = { "United States": "US", Mars: null };
    const given = ["United States", "Mars", "Peru", "united states", null];
    expect(await evaluated(fieldSql({ column: "c", values }, cells), given)).toEqual([
      "US",
      null,
      "Peru",
      "united states",
      null,
    ]);
    expect(await evaluated(fieldSql({ column: "c", values, otherwise: "other" }, cells), given)).toEqual([
      "US",
      null,
      "other",
      "other",
      "other",
    ]);
    expect(await evaluated(fieldSql({ column: "c", values, otherwise: null }, cells), given)).toEqual([
      "US",
      null,
      null,
      null,
      null,
    ]);
    expect(await evaluated(fieldSql({ column: "c", empty: "year" }, cells), ["hour", " "])).toEqual(["hour", "year"]);
  });

  it("keeps the first group of a pattern, and null where it does not match", async () => {
    const field = { column: "c", pattern: "^([^,()]+, [A-Z]{2})\\b" };
    expect(await evaluated(fieldSql(field, cells), ["Austin, TX (+2 others)", "Anywhere", "O'Fallon, MO"])).toEqual([
      "Austin, TX",
      null,
      "O'Fallon, MO",
    ]);
  });

  it("is null for an optional column that the file lacks, and an error that names file and columns for a needed one", async () => {
    expect(await evaluated(fieldSql({ column: "x", optional: true }, cells), ["a"])).toEqual([null]);
    expect(() => fieldSql("x", cells)).toThrow('rows.csv has no column "x". It has: c.');
  });

  it("quotes hostile column names", async () => {
    const name = 'a" FROM t; DROP TABLE t; --';
    const file = { path: "f", container: "csv", gzip: false, sha256: "", header: [], lines: 0 } as const;
    const sql = fieldSql(name, cellsOf(file, [name], new Set()));
    expect(await evaluated(sql.replace(`"${name.replaceAll('"', '""')}"`, "c"), ["kept"])).toEqual(["kept"]);
  });
});

describe("a list in SQL", () => {
  it("reads Python list literals with single and double quotes, apostrophes, commas and repeats", async () => {
    const sql = listSql({ column: "c", list: "literal" }, cells);
    const given = [
      `['sql', 'python', 'sql']`,
      `["o'reilly", 'c++']`,
      `['a, b', '[x]']`,
      "[]",
      "",
      "no list",
      `['open`,
      `[' ', 'r']`,
    ];
    expect(await evaluated(sql, given)).toEqual([
      ["python", "sql"],
      ["c++", "o'reilly"],
      ["[x]", "a, b"],
      [],
      null,
      null,
      null,
      ["r"],
    ]);
  });

  it("splits at a separator unless the cell is a list literal", async () => {
    const sql = listSql({ column: "c", list: { separator: ";" } }, cells);
    expect(await evaluated(sql, ["b; a ;;b", "one", `["x; y", "z"]`, " ; ", null])).toEqual([
      ["a", "b"],
      ["one"],
      ["x; y", "z"],
      [],
      null,
    ]);
  });

  it("is a null that is still a list where an optional column is not there", async () => {
    const sql = listSql({ column: "x", optional: true, list: { separator: ";" } }, cells);
    expect(await evaluated(`typeof(${sql})`, ["a"])).toEqual(["VARCHAR[]"]);
  });
});

describe("a flag in SQL", () => {
  it("knows the common spellings of yes and no in any case, and nothing else", async () => {
    const yes = ["true", "TRUE", "True", "yes", "Y", "t", "1", " yes "];
    const no = ["false", "False", "no", "N", "f", "0"];
    const neither = ["", "maybe", "2", "null", "ja", null];
    const sql = booleanSql({ column: "c", boolean: true }, cells);
    expect(await evaluated(sql, yes)).toEqual(yes.map(() => true));
    expect(await evaluated(sql, no)).toEqual(no.map(() => false));
    expect(await evaluated(sql, neither)).toEqual(neither.map(() => null));
  });
});

describe("text from outside in SQL", () => {
  const sample = (unit: fc.Arbitrary<string>) =>
    fc.sample(fc.string({ unit, maxLength: 12 }), { numRuns: 500, seed: 7 });

  it("is made inert as the domain makes it", async () => {
    const unit = fc.oneof(
      fc.constantFrom(
        "a",
        "B",
        " ",
        "  ",
        "\t",
        "\n",
        "\u00A0",
        "\u0007",
        "\u202E",
        "\u2066",
        "\uE010",
        "\uFEFF",
        "\uFFFD",
        "\u2028",
        "é",
        "🚀",
        "ש",
        "\u200D",
      ),
      fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 1 }),
    );
    const texts = [...sample(unit), "  two  spaces  ", "a\u00A0 \u202E b"];
    expect(await evaluated(inertSql("c"), texts)).toEqual(texts.map((text) => inertText(text) || null));
  });

  it("folds typographic spaces as the domain does", async () => {
    const texts = ["a\u2003b", "PLN\u202F281K", "a\u3000b"];
    expect(await evaluated(inertSql("c"), texts)).toEqual(texts.map(inertText));
  });

  it("has the slug that the domain gives it, for Latin names", async () => {
    const unit = fc.constantFrom(..."abcXYZ019 -_/&.,()+#'éèüöäñçåÀÉ  ");
    const names = [
      ...sample(unit),
      "Data Engineer",
      "Senior  Data/Scientist (m/f/d)",
      "Ingénieur",
      "C++ & C#",
      "-x-",
      "ML-Ops",
    ];
    expect(await evaluated(slugSql("c"), names)).toEqual(names.map((name) => slug(name) || null));
  });
});
