import { storedJson } from "../domain/json.ts";
import type { Week } from "../domain/week.ts";
import { expectedOf } from "./expected.ts";
import type { SampleOptions } from "./plan.ts";
import { MAPPING } from "./rows.ts";
import type { TrueWeek } from "./tally.ts";
import type { World } from "./world.ts";

/** The version of the generator: another one may make another world of the same seed. */
const GENERATOR_VERSION = 1;

/** A week's file as it was written. */
export interface SampleFile {
  readonly week: Week;
  /** Relative to the project. */
  readonly path: string;
  readonly rows: number;
  /** Of the unpacked text: it is the same everywhere, while what gzip makes of it may differ between its versions. */
  readonly sha256: string;
  readonly truth: TrueWeek;
}

/** Every file of the project but the postings, by path. Settings are last: without them the folder is no project yet. */
export function projectFiles(
  options: SampleOptions,
  world: World,
  files: readonly SampleFile[],
): ReadonlyMap<string, string> {
  return new Map([
    ["templates/mappings/sample.json", storedJson(MAPPING)],
    ["truth.json", storedJson(truthOf(options, world, files))],
    ["README.md", readme(options, files)],
    // Without it Node warns of a settings file that is a module.
    ["package.json", storedJson({ private: true, type: "module" })],
    ["trends.config.ts", settings(options, files)],
  ]);
}

function truthOf(options: SampleOptions, { plan, employers }: World, files: readonly SampleFile[]) {
  const { weeks, postings, seed, lastWeek } = options;
  return {
    invented: true,
    generator: GENERATOR_VERSION,
    options: {
      weeks,
      postings,
      seed,
      lastWeek,
      bursts: options.bursts,
      plants: options.plants ?? "chosen by the seed",
    },
    changes: plan.plants.map((plant) => ({
      ...plant,
      unit: plant.metric === "remote" ? "points" : "ratio",
      expected: expectedOf(plant, plan, postings) ?? null,
    })),
    bursts: plan.bursts.map((burst) => ({ ...burst, employer: employers.names[burst.employer] })),
    weeks: files.map(({ truth, ...file }) => ({ ...file, ...truth })),
  };
}

function settings({ seed }: SampleOptions, files: readonly SampleFile[]): string {
  const value = {
    name: "AI Salary Trends (invented data)",
    pairs: [
      ["data-engineer", "data-scientist"],
      ["ai-engineer", "machine-learning-engineer"],
      ["mlops-engineer", "prompt-engineer"],
    ],
    feeds: [
      {
        files: files.map(({ path }) => path),
        format: "mapped",
        mapping: "sample",
        scope: "us-full-time",
        byWeek: true,
      },
    ],
    sender: { name: "AI Salary Trends (invented data)", address: "letter@example.com" },
    credit: `postings invented by trends sample, seed ${seed}`,
  };
  return `/** Made by "trends sample". A plain object, so that the folder works wherever it lies. */\nexport default ${storedJson(value).trimEnd()};\n`;
}

function readme({ weeks, postings, seed, lastWeek }: SampleOptions, files: readonly SampleFile[]): string {
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  return `# Invented job postings

Nothing in this folder describes a real job, employer or salary: a generator made it up, to show and to test the newsletter.

- \`postings/\`: ${weeks} weekly files, ${files[0]?.week} to ${lastWeek}, with ${rows} rows: what was open at the end of each week, about ${postings} at a time.
- \`truth.json\`: what is true of them: every planted change, every burst of one employer, and the figures of each week and role.
- \`trends.config.ts\` and \`templates/mappings/sample.json\`: settings and mapping, so that \`trends run --no-send\` works here.

Made again by \`trends sample\` with the options in \`truth.json\` (seed ${seed}).
`;
}
