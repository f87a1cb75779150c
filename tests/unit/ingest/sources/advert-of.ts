import { expect } from "vitest";
import type { Advert } from "../../../../src/ingest/advert/advert.ts";
import { boardSource } from "../../../../src/ingest/sources/board-formats.ts";
import type { NoAdvert } from "../../../../src/ingest/sources/board-source.ts";

/** What a format makes of each record of an answer. */
export function read(format: string, answer: unknown, board: string | null = null): (Advert | NoAdvert)[] {
  const source = boardSource(format);
  if (source === undefined) throw new Error(`no format ${format}`);
  return source.records(answer).map((record) => source.advert(record, board));
}

/** The one advertisement of an answer. */
export function advertOf(format: string, answer: unknown, board: string | null = null): Advert {
  const [first, ...others] = read(format, answer, board);
  expect(others).toEqual([]);
  if (first === undefined || "reason" in first) throw new Error(`no advertisement: ${JSON.stringify(first)}`);
  return first;
}
