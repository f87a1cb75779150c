import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseSkillRules } from "../../../../src/ingest/advert/skill-rules.ts";
import { skillsIn, skillsNamed } from "../../../../src/ingest/advert/skills.ts";

const rules = parseSkillRules(readFileSync("templates/en-US/skills.yaml", "utf8"), "skills.yaml");
const inText = (text: string) => skillsIn(text, rules);

describe("skills in a text", () => {
  it.each<[string, string[]]>([
    ["We write C++, C# and .NET.", [".NET", "C#", "C++"]],
    ["C/C++/C#", ["C", "C#", "C++"]],
    ["Node.js and next.js with CI/CD", ["CI/CD", "Next.js", "Node.js"]],
    ["continuous integration", ["CI/CD"]],
    ["scikit-learn, Scikit Learn, sklearn", ["scikit-learn"]],
    ["Python/SQL", ["Python", "SQL"]],
    ["PyTorch/TensorFlow", ["PyTorch", "TensorFlow"]],
    ["(Python)", ["Python"]],
    ["Python-based tools in a Kubernetes‑native shop", ["Kubernetes", "Python"]],
    ["Python3.11 and Java17", ["Java", "Python"]],
    ["LLMs, vector databases, RESTful APIs", ["LLM", "REST API", "Vector Databases"]],
    ["prompt-engineering and Prompt Engineering", ["Prompt Engineering"]],
    ["retrieval-augmented generation (RAG)", ["RAG"]],
    ["PostgreSQL, postgres", ["PostgreSQL"]],
    ["K8s on GCP", ["Google Cloud", "Kubernetes"]],
    ["You know Python.We know SQL.", ["Python", "SQL"]],
  ])("are found as they are written: %s", (text, skills) => {
    expect(inText(text)).toEqual(skills);
  });

  it.each<[string, string[]]>([
    ["Kenntnisse in Python/SQL sowie Kubernetes", ["Kubernetes", "Python", "SQL"]],
    ["Maîtrise d’AWS et de Terraform", ["AWS", "Terraform"]],
    ["使用Python和SQL开发", ["Python", "SQL"]],
    ["熟悉 FastAPI、Flask、Docker", ["Docker", "FastAPI", "Flask"]],
    ["\u{1D40F}ython and ＳＱＬ", ["Python", "SQL"]],
    ["Python\u00a0and\u00a0SQL", ["Python", "SQL"]],
  ])("are found among words of other languages and letters: %s", (text, skills) => {
    expect(inText(text)).toEqual(skills);
  });

  it.each([
    "See https://github.com/acme/python and www.kubernetes.io/docs.",
    "Write to python@example.com or sql@example.com.",
    "Read python.org, kubernetes.io and example.net.",
    "set_python_path",
    "MySQLite2Go and Pythonic",
    "",
  ])("are not found in addresses and longer words: %s", (text) => {
    expect(inText(text)).toEqual([]);
  });

  it("have the longer name where two begin together", () => {
    expect(inText("React Native, TensorFlow Serving and GitHub Actions")).toEqual([
      "GitHub Actions",
      "React Native",
      "TensorFlow Serving",
    ]);
  });

  it("come by code point, each once", () => {
    expect(inText("spaCy, Zapier API, dbt models, AWS, AWS")).toEqual(["AWS", "Zapier", "dbt", "spaCy"]);
  });

  it("are read from the first 200,000 characters", () => {
    expect(inText(`${" ".repeat(199_995)}SQL Python`)).toEqual(["SQL"]);
  });

  it("come to an end in long texts that are made of traps", () => {
    for (const part of [
      "R ",
      "R, C, ",
      "(",
      "a1",
      "a@",
      "experience in ",
      "Series C, ",
      "google cloud ",
      "\n",
      "\u{FDFA}",
    ])
      expect(inText(part.repeat(2_000_000 / part.length)).length).toBeLessThanOrEqual(2);
  });
});

describe("a word that may be a skill", () => {
  it.each<[string, string]>([
    ["Programming in Go is our craft", "Go"],
    ["Services written in Go.", "Go"],
    ["Python, Go, and Java", "Go"],
    ["Languages:\n- Python\n- Go\n- Ruby", "Go"],
    ["Go-based microservices", "Go"],
    ["Proficiency in R", "R"],
    ["Python (3 years), R, SQL", "R"],
    ["R or C", "R"],
    ["Shiny apps: R programming", "R"],
    ["C, C++ or Java", "C"],
    ["embedded C", "C"],
    ["a service written in Rust", "Rust"],
    ["our pipelines run on Spark", "Spark"],
    ["Hadoop/Spark", "Spark"],
    ["iOS apps with Swift and Kotlin", "Swift"],
    ["Julia, Python", "Julia"],
    ["Ray, Kubernetes", "Ray"],
    ["Word, Excel and PowerPoint", "Word"],
    ["Word, Excel and Access", "Microsoft Access"],
    ["advanced Excel", "Excel"],
    ["reports in Excel", "Excel"],
    ["Looker and dbt", "Looker"],
    ["Chef, Puppet or Ansible", "Chef"],
    ["Oracle and MySQL", "Oracle"],
    ["an Oracle database", "Oracle"],
    ["interfaces built with React", "React"],
    ["Node, React and TypeScript", "Node.js"],
    ["Express and React", "Express"],
    ["Spark, Flink or Beam", "Beam"],
    ["Plotly, Dash and Streamlit", "Dash"],
    ["SAS programming", "SAS"],
    ["version control with Git", "Git"],
    ["Claude, Gemini and LangChain", "Gemini"],
    ["the Claude API", "Claude"],
    ["ML models", "Machine Learning"],
    ["experience with AI", "Artificial Intelligence"],
    ["fine-tune LLMs", "Fine-Tuning"],
    ["dbt models", "dbt"],
    ["Experience with Databricks", "Databricks"],
    ["Snowflake, BigQuery and Redshift", "Snowflake"],
    ["APIs (REST, gRPC)", "REST API"],
    ["MCP servers", "Model Context Protocol"],
    ["working in an Agile environment", "Agile"],
  ])("is one where its neighbours say so: %s", (text, skill) => {
    expect(inText(text)).toContain(skill);
  });

  it.each<[string, string]>([
    ["our go to market team", "Go"],
    ["Go-To-Market partners and Python", "Go"],
    ["Python. Go above and beyond", "Go"],
    ["We go, Python", "Go"],
    ["R&D in Python", "R"],
    ["John R. Smith", "R"],
    ["non-R, Python", "R"],
    ["C-level and C-suite", "C"],
    ["after our Series C, Python", "C"],
    ["vitamin C", "C"],
    ["rust and dirt", "Rust"],
    ["You spark joy, Python", "Spark"],
    ["backed by Spark Capital", "Spark"],
    ["Swift action wins", "Swift"],
    ["a Swift and decisive answer in Python", "Swift"],
    ["Taylor Swift, Python", "Swift"],
    ["ask Julia", "Julia"],
    ["raw X-ray data, Python", "Ray"],
    ["ask Ray about it", "Ray"],
    ["keep your word", "Word"],
    ["Spread the Word, join us", "Word"],
    ["Access to great benefits", "Microsoft Access"],
    ["You will excel at Python", "Excel"],
    ["Excel in a team. Python", "Excel"],
    ["the Chef cooks daily", "Chef"],
    ["veterans from Oracle", "Oracle"],
    ["React quickly to incidents", "React"],
    ["you react to TypeScript", "React"],
    ["healthy Node", "Node.js"],
    ["we express React", "Express"],
    ["cash flow, Python", "Flow"],
    ["a beam of light, Spark", "Beam"],
    ["a dash of SQL", "Dash"],
    ["Acme SAS, Paris", "SAS"],
    ["the Git team", "Git"],
    ["the Gemini space programme", "Gemini"],
    ["Claude Monet, Python", "Claude"],
    ["500 ML of water", "Machine Learning"],
    ["we are a machine learning company", "Machine Learning"],
    ["an AI company", "Artificial Intelligence"],
    ["fine-tune our processes", "Fine-Tuning"],
    ["former Databricks engineers", "Databricks"],
    ["customers like Snowflake, Databricks and OpenAI", "Databricks"],
    ["backed by OpenAI, Anthropic and LangChain", "Anthropic"],
    ["the rest of the team", "REST API"],
    ["JD or LLM", "LLM"],
    ["an agile and nimble start-up", "Agile"],
    ["embedding yourself in teams", "Embeddings"],
  ])("is none where its neighbours say otherwise: %s", (text, skill) => {
    expect(inText(text)).not.toContain(skill);
  });

  it("is not vouched for across the end of a sentence, or by a line of other words", () => {
    expect(inText("We like Python. R, too.")).toEqual(["Python"]);
    expect(inText("Python\nR is a letter")).toEqual(["Python"]);
  });

  it("counts in a field whatever stands beside it", () => {
    expect(skillsNamed(["go", "r", "word", "crystal", "flow"], rules)).toEqual([
      "Crystal Reports",
      "Flow",
      "Go",
      "R",
      "Word",
    ]);
  });
});

describe("skills of a field", () => {
  const named = (...names: string[]) => skillsNamed(names, rules);

  it("are spelt as readers know them, whatever their case, hyphens and spaces", () => {
    expect(named("PYTHON", "power bi", "Power-BI", "scikit_learn", "GCP", "golang", "node")).toEqual([
      "Go",
      "Google Cloud",
      "Node.js",
      "Power BI",
      "Python",
      "scikit-learn",
    ]);
  });

  it("stay as they are where nobody knows them, each once", () => {
    expect(named("Basket  weaving", "basket-weaving", "Knitting")).toEqual(["Basket weaving", "Knitting"]);
  });

  it("are made inert and cut", () => {
    expect(named("\u202Eevil\r\nname", "x".repeat(10_000_000), "👩‍🔬".repeat(1000))).toEqual([
      "evil name",
      "x".repeat(80),
      [..."👩‍🔬".repeat(1000)].slice(0, 80).join(""),
    ]);
  });

  it("leave out what is empty or an address", () => {
    expect(named("", "  ", "\0", "jane@example.com", "ask jane@example.com", "https://example.com")).toEqual([]);
  });

  it("may have the names of what every object has", () => {
    expect(named("__proto__", "constructor", "toString")).toEqual(["__proto__", "constructor", "toString"]);
    expect(inText("__proto__ constructor toString")).toEqual([]);
  });

  it("are at most a thousand, of however many", () => {
    expect(
      skillsNamed(
        Array.from({ length: 100_000 }, (_, index) => `skill ${index}`),
        rules,
      ),
    ).toHaveLength(1000);
    expect(skillsNamed(Array(100_000).fill("python"), rules)).toEqual(["Python"]);
  });
});

describe("another language's rules", () => {
  const german = parseSkillRules(
    `
joiners: [und, oder]
rules:
  wort: { exact: true, after: [Erfahrung mit], notBefore: [Chef], beside: [sprache] }
skills:
  - { name: Python, kind: sprache }
  - { name: R, kind: sprache, only: { R: wort } }
  - { name: Wundversorgung, kind: pflege, also: [Wundpflege, Verband(e)] }
`,
    "skills.yaml",
  );

  it("are enough to read that language", () => {
    expect(skillsIn("Erfahrung mit R. Wundpflege.", german)).toEqual(["R", "Wundversorgung"]);
    expect(skillsIn("Python und R", german)).toEqual(["Python", "R"]);
    expect(skillsIn("Python and or R", german)).toEqual(["Python"]);
    expect(skillsIn("Python, R Chef", german)).toEqual(["Python"]);
    expect(skillsIn("Verbande", german)).toEqual(["Wundversorgung"]);
  });
});
