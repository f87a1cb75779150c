import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/*
 * Answers to start from: invented ones of every kind of board, and where the shared data is there, real ones too.
 */

export type Kind = "greenhouse" | "lever" | "ashby" | "jsonld";

export interface Seed {
  readonly kind: Kind;
  readonly answer: unknown;
}

const MARKUP =
  "&lt;p&gt;We use &lt;strong&gt;Python&lt;/strong&gt;, SQL &amp;amp; Go.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;5+ years of C++, R and Excel&lt;/li&gt;&lt;/ul&gt;&lt;p&gt;The base salary in New York, NY is $120,000 &amp;mdash; $150,000 USD; elsewhere $100K - $130K a year, plus equity and a 10% bonus. 401(k) match up to $5,000 per year.&lt;/p&gt;";

export const INVENTED: readonly Seed[] = [
  {
    kind: "greenhouse",
    answer: {
      jobs: [
        {
          id: 4001,
          internal_job_id: 77,
          title: "Senior Data Engineer (Remote - US)",
          company_name: "Acme",
          location: { name: "San Francisco, CA; New York, NY; Remote - US" },
          offices: [{ name: "SF", location: "San Francisco, California, United States" }],
          absolute_url: "https://boards.greenhouse.io/acme/jobs/4001",
          first_published: "2026-07-30T23:30:00-04:00",
          metadata: [
            { name: "Employment Type", value: "Full-time" },
            { name: "Workplace Type", value: ["Hybrid"] },
          ],
          pay_input_ranges: [
            { min_cents: 12_000_000, max_cents: 15_000_000, currency_type: "USD", title: "New York (annual)" },
            { min_cents: 11_000_000, max_cents: 14_000_000, currency_type: "USD", title: "San Francisco" },
          ],
          content: MARKUP,
        },
        { id: 4002, title: "Account Executive - Italy", location: { name: "Remote, Italy" }, content: MARKUP },
      ],
      meta: { total: 2 },
    },
  },
  {
    kind: "lever",
    answer: [
      {
        id: "9a1b",
        text: "Machine Learning Engineer II",
        hostedUrl: "https://jobs.lever.co/acme/9a1b",
        categories: { location: "Berlin", allLocations: ["Berlin", "Munich"], commitment: "Full-time" },
        country: "DE",
        workplaceType: "hybrid",
        createdAt: 1_779_223_091_267,
        descriptionPlain: "We build models with PyTorch.",
        lists: [{ text: "You know", content: "<li>Python</li><li>Kubernetes</li>" }],
        additionalPlain: "401(k) up to $10,000 per year. The salary is 60.000 € – 80.000 € brutto.",
        salaryRange: { min: 60_000, max: 80_000, currency: "EUR", interval: "per-year-salary" },
        salaryDescription: "<p>Base pay of €60k to €80k</p>",
      },
    ],
  },
  {
    kind: "ashby",
    answer: {
      jobs: [
        {
          id: "c0ffee",
          title: "Staff Research Scientist",
          location: "New York City",
          secondaryLocations: [
            { location: "London", address: { addressLocality: "London", addressCountry: "United Kingdom" } },
          ],
          address: { postalAddress: { addressLocality: "New York", addressRegion: "NY", addressCountry: "USA" } },
          isRemote: null,
          isListed: true,
          workplaceType: "OnSite",
          employmentType: "FullTime",
          publishedAt: "2026-07-01T12:00:00.000+00:00",
          jobUrl: "https://jobs.ashbyhq.com/acme/c0ffee",
          descriptionHtml: "<h2>About</h2><p>Rust, TypeScript and <em>LLMs</em>.</p><script>var a = '<p>';</script>",
          compensation: {
            scrapeableCompensationSalarySummary: "$180K - $240K",
            summaryComponents: [{ compensationType: "EquityPercentage", interval: "NONE" }],
            compensationTiers: [
              {
                title: "New York",
                components: [
                  {
                    compensationType: "Salary",
                    interval: "1 YEAR",
                    currencyCode: "USD",
                    minValue: 180_000,
                    maxValue: 240_000,
                  },
                ],
              },
              {
                title: "London",
                components: [
                  {
                    compensationType: "Salary",
                    interval: "1 YEAR",
                    currencyCode: "GBP",
                    minValue: 100_000,
                    maxValue: 140_000,
                  },
                ],
              },
            ],
          },
        },
      ],
    },
  },
  {
    kind: "jsonld",
    answer: {
      "@context": "https://schema.org",
      "@graph": [
        { "@type": "Organization", name: "Beta" },
        {
          "@type": "JobPosting",
          title: "Junior Data Analyst",
          identifier: { "@type": "PropertyValue", value: "R-1" },
          hiringOrganization: { "@type": "Organization", name: "Beta" },
          datePosted: "2026-08-04T01:30:00Z",
          jobLocationType: "TELECOMMUTE",
          employmentType: ["FULL_TIME", "CONTRACTOR"],
          jobLocation: {
            "@type": "Place",
            address: { addressLocality: "Austin", addressRegion: "TX", addressCountry: { name: "US" } },
          },
          applicantLocationRequirements: [{ "@type": "Country", name: "USA" }],
          skills: "SQL, Tableau; Excel",
          baseSalary: { currency: "USD", value: { minValue: "30.50", maxValue: 45, unitText: "HOUR" } },
          description: "<p>Pay: $30.50 to $45 an hour.&nbsp;You know dbt.</p>",
        },
      ],
    },
  },
];

/** Answers of the shared data, of few jobs each; empty where it is missing. */
export function realSeeds(shared: string): Seed[] {
  const samples = join(shared, "ats-samples/dev");
  if (!existsSync(samples)) return [];
  const read = (path: string) => {
    const bytes = readFileSync(path);
    return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  };
  const folder = (kind: Kind, name: string): Seed[] =>
    readdirSync(join(samples, name))
      .filter((file) => /\.json(\.gz)?$/.test(file))
      .flatMap((file) => {
        const answer = JSON.parse(read(join(samples, name, file)));
        const jobs: unknown[] = answer.jobs ?? answer;
        const some = Array.from({ length: Math.min(8, Math.ceil(jobs.length / 2)) }, (_, index) =>
          jobs.slice(2 * index, 2 * index + 2),
        );
        return some.map((few) => ({ kind, answer: Array.isArray(answer) ? few : { ...answer, jobs: few } }));
      });
  const raw = read(join(shared, "posting-level/ashby_2025-10-28/ai-titles.raw.dev.jsonl.gz")).trim().split("\n");
  return [
    ...folder("greenhouse", "greenhouse"),
    ...folder("greenhouse", "greenhouse/boards-list-weekly/2026-08-08"),
    ...folder("lever", "lever"),
    ...folder("ashby", "ashby"),
    ...raw.slice(0, 60).map((line): Seed => ({ kind: "ashby", answer: { jobs: [JSON.parse(line)] } })),
  ];
}
