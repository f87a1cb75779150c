import { anyBoard } from "./any-board.ts";
import { BOARD_KINDS, ofItsKind } from "./board-kinds.ts";
import type { BoardSource } from "./board-source.ts";

const SOURCES: ReadonlyMap<string, BoardSource> = new Map([
  ["boards", anyBoard],
  ...BOARD_KINDS.map((kind) => [kind.format, ofItsKind(kind)] as const),
]);

/** Formats that are answers of job boards. */
export const BOARD_FORMATS: readonly string[] = [...BOARD_KINDS.map(({ format }) => format), "boards"];

/** The reader of a format's answers; undefined for a format of tables. */
export function boardSource(format: string): BoardSource | undefined {
  return SOURCES.get(format);
}
