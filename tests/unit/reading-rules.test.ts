import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readReadingRules } from "../../src/reading-rules.ts";
import { freshFolder, put, ROOT } from "../e2e/cli.ts";

const locale = "en-US";

it("reads the rules of the pack, of which a project's own file takes the place of the shipped one", async () => {
  const shipped = await readReadingRules({ root: ROOT, locale });
  const empty = await freshFolder();
  expect((await readReadingRules({ root: empty, locale })).hash).toBe(shipped.hash);
  const own = await freshFolder();
  const pay = await readFile(join(ROOT, "templates", locale, "pay.yaml"), "utf8").catch(() => "");
  await put(own, `templates/${locale}/pay.yaml`, `${pay}\n# A comment decides nothing.\n`);
  // What an editor leaves beside a role's file is no role.
  await put(own, `templates/${locale}/roles/.ours.yaml`, "not: [rules");
  expect((await readReadingRules({ root: own, locale })).hash).toBe(shipped.hash);
  const path = await put(own, `templates/${locale}/levels.yaml`, "not: [rules");
  await expect(readReadingRules({ root: own, locale })).rejects.toMatchObject({
    code: "template-invalid",
    message: expect.stringContaining(join(own, path)),
  });
});
