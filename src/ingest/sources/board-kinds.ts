import { ashby } from "./ashby.ts";
import type { BoardSource } from "./board-source.ts";
import { greenhouse } from "./greenhouse.ts";
import { objectOf } from "./json-value.ts";
import { jsonld } from "./jsonld.ts";
import { lever } from "./lever.ts";

/** A kind of job board, and the fields by which its records are known. */
export interface BoardKind {
  readonly format: string;
  readonly source: BoardSource;
  /** Every record of the kind has one of them, and no record of a kind below it in the list. */
  readonly fields: readonly string[];
}

/** All kinds, in the order in which a record is looked at. */
export const BOARD_KINDS: readonly BoardKind[] = [
  { format: "jsonld", source: jsonld, fields: ["@type", "@context"] },
  { format: "greenhouse", source: greenhouse, fields: ["absolute_url", "internal_job_id", "first_published"] },
  { format: "lever", source: lever, fields: ["hostedUrl", "categories"] },
  { format: "ashby", source: ashby, fields: ["jobUrl", "isListed", "publishedAt", "compensation"] },
];

/** The kind whose fields a record has; undefined where it has none of any. */
export function kindOf(record: unknown): BoardKind | undefined {
  return BOARD_KINDS.find(({ fields }) => hasAny(record, fields));
}

/**
 * A kind that leaves the records of other kinds alone: some of their fields bear the same names, and read as its own they would
 * lose their pay. A record without the fields of any kind is taken for one of its own.
 */
export function ofItsKind({ source, fields }: BoardKind): BoardSource {
  return {
    records: source.records,
    advert: (record, board) => {
      const other = hasAny(record, fields) ? undefined : kindOf(record);
      return other === undefined
        ? source.advert(record, board)
        : { reason: "other-format", note: `it has the fields of ${other.format}` };
    },
  };
}

/** Whether the value is an object with one of the members. */
export function hasAny(value: unknown, fields: readonly string[]): boolean {
  const object = objectOf(value);
  return object !== undefined && fields.some((field) => Object.hasOwn(object, field));
}
