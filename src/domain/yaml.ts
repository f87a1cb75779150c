import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { ReportError } from "../errors.ts";

/**
 * Parses a YAML file of a locale pack by its schema. Aliases and custom tags are not read; a file that does not fit is refused
 * (`template-invalid`) with its path, and the line or the field at fault.
 */
export function parseYaml<T>(schema: z.ZodType<T>, text: string, path: string): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "silent" });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined)
    throw invalid(path, `line ${lines.linePos(fault.pos[0]).line}: ${fault.message.split("\n")[0]}`, fault);
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw invalid(path, `${first?.path.join(".") || "the file"}: ${first?.message ?? "does not fit"}`, parsed.error);
}

function invalid(path: string, why: string, cause: unknown): ReportError {
  return new ReportError(
    "template-invalid",
    `${path} cannot be used: ${why.replace(/\.$/, "")}.`,
    "Mend the file; the other files of its folder show the form.",
    { cause },
  );
}
