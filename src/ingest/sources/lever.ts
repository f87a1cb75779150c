import type { Advert, PayTier } from "../advert/advert.ts";
import { plainText } from "../advert/plain-text.ts";
import type { BoardSource } from "./board-source.ts";
import { boardInAddress, firstText, type JsonObject, jobsOf, listOf, objectOf, textOf, textsOf } from "./json-value.ts";
import { currencyOf, figureOf } from "./structured-pay.ts";

/** Lever's public postings, version 0: `postings/<site>` and `postings/<site>/<id>`. */
export const lever: BoardSource = {
  records: jobsOf,
  advert: (record, board) => {
    const posting = objectOf(record);
    if (posting === undefined) return { reason: "malformed-row", note: "it is no object" };
    return advertOf(posting, board);
  },
};

function advertOf(posting: JsonObject, board: string | null): Advert {
  const id = textOf(posting["id"]);
  const categories = objectOf(posting["categories"]);
  const workplace = textOf(posting["workplaceType"]);
  return {
    key: id === null ? null : `lever:${id}`,
    title: textOf(posting["text"]),
    employer: firstText(boardInAddress(posting["hostedUrl"], /(^|\.)lever\.co$/), board),
    places: textsOf([categories?.["location"], ...listOf(categories?.["allLocations"])]),
    country: textOf(posting["country"]),
    workplace: workplace === "unspecified" ? null : workplace,
    employmentType: textOf(categories?.["commitment"]),
    pay: payOf(posting["salaryRange"]),
    skills: [],
    text: adText(posting),
    mentions: null,
    published: momentOf(posting["createdAt"]),
  };
}

/** The ad from its beginning to its end, what it says of pay last. */
function adText(posting: JsonObject): string | null {
  const plain = (name: string) => textOf(posting[`${name}Plain`]) ?? markup(posting[name]);
  const lists = listOf(posting["lists"]).map(objectOf);
  const body = plain("description") ?? textsOf([plain("opening"), plain("descriptionBody")]).join("\n");
  const parts = [
    body,
    ...lists.flatMap((list) => [textOf(list?.["text"]), markup(list?.["content"])]),
    plain("additional"),
    plain("salaryDescription"),
  ];
  return textOf(parts.filter((part) => part !== null && part !== "").join("\n"));
}

function markup(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : textOf(plainText(text));
}

/** What one stated amount is in pay of a period: an amount for two weeks is half as much for one. */
const INTERVALS: ReadonlyMap<string, readonly [times: number, per: NonNullable<PayTier["per"]>]> = new Map([
  ["per-year-salary", [1, "year"]],
  ["per-month-salary", [1, "month"]],
  ["semi-month-salary", [2, "month"]],
  ["bi-week-salary", [0.5, "week"]],
  ["per-week-salary", [1, "week"]],
  ["per-day-wage", [1, "day"]],
  ["per-hour-wage", [1, "hour"]],
]);

/** A sum that is paid once is no pay. */
function payOf(value: unknown): PayTier[] {
  const range = objectOf(value);
  const interval = textOf(range?.["interval"]) ?? "";
  if (range === undefined || interval.startsWith("one-time")) return [];
  const [times, per] = INTERVALS.get(interval) ?? [1, null];
  const [floor, ceiling] = [figureOf(range["min"]), figureOf(range["max"])];
  if (floor === null && ceiling === null) return [];
  return [
    {
      floor: floor === null ? null : floor * times,
      ceiling: ceiling === null ? null : ceiling * times,
      currency: currencyOf(range["currency"]),
      per,
      place: null,
    },
  ];
}

/** Milliseconds since 1970 as a moment; text stays as it is. */
function momentOf(value: unknown): string | null {
  if (typeof value !== "number") return textOf(value);
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
