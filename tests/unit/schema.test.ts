import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { z } from "zod";
import { snapshotSchema } from "../../src/domain/snapshot.ts";

it("publishes the JSON Schema that the code checks snapshots with", async () => {
  const published = JSON.parse(await readFile("docs/snapshot.schema.json", "utf8"));
  // "npm run schema" writes it anew.
  expect(published).toEqual({
    title: "snapshot.json of a week",
    ...z.toJSONSchema(snapshotSchema, { target: "draft-2020-12" }),
  });
});
