import { describe, expect, it } from "vitest";
import { displayWidth } from "../../../src/domain/display-width.ts";
import { textTable, wrapped } from "../../../src/render/text-layout.ts";

describe("displayWidth", () => {
  it.each([
    ["abc", 3],
    ["数据", 4],
    ["é", 1],
    ["e\u0301", 1],
    ["👩‍🔬", 2],
    ["a\u200Bb", 2],
    ["", 0],
  ])("counts the places of %j", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe("wrapped", () => {
  it("breaks between words and hangs the lines after the first", () => {
    expect(wrapped("one two three four", 9, "* ", "  ")).toEqual(["* one two", "  three", "  four"]);
  });

  it("cuts a word that no line can hold, and never a web address", () => {
    expect(wrapped("aaaaaaaaaaaa", 5)).toEqual(["aaaaa", "aaaaa", "aa"]);
    expect(wrapped("see https://example.org/long now", 10)).toEqual(["see", "https://example.org/long", "now"]);
  });

  it("counts wide characters twice", () => {
    expect(wrapped("数据科学", 4)).toEqual(["数据", "科学"]);
  });

  it("gives no lines for a text without words", () => {
    expect(wrapped("  ", 10)).toEqual([]);
  });
});

describe("textTable", () => {
  it("puts what a row's note says below the row, in columns and in a list", () => {
    const rows = [
      ["Machine Learning Engineer", "$129K"],
      ["Data Engineer", "$120K"],
    ];
    expect(textTable(columns, rows, 40, ["Half of the ads state pay at all, and more.", null])).toEqual([
      "Role                       Median",
      "                              pay",
      "-------------------------  ------",
      "Machine Learning Engineer   $129K",
      "  Half of the ads state pay at all, and",
      "  more.",
      "Data Engineer               $120K",
    ]);
    expect(textTable(columns, rows.slice(1), 20, ["State it."])).toEqual([
      "Data Engineer",
      "  Median pay: $120K",
      "  State it.",
    ]);
  });

  const columns = [
    { label: "Role", align: "left" },
    { label: "Median pay", align: "right" },
  ] as const;

  it("puts columns below others, line by line, where a line is too short for all", () => {
    const stacked = [
      { label: "Role", align: "left" },
      { label: "Offers", align: "right" },
      { label: "Median pay", align: "right" },
      { label: "Trend", align: "left", below: true },
      { label: "Middle half", align: "right", below: true },
    ] as const;
    const rows = [
      ["Data Engineer", "204", "$125K", "Unclear (from 8.4%)", "$105K–$155K"],
      ["Ethicist", "4", "too few", "Too few to compare", ""],
    ];
    expect(textTable(stacked, rows, 76)[0]).toMatch(/^Role +Offers +Median +Trend +Middle half$/);
    expect(textTable(stacked, rows, 50, [null, "Pay is over 13 weeks."])).toEqual([
      "Role           Offers           Median pay",
      "                                     Trend",
      "                               Middle half",
      "-------------  ------  -------------------",
      "Data Engineer     204                $125K",
      "                       Unclear (from 8.4%)",
      "                               $105K–$155K",
      "Ethicist            4              too few",
      "                        Too few to compare",
      "  Pay is over 13 weeks.",
    ]);
    expect(textTable(stacked, rows, 40)[0]).toBe("Data Engineer");
  });

  it("aligns numbers to the right, also below names of wide characters", () => {
    expect(
      textTable(columns, [
        ["数据", "$9K"],
        ["Data", "$129K"],
      ]),
    ).toEqual(["Role  Median", "         pay", "----  ------", "数据     $9K", "Data   $129K"]);
  });

  it("continues a long name on the next line", () => {
    expect(textTable(columns, [["Machine Learning Engineer", "$129K"]], 26)).toEqual([
      "Role                Median",
      "                       pay",
      "------------------  ------",
      "Machine Learning     $129K",
      "Engineer",
    ]);
  });

  it("becomes a list where columns have no room", () => {
    expect(textTable(columns, [["Machine Learning Engineer", "$129K"]], 20)).toEqual([
      "Machine Learning",
      "Engineer",
      "  Median pay: $129K",
    ]);
  });

  it("becomes a list where a word of a name is wider than its column, so that no word is cut", () => {
    expect(textTable(columns, [["Softwareentwicklungsingenieurin", "$129K"]], 38)).toEqual([
      "Softwareentwicklungsingenieurin",
      "  Median pay: $129K",
    ]);
    expect(textTable(columns, [["Softwareentwicklungsingenieurin", "$129K"]], 39).at(-1)).toBe(
      "Softwareentwicklungsingenieurin   $129K",
    );
  });
});
