import { hasAny, kindOf } from "./board-kinds.ts";
import type { BoardSource } from "./board-source.ts";
import { jobsOf, objectOf } from "./json-value.ts";
import { jsonld } from "./jsonld.ts";

/** Answers of several kinds of boards together, each record read as the kind whose fields it has. */
export const anyBoard: BoardSource = {
  records: (value) => (isGraph(value) ? jsonld.records(value) : jobsOf(value)),
  advert: (record, board) => {
    if (objectOf(record) === undefined) return { reason: "malformed-row", note: "it is no object" };
    const own = kindOf(record);
    return own === undefined
      ? { reason: "malformed-row", note: "no kind of board that is known has its fields" }
      : own.source.advert(record, board);
  },
};

function isGraph(value: unknown): boolean {
  const first = Array.isArray(value) ? value[0] : value;
  return hasAny(first, ["@type", "@context", "@graph"]);
}
