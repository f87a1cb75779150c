import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { type Cells, records } from "../unit/ingest/naive.ts";
import { freshFolder, put, readJson, run } from "./cli.ts";
import { lacksSharedData, sharedFile } from "./shared-data.ts";

type Posting = Readonly<Record<string, unknown>>;

/** Answers by the path that they are put at, through the real command; the week's stored postings in the order of keys. */
async function ingested(
  format: string,
  files: Readonly<Record<string, string>>,
  { week = "2026-W32", folder }: { week?: string; folder?: string } = {},
): Promise<Posting[]> {
  const own = folder ?? (await freshFolder());
  for (const [name, content] of Object.entries(files)) await put(own, name, content);
  const { code, stderr } = await run(["ingest", ...Object.keys(files), "--format", format, "--week", week], {
    cwd: own,
  });
  expect(code, stderr).toBe(0);
  return postings(join(own, "snapshots", week, "postings.parquet"));
}

async function postings(path: string): Promise<Posting[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(`SELECT * FROM '${path}' ORDER BY key`);
  connection.closeSync();
  return reader.getRowObjectsJson() as Posting[];
}

/** Whole numbers come as text from the store. */
const pay = (posting: Posting | undefined) => [
  ...["pay_floor", "pay_ceiling"].map((name) => (posting?.[name] === null ? null : Number(posting?.[name]))),
  ...["currency", "pay_from", "pay_tiers"].map((name) => posting?.[name]),
];

const escaped = (html: string) =>
  html.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const SAMPLES = "ats-samples/dev";
const TRUTH = "truth/ats-hand-checked.dev.csv";

describe.skipIf(lacksSharedData(SAMPLES, TRUTH))("ads that were read by hand", () => {
  const found = new Map<string, Posting>();
  const truth = lacksSharedData(TRUTH) ? [] : records(sharedFile(TRUTH));

  beforeAll(async () => {
    const boards = new Set(truth.map(({ source, file }) => `${source}/${file}`));
    for (const board of boards) {
      const [format = "", name = ""] = board.split("/");
      const bytes = readFileSync(sharedFile(`${SAMPLES}/${board}`));
      const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
      for (const posting of await ingested(format, { "answer.json": text })) found.set(String(posting["key"]), posting);
    }
  });

  it.each(truth)("are stored with the pay that a person reads there: $source $title", (row: Cells) => {
    const posting = found.get(`${row["source"]}:${row["id"]}`);
    expect(posting?.["title"]).toBe(row["title"]);
    const from = /only inside/.test(row["note"] ?? "") ? "text" : "field";
    expect(pay(posting)).toEqual(
      row["salary_min"] === ""
        ? [null, null, null, null, null]
        : [Number(row["salary_min"]), Number(row["salary_max"]), row["currency"], from, 1],
    );
  });

  it("have the country and city of their places", () => {
    const places = truth.map(({ source, id }) => {
      const posting = found.get(`${source}:${id}`);
      return [posting?.["country"], posting?.["places"]];
    });
    expect(places).toEqual([
      ["IT", null],
      ["US", null],
      ["US", ["New York, NY"]],
      ["KR", ["Seoul"]],
      // "Europe" is no country.
      [null, null],
    ]);
  });
});

describe.concurrent("one invented ad of each kind of board", () => {
  it("of Greenhouse is stored with what its fields and its twice escaped text say", async () => {
    const content =
      '<p>You will run <strong>Airflow</strong> and Python.</p><div class="content-pay-transparency"><div>Annual Salary</div><span>$160,000</span><span class="divider">&mdash;</span><span>$210,000 USD</span></div><p>Equity, and a bonus.</p>';
    const job = {
      id: 7,
      title: "Senior Data Engineer",
      company_name: "Acme",
      location: { name: "San Francisco, CA (Hybrid)" },
      metadata: [{ name: "Employment Type", value: "Full-time" }],
      first_published: "2026-07-30T23:30:00-04:00",
      content: escaped(content),
    };
    const [posting] = await ingested("greenhouse", { "acme.json": JSON.stringify({ jobs: [job] }) });
    expect(posting).toMatchObject({
      key: "greenhouse:7",
      roles: ["data-engineer"],
      level: "senior",
      country: "US",
      place: "San Francisco, CA",
      places: ["San Francisco, CA"],
      workplace: "hybrid",
      employment_type: "full-time",
      skills: ["Airflow", "Python"],
      equity: true,
      bonus: true,
      first_seen: "2026-07-30",
    });
    expect(pay(posting)).toEqual([160_000, 210_000, "USD", "text", 1]);
  });

  it("of Lever is stored with its field before its text", async () => {
    const ad = {
      id: "a1",
      text: "Lead Machine Learning Engineer",
      hostedUrl: "https://jobs.lever.co/acme/a1",
      categories: { location: "New York, NY", allLocations: ["New York, NY", "Austin, TX"], commitment: "Full-time" },
      workplaceType: "onsite",
      country: "US",
      createdAt: 1_785_000_000_000,
      descriptionPlain: "PyTorch and Kubernetes. The base salary is $1,000 to $2,000 a week.",
      additionalPlain: "401(k) up to $10,000 per year",
      salaryRange: { min: 200_000, max: 250_000, currency: "USD", interval: "per-year-salary" },
    };
    const [posting] = await ingested("lever", { "acme.json": JSON.stringify([ad]) });
    expect(posting).toMatchObject({
      roles: ["machine-learning-engineer"],
      level: "lead",
      country: "US",
      place: "New York, NY",
      places: ["Austin, TX", "New York, NY"],
      workplace: "onsite",
      employment_type: "full-time",
      skills: ["Kubernetes", "PyTorch"],
      equity: false,
      first_seen: "2026-07-25",
    });
    expect(pay(posting)).toEqual([200_000, 250_000, "USD", "field", 1]);
  });

  it("of Ashby is stored with the tier of its own place, of the country or of the city", async () => {
    const tier = (title: string, minValue: number, maxValue: number, currencyCode = "USD") => ({
      title,
      components: [{ compensationType: "Salary", interval: "1 YEAR", currencyCode, minValue, maxValue }],
    });
    const tiers = [
      tier("San Francisco", 190_000, 230_000),
      tier("New York City", 180_000, 220_000),
      tier("United States", 150_000, 190_000),
    ];
    const job = (id: string, location: string) => ({
      id,
      title: "Data Scientist",
      location,
      isListed: true,
      board: "acme",
      employmentType: "FullTime",
      publishedAt: "2026-07-01T12:00:00.000+00:00",
      descriptionPlain: "R and SQL.",
      compensation: { compensationTiers: tiers },
    });
    const jobs = [job("a", "New York"), job("b", "San Francisco, CA"), job("c", "Remote - US"), job("d", "Lagos")];
    const found = await ingested("ashby", { "acme.json": JSON.stringify({ jobs }) });
    expect(found.map((posting) => [posting["place"], ...pay(posting)])).toEqual([
      ["New York, NY", 180_000, 220_000, "USD", "field", 3],
      ["San Francisco, CA", 190_000, 230_000, "USD", "field", 3],
      [null, 150_000, 190_000, "USD", "field", 3],
      // No tier is of Nigeria: the ad's widest.
      ["Lagos", 150_000, 230_000, "USD", "field", 3],
    ]);
    expect(found[0]).toMatchObject({ roles: ["data-scientist"], skills: ["R", "SQL"], workplace: null });
  });

  it("with tiers in its text is stored with that of its own place too", async () => {
    const content = escaped(
      "<p>The annual base salary range in San Francisco is $190,000 to $230,000. In New York it is $180,000 to $220,000.</p>",
    );
    const job = (id: number, name: string) => ({
      id,
      title: "Data Analyst",
      company_name: "Acme",
      location: { name },
      content,
    });
    const jobs = [job(1, "New York, NY"), job(2, "San Francisco, CA")];
    const found = await ingested("greenhouse", { "acme.json": JSON.stringify({ jobs }) });
    expect(found.map(pay)).toEqual([
      [180_000, 220_000, "USD", "text", 2],
      [190_000, 230_000, "USD", "text", 2],
    ]);
  });

  it("of a page is stored with the yearly pay of its hours", async () => {
    const ad = {
      "@context": "https://schema.org",
      "@type": "JobPosting",
      title: "Junior Data Analyst (Remote)",
      identifier: "R-1",
      hiringOrganization: { "@type": "Organization", name: "Beta" },
      datePosted: "2026-08-01",
      employmentType: "PART_TIME",
      jobLocationType: "TELECOMMUTE",
      jobLocation: {
        "@type": "Place",
        address: { addressLocality: "Chicago", addressRegion: "IL", addressCountry: "US" },
      },
      skills: "SQL, excel",
      description: "<p>You know Tableau.</p>",
      baseSalary: {
        "@type": "MonetaryAmount",
        currency: "USD",
        value: { minValue: 30, maxValue: 40, unitText: "HOUR" },
      },
    };
    const page = `<!doctype html><script type="application/ld+json">${JSON.stringify(ad)}</script>`;
    const [posting] = await ingested("jsonld", { "1.html": page });
    expect(posting).toMatchObject({
      key: "jsonld:beta/R-1",
      roles: ["data-analyst"],
      level: "entry",
      country: "US",
      places: ["Chicago, IL"],
      workplace: "remote",
      employment_type: "part-time",
      skills: ["Excel", "SQL", "Tableau"],
    });
    expect(pay(posting)).toEqual([62_400, 83_200, "USD", "field", 1]);
  });
});

it("stores no day of publication outside all reason", async () => {
  const job = (id: number, first_published: string) => ({ id, title: `Data Engineer ${id}`, first_published });
  const days = ["2026-07-01T12:00:00Z", "99999-01-01", "0001-01-01", "2999-01-01T00:00:00Z", "soon"];
  const found = await ingested("greenhouse", {
    "acme.json": JSON.stringify({ jobs: days.map((day, id) => job(id, day)) }),
  });
  expect(found.map((posting) => posting["first_seen"])).toEqual(["2026-07-01", null, null, null, null]);
});

it("tells the ads of a board that opened, closed, were re-posted and were re-priced since the week before", async () => {
  const job = (id: number, over: object = {}) => ({
    id,
    title: `Data Engineer ${id}`,
    company_name: "Acme",
    location: { name: "Austin, TX" },
    first_published: "2026-07-01T12:00:00-04:00",
    content: escaped("<p>The salary is $100,000 to $120,000 a year.</p>"),
    ...over,
  });
  const board = (...jobs: readonly object[]) => JSON.stringify({ jobs });
  const folder = await freshFolder();
  const before = await ingested("greenhouse", { "before.json": board(job(1), job(2), job(3), job(4)) }, { folder });
  const more = escaped("<p>The salary is $110,000 to $130,000 a year.</p>");
  const again = job(9, { title: "Data Engineer 3", first_published: "2026-08-10T12:00:00-04:00" });
  const after = await ingested(
    "greenhouse",
    { "after.json": board(job(1), job(2, { content: more }), again, job(5)) },
    { folder, week: "2026-W33" },
  );
  const offers = (stored: readonly Posting[]) => new Map(stored.map(({ key, offer }) => [key, offer]));
  expect(offers(after).get("greenhouse:1")).toBe(offers(before).get("greenhouse:1"));
  expect(offers(after).get("greenhouse:9")).toBe(offers(before).get("greenhouse:3"));
  const { totals } = await readJson(folder, "snapshots/2026-W33/snapshot.json");
  // Opened and closed go by keys: the re-posted ad is among both, and told of as the same job.
  expect(totals).toMatchObject({ openings: 4, reposted: 1, repriced: 1 });
  expect([totals.opened, totals.closed]).toEqual([2, 2]);
});
