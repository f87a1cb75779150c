import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { snapshotSchema } from "../src/domain/snapshot.ts";

// The JSON Schema of snapshot.json, published for others; a test compares it with the code.
const schema = z.toJSONSchema(snapshotSchema, { target: "draft-2020-12" });
await writeFile(
  new URL("../docs/snapshot.schema.json", import.meta.url),
  `${JSON.stringify({ title: "snapshot.json of a week", ...schema }, null, 2)}\n`,
);
