import { beforeAll, describe, expect, it } from "vitest";
import { expectRefusal, freshFolder, jsonError, put, run } from "./cli.ts";

let folder: string;
const explain = (...args: readonly string[]) => run(["explain", ...args], { cwd: folder });

beforeAll(async () => {
  folder = await freshFolder();
});

describe("explain title", () => {
  it("says the roles of a title, and for each the words and the rule that decided", async () => {
    const { code, stdout, stderr } = await explain("title", "Sr. AI/ML Engineer (Remote)");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines.slice(0, 5)).toEqual([
      "title: Sr. AI/ML Engineer (Remote)",
      "read as: sr ai / ml engineer | remote",
      "roles: AI Engineer (ai-engineer), Machine Learning Engineer (machine-learning-engineer)",
      'AI Engineer: "ai engineer" by the rule "{ai} {engineer}"',
      'Machine Learning Engineer: "ml engineer" by the rule "{ml_field} {engineer}"',
    ]);
  });

  it("takes a title without quotes too, and answers in JSON", async () => {
    const { stdout } = await explain("title", "Applied", "Research", "Scientist", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      title: "Applied Research Scientist",
      roles: [
        { slug: "applied-scientist", title: "Applied Scientist", because: expect.stringContaining("by the rule") },
      ],
      excluded: [{ slug: "research-scientist", why: expect.stringContaining("Applied Scientist") }],
      why: null,
    });
  });

  it.each([
    ["Data Engineering Manager", /^roles: none: "manager": such a title leads the people of a role\.$/m],
    ["Data Scientist Manager", /^roles: none: "data scientist" would be Data Scientist, but "manager": .*\.$/m],
    ["Truck Driver", /^roles: none: no rule of any role fits its words\.$/m],
    ["🚀", /^roles: none: there is no word in it\.$/m],
  ])("says why a title has no role: %s", async (title, why) => {
    const { code, stdout } = await explain("title", title);
    expect(code).toBe(0);
    expect(stdout).toMatch(why);
  });

  it("prints nothing that a terminal could take for an order", async () => {
    const { stdout } = await explain("title", "Data\u001b[31m Engineer\u202E\n\tBaker");
    expect(stdout).not.toMatch(/[\u001b\u202E\t]/);
  });

  it("says each thing once, however often a long title repeats it", async () => {
    const { stdout } = await explain("title", "Data Engineer, ".repeat(700));
    const lines = stdout.trimEnd().split("\n");
    expect(new Set(lines).size).toBe(lines.length);
    expect(stdout.length).toBeLessThan(2000);
  });

  it("goes by the project's own rules", async () => {
    const own = await freshFolder();
    await put(
      own,
      "templates/en-US/roles/baker.yaml",
      "title: Baker\ncategory: food\nmatch: { priority: 50, include: [baker] }\n",
    );
    const { stdout } = await run(["explain", "title", "Head Baker", "--json"], { cwd: own });
    expect(JSON.parse(stdout)).toMatchObject({ roles: [], excluded: [{ slug: "baker" }] });
  });

  it("names the file and the fault where a rule cannot be read", async () => {
    const own = await freshFolder();
    await put(
      own,
      "templates/en-US/roles/baker.yaml",
      'title: Baker\ncategory: food\nmatch: { priority: 50, include: ["{oven}"] }\n',
    );
    const result = await run(["explain", "title", "Baker"], { cwd: own });
    expectRefusal(result, 2, /template-invalid: .*baker\.yaml.*there is no group "oven"/);
  });

  it("asks for the title where there is none, and refuses words behind a fact", async () => {
    expectRefusal(await explain("title"), 2, /^usage: There is no title/);
    expectRefusal(await explain("total.openings.count", "more"), 2, /^usage: .*followed by more words/);
    expect(jsonError(await explain("title", "--json"))).toMatchObject({ code: "usage" });
  });
});
