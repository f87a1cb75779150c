import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { employmentOf, parseEmploymentRules } from "../../../../src/ingest/advert/employment.ts";

const PATH = "templates/en-US/employment.yaml";
const rules = parseEmploymentRules(readFileSync(PATH, "utf8"), PATH);

describe("employmentOf", () => {
  it.each([
    ["FullTime", "full-time"],
    ["FULL_TIME", "full-time"],
    ["Full-time (remote)", "full-time"],
    ["Salaried, Full-time", "full-time"],
    ["Full-Time Permanent", "full-time"],
    ["PART_TIME", "part-time"],
    ["PartTime", "part-time"],
    ["Freelance/Part-time", "part-time"],
    ["CONTRACTOR", "contract"],
    ["Fixed-Term", "contract"],
    ["Full Time - 12 Month Contract", "contract"],
    ["Intern", "internship"],
    ["INTERN", "internship"],
    ["Apprentice", "internship"],
    ["TEMPORARY", "temporary"],
    ["Temp work", "temporary"],
    ["PER_DIEM", "temporary"],
    ["Permanent", "permanent"],
    ["CDI", "permanent"],
    ["Full-time and Part-time", null],
    ["Full-time or Contractor", null],
    ["OTHER", null],
    ["VOLUNTEER", null],
    ["", null],
  ])("reads a field that states %j", (stated, kind) => {
    expect(employmentOf(stated, "Data Engineer", rules)).toBe(kind);
  });

  it("agrees with the spellings of the mapping of Tech Salary Radar", () => {
    const mapping: { columns: { employmentType: { values: Record<string, string> } } } = JSON.parse(
      readFileSync("templates/mappings/tech-salary-radar.json", "utf8"),
    );
    const { values } = mapping.columns.employmentType;
    expect(Object.fromEntries(Object.keys(values).map((stated) => [stated, employmentOf(stated, "", rules)]))).toEqual(
      values,
    );
  });

  it.each([
    ["Data Science Intern", "internship"],
    ["Data Engineer (Contract)", "contract"],
    ["Contract Manager", null],
    ["Smart Contract Engineer", null],
    ["Data Engineer - No C2C", null],
    ["Full-time Data Engineer", null],
  ])("asks the title for internships and contracts where the field is silent: %j", (title, kind) => {
    expect(employmentOf(null, title, rules)).toBe(kind);
  });

  it("believes the field before the title", () => {
    expect(employmentOf("FullTime", "Program Lead, Interns (Contract)", rules)).toBe("full-time");
    expect(employmentOf("Full-time and Part-time", "Intern", rules)).toBeNull();
  });

  it("stands texts of any size", () => {
    for (const part of ["full ", "contract-", "🚀"])
      expect(() => employmentOf(part.repeat(2_000_000), part.repeat(2_000_000), rules)).not.toThrow();
  });
});
