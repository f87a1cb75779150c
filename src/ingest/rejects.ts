/** Why a row is no posting of ours, or a posting without its pay. Names are permanent: they stand in stored snapshots. */
export const FAULTS = [
  "malformed-row",
  "other-format",
  "no-title",
  "no-role",
  "no-date",
  "date-unreadable",
  "date-out-of-range",
  "repeated-key",
  "no-side-row",
] as const;

/** Rows that are left out by intention, and so never make a file unfit. */
export const LEFT_OUT = [
  "second-of-pair",
  "renamed",
  "repriced",
  "earlier-day",
  "unlisted",
  "no-posting",
  "filtered",
  "out-of-scope",
  "other-week",
] as const;

/** Pay that is stated but not used; the posting stays counted. */
export const PAY_DOUBTS = [
  "pay-unreadable",
  "pay-not-positive",
  "currency-unknown",
  "pay-period-unknown",
  "currency-without-rate",
  "pay-implausible",
] as const;

export type Fault = (typeof FAULTS)[number];
export type LeftOut = (typeof LEFT_OUT)[number];
export type PayDoubt = (typeof PAY_DOUBTS)[number];
export type Reason = Fault | LeftOut | PayDoubt;

/** One row as an example of a reason. Rows are numbered as an editor shows them: the header of a CSV is row 1. */
export interface RejectSample {
  readonly reason: Reason;
  readonly file: string;
  readonly row: number;
  readonly field: string;
  readonly value: string;
}

/** What to do about a reason, for the person who made the file. */
export const REMEDY: Readonly<Record<Fault | PayDoubt, string>> = {
  "malformed-row":
    "Give the row as many cells as the header has, and close its quotes; a line of JSON is one whole object.",
  "other-format": "Read it with the --format of its kind, or boards of several kinds with --format boards.",
  "no-title": "Fill in the title, or drop the row.",
  "no-role": "Fill in the role, or drop the row.",
  "no-date": "Fill in the date, or name the week with --week.",
  "date-unreadable": "Write the date as 2026-11-21, with or without a time.",
  "date-out-of-range": "Use a day from 2000-01-01 up to today.",
  "repeated-key": "Give every posting a key of its own; the first row of a key is kept.",
  "no-side-row": "Get the side files of the same day, or call the side file optional in the mapping.",
  "pay-unreadable": "Write pay as plain digits, without words or signs.",
  "pay-not-positive": "Leave pay empty where it is not known.",
  "currency-unknown": "Name the currency by its three-letter code, like USD.",
  "pay-period-unknown": "Use one of hour, day, week, month, year.",
  "currency-without-rate": 'Set "rates" in the settings to a table that lists this currency.',
  "pay-implausible": "Check the unit and the period: yearly pay is taken from 10,000 to 1,500,000 USD or its equal.",
};
