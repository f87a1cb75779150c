/**
 * What an invented market is made of. Sizes, pay and skills are plausible and nobody's: they only have to differ between
 * roles as they do in life, from the commonest role to one of which there are a handful.
 */
export interface SampleRole {
  readonly title: string;
  /** Of all openings; the roles' shares add up to 1. */
  readonly share: number;
  /** Middle of the pay of a mid-level offer, US dollars a year. */
  readonly payUsd: number;
  /** Of its offers, before an employer's own habit. */
  readonly remoteShare: number;
  /** Each with the share of ads that name it. */
  readonly skills: readonly (readonly [string, number])[];
}

export const SAMPLE_ROLES: readonly SampleRole[] = [
  {
    title: "Data Engineer",
    share: 0.26,
    payUsd: 132_000,
    remoteShare: 0.24,
    skills: [
      ["sql", 0.82],
      ["python", 0.78],
      ["spark", 0.51],
      ["aws", 0.47],
      ["airflow", 0.36],
      ["dbt", 0.24],
      ["kafka", 0.22],
      ["snowflake", 0.29],
    ],
  },
  {
    title: "Data Scientist",
    share: 0.22,
    payUsd: 138_000,
    remoteShare: 0.22,
    skills: [
      ["python", 0.86],
      ["sql", 0.69],
      ["r", 0.33],
      ["scikit-learn", 0.35],
      ["tableau", 0.21],
      ["pytorch", 0.26],
      ["aws", 0.24],
    ],
  },
  {
    title: "Machine Learning Engineer",
    share: 0.14,
    payUsd: 162_000,
    remoteShare: 0.21,
    skills: [
      ["python", 0.9],
      ["pytorch", 0.61],
      ["tensorflow", 0.38],
      ["kubernetes", 0.31],
      ["aws", 0.42],
      ["docker", 0.36],
      ["spark", 0.22],
    ],
  },
  {
    title: "AI Engineer",
    share: 0.1,
    payUsd: 158_000,
    remoteShare: 0.25,
    skills: [
      ["python", 0.89],
      ["langchain", 0.37],
      ["pytorch", 0.42],
      ["azure", 0.33],
      ["docker", 0.31],
      ["sql", 0.28],
    ],
  },
  {
    title: "AI Software Engineer",
    share: 0.07,
    payUsd: 154_000,
    remoteShare: 0.2,
    skills: [
      ["python", 0.77],
      ["typescript", 0.39],
      ["react", 0.28],
      ["aws", 0.41],
      ["postgresql", 0.3],
      ["docker", 0.33],
    ],
  },
  {
    title: "Research Scientist",
    share: 0.05,
    payUsd: 184_000,
    remoteShare: 0.12,
    skills: [
      ["python", 0.83],
      ["pytorch", 0.71],
      ["jax", 0.31],
      ["c++", 0.24],
      ["cuda", 0.18],
    ],
  },
  {
    title: "Applied Scientist",
    share: 0.045,
    payUsd: 176_000,
    remoteShare: 0.13,
    skills: [
      ["python", 0.85],
      ["pytorch", 0.58],
      ["sql", 0.37],
      ["spark", 0.25],
      ["java", 0.2],
    ],
  },
  {
    title: "MLOps Engineer",
    share: 0.04,
    payUsd: 151_000,
    remoteShare: 0.28,
    skills: [
      ["kubernetes", 0.68],
      ["python", 0.8],
      ["docker", 0.63],
      ["terraform", 0.44],
      ["aws", 0.55],
      ["mlflow", 0.41],
    ],
  },
  {
    title: "AI Product Manager",
    share: 0.03,
    payUsd: 166_000,
    remoteShare: 0.2,
    skills: [
      ["sql", 0.34],
      ["jira", 0.31],
      ["python", 0.22],
      ["figma", 0.17],
    ],
  },
  {
    title: "LLM Engineer",
    share: 0.022,
    payUsd: 169_000,
    remoteShare: 0.27,
    skills: [
      ["python", 0.92],
      ["langchain", 0.56],
      ["pytorch", 0.59],
      ["hugging face", 0.47],
      ["kubernetes", 0.24],
    ],
  },
  {
    title: "AI Architect",
    share: 0.02,
    payUsd: 178_000,
    remoteShare: 0.23,
    skills: [
      ["azure", 0.49],
      ["aws", 0.52],
      ["python", 0.55],
      ["kubernetes", 0.37],
      ["terraform", 0.26],
    ],
  },
  {
    title: "Prompt Engineer",
    share: 0.003,
    payUsd: 124_000,
    remoteShare: 0.3,
    skills: [
      ["python", 0.58],
      ["langchain", 0.35],
      ["sql", 0.17],
    ],
  },
];

/** Levels with their share of ads, their pay against the mid level, and the word before a title. */
export const SAMPLE_LEVELS = [
  { level: "entry", share: 0.12, pay: 0.72, word: "Junior " },
  { level: "mid", share: 0.42, pay: 1, word: "" },
  { level: "senior", share: 0.34, pay: 1.24, word: "Senior " },
  { level: "lead", share: 0.12, pay: 1.48, word: "Lead " },
] as const;

/** Of offers that are not remote. */
export const HYBRID_SHARE = 0.4;

/** Places, the likeliest first; a remote offer names none. */
export const SAMPLE_PLACES = [
  "New York, NY",
  "San Francisco, CA",
  "Seattle, WA",
  "Boston, MA",
  "Austin, TX",
  "Chicago, IL",
  "Atlanta, GA",
  "Los Angeles, CA",
  "Washington, DC",
  "Dallas, TX",
  "Denver, CO",
  "San Diego, CA",
  "Raleigh, NC",
  "Philadelphia, PA",
  "Minneapolis, MN",
  "Phoenix, AZ",
  "Pittsburgh, PA",
  "Portland, OR",
  "Salt Lake City, UT",
  "Columbus, OH",
] as const;

/** In how many cities an offer that is not remote is listed: each is an opening of its own. */
export const SAMPLE_CITIES = [
  { cities: 1, share: 0.8 },
  { cities: 2, share: 0.12 },
  { cities: 3, share: 0.05 },
  { cities: 5, share: 0.03 },
] as const;

/** Of offers that say what they pay. */
export const DISCLOSED_SHARE = 0.6;
