import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const LEAVES = ["errors", "files", "log", "progress", "duckdb", "handlebars", "sqlite"];
const STAGES = ["ingest", "snapshot", "compare", "narrate", "chart", "render", "archive", "check", "deliver"];

/** What each part of src may import, besides itself. A part is a folder or a file directly in src. */
const MAY_IMPORT: Record<string, string[]> = {
  errors: [],
  files: ["errors"],
  log: [],
  progress: [],
  duckdb: ["errors"],
  handlebars: ["errors"],
  sqlite: ["errors"],
  domain: ["errors"],
  ...Object.fromEntries(STAGES.map((stage) => [stage, ["domain", ...LEAVES]])),
  // Invented postings: they know what a posting is, and nothing of how one is read.
  sample: ["domain", ...LEAVES],
  // It is handed what each week is compared with: it knows of no pipeline.
  drill: ["domain", "compare", ...LEAVES],
  config: ["domain", ...LEAVES],
  "taxonomy-files": ["domain", "config", ...LEAVES, ...STAGES],
  "week-sources": ["domain", ...LEAVES, ...STAGES],
  "compare-inputs": ["domain", "config", "week-sources", ...LEAVES, ...STAGES],
  "week-inputs": ["domain", "config", "taxonomy-files", "week-sources", "compare-inputs", ...LEAVES, ...STAGES],
  "reading-rules": ["domain", "config", "taxonomy-files", ...LEAVES, "ingest"],
  "feed-request": ["domain", "config", "reading-rules", "taxonomy-files", ...LEAVES, "ingest"],
  "weeks-touched": ["domain", "config", "taxonomy-files", "compare-inputs", ...LEAVES, ...STAGES],
  "ingest-feed": ["domain", "config", "feed-request", "week-inputs", "weeks-touched", ...LEAVES, ...STAGES],
  "published-editions": ["domain", "config", ...LEAVES, ...STAGES],
  "mail-preflight": ["domain", "config", "week-inputs", ...LEAVES, ...STAGES],
  "edition-ledger": ["domain", ...LEAVES, ...STAGES],
  "edition-build": [
    "domain",
    "config",
    "week-inputs",
    "edition-ledger",
    "check-inputs",
    "mail-preflight",
    ...LEAVES,
    ...STAGES,
  ],
  "ingest-backdrop": ["domain", "config", "week-sources", ...LEAVES, ...STAGES],
  "check-inputs": ["domain", "config", ...LEAVES, "narrate", "check"],
  // It is handed a built edition: it knows of no pipeline.
  "changed-since": ["domain", "config", ...LEAVES, ...STAGES],
  "send-edition": [
    "domain",
    "config",
    "week-inputs",
    "edition-build",
    "changed-since",
    "mail-preflight",
    "published-editions",
    "keep-archived",
    ...LEAVES,
    ...STAGES,
  ],
  "keep-archived": ["domain", "config", "edition-build", "publish-pages", "published-editions", ...LEAVES, ...STAGES],
  scorecard: ["domain", "config", ...LEAVES, ...STAGES],
  "publish-pages": ["domain", "config", "check-inputs", "week-inputs", "scorecard", ...LEAVES, ...STAGES],
  "asked-comparison": ["domain", "config", "publish-pages", ...LEAVES, ...STAGES],
  // What the settings say of boards, for both the command and the weekly job.
  "week-boards": ["domain", "config", "boards", ...LEAVES],
  pipeline: [
    "domain",
    "config",
    "boards",
    "week-boards",
    "week-inputs",
    "week-sources",
    "weeks-touched",
    "ingest-feed",
    "ingest-backdrop",
    "edition-build",
    "mail-preflight",
    "published-editions",
    "keep-archived",
    "publish-pages",
    "send-edition",
    ...LEAVES,
    ...STAGES,
  ],
  // It is handed its clock and the way to the network.
  boards: ["domain", ...LEAVES],
  // Both are handed what they run or build: they know of no pipeline.
  schedule: ["domain", ...LEAVES],
  preview: ["domain", ...LEAVES, ...STAGES],
  commands: [
    "domain",
    "config",
    "compare-inputs",
    "taxonomy-files",
    "week-inputs",
    "weeks-touched",
    "ingest-feed",
    "ingest-backdrop",
    "edition-build",
    "mail-preflight",
    "changed-since",
    "published-editions",
    "send-edition",
    "publish-pages",
    "asked-comparison",
    "scorecard",
    "pipeline",
    "boards",
    "week-boards",
    "sample",
    "drill",
    "schedule",
    "preview",
    ...LEAVES,
    ...STAGES,
  ],
  cli: ["commands", "errors"],
};

/** Each heavy package is known to one file only, so that it can be exchanged there. */
const ONLY_IN: Record<string, string | readonly string[]> = {
  "@duckdb/node-api": "duckdb.ts",
  handlebars: "handlebars.ts",
  mjml: "render/mjml.ts",
  vega: "chart/vega.ts",
  "vega-lite": "chart/vega.ts",
  sharp: "chart/png.ts",
  nodemailer: "deliver/mailer.ts",
  "nodemailer/lib/smtp-connection": "deliver/smtp-session.ts",
  "nodemailer/lib/mime-node": "deliver/message-head.ts",
  "nodemailer/lib/qp": "deliver/quoted-printable.ts",
  "cheerio/slim": ["check/preflight/message-under-test.ts", "check/preflight/accessibility-rules.ts"],
  "css-tree": [
    "check/preflight/css-rules.ts",
    "check/preflight/declarations.ts",
    "check/preflight/image-sources.ts",
    "check/preflight/style-sheet.ts",
  ],
  "postal-mime": "check/preflight/message-under-test.ts",
  "cli-progress": "progress.ts",
  commander: "cli.ts",
  kysely: "sqlite.ts",
  "node-cron": "schedule/alarm.ts",
  hono: "preview/server.ts",
  "csv-parse": "deliver/reader-list.ts",
  yaml: ["domain/front-matter.ts", "domain/yaml.ts"],
};

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .sort();
const read = (file: string) => readFileSync(join("src", file), "utf8");
const part = (file: string) => file.replace(/\.ts$/, "").split("/")[0]!;
const specifiers = (file: string) =>
  [...read(file).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, name]) => name!);
const imports = (file: string) =>
  specifiers(file)
    .filter((name) => name.startsWith(".") && name.endsWith(".ts"))
    .map((name) => relative("src", join("src", dirname(file), name)));
/** Packages imported for their values; a type costs nothing and binds nothing. */
const packages = (file: string) =>
  [
    ...read(file).matchAll(/^import (?!type )[^;]*?from "([^."][^"]*)"/gms),
    ...read(file).matchAll(/(?<!typeof )\bimport\("([^."][^"]*)"\)/g),
    ...read(file).matchAll(/\brequire\("([^."][^"]*)"\)/g),
  ].map(([, name]) => name!);

describe("architecture", () => {
  it("knows every part of src", () => {
    expect([...new Set(files.map(part))].filter((name) => MAY_IMPORT[name] === undefined)).toEqual([]);
  });

  it.each(files)("%s imports only what its part may", (file) => {
    const strays = imports(file).filter((to) => part(to) !== part(file) && !MAY_IMPORT[part(file)]?.includes(part(to)));
    expect(strays).toEqual([]);
  });

  it.each(files)("%s imports heavy packages only where they belong", (file) => {
    const strays = packages(file).filter(
      (name) => ONLY_IN[name] !== undefined && ![ONLY_IN[name]].flat().includes(file),
    );
    expect(strays).toEqual([]);
  });

  it("has no import cycle", () => {
    const done = new Set<string>();
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) throw new Error(`cycle: ${[...path, file].join(" -> ")}`);
      if (!done.has(file)) for (const to of imports(file)) visit(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it.each(files)("%s has at most 250 lines", (file) => {
    expect(read(file).split("\n").length).toBeLessThanOrEqual(251);
  });

  it.each(files)("%s bears a name that says what it holds", (file) => {
    expect(file).not.toMatch(/(^|\/)(utils?|helpers?|common|misc|managers?|services?|types|index)(\/|\.ts$)/);
    expect(file).toMatch(/^[a-z0-9/-]+\.ts$/);
  });

  it.each(files.filter((file) => [...STAGES, "boards"].includes(part(file))))(
    "%s reads no clock and ends no process",
    (file) => {
      expect(read(file)).not.toMatch(/Date\.now\(|new Date\(\)|Temporal\.Now|process\.exit|Math\.random/);
    },
  );
});
