/*
 * Reading answers of any shape: what is not there, or is of another kind than expected, is null, undefined or empty.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object of named members; undefined for a list and for everything else. */
export function objectOf(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** A list as it is; anything else that is there as a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

/** Text without the space around it, non-breaking spaces made plain; a number as text. Null where nothing is left. */
export function textOf(value: unknown): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string") return null;
  const text = value.replaceAll(/[\u00A0\u2007\u202F]/g, " ").trim();
  return text === "" ? null : text;
}

/** The first of the values that holds text. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = textOf(value);
    if (text !== null) return text;
  }
  return null;
}

/** Texts of a list, each once, in its order. */
export function textsOf(values: readonly unknown[]): string[] {
  return [...new Set(values.map(textOf).filter((text) => text !== null))];
}

/** The jobs of an answer: the list of its member `jobs`, each element of a list, or the one job that it is. */
export function jobsOf(value: unknown): readonly unknown[] {
  const inside = (each: unknown): readonly unknown[] => {
    const jobs = objectOf(each)?.["jobs"];
    return Array.isArray(jobs) ? jobs : [each];
  };
  return Array.isArray(value) ? value.flatMap(inside) : inside(value);
}

/** The name that an address of a job board has for its customer: the first part of its path. Null where it has none. */
export function boardInAddress(address: unknown, host: RegExp): string | null {
  const text = textOf(address);
  if (text === null || text.length > 2000 || !URL.canParse(text)) return null;
  const { hostname, pathname, searchParams } = new URL(text);
  if (!host.test(hostname)) return null;
  const [, first = ""] = pathname.split("/");
  const asked = first === "embed" ? searchParams.get("for") : null;
  try {
    return textOf(asked ?? decodeURIComponent(first));
  } catch {
    return textOf(first);
  }
}
