import { existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import { APPROVAL_POLICIES } from "./domain/approval.ts";
import { boardsSchema } from "./domain/board.ts";
import { madeOnce } from "./domain/made-once.ts";
import { currencySchema, type Rates, ratesSchema } from "./domain/money.ts";
import { scheduleSchema, timeZoneSchema } from "./domain/schedule.ts";
import { MAIL_IMAGES, sendingSchema } from "./domain/sending.ts";
import { skillNamesIn } from "./domain/skill-dictionary.ts";
import { parseStored } from "./domain/stored.ts";
import { inertText } from "./domain/text.ts";
import { type Theme, themeSchema } from "./domain/theme.ts";
import { type LocalePack, messagesSchema, packSchema } from "./domain/words.ts";
import { ReportError } from "./errors.ts";
import { namesIn, sha256, textIfThere } from "./files.ts";

/** Words of the settings that readers see: on one line, without characters that only our own marks may be made of. */
const shown = z.string().transform(inertText);

const slugs = z.tuple([z.string(), z.string()]);

/** `trends.config.ts`. Every setting has a default; docs/settings.md lists them. Folders are relative to that file. */
const settingsSchema = z.strictObject({
  name: shown.pipe(z.string().min(1)).default("Track AI Salary Trends"),
  locale: z.string().default("en-US"),
  currency: currencySchema.default("USD"),
  timeZone: timeZoneSchema.default("America/New_York"),
  /** When `trends schedule` runs the weekly job, in that time zone. */
  schedule: scheduleSchema.prefault({}),
  snapshots: z.string().default("snapshots"),
  reports: z.string().default("reports"),
  /** What is private to this machine: messages written to disk. Never published. */
  state: z.string().default(".trends"),
  /** What `run` ingests. */
  feeds: z
    .array(
      z.strictObject({
        files: z.array(z.string()).min(1),
        format: z.string().default("mapped"),
        mapping: z.string().optional(),
        scope: z.string().optional(),
        /** The files are dated and hold many weeks. */
        byWeek: z.boolean().default(false),
      }),
    )
    .default([]),
  /** Job boards that `run` asks for their jobs. */
  boards: boardsSchema.prefault({}),
  /** Pairs of roles that are tested against each other and get a page. */
  pairs: z.array(slugs).default([]),
  /** Roles in the order in which readers follow them: whose pairs the letter tells first. */
  followed: z.array(z.string()).default([]),
  /** How many roles the letter's table and charts hold, by openings. */
  rolesInLetter: z.int().min(1).max(40).default(12),
  /** Address of the archive on the web, ending in a slash; null while there is none. */
  siteUrl: z.url().regex(/\/$/, "the address ends in a slash").nullable().default(null),
  /** Whether mails link their charts on the site or carry them; without a site they carry them. */
  mailImages: z.enum(MAIL_IMAGES).default("hosted"),
  /** The newsletter's own name where the sender gives none. */
  sender: z.strictObject({ name: shown.optional(), address: z.email() }).default({ address: "letter@example.com" }),
  postalAddress: shown.default(""),
  /** Who gets the edition of every run. */
  owner: z.email().nullable().default(null),
  /** A CSV of readers (docs/sending.md); null while there is none. */
  subscribers: z.string().nullable().default(null),
  /** How readers are mailed. */
  sending: sendingSchema.prefault({}),
  /** Whether an edition waits for somebody's approval before it is sent or published. */
  approval: z.enum(APPROVAL_POLICIES).default("required"),
  /** A JSON file of exchange rates, needed only when pay comes in other currencies. */
  rates: z.string().nullable().default(null),
  /** Where the figures come from, as printed in every letter. */
  credit: shown.nullable().default(null),
});

export type SettingsInput = z.input<typeof settingsSchema>;

export interface Settings extends Omit<z.infer<typeof settingsSchema>, "rates" | "sender"> {
  readonly sender: { readonly name: string; readonly address: string };
  /** Folder of the settings file, or of the run where there is none. */
  readonly root: string;
  readonly snapshotsFolder: string;
  readonly reportsFolder: string;
  readonly stateFolder: string;
  readonly rates: Rates | undefined;
}

/** Types a settings file as it is written; changes nothing. */
export function defineConfig(settings: SettingsInput): SettingsInput {
  return settings;
}

export const SETTINGS_FILE = "trends.config.ts";
/** A pack of the same content is the same object: what its words have compiled is kept with it. */
const PACKS = madeOnce<LocalePack>();
const TEMPLATES = join(dirname(fileURLToPath(import.meta.url)), "..", "templates");

/** The settings of a file, or of `trends.config.ts` in the folder, or all defaults where the folder has none. */
export async function readSettings(folder: string, file: string | undefined): Promise<Settings> {
  const path = resolve(folder, file ?? SETTINGS_FILE);
  if (!existsSync(path)) {
    if (file === undefined) return settingsOf({}, folder, path);
    throw new ReportError(
      "settings-missing",
      `There is no settings file ${file}.`,
      "Check --settings, or leave it out to use trends.config.ts.",
    );
  }
  let input: unknown;
  try {
    // Loaded anew after each save: a module is remembered by its whole address.
    const { mtimeMs, size } = await stat(path);
    const loaded: { default?: unknown } = await import(`${pathToFileURL(path).href}?saved=${mtimeMs}-${size}`);
    if (loaded.default === undefined) throw new Error("it exports no settings");
    input = loaded.default;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ReportError(
      "settings-invalid",
      `${path} cannot be loaded: ${why}.`,
      "Mend the file; it must export settings as its default.",
      { cause },
    );
  }
  return settingsOf(input, dirname(path), path);
}

async function settingsOf(input: unknown, root: string, path: string): Promise<Settings> {
  const parsed = settingsSchema.safeParse(input ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ReportError(
      "settings-invalid",
      `${relative(process.cwd(), path) || path}: ${issue?.path.join(".") || "the settings"}: ${issue?.message ?? "do not fit"}.`,
      "See docs/settings.md for what each setting may be.",
    );
  }
  const settings = parsed.data;
  return {
    ...settings,
    sender: { name: settings.sender.name ?? settings.name, address: settings.sender.address },
    root,
    snapshotsFolder: resolve(root, settings.snapshots),
    reportsFolder: resolve(root, settings.reports),
    stateFolder: resolve(root, settings.state),
    rates: settings.rates === null ? undefined : await readRates(resolve(root, settings.rates)),
  };
}

async function readRates(path: string): Promise<Rates> {
  const text = await textIfThere(path);
  if (text !== undefined) return parseStored(ratesSchema, text, path, "template-invalid");
  throw new ReportError(
    "settings-missing",
    `There is no file of rates ${path}.`,
    'Check "rates" in the settings; docs/settings.md shows the form.',
  );
}

/** A mapping, scope or other template by name: the project's own `templates/` first, then the shipped one. */
export async function readTemplate(
  settings: Settings,
  kind: "mappings" | "scopes",
  name: string,
): Promise<{ text: string; path: string }> {
  for (const folder of templateFolders(settings)) {
    const path = join(folder, kind, `${name}.json`);
    const text = /^[\w.-]+$/.test(name) ? await textIfThere(path) : undefined;
    if (text !== undefined) return { text, path };
  }
  const known = (await namesIn(join(TEMPLATES, kind))).map((file) => file.replace(/\.json$/, ""));
  throw new ReportError(
    kind === "mappings" ? "mapping-unknown" : "scope-unknown",
    `There is no ${kind.slice(0, -1)} "${name}".`,
    `Use one of: ${known.join(", ")}; or add templates/${kind}/${name}.json.`,
  );
}

/** Where a project keeps templates of its own; a file of it stands for the shipped file of the same path. */
export function templateFolders({ root }: Pick<Settings, "root">): readonly [string, string] {
  return [join(root, "templates"), TEMPLATES];
}

/** The words of the newsletter's language. Every `messages*.json` of the pack is read; a key may stand in one only. */
export async function readLocalePack(settings: Pick<Settings, "root" | "locale">): Promise<LocalePack> {
  const files = await templatePaths(settings, settings.locale);
  const read = async <T>(schema: z.ZodType<T>, path: string) =>
    parseStored(schema, await readFile(path, "utf8"), path, "template-invalid");
  const pack = files.get(`${settings.locale}/pack.json`);
  if (pack === undefined) {
    throw new ReportError(
      "settings-invalid",
      `There is no locale pack "${settings.locale}".`,
      "Set locale to a folder of templates/ that holds pack.json.",
    );
  }
  const names = [...files.keys()].filter((name) =>
    /^messages[^/]*\.json$/.test(name.slice(settings.locale.length + 1)),
  );
  const messages = await Promise.all(names.map((name) => read(messagesSchema, files.get(name) ?? "")));
  const skills = files.get(`${settings.locale}/skills.yaml`);
  const whole = {
    ...(await read(packSchema, pack)),
    messages: Object.assign({}, ...messages),
    skillNames: skills === undefined ? {} : skillNamesIn(await readFile(skills, "utf8"), skills),
  };
  return PACKS(sha256(JSON.stringify(whole)), () => whole);
}

/** Colours and fonts, and every layout of mail and page by its path below `templates/`. */
export async function readLayouts(
  settings: Pick<Settings, "root">,
): Promise<{ theme: Theme; templates: ReadonlyMap<string, string> }> {
  const theme = (await templatePaths(settings, "")).get("theme.json") ?? join(TEMPLATES, "theme.json");
  const paths = [...(await templatePaths(settings, "mail")), ...(await templatePaths(settings, "page"))];
  const texts = await Promise.all(paths.map(async ([name, path]) => [name, await readFile(path, "utf8")] as const));
  const templates = new Map(texts);
  return { theme: parseStored(themeSchema, await readFile(theme, "utf8"), theme, "template-invalid"), templates };
}

/** The files of the editor's preview by name. They are the program's own: no project has others. */
export async function readPreviewPage(): Promise<ReadonlyMap<string, string>> {
  const folder = join(TEMPLATES, "preview");
  const read = async (name: string) => [name, await readFile(join(folder, name), "utf8")] as const;
  return new Map(await Promise.all((await namesIn(folder)).map(read)));
}

/** What editors leave beside the file they save: copies, locks, half-made files. */
export const EDITORS_OWN = /^\.|[~#]$|\.(tmp|swp|swx|bak)$/;

/** The files of a folder of templates by their path below `templates/`, in order; "" gives the files beside the folders. */
export async function templatePaths(
  settings: Pick<Settings, "root">,
  kind: string,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const folder of templateFolders(settings).toReversed()) {
    const options = { recursive: kind !== "", withFileTypes: true } as const;
    for (const entry of await readdir(join(folder, kind), options).catch(() => [])) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && !EDITORS_OWN.test(entry.name))
        found.set(relative(folder, path).replaceAll("\\", "/"), path);
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
