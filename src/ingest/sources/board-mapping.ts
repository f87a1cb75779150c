import type { Mapping } from "../mapping.ts";

/** The columns of the rows that are made of a board's answers, each of which may be absent. */
const optional = (column: string) => ({ column, optional: true });

/** How the rows of a board's answers become postings: what was open on the day that it was asked. */
export function boardMapping(format: string): Mapping {
  return {
    name: format,
    source: { title: format, url: null, licence: null },
    kind: "stock",
    roles: "taxonomy",
    columns: {
      key: optional("key"),
      title: optional("title"),
      employer: optional("employer"),
      level: optional("level"),
      country: optional("country"),
      place: optional("place"),
      places: { ...optional("places"), list: "literal" },
      workplace: optional("workplace"),
      employmentType: optional("employment_type"),
      skills: { ...optional("skills"), list: "literal" },
      equity: { ...optional("equity"), boolean: true },
      bonus: { ...optional("bonus"), boolean: true },
      date: optional("day"),
      firstSeen: optional("published"),
    },
    pay: [
      {
        floor: optional("pay_floor"),
        ceiling: optional("pay_ceiling"),
        per: optional("pay_per"),
        currency: optional("pay_currency"),
      },
    ],
    payRead: { from: "pay_from", tiers: "pay_tiers" },
  };
}
