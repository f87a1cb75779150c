import { beforeAll, describe, expect, it } from "vitest";
import { expectRefusal, freshFolder, put, readJson, run } from "./cli.ts";

const MAPPING = {
  name: "board",
  source: { title: "Board", url: null, licence: null },
  kind: "stock",
  roles: "taxonomy",
  columns: { key: "id", title: "title", employer: "company", date: "day" },
  pay: [{ midpoint: "pay", per: "year", currency: "USD" }],
};
const ARGS = ["jobs.csv", "--format", "mapped", "--mapping", "board"];
const TITLES = [
  "Senior Data Engineer (Remote)",
  "Senior Data Engineer (Remote)",
  "𝗗𝗮𝘁𝗮 𝗘𝗻𝗴𝗶𝗻𝗲𝗲𝗿",
  "Data Scientist / ML Engineer",
  "AI/ML Engineer",
  "Data Engineering Manager",
  "Baker",
  "Baker's 'Data Engineer'",
];
const csv = (titles: readonly string[]) =>
  [
    "id,title,company,day,pay",
    ...titles.map((title, index) => `k${index},"${title}",Employer ${index % 3},2026-11-03,${120_000 + index * 1000}`),
    ",,Nobody,2026-11-03,1",
    "",
  ].join("\n");

let folder: string;
const week = "snapshots/2026-W45/snapshot.json";

beforeAll(async () => {
  folder = await freshFolder();
  await put(folder, "templates/mappings/board.json", JSON.stringify(MAPPING));
  await put(folder, "jobs.csv", csv(TITLES));
});

describe("a mapped file whose roles the taxonomy says", () => {
  it("counts a posting in each of its roles and once in the totals; one without a role in the totals alone", async () => {
    const result = await run(["ingest", ...ARGS, "--json"], { cwd: folder });
    expect(result, result.stderr).toMatchObject({ code: 0 });
    const { files } = JSON.parse(result.stdout);
    expect(files).toMatchObject([{ rows: 9, accepted: 8, rejected: { "no-title": 1 } }]);
    const { totals, roles } = await readJson(folder, week);
    expect(totals.openings).toBe(8);
    const counted = Object.entries<{ title: string; openings: number }>(roles).map(([slug, { title, openings }]) => [
      slug,
      title,
      openings,
    ]);
    expect(counted).toEqual([
      ["ai-engineer", "AI Engineer", 1],
      ["data-engineer", "Data Engineer", 4],
      ["data-scientist", "Data Scientist", 1],
      ["machine-learning-engineer", "Machine Learning Engineer", 2],
    ]);
  });

  it("says with the week which rules its roles came by, so that weeks of other rules are not compared", async () => {
    const before = (await readJson(folder, week)).method.taxonomy;
    await put(
      folder,
      "templates/en-US/roles/baker.yaml",
      "title: Baker\ncategory: food\nmatch: { priority: 50, include: [baker] }\n",
    );
    expect(await run(["ingest", ...ARGS], { cwd: folder })).toMatchObject({ code: 0 });
    const { method, roles } = await readJson(folder, week);
    expect(roles.baker).toMatchObject({ title: "Baker", openings: 2 });
    expect(method.taxonomy).not.toBe(before);
  });

  it("is refused where the language has no rules for titles", async () => {
    const other = await freshFolder();
    await put(other, "templates/mappings/board.json", JSON.stringify(MAPPING));
    await put(other, "templates/xx/pack.json", '{"locale":"xx","language":"xx","direction":"ltr"}');
    await put(other, "trends.config.ts", 'export default { locale: "xx" };\n');
    await put(other, "jobs.csv", csv(TITLES));
    expectRefusal(
      await run(["ingest", ...ARGS], { cwd: other }),
      2,
      /template-invalid: The locale pack "xx" has no titles/,
    );
  });
});
