import type { Advert, PayTier } from "../advert/advert.ts";
import { plainText } from "../advert/plain-text.ts";
import type { BoardSource } from "./board-source.ts";
import { boardInAddress, firstText, type JsonObject, jobsOf, listOf, objectOf, textOf, textsOf } from "./json-value.ts";
import { currencyOf } from "./structured-pay.ts";

/** Greenhouse's public job board: `boards/<board>/jobs`, with and without `content=true`, and `jobs/<id>`. */
export const greenhouse: BoardSource = {
  records: jobsOf,
  advert: (record, board) => {
    const job = objectOf(record);
    if (job === undefined) return { reason: "malformed-row", note: "it is no object" };
    return advertOf(job, board);
  },
};

function advertOf(job: JsonObject, board: string | null): Advert {
  const id = textOf(job["id"]);
  const offices = listOf(job["offices"]).map(objectOf);
  return {
    key: id === null ? null : `greenhouse:${id}`,
    title: textOf(job["title"]),
    employer: firstText(job["company_name"], boardInAddress(job["absolute_url"], /(^|\.)greenhouse\.io$/), board),
    places: textsOf([
      objectOf(job["location"])?.["name"] ?? job["location"],
      ...offices.map((office) =>
        firstText(office?.["location"], objectOf(office?.["location"])?.["name"], office?.["name"]),
      ),
    ]),
    country: null,
    workplace: workplaceOf(job),
    employmentType: fieldNamed(job, ["employment type", "time type", "job type", "worker sub-type"]),
    pay: payOf(job),
    skills: [],
    text: textOf(job["content"]) === null ? null : plainText(String(job["content"])),
    mentions: null,
    published: textOf(job["first_published"]),
  };
}

/** Fields of the customer's own: what they are called differs, and a name is taken in any case. */
function fieldNamed(job: JsonObject, names: readonly string[]): string | null {
  const fields = listOf(job["metadata"]).map(objectOf);
  for (const name of names) {
    const field = fields.find((each) => textOf(each?.["name"])?.toLowerCase() === name);
    const value = firstText(...listOf(field?.["value"]));
    if (value !== null) return value;
  }
  return null;
}

function workplaceOf(job: JsonObject): string | null {
  return fieldNamed(job, ["workplace type", "location type", "work type", "remote type", "workplace"]);
}

/** The least that a range without a period is yearly pay from; below it the ad does not say. */
const YEARLY_FROM = 10_000;

/** `pay_input_ranges` of `pay_transparency=true`: amounts in hundredths, a title that may name the place or the period. */
function payOf(job: JsonObject): PayTier[] {
  return listOf(job["pay_input_ranges"]).flatMap((value) => {
    const range = objectOf(value);
    const floor = hundredths(range?.["min_cents"]);
    const ceiling = hundredths(range?.["max_cents"]);
    if (floor === null && ceiling === null) return [];
    const title = textOf(range?.["title"]);
    const per = periodIn(title ?? "") ?? ((ceiling ?? floor ?? 0) >= YEARLY_FROM ? "year" : null);
    return [{ floor, ceiling, currency: currencyOf(range?.["currency_type"]), per, place: title }];
  });
}

function periodIn(title: string): PayTier["per"] {
  const [, hour, day, week, month, year] =
    /\b(?:(hourly|hour)|(daily|day)|(weekly|week)|(monthly|month)|(annual|annually|yearly|year))\b/i.exec(
      title.slice(0, 500),
    ) ?? [];
  if (hour !== undefined) return "hour";
  if (day !== undefined) return "day";
  if (week !== undefined) return "week";
  if (month !== undefined) return "month";
  return year === undefined ? null : "year";
}

function hundredths(value: unknown): number | null {
  const cents = Number(textOf(value) ?? Number.NaN);
  return Number.isFinite(cents) && cents !== 0 ? cents / 100 : null;
}
