import type { Currency, PayPeriod } from "../../domain/money.ts";

/**
 * One job advertisement as a job board gave it: what every adapter of `sources/` makes of an answer. Texts are as they stand
 * there, nothing is guessed; null where the answer does not say.
 */
export interface Advert {
  /** The same for the same posting in every answer: `<source>:<id>`. */
  readonly key: string | null;
  readonly title: string | null;
  readonly employer: string | null;
  /** Places as written, the ad's own first: "Remote - US", "SF / NYC". */
  readonly places: readonly string[];
  /** A country that a field of its own states, as written: "USA", "de", "United Kingdom". */
  readonly country: string | null;
  /** What fields of its own state about the place of work, as written: "Hybrid", "remote", "OnSite". */
  readonly workplace: string | null;
  /** As written: "FullTime", "Full-time", "CONTRACTOR". */
  readonly employmentType: string | null;
  /** What fields of its own state about pay; empty where the board has none. */
  readonly pay: readonly PayTier[];
  /** Skills that a field of its own lists. */
  readonly skills: readonly string[];
  /** The ad as plain text (`plainText`); null where the answer has none. */
  readonly text: string | null;
  /** What fields of its own say of money besides pay; null where the board has no such fields. */
  readonly mentions: PayMentions | null;
  /** The moment of publication, as written: ISO 8601 with or without an offset. */
  readonly published: string | null;
}

/** One range or figure of pay. An ad that hires in several places may state several. */
export interface PayTier {
  readonly floor: number | null;
  readonly ceiling: number | null;
  /** Null where a sign or code names no currency that the place settles. */
  readonly currency: Currency | null;
  readonly per: PayPeriod | null;
  /** The place that this tier is of, as written; null where it names none. */
  readonly place: string | null;
}

/** What an ad says of money besides pay: mentioned, and never counted as pay. */
export interface PayMentions {
  readonly equity: boolean;
  readonly bonus: boolean;
}

/** A place that a text named, as far as it is known. Null is "not said", never a guess. */
export interface Place {
  /** ISO 3166-1 alpha-2, like US. */
  readonly country: string | null;
  /** The metro area's usual English name, with a state or province code in the US and Canada: "San Francisco, CA", "London". */
  readonly metro: string | null;
}
