import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import type { PayPeriod } from "../../src/domain/money.ts";
import type { PayTier } from "../../src/ingest/advert/advert.ts";
import { chosenPay } from "../../src/ingest/advert/chosen-pay.ts";
import { payInText } from "../../src/ingest/advert/pay-in-text.ts";
import { plainText } from "../../src/ingest/advert/plain-text.ts";
import { PAY_RULES, PLACE_RULES } from "../unit/ingest/advert/pay-rules-of-pack.ts";

/*
 * How well pay is read from texts: against the boards' own fields where both state it, and against what was read by hand
 * (`tests/fixtures/pay-in-text.tsv`: ids and figures) where the boards have no field.
 */

/** One real ad, as far as its pay is concerned. */
interface PayAd {
  readonly id: string;
  /** As the board has it: HTML. */
  readonly markup: string;
  readonly country: string | null;
  /** What a field of the board states as salary. */
  readonly stated: readonly PayTier[];
}

export interface PayFigures {
  /** Ads whose board states a salary that the text states too, and those of them that the text alone gives back. */
  readonly stated: number;
  readonly recovered: number;
  readonly missed: readonly string[];
  /** Ads that were read by hand, those that state pay, and those of both that are read as by hand. */
  readonly handRead: number;
  readonly handPaid: number;
  readonly agreed: number;
  /** Ads in which pay is read that does not stand there. */
  readonly invented: readonly string[];
  /** Ads of which some pay or all is not read. */
  readonly incomplete: readonly string[];
  /** Ads whose board states no salary and whose text holds no amount of money, and those of them in which pay is read. */
  readonly moneyless: number;
  readonly readInMoneyless: readonly string[];
  /** Short forms of pay as a board prints them, and those that are read back. */
  readonly summaries: number;
  readonly summariesRead: number;
  readonly summariesMissed: readonly string[];
}

const ROOT = resolve(import.meta.dirname, "../..");
const SHARED = resolve(ROOT, process.env["TRENDS_DATA"] ?? "../shared/data");
const FIXTURE = "tests/fixtures/pay-in-text.tsv";
export const RAW_ASHBY = "posting-level/ashby_2025-10-28/ai-titles.raw.dev.jsonl.gz";
export const FLAT_ASHBY = "posting-level/ashby_2025-10-28/jobs.dev.csv.gz";
export const SAMPLES = "ats-samples/dev";

/** The figures of the shared data; `fixture` is the text of the file that was written by hand. */
export function measurePay(fixture: string = readFileSync(resolve(ROOT, FIXTURE), "utf8")): PayFigures {
  const ads = [...ashbyAds(), ...leverAds()];
  const both = ads.filter((ad) => ad.stated.some((tier) => standsIn(tier, plainText(ad.markup))));
  const missed = both.filter((ad) => !isRecovered(ad)).map(({ id }) => id);
  const byId = new Map(ads.map((ad) => [ad.id, ad]));
  const read = handRead(fixture).map(({ id, pay }) => {
    const ad = byId.get(id);
    return { id, pay, found: ad === undefined ? ["no such ad"] : readPay(ad) };
  });
  const invented = read.filter(({ pay, found }) => found.some((tier) => !pay.includes(tier)));
  const incomplete = read.filter(({ pay, found }) => pay.some((tier) => !found.includes(tier)));
  const listed = new Set(read.map(({ id }) => id));
  const moneyless = ads.filter(({ id, stated }) => stated.length === 0 && !listed.has(id));
  const summaries = ashbySummaries();
  const summariesMissed = summaries.filter((one) => !isReadBack(one)).map(({ summary }) => summary);
  return {
    stated: both.length,
    recovered: both.length - missed.length,
    missed,
    handRead: read.length,
    handPaid: read.filter(({ pay }) => pay.length > 0).length,
    agreed: read.filter((ad) => !invented.includes(ad) && !incomplete.includes(ad)).length,
    invented: invented.map(({ id, pay, found }) => `${id}: ${found.join("; ")}, by hand ${pay.join("; ") || "none"}`),
    incomplete: incomplete.map(
      ({ id, pay, found }) => `${id}: ${found.join("; ") || "none"}, by hand ${pay.join("; ")}`,
    ),
    moneyless: moneyless.length,
    readInMoneyless: moneyless.filter((ad) => readPay(ad).length > 0).map(({ id }) => id),
    summaries: summaries.length,
    summariesRead: summaries.length - summariesMissed.length,
    summariesMissed,
  };
}

/** What is read from an ad, as the fixture writes it: "120000-150000 USD year", with "?" for what is open. */
function readPay(ad: PayAd): string[] {
  const { tiers } = payInText(plainText(ad.markup), ad.country, PAY_RULES);
  return [...new Set(tiers.map(written))];
}

function written({ floor, ceiling, currency, per }: PayTier): string {
  return `${floor ?? "?"}-${ceiling ?? "?"} ${currency ?? "?"} ${per ?? "?"}`;
}

function isRecovered(ad: PayAd): boolean {
  const { tiers } = payInText(plainText(ad.markup), ad.country, PAY_RULES);
  const chosen = chosenPay(tiers, [], PLACE_RULES)?.tier;
  const all = chosen === undefined ? tiers : [...tiers, chosen];
  return ad.stated
    .filter((tier) => standsIn(tier, plainText(ad.markup)))
    .every((tier) => all.some((found) => written(found) === written(tier)));
}

/**
 * Whether both ends of a salary stand in a text, in any spelling: plain digits, grouped by comma, full stop, space or apostrophe, or in
 * thousands with a K. Knows nothing of how the reader under test finds them.
 */
function standsIn({ floor, ceiling }: PayTier, text: string): boolean {
  const flat = text.replace(/[\u00a0\u2000-\u200a\u202f]/g, " ").toLowerCase();
  const ends = [floor, ceiling].filter((end) => end !== null);
  return ends.length === 2 && ends.every((end) => spellings(end).some((spelling) => hasNumber(flat, spelling)));
}

function spellings(value: number): string[] {
  const digits = String(value);
  const grouped = [",", ".", " ", "'", "’"].map((separator) => digits.replace(/\B(?=(\d{3})+$)/g, separator));
  const thousands = value / 1000;
  const short = value >= 1000 && Number.isInteger(thousands * 10) ? [`${thousands}k`, `${thousands} k`] : [];
  // "170-195,000", "120-150K": the thousands of the one stand at the other.
  const shared =
    value >= 10_000 && Number.isInteger(thousands) ? [`${thousands}-`, `${thousands} -`, `${thousands}–`] : [];
  return [digits, ...grouped, ...short, ...shared];
}

function hasNumber(text: string, spelling: string): boolean {
  for (let at = text.indexOf(spelling); at !== -1; at = text.indexOf(spelling, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + spelling.length, at + spelling.length + 2);
    if (!/\d[.,'’]?$/.test(before) && !/^[.,'’]?\d/.test(after)) return true;
  }
  return false;
}

const PERIODS: Readonly<Record<string, PayPeriod>> = {
  "1 HOUR": "hour",
  "1 DAY": "day",
  "1 WEEK": "week",
  "1 MONTH": "month",
  "1 YEAR": "year",
};

interface AshbyJob {
  readonly id: string;
  readonly descriptionHtml: string;
  readonly location?: string;
  readonly address?: { readonly postalAddress?: { readonly addressCountry?: string } } | null;
  readonly compensation?: {
    readonly compensationTiers?: readonly {
      readonly components?: readonly {
        readonly compensationType: string;
        readonly interval: string;
        readonly currencyCode: string | null;
        readonly minValue: number | null;
        readonly maxValue: number | null;
      }[];
    }[];
  } | null;
}

function ashbyAds(): PayAd[] {
  const raw = unpacked(RAW_ASHBY)
    .trim()
    .split("\n")
    .map((line): AshbyJob => JSON.parse(line));
  const boards = readdirSync(resolve(SHARED, SAMPLES, "ashby")).flatMap(
    (name): AshbyJob[] => JSON.parse(unpacked(`${SAMPLES}/ashby/${name}`)).jobs,
  );
  const jobs = new Map([...raw, ...boards].map((job) => [job.id, job]));
  return [...jobs.values()].map((job) => ({
    id: job.id,
    markup: job.descriptionHtml,
    country: job.address?.postalAddress?.addressCountry || countryOfPlace(job.location ?? ""),
    stated: (job.compensation?.compensationTiers ?? []).flatMap(({ components = [] }) =>
      components
        .filter(({ compensationType }) => compensationType === "Salary")
        .map(({ minValue, maxValue, currencyCode, interval }) => ({
          floor: minValue,
          ceiling: maxValue,
          currency: currencyCode,
          per: PERIODS[interval] ?? null,
          place: null,
        })),
    ),
  }));
}

/** "New York, NY" lies in the United States, "United States" says so. What the reader of places finds, as far as needed here. */
function countryOfPlace(location: string): string | null {
  return /, [A-Z]{2}$/.test(location) ? "US" : location || null;
}

interface LeverJob {
  readonly id: string;
  readonly country: string | null;
  readonly description: string;
  readonly additional: string;
  readonly salaryDescription?: string;
  readonly salaryRange?: { readonly currency: string; readonly min: number; readonly max: number };
}

function leverAds(): PayAd[] {
  const jobs: LeverJob[] = JSON.parse(unpacked(`${SAMPLES}/lever/matchgroup.json`));
  return jobs.map(({ id, country, description, additional, salaryDescription = "", salaryRange }) => ({
    id,
    markup: `${description}<br>${additional}<br>${salaryDescription}`,
    country,
    stated:
      salaryRange === undefined
        ? []
        : [
            {
              floor: salaryRange.min,
              ceiling: salaryRange.max,
              currency: salaryRange.currency,
              per: "year" as const,
              place: null,
            },
          ],
  }));
}

interface Summary {
  readonly summary: string;
  readonly wanted: PayTier;
}

/** What Ashby prints of one tier ("PLN 281K – PLN 421K"), of jobs with one salary; each wording and currency once. */
function ashbySummaries(): Summary[] {
  const [head = "", ...lines] = unpacked(FLAT_ASHBY).trim().split("\n");
  const names = cells(head);
  const summaries = lines.map(cells).flatMap((row): Summary[] => {
    const cell = (name: string) => row[names.indexOf(name)] ?? "";
    const per = PERIODS[cell("salary_interval")];
    const hasBoth = cell("salary_min") !== "" && cell("salary_max") !== "";
    if (cell("n_tiers") !== "1" || per === undefined || !hasBoth) return [];
    const wanted = {
      floor: Number(cell("salary_min")),
      ceiling: Number(cell("salary_max")),
      currency: cell("salary_currency"),
      per,
      place: null,
    };
    return [{ summary: cell("compensationTierSummary"), wanted }];
  });
  return [...new Map(summaries.map((one) => [`${one.summary} ${one.wanted.currency}`, one])).values()];
}

/** Ashby writes for readers in the United States: there "$" is the US dollar, and others have their letters before it. */
function isReadBack({ summary, wanted }: Summary): boolean {
  const { tiers } = payInText(`Salary: ${summary}`, "US", PAY_RULES);
  return tiers.some(
    (tier) =>
      tier.currency === wanted.currency &&
      tier.per === wanted.per &&
      isRounded(tier.floor, wanted.floor) &&
      isRounded(tier.ceiling, wanted.ceiling),
  );
}

/** Ashby prints 123,864 as "$123.9K". */
function isRounded(found: number | null, exact: number | null): boolean {
  return found === exact || (found !== null && exact !== null && exact >= 1000 && Math.abs(found - exact) <= 50);
}

/** The cells of one line of CSV; none of this file spans lines. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? "").trim(),
  );
}

interface HandRead {
  readonly id: string;
  readonly pay: readonly string[];
}

function handRead(fixture: string): HandRead[] {
  return fixture
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [id = "", pay = ""] = line.split("\t");
      return { id, pay: pay === "none" ? [] : pay.split("; ") };
    });
}

function unpacked(name: string): string {
  const bytes = readFileSync(resolve(SHARED, name));
  return (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}
