import { z } from "zod";

/** A whole number of a database row. */
export function whole(value: unknown): number {
  return z.int().parse(value);
}

/** A text of a database row. */
export function text(value: unknown): string {
  return z.string().parse(value);
}
