import { describe, expect, it } from "vitest";
import { rolesOfTitle } from "../../../../src/ingest/taxonomy/roles-of-title.ts";
import { shipped, slugsOf } from "./shipped.ts";

const DATA_SCIENTIST = ["data-scientist"];
const AI_AND_ML = ["ai-engineer", "machine-learning-engineer"];

describe("the roles of a title, by the shipped rules", () => {
  it.each([
    ["Prompt Engineer", "prompt-engineer"],
    ["AI Engineer", "ai-engineer"],
    ["AI Software Engineer", "ai-software-engineer"],
    ["LLM Engineer", "llm-engineer"],
    ["MLOps Engineer", "mlops-engineer"],
    ["Machine Learning Engineer", "machine-learning-engineer"],
    ["Data Scientist", "data-scientist"],
    ["Data Engineer", "data-engineer"],
    ["Research Scientist", "research-scientist"],
    ["Research Engineer", "research-engineer"],
    ["Applied Scientist", "applied-scientist"],
    ["AI Product Manager", "ai-product-manager"],
    ["AI Architect", "ai-architect"],
    ["Data Analyst", "data-analyst"],
    ["Analytics Engineer", "analytics-engineer"],
    ["Forward Deployed Engineer", "forward-deployed-engineer"],
  ])("has a role for its own title: %s", (title, slug) => {
    expect(rolesOfTitle(title, shipped)).toMatchObject([{ slug, title }]);
  });

  it.each([
    "Senior Data Scientist",
    "Sr. Data Scientist II",
    "Data Scientist, Senior",
    "Data Senior Scientist",
    "DATA SCIENTIST",
    "data  scientist",
    "Data Scientist (Remote, US)",
    "[Hybrid] Data Scientist - Growth Team | Berlin",
    "(Senior) Data Scientist (m/f/d)",
    "🚀 Data Scientist 🚀 – join us!",
    "𝗗𝗮𝘁𝗮 𝗦𝗰𝗶𝗲𝗻𝘁𝗶𝘀𝘁",
    "Ｄａｔａ　Ｓｃｉｅｎｔｉｓｔ",
    "Dáta Scientist",
    "Da\u200bta Scien\u00adtist",
    "Data-Scientist",
    "Data Scientists",
    "Data Scientist Intern",
    "Intern, Data Science",
    "Data Science Consultant",
    "Data Scientist, Machine Learning",
    "Principal Data Scientist (LLM)",
  ])("is a Data Scientist's, whatever stands around it: %s", (title) => {
    expect(slugsOf(title)).toEqual(DATA_SCIENTIST);
  });

  it.each([
    ["AI/ML Engineer", AI_AND_ML],
    ["ML & AI Engineer", AI_AND_ML],
    ["Artificial Intelligence / Machine Learning Engineer", AI_AND_ML],
    ["Data Scientist / ML Engineer", ["data-scientist", "machine-learning-engineer"]],
    ["Data Engineer or Analytics Engineer", ["analytics-engineer", "data-engineer"]],
    ["Data Analyst/Scientist", ["data-analyst", "data-scientist"]],
    ["Research Engineer / Scientist", ["research-engineer", "research-scientist"]],
    ["Machine Learning Engineer, LLM", ["llm-engineer", "machine-learning-engineer"]],
    ["Forward Deployed AI Engineer", ["ai-engineer", "forward-deployed-engineer"]],
  ])("are all that it names: %s", (title, slugs) => {
    expect(slugsOf(title)).toEqual(slugs);
  });

  it.each([
    ["Software Engineer, Machine Learning", "machine-learning-engineer"],
    ["Software Engineer, ML Infrastructure", "mlops-engineer"],
    ["Software Engineer, Data Platform", "data-engineer"],
    ["Engineer II, Data Platform", "data-engineer"],
    ["Backend Engineer - AI Agents", "ai-software-engineer"],
    ["Solutions Architect, GenAI", "ai-architect"],
    ["Product Manager, Growth & AI", "ai-product-manager"],
    ["Machine Learning (ML) Engineer", "machine-learning-engineer"],
    ["Machine Learning - Engineer", "machine-learning-engineer"],
    ["Applied Research Scientist", "applied-scientist"],
    ["Machine Learning Research Scientist", "research-scientist"],
    ["Data Science Engineer", "data-scientist"],
  ])("is read from words that stand apart, and the more special role wins: %s", (title, slug) => {
    expect(slugsOf(title)).toEqual([slug]);
  });

  it.each([
    "Data Engineering Manager",
    "Manager, Data Scientist",
    "Head of Data",
    "Director of AI Engineering",
    "Technical Recruiter, Machine Learning Engineer",
    "Data Scientist Instructor",
    "Account Executive - AI Engineer Tools",
    "AI Solutions Engineer",
    "Data Center Engineer",
    "Data Quality Analyst",
    "Data Entry Analyst",
    "Database Engineer",
    "Business Analyst",
    "Staff Software Engineer, Payments",
    "Product Marketing Manager, AI",
    "Research Scientist, Oncology",
    "Research and Development Engineer",
    "Engineer, AI Developer Tools Sales",
    "Truck Driver",
    "",
    "   ",
    "()[]{}",
    "///",
  ])("are none: %s", (title) => {
    expect(slugsOf(title)).toEqual([]);
  });

  it.each([
    ["Data Scientist (Manager)", ["data-scientist"]],
    ["Data Scientist, AI Model Trainer", ["data-scientist"]],
    ["Data Analyst / Teacher", ["data-analyst"]],
    ["Data Analyst and CRM Director", ["data-analyst"]],
    ["Recruitment Data Analyst", ["data-analyst"]],
    ["Member of Technical Staff (Data Engineer)", ["data-engineer"]],
    ["Data Scientist Manager", []],
    ["Supervisor - Data Analyst", []],
    ["(Manager) Data Scientist", []],
  ])("are decided by the head of the title: %s", (title, slugs) => {
    expect(slugsOf(title)).toEqual(slugs);
  });

  it.each([
    ["Data Engineer - LLM Pipelines", ["data-engineer"]],
    ["Machine Learning Engineer, ML Infrastructure", ["machine-learning-engineer"]],
    ["Research Engineer, Machine Learning", ["research-engineer"]],
    ["Frontend Engineer, AI Platform", ["ai-software-engineer"]],
    ["Software Engineer, AI Platform", ["mlops-engineer"]],
    ["Staff Software Engineer, AI Developer Tools", ["ai-software-engineer"]],
    ["Security Analytics Engineer", []],
    ["LLM Attack Engineer", []],
  ])("keep to the named job whatever it is about: %s", (title, slugs) => {
    expect(slugsOf(title)).toEqual(slugs);
  });

  it("are of the jobs that are named, not of a mix of two", () => {
    expect(slugsOf("Data Analyst / Software Engineer")).toEqual(["data-analyst"]);
    expect(slugsOf("Machine Learning Engineer / DevOps Engineer")).toEqual(["machine-learning-engineer"]);
  });

  it("come with the words that decided and the rule they met", () => {
    expect(rolesOfTitle("Sr. ML Engineer (Remote)", shipped)).toEqual([
      {
        slug: "machine-learning-engineer",
        title: "Machine Learning Engineer",
        because: '"ml engineer" by the rule "{ml_field} {engineer}"',
      },
    ]);
  });

  it("are read from the first 500 characters", () => {
    expect(slugsOf(`${"x ".repeat(240)}Data Engineer`)).toEqual(["data-engineer"]);
    expect(slugsOf(`${"x ".repeat(250)}Data Engineer`)).toEqual([]);
  });

  it.each([
    ["ten million letters", `Data Engineer ${"a".repeat(10_000_000)}`],
    ["ten million brackets", `Data Engineer ${"(".repeat(10_000_000)}`],
  ])("are found in a title with %s behind it", (_, title) => {
    expect(slugsOf(title)).toEqual(["data-engineer"]);
  });
});
