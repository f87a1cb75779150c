import { anyBoard } from "./any-board.ts";
import { ashby } from "./ashby.ts";
import type { BoardSource } from "./board-source.ts";
import { greenhouse } from "./greenhouse.ts";
import { jsonld } from "./jsonld.ts";
import { lever } from "./lever.ts";

const SOURCES: ReadonlyMap<string, BoardSource> = new Map([
  ["greenhouse", greenhouse],
  ["lever", lever],
  ["ashby", ashby],
  ["jsonld", jsonld],
  ["boards", anyBoard],
]);

/** Formats that are answers of job boards. */
export const BOARD_FORMATS: readonly string[] = [...SOURCES.keys()];

/** The reader of a format's answers; undefined for a format of tables. */
export function boardSource(format: string): BoardSource | undefined {
  return SOURCES.get(format);
}
