import type { z } from "zod";
import { ReportError } from "../errors.ts";

const HINT = {
  "snapshot-invalid": "Restore the file from version control, or ingest that week again.",
  "template-invalid": "Mend the file; its schema says what it may hold.",
} as const;

/** Parses a JSON file of ours by its schema; one that does not fit is refused with its path and the first field at fault. */
export function parseStored<T>(schema: z.ZodType<T>, text: string, path: string, code: keyof typeof HINT): T {
  return readStored(schema, text, path, code).parsed;
}

/**
 * The same by a schema that only judges (no defaults, nothing transformed): what the file holds is given, and not the schema's copy
 * of it, which takes twice the memory.
 */
export function parseAsStored<T>(schema: z.ZodType<T>, text: string, path: string, code: keyof typeof HINT): T {
  return readStored(schema, text, path, code).value as T;
}

function readStored<T>(
  schema: z.ZodType<T>,
  text: string,
  path: string,
  code: keyof typeof HINT,
): { readonly value: unknown; readonly parsed: T } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw storedInvalid(path, "it is not JSON", code, cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value, parsed: parsed.data };
  const [first] = parsed.error.issues;
  throw storedInvalid(
    path,
    `${first?.path.join(".") || "the file"}: ${first?.message ?? "does not fit"}`,
    code,
    parsed.error,
  );
}

function storedInvalid(path: string, why: string, code: keyof typeof HINT, cause: unknown): ReportError {
  return new ReportError(code, `${path} cannot be used: ${why}.`, HINT[code], { cause });
}
