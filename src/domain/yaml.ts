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

/**
 * One entry of a YAML file of a locale pack, by its key: `{ [key]: … }`. The rest of the file is not read, which takes most of the
 * time; a file whose entry cannot be told apart, or is refused, is read whole, so that what is said of it is true of all of it.
 */
export function parseYamlEntry<T>(schema: z.ZodType<T>, key: string, text: string, path: string): T {
  const entry = topLevelEntry(text, key);
  if (entry !== undefined) {
    const document = parseDocument(entry, { prettyErrors: false, logLevel: "silent" });
    const sound = document.errors.length === 0 && document.warnings.length === 0;
    const parsed = sound ? schema.safeParse(document.toJS({ maxAliasCount: 0 })) : undefined;
    if (parsed?.success === true) return parsed.data;
  }
  return parseYaml(schema, text, path);
}

/** From the line that begins with the key up to the next that is not indented; undefined where no line or several begin so. */
function topLevelEntry(text: string, key: string): string | undefined {
  const parts = text.split(/^(?=[^\s#])/m).filter((part) => part.startsWith(`${key}:`));
  return parts.length === 1 ? parts[0] : undefined;
}

function invalid(path: string, why: string, cause: unknown): ReportError {
  return new ReportError(
    "template-invalid",
    `${path} cannot be used: ${why.replace(/\.$/, "")}.`,
    "Mend the file; the other files of its folder show the form.",
    { cause },
  );
}
