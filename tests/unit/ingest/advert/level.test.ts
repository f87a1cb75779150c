import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { levelOf, parseLevelRules } from "../../../../src/ingest/advert/level.ts";

const PATH = "templates/en-US/levels.yaml";
const file = readFileSync(PATH, "utf8");
const rules = parseLevelRules(file, PATH);

describe("levelOf", () => {
  it.each([
    ["Data Engineer", null],
    ["Junior Data Engineer", "entry"],
    ["Jr. Data Analyst", "entry"],
    ["Data Science Intern", "entry"],
    ["Product Lead Intern", "entry"],
    ["New Grad Software Engineer", "entry"],
    ["Entry-Level Analyst", "entry"],
    ["Co-op, Machine Learning", "entry"],
    ["Mid-level Data Engineer", "mid"],
    ["Data Engineer (Mid)", "mid"],
    ["Senior ML Engineer", "senior"],
    ["Sr. ML Engineer", "senior"],
    ["ML Engineer, SR", "senior"],
    ["Staff Engineer", "lead"],
    ["Staff+ Software Engineer", "lead"],
    ["Staff, Machine Learning Engineer", "lead"],
    ["Principal Scientist", "lead"],
    ["Data Team Lead", "lead"],
    ["Head of Data", "lead"],
    ["Distinguished Engineer", "lead"],
    ["Director, Analytics", "lead"],
    ["VP of AI", "lead"],
  ])("reads the words of rank in %j", (title, level) => {
    expect(levelOf(title, rules)).toBe(level);
  });

  it.each([
    ["Lead Generation Specialist", null],
    ["Member of Technical Staff", null],
    ["Chief of Staff", null],
    ["Staffing Coordinator", null],
    ["Staff Accountant", null],
    ["Internal Tools Engineer", null],
    ["Account Executive, Mid-Market", null],
    ["Account Manager, Middle East", null],
    ["Data Entry Clerk", null],
    ["Sales Associate", null],
    ["Engineering Manager", null],
    ["Senior Living Data Analyst", null],
    ["Senior Member of Technical Staff", "senior"],
  ])("is not taken in by words of another meaning: %j", (title, level) => {
    expect(levelOf(title, rules)).toBe(level);
  });

  it.each([
    ["Associate Data Scientist", "entry"],
    ["Associate Director, Data", "lead"],
    ["Senior Associate, Data Science", "mid"],
    ["Senior Staff Engineer", "lead"],
    ["Senior Director", "lead"],
    ["Senior/Staff Engineer", "senior"],
    ["Staff / Senior Engineer", "senior"],
    ["Mid to Senior Engineer", "mid"],
    ["Junior or Mid Developer", "entry"],
    ["Senior Data Engineer / Lead Data Engineer", "senior"],
    ["Senior Data Scientist - Team Lead", "lead"],
  ])("weighs several words of rank in %j", (title, level) => {
    expect(levelOf(title, rules)).toBe(level);
  });

  it.each([
    ["Software Engineer I", "entry"],
    ["Software Engineer II, Search", "mid"],
    ["Software Engineer III (Remote)", "senior"],
    ["Data Analyst - III", "senior"],
    ["Software Engineer IV", "lead"],
    ["Data Engineer 2", "mid"],
    ["Level 3 Data Engineer", "senior"],
    ["Software Engineer, L4", "mid"],
    ["Data Scientist (L6)", "lead"],
    ["Engineer IC3", "senior"],
    ["Engineer, IC-1", "entry"],
    ["Senior Data Analyst I", "senior"],
    ["Phase II Data Analyst", null],
    ["L3 Support Engineer", null],
    ["Engineering Manager II", null],
    ["I am a Data Engineer", null],
    ["Engineer, Web 3", null],
    ["II", null],
    ["Analyst with 5% travel", null],
  ])("reads steps and codes in %j", (title, level) => {
    expect(levelOf(title, rules)).toBe(level);
  });

  it.each(["𝐒𝐞𝐧𝐢𝐨𝐫 Data Engineer", "🚀 [SENIOR] Data Engineer", "data engineer - sênior"])(
    "reads fancy letters: %j",
    (title) => {
      expect(levelOf(title, rules)).toBe("senior");
    },
  );

  it("looks at the first 500 characters, whatever the size of a title", () => {
    expect(levelOf(`${"x ".repeat(250)}Senior`, rules)).toBeNull();
    for (const part of ["Senior/", "II ", "a", "🚀", "\u{1D412}"])
      expect(() => levelOf(part.repeat(2_000_000), rules)).not.toThrow();
  });

  it("reads another pack's words", () => {
    const german = parseLevelRules(file.replace("senior: [senior,", "senior: [leitend, senior,"), "de.yaml");
    expect(levelOf("Leitend Pflegefachkraft", german)).toBe("senior");
    expect(() => parseLevelRules("words: {boss: [x]}", "de.yaml")).toThrow(/de\.yaml/);
  });
});
