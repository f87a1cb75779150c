import type { Advert } from "../advert/advert.ts";

/** How the answers of one kind of job board are read. Neither function throws, whatever it is given. */
export interface BoardSource {
  /** The records of a whole JSON value; what is no record either is a list of one, so that it is counted. */
  readonly records: (value: unknown) => readonly unknown[];
  /** One record as an advertisement, or why it is none. `board` is the customer's name as the file's name has it. */
  readonly advert: (record: unknown, board: string | null) => Advert | NoAdvert;
}

/** Why a record is no advertisement, by a reason of `rejects.ts`, and what a sample quotes of it. */
export interface NoAdvert {
  readonly reason: "malformed-row" | "other-format" | "unlisted" | "no-posting";
  readonly note: string;
}
