import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { z } from "zod";
import { checkAnswerSchema } from "../../src/commands/check-answer.ts";
import { snapshotSchema } from "../../src/domain/snapshot.ts";

it.each([
  ["snapshot.schema.json", "snapshot.json of a week", snapshotSchema],
  ["check.schema.json", "the answer of trends check --json", checkAnswerSchema],
] as const)("publishes docs/%s as the code checks by it", async (file, title, schema) => {
  const published = JSON.parse(await readFile(`docs/${file}`, "utf8"));
  // "npm run schema" writes it anew.
  expect(published).toEqual({ title, ...z.toJSONSchema(schema, { target: "draft-2020-12" }) });
});
