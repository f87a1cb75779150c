import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import type { DrawnChart } from "../../../src/domain/chart-plan.ts";
import { marked } from "../../../src/domain/claim.ts";
import type { Letter } from "../../../src/domain/letter.ts";
import { themeSchema } from "../../../src/domain/theme.ts";
import { type Words, wordsOf } from "../../../src/domain/words.ts";
import type { RenderKit, TemplateFiles } from "../../../src/render/kit.ts";

const TEMPLATES = join(import.meta.dirname, "../../../templates");

export function templateFiles(): TemplateFiles {
  return new Map(
    ["mail", "page"].flatMap((folder) =>
      readdirSync(join(TEMPLATES, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((path) => [path.slice(TEMPLATES.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")] as const),
    ),
  );
}

export function sampleWords(): Words {
  const messages = JSON.parse(readFileSync(join(TEMPLATES, "en-US/messages-surface.json"), "utf8"));
  return wordsOf({ locale: "en-US", language: "en", direction: "ltr", messages, skillNames: {} });
}

export function sampleKit(siteUrl: string | null = "https://salaries.example.org"): RenderKit {
  return {
    words: sampleWords(),
    theme: themeSchema.parse(JSON.parse(readFileSync(join(TEMPLATES, "theme.json"), "utf8"))),
    templates: templateFiles(),
    mail: {
      sender: { name: "Track AI Salary Trends", address: "letter@example.org" },
      postalAddress: "Example Ltd, 1 High Street, London N1 1AA, UK",
      siteUrl,
    },
    factValue: (id) => FACTS.get(id),
  };
}

const FACTS = new Map([
  ["mlops-engineer.pay.midpoint.median@4w", 164_000],
  ["mlops-engineer.pay.midpoint.change@4w", 7_000],
  ["data-scientist.pay.midpoint.median", 139_000],
  ["total.openings.count", 26_159],
  ["total.openings.before", 25_402],
  ["total.pay.disclosed.share", 0.41],
]);

const ROLES = [
  ["Machine Learning Engineer", "3,482", "+2.1%", "$172K", "$148K–$205K"],
  ["Data Scientist", "5,120", "No clear change", "$139K", "$118K–$166K"],
  ["MLOps Engineer", "1,204", "+4.5%", "$164K", "$139K–$190K"],
  ["AI Research Scientist", "861", "No clear change", "$198K", "$160K–$248K"],
  ["Data Engineer", "6,377", "−1.3%", "$137K", "$115K–$162K"],
  ["AI Product Manager", "743", "Too few to say", "$175K", "$150K–$209K"],
  ["Prompt Engineer", "9", "Too few to say", "—", "—"],
] as const;

/** A busy week with every kind of section. Numbers are invented. */
export function sampleLetter(): Letter {
  const median = marked("$164K", "mlops-engineer.pay.midpoint.median@4w");
  const rise = marked("$7K", "mlops-engineer.pay.midpoint.change@4w");
  const openings = marked("26,159", "total.openings.count");
  return {
    week: "2026-W47",
    newsletter: "Track AI Salary Trends",
    invented: false,
    subject: `MLOps pay is up ${rise}; data scientist hiring holds`,
    preheader: `New MLOps offers now centre on ${median}. Openings overall barely moved, and two roles are too small to judge.`,
    dateline: "Week 47 · November 16 – 22, 2026",
    heading: `MLOps engineers are being offered ${rise} more`,
    sections: [
      {
        kind: "paragraphs",
        slot: "intro",
        heading: null,
        paragraphs: [
          `Employers who hire MLOps engineers now offer ${median} in the middle of their ranges, ${rise} more than in the four weeks before. The rise shows across 214 employers and is larger than what chance alone brings about.`,
          `Elsewhere the week was quiet. There were ${openings} openings for people who work in AI, against ${marked("25,402", "total.openings.before")} a week ago; that is within the usual weekly swing.`,
        ],
      },
      {
        kind: "table",
        slot: "table",
        heading: "Role by role",
        caption: "Openings this week and the middle of advertised pay ranges, yearly, in US dollars.",
        columns: [
          { label: "Role", align: "left", below: false },
          { label: "Openings", align: "right", below: false },
          { label: "Change in pay", align: "left", below: true },
          { label: "Median pay", align: "right", below: false },
          { label: "Middle half", align: "right", below: true },
        ],
        rows: ROLES.map((row) =>
          row.map((cell) => (cell === "$139K" ? marked(cell, "data-scientist.pay.midpoint.median") : cell)),
        ),
        note: "A change is given only when it passes our test. A dash stands where fewer than eight openings name their pay.",
      },
      {
        kind: "chart",
        slot: "pay-chart",
        heading: "What the ranges look like",
        chart: "pay-ranges",
        takeaway: `Half of all MLOps openings that name their pay lie between $139K and $190K, around a median of ${median}.`,
      },
      {
        kind: "quick-verdict",
        slot: "verdict",
        heading: "MLOps engineer or data scientist?",
        lines: [
          {
            label: "Pays more",
            answer: "MLOps Engineer",
            text: `MLOps engineer: ${median} against ${marked("$139K", "data-scientist.pay.midpoint.median")} at the median.`,
          },
          { label: "Easier to find", answer: "Data Scientist", text: "Data scientist: 5,120 openings against 1,204." },
          {
            label: "Where you may live",
            answer: null,
            text: "No clear difference: about one opening in four is remote in both.",
          },
        ],
        note: "From advertised ranges of the same four weeks, roles compared at the same level of experience.",
      },
      {
        kind: "bullets",
        slot: "also",
        heading: "Also this week",
        items: [
          `${marked("41%", "total.pay.disclosed.share")} of openings name their pay, as many as a week ago.`,
          "Kubernetes is named in 38% of MLOps openings, the most of any skill, followed by Terraform and PyTorch.",
          "Data engineer offers slipped by 1.3%, mostly at employers in finance.",
        ],
      },
      {
        kind: "chart",
        slot: "openings-chart",
        heading: "Where the openings are",
        chart: "openings",
        takeaway: "Data engineers and data scientists together account for four openings in ten.",
      },
    ],
    roles: [
      {
        role: "data-scientist",
        heading: "Data Scientist",
        paragraphs: [
          `The median Data Scientist offer pays ${marked("$139K", "data-scientist.pay.midpoint.median")} a year; pay shows no clear change.`,
        ],
      },
      {
        role: "mlops-engineer",
        heading: "MLOps Engineer",
        paragraphs: [
          `MLOps Engineer pay stands at a median of ${median} a year; pay rose ${rise}, from $157K four weeks earlier.`,
          "We counted 1,204 MLOps Engineer offers in four weeks; demand rose 4.5%, from 1,152 four weeks earlier.",
        ],
      },
      {
        role: "prompt-engineer",
        heading: "Prompt Engineer",
        paragraphs: ["No Prompt Engineer opening is among those counted for this letter."],
      },
    ],
    smallPrint: [
      "Pay is what employers advertise: the midpoint of each range, before tax, as a yearly amount. Medians are unweighted.",
      "A change counts as one when a test across employers finds it unlikely to be chance and it is larger than 1.5% and $2,000.",
      "Source: public job postings, collected weekly. Figures may be quoted under CC BY 4.0.",
    ],
  };
}

/** The first week of a newsletter: nothing to compare with, nothing to draw. */
export function firstLetter(): Letter {
  const whole = sampleLetter();
  return {
    ...whole,
    subject: "26,159 openings for people who work in AI",
    preheader:
      "Our first count: which roles employers look for, and what they say they pay. From next week on, what changes.",
    heading: "The first count of AI pay",
    sections: [
      {
        kind: "paragraphs",
        slot: "intro",
        heading: null,
        paragraphs: ["This is the first letter, so nothing can have changed yet. Here is where things stand."],
      },
      {
        kind: "table",
        slot: "roles",
        heading: "Role by role",
        caption: "Openings and median advertised pay.",
        columns: [
          { label: "Role", align: "left", below: false },
          { label: "Openings", align: "right", below: false },
          { label: "Median pay", align: "right", below: false },
        ],
        rows: ROLES.slice(0, 3).map(([role, openings, , pay]) => [role, openings, pay]),
        note: null,
      },
    ],
    roles: [],
    smallPrint: whole.smallPrint.slice(2),
  };
}

/** Stand-ins for the chart stage's drawings: the right sizes and marks, no Vega. */
export async function sampleCharts(alt?: string): Promise<DrawnChart[]> {
  const ranges =
    alt ??
    `MLOps engineer offers centre on ${marked("$164K", "mlops-engineer.pay.midpoint.median@4w")}, below research scientists at $198K.`;
  const svg = placeholder(552, 300);
  const png = await sharp(Buffer.from(svg), { density: 144 }).png({ palette: true }).toBuffer();
  const drawn = { svg, png, width: 552, height: 300 };
  return [
    {
      ...drawn,
      file: "pay-ranges.0123456789",
      plan: {
        kind: "pay-ranges",
        name: "pay-ranges",
        title: "Advertised yearly pay",
        alt: ranges,
        currency: "USD",
        rows: [],
      },
    },
    {
      ...drawn,
      file: "openings.abcdef0123",
      plan: {
        kind: "openings",
        name: "openings",
        title: "Openings",
        alt: "Data engineers have most openings, 6,377, then data scientists with 5,120.",
        nowLabel: "",
        beforeLabel: "",
        rows: [],
      },
    },
  ];
}

function placeholder(width: number, height: number): string {
  const bars = [0.92, 0.8, 0.66, 0.5, 0.31].map((share, index) => {
    const y = 50 + index * 46;
    return `<rect x="170" y="${y}" width="${Math.round(share * 340)}" height="22" fill="#0a6b4d"/><text x="160" y="${y + 16}" text-anchor="end">Role ${index + 1}</text>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="graphics-document" font-family="Inter,sans-serif" font-size="13">` +
    `<defs><clipPath id="clip0"><rect width="${width}" height="${height}"/></clipPath></defs><rect width="${width}" height="${height}" fill="#ffffff"/>` +
    `<g clip-path="url(#clip0)"><text x="20" y="30" font-weight="bold" font-size="15">Advertised yearly pay</text>${bars.join("")}</g></svg>`
  );
}
