import { seededRandom } from "../../src/domain/random.ts";
import { addDays, addWeeks, mondayOf, type Week } from "../../src/domain/week.ts";

/** Eight weeks in which no German holiday falls, so that roles can be compared in the last. */
export const FIRST: Week = "2026-W31";
export const LAST: Week = "2026-W38";

/** What an ad says of its trade: how its title is written, its monthly pay in euro, and the words that it asks for. */
const ADS = {
  Pflegefachkraft: { titles: ["Pflegefachkraft (m/w/d)", "Gesundheits- und Krankenpfleger/in"], pay: 3600 },
  Pflegehilfskraft: { titles: ["Pflegehilfskraft (m/w/d)", "Pflegehelfer:in, Spätdienst"], pay: 2850 },
  "Fachkraft Intensivpflege": {
    titles: ["Fachkraft Intensivpflege (w/m/d)", "Pflegefachkraft (m/w/d) Intensivstation"],
    pay: 4150,
  },
  Stationsleitung: { titles: ["Stationsleitung (m/w/d)", "Wohnbereichsleitung (w/m/d)"], pay: 4700 },
  Praxisanleitung: { titles: ["Praxisanleitung (m/w/d)", "Praxisanleiter:in in der Pflege"], pay: 4000 },
} as const;
type Role = keyof typeof ADS;
export const NURSING_ROLES = Object.keys(ADS) as Role[];

const KINDS = ["Klinikum", "Krankenhaus", "Seniorenzentrum", "Pflegedienst", "Reha-Klinik", "Haus"];
const NAMES = [
  "Eulenfurt",
  "Nebelhain",
  "Quellwiese",
  "Sonnenklee",
  "Dachsberg",
  "Möwengrund",
  "Fuchsmühle",
  "Sternau",
  "Krähenfeld",
  "Übersee-Süd",
];
const SKILLS = [
  "Wundmanagement",
  "Dienstplanung",
  "Palliativpflege",
  "Beatmungspflege",
  "Pflegedokumentation",
  "Praxisanleitung",
  "Hygiene",
];
const PLACES = ["Kassel", "Köln", "München", "Göttingen", "Würzburg"];

/** A feed in which chance brings up nothing either. */
const CALM = 11;

/** Sixty employers that nobody has ever worked for. */
export const EMPLOYERS = KINDS.flatMap((kind) => NAMES.map((name) => `${kind} ${name}`));
export const NURSING_NAMES = [...NURSING_ROLES, ...EMPLOYERS, ...PLACES];

/**
 * Invented ads as JSON lines, each published on a day of its week. With `planted`, in the last four weeks intensive care pays
 * 12 % more, every employer looks for half as many assistants again, and one employer alone posts 30 ads a week for ward
 * managers. Two of five ads state pay by the hour. Without it nothing happens.
 */
export function nursingFeed(planted: boolean): string {
  const random = seededRandom(planted ? 7 : CALM);
  const rows = Array.from({ length: 8 }, (_, index) =>
    weekOfAds(addWeeks(FIRST, index), planted && index >= 4, random),
  );
  return `${rows.flat().join("\n")}\n`;
}

function weekOfAds(week: Week, late: boolean, random: () => number): string[] {
  const rows: string[] = [];
  const add = (role: Role, employer: string, index: number) => {
    const raise = late && role === "Fachkraft Intensivpflege" ? 1.12 : 1;
    const monthly = ADS[role].pay * raise * (0.9 + 0.2 * random()) * (0.95 + (index % 10) / 100);
    const hourly = random() < 0.4;
    const from = hourly ? Math.round((monthly * 12 * 100) / 2080) / 100 : Math.round(monthly / 10) * 10;
    const asks = SKILLS.filter(() => random() < 0.35);
    rows.push(
      JSON.stringify({
        titel: ADS[role].titles[rows.length % 2],
        arbeitgeber: employer,
        ort: PLACES[index % PLACES.length],
        umfang: random() < 0.3 ? "Teilzeit" : "Vollzeit",
        homeoffice: random() < 0.05 ? "ja" : "nein",
        veroeffentlicht: `${addDays(mondayOf(week), Math.floor(random() * 7))}T09:00:00`,
        ...(random() < 0.8 ? { von: from, bis: Math.round(from * 110) / 100, je: hourly ? "Stunde" : "Monat" } : {}),
        kenntnisse: asks,
      }),
    );
  };
  for (const [index, employer] of EMPLOYERS.entries()) {
    for (const role of NURSING_ROLES) {
      const chance = role === "Pflegehilfskraft" && late ? 1 : 0.7;
      if (random() < chance) add(role, employer, index);
    }
  }
  if (late) for (let ad = 0; ad < 30; ad++) add("Stationsleitung", "Klinikum Eulenfurt", 0);
  return rows;
}

/** How that feed is read: German field names and words, titles by the rules of the pack. */
export const NURSING_MAPPING = {
  name: "pflege",
  source: { title: "Erfundene Pflegestellen", url: null, licence: null },
  kind: "flow",
  invented: true,
  roles: "taxonomy",
  columns: {
    title: "titel",
    employer: "arbeitgeber",
    country: { constant: "DE" },
    place: "ort",
    workplace: { column: "homeoffice", values: { ja: "remote" }, otherwise: null },
    employmentType: { column: "umfang", values: { Vollzeit: "full-time", Teilzeit: "part-time" } },
    skills: { column: "kenntnisse", list: "literal" },
    date: "veroeffentlicht",
  },
  pay: [
    {
      floor: { column: "von", optional: true },
      ceiling: { column: "bis", optional: true },
      per: { column: "je", optional: true, values: { Stunde: "hour", Monat: "month" } },
      currency: "EUR",
    },
  ],
};

/** Settings and files of a project that mails that feed's letter. */
export const NURSING_SETTINGS = {
  name: "Pflegegehälter der Woche",
  locale: "de-DE",
  currency: "EUR",
  rates: "rates.json",
  timeZone: "Europe/Berlin",
  pairs: [
    ["pflegefachkraft", "fachkraft-intensivpflege"],
    ["pflegefachkraft", "stationsleitung"],
  ],
  siteUrl: "https://pflege.example/",
  sender: { name: "Redaktion Pflegegehälter", address: "brief@pflege.example" },
  postalAddress: "Redaktion Pflegegehälter, Beispielweg 1, 34117 Kassel",
  credit: "Erfundene Pflegestellen",
};
export const NURSING_RATES = { date: "2026-07-24", source: "invented", base: "EUR", rates: { USD: 1.1 } };
