import type { Day } from "../domain/week.ts";
import type { SampleOffer } from "./offers.ts";
import { SAMPLE_ROLES } from "./roles.ts";
import type { World } from "./world.ts";

/** The columns of a week's file, as the mapping names them. */
const COLUMNS = [
  "key",
  "title",
  "role",
  "level",
  "employer",
  "place",
  "workplace",
  "pay_from",
  "pay_to",
  "skills",
  "equity",
  "bonus",
  "first_seen",
  "seen",
] as const;

export const HEADER = `${COLUMNS.join(",")}\n`;

/** A line per opening of the offer; all of our texts are known, and only places hold a comma. */
export function linesOf(offer: SampleOffer, seen: Day, { employers }: World): string {
  const { payUsd } = offer;
  const before = `${offer.title},${SAMPLE_ROLES[offer.role]?.title},${offer.level},${employers.names[offer.employer]}`;
  const after = [
    offer.workplace,
    payUsd === undefined ? "," : `${payUsd.floor},${payUsd.ceiling}`,
    offer.skills.join(";"),
    offer.equity ? "yes" : "no",
    offer.bonus ? "yes" : "no",
    offer.firstDay,
    seen,
  ].join(",");
  let lines = "";
  for (const [index, place] of offer.places.entries())
    lines += `${offer.code}-${index + 1},${before},${place === "" ? "" : `"${place}"`},${after}\n`;
  return lines;
}

/** How a week's file is to be read: `templates/mappings/sample.json` of the project. */
export const MAPPING = {
  name: "sample",
  invented: true,
  source: { title: "Invented postings of trends sample", url: null, licence: null },
  kind: "stock",
  roles: "column",
  columns: {
    key: "key",
    title: "title",
    employer: "employer",
    role: "role",
    level: "level",
    country: { constant: "US" },
    place: "place",
    workplace: "workplace",
    employmentType: { constant: "full-time" },
    skills: { column: "skills", list: { separator: ";" } },
    equity: { column: "equity", boolean: true },
    bonus: { column: "bonus", boolean: true },
    date: "seen",
    firstSeen: "first_seen",
  },
  pay: [{ floor: "pay_from", ceiling: "pay_to", per: "year", currency: "USD" }],
};
