import { z } from "zod";
import { weekSchema } from "./week.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/, "a hash is 64 lower-case hex digits");

/** A path below the archive's root: names between slashes, none of which leads elsewhere. */
const path = z
  .string()
  .regex(/^[a-z0-9A-Z][\w.-]*(\/[a-z0-9A-Z][\w.-]*)*$/, "a path is names of letters, digits, dots and hyphens");

export const MANIFEST_VERSION = 1;

/** `reports/manifest.json`: what of the archive is published. What it does not list never leaves the machine. */
export const manifestSchema = z.strictObject({
  schemaVersion: z.literal(MANIFEST_VERSION),
  newsletter: z.string(),
  /** The newest stored week when the pages were written: the week whose figures they show. */
  pagesWeek: weekSchema,
  /** Editions of the archive, ascending, with the hash that an approval is bound to. */
  editions: z.array(z.strictObject({ week: weekSchema, hash })),
  /** Roles of each comparison page, in order of their addresses. */
  comparisons: z.array(z.array(z.string()).min(2)),
  /** SHA-256 of every file by its path, in order of paths; the manifest itself is not among them. */
  files: z.record(path, hash),
});
export type Manifest = z.infer<typeof manifestSchema>;
