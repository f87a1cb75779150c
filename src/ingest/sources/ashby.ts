import type { Advert, PayMentions, PayTier } from "../advert/advert.ts";
import { plainText } from "../advert/plain-text.ts";
import type { BoardSource } from "./board-source.ts";
import { boardInAddress, firstText, type JsonObject, jobsOf, listOf, objectOf, textOf, textsOf } from "./json-value.ts";
import { currencyOf, figureOf, periodOf } from "./structured-pay.ts";

/** Ashby's public job postings: `posting-api/job-board/<board>`, with `includeCompensation=true` for pay. */
export const ashby: BoardSource = {
  records: jobsOf,
  advert: (record, board) => {
    const job = objectOf(record);
    if (job === undefined) return { reason: "malformed-row", note: "it is no object" };
    // Reached by its address only: the employer does not advertise it.
    if (job["isListed"] === false) return { reason: "unlisted", note: "false" };
    return advertOf(job, board);
  },
};

function advertOf(job: JsonObject, board: string | null): Advert {
  const id = textOf(job["id"]);
  const compensation = objectOf(job["compensation"]);
  const pay = payOf(compensation);
  const summary = firstText(compensation?.["scrapeableCompensationSalarySummary"]);
  const text = textOf(job["descriptionPlain"]) ?? markup(job["descriptionHtml"]);
  const second = listOf(job["secondaryLocations"]).map(objectOf);
  const countries = textsOf([job, ...second].map((location) => addressOf(location)?.["addressCountry"]));
  return {
    key: id === null ? null : `ashby:${id}`,
    title: textOf(job["title"]),
    employer: firstText(job["board"], boardInAddress(job["jobUrl"], /(^|\.)ashbyhq\.com$/), board),
    places: textsOf([
      job["location"],
      // The address of a remote job is its company's.
      job["isRemote"] === true ? null : placeOf(job),
      ...second.flatMap((location) => [location?.["location"], placeOf(location)]),
    ]),
    country: countries.length === 1 ? (countries[0] ?? null) : null,
    workplace: firstText(job["workplaceType"], job["isRemote"] === true ? "Remote" : null),
    employmentType: textOf(job["employmentType"]),
    pay,
    skills: [],
    // Where fields state no pay, the board's own sentence about it is read with the ad.
    text: pay.length > 0 || summary === null ? text : `Salary: ${summary}\n${text ?? ""}`,
    mentions: mentionsOf(compensation),
    published: textOf(job["publishedAt"]),
  };
}

function markup(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : textOf(plainText(text));
}

/** Addresses are nested once, or twice where they are a location's. */
function addressOf(location: JsonObject | undefined): JsonObject | undefined {
  const address = objectOf(location?.["address"]);
  return objectOf(address?.["postalAddress"]) ?? address;
}

function placeOf(location: JsonObject | undefined): string | null {
  const address = addressOf(location);
  const city = textOf(address?.["addressLocality"]);
  if (city === null) return null;
  return textsOf([city, address?.["addressRegion"], address?.["addressCountry"]]).join(", ");
}

/** The ranges of every tier; those of the summary where no tier has one. */
function payOf(compensation: JsonObject | undefined): PayTier[] {
  const tiers = listOf(compensation?.["compensationTiers"])
    .map(objectOf)
    .flatMap((tier) => salaries(tier?.["components"], textOf(tier?.["title"])));
  return tiers.length > 0 ? tiers : salaries(compensation?.["summaryComponents"], null);
}

function salaries(components: unknown, place: string | null): PayTier[] {
  return listOf(components)
    .map(objectOf)
    .filter((component) => component?.["compensationType"] === "Salary")
    .flatMap((component) => {
      const floor = figureOf(component?.["minValue"]);
      const ceiling = figureOf(component?.["maxValue"]);
      const interval = textOf(component?.["interval"]) ?? "";
      // "1 TIME" is paid once: no pay.
      if ((floor === null && ceiling === null) || /\bTIME$/.test(interval)) return [];
      return [{ floor, ceiling, currency: currencyOf(component?.["currencyCode"]), per: perOf(interval), place }];
    });
}

/** "1 YEAR", "1 HOUR"; what is paid every two weeks or the like has no period of ours. */
function perOf(interval: string): PayTier["per"] {
  return interval.startsWith("1 ") ? periodOf(interval.slice(2)) : null;
}

/** What is offered beside pay; null where the board states nothing about any of it. */
function mentionsOf(compensation: JsonObject | undefined): PayMentions | null {
  const components = [
    ...listOf(compensation?.["summaryComponents"]),
    ...listOf(compensation?.["compensationTiers"]).flatMap((tier) => listOf(objectOf(tier)?.["components"])),
  ].map((component) => textOf(objectOf(component)?.["compensationType"]) ?? "");
  if (components.length === 0) return null;
  return {
    equity: components.some((type) => type.startsWith("Equity")),
    bonus: components.some((type) => type === "Bonus"),
  };
}
