import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { checkAnswerSchema } from "../src/commands/check-answer.ts";
import { snapshotSchema } from "../src/domain/snapshot.ts";

// JSON Schemas of what others read, published for them; a test compares them with the code.
const published = [
  ["snapshot.schema.json", "snapshot.json of a week", snapshotSchema],
  ["check.schema.json", "the answer of trends check --json", checkAnswerSchema],
] as const;
for (const [file, title, schema] of published) {
  const text = JSON.stringify({ title, ...z.toJSONSchema(schema, { target: "draft-2020-12" }) }, null, 2);
  await writeFile(new URL(`../docs/${file}`, import.meta.url), `${text}\n`);
}
