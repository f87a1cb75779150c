import { ashby } from "./ashby.ts";
import type { BoardSource } from "./board-source.ts";
import { greenhouse } from "./greenhouse.ts";
import { jobsOf, objectOf } from "./json-value.ts";
import { jsonld } from "./jsonld.ts";
import { lever } from "./lever.ts";

/** Answers of several kinds of boards together, each record read as the kind whose fields it has. */
export const anyBoard: BoardSource = {
  records: (value) => (isGraph(value) ? jsonld.records(value) : jobsOf(value)),
  advert: (record, board) => {
    if (objectOf(record) === undefined) return { reason: "malformed-row", note: "it is no object" };
    const own = KINDS.find(({ fields }) => has(record, fields));
    return own === undefined
      ? { reason: "malformed-row", note: "no kind of board that is known has its fields" }
      : own.source.advert(record, board);
  },
};

/** Fields that every record of a kind has one of, and no record of a kind below it. */
const KINDS: readonly { readonly source: BoardSource; readonly fields: readonly string[] }[] = [
  { source: jsonld, fields: ["@type", "@context"] },
  { source: greenhouse, fields: ["absolute_url", "internal_job_id", "first_published"] },
  { source: lever, fields: ["hostedUrl", "categories"] },
  { source: ashby, fields: ["jobUrl", "isListed", "publishedAt", "compensation"] },
];

function isGraph(value: unknown): boolean {
  const first = Array.isArray(value) ? value[0] : value;
  return has(first, ["@type", "@context", "@graph"]);
}

function has(value: unknown, fields: readonly string[]): boolean {
  const object = objectOf(value);
  return object !== undefined && fields.some((field) => Object.hasOwn(object, field));
}
