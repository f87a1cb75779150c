import { describe, expect, it } from "vitest";
import { rolesOfTitle } from "../../src/ingest/taxonomy/roles-of-title.ts";
import { readTaxonomy } from "../../src/taxonomy-files.ts";
import { freshFolder, put } from "../e2e/cli.ts";

const BAKER = "title: Baker\ncategory: food\nmatch: { priority: 50, include: [baker, pastry chef] }\n";

describe("the taxonomy of a locale pack", () => {
  it("is the shipped one, with sixteen roles in alphabetical order", async () => {
    const slugs = (await readTaxonomy({ root: "/nowhere", locale: "en-US" })).roles.map(({ slug }) => slug);
    expect(slugs).toHaveLength(16);
    expect(slugs).toEqual(slugs.toSorted());
  });

  it("takes a project's own role besides the shipped ones, and its file in the place of a shipped one", async () => {
    const root = await freshFolder();
    await put(root, "templates/en-US/roles/baker.yaml", BAKER);
    await put(
      root,
      "templates/en-US/roles/data-engineer.yaml",
      "title: Data Engineer\ncategory: data\nmatch: { priority: 50, include: [plumber] }\n",
    );
    const taxonomy = await readTaxonomy({ root, locale: "en-US" });
    const slugs = (title: string) => rolesOfTitle(title, taxonomy).map(({ slug }) => slug);
    expect([slugs("Senior Pastry Chef"), slugs("Plumber"), slugs("Data Engineer")]).toEqual([
      ["baker"],
      ["data-engineer"],
      [],
    ]);
  });

  it.each([
    ["titles.yaml", { "roles/baker.yaml": BAKER }, /"xx" has no titles\.yaml/],
    ["roles", { "titles.yaml": "{}" }, /"xx" has no file in roles\//],
  ])("is refused without %s", async (_, files, why) => {
    const root = await freshFolder();
    for (const [name, text] of Object.entries(files)) await put(root, `templates/xx/${name}`, text);
    await expect(readTaxonomy({ root, locale: "xx" })).rejects.toMatchObject({
      code: "template-invalid",
      message: expect.stringMatching(why),
    });
  });
});
