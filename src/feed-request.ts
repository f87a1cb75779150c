import { readTemplate, type Settings } from "./config.ts";
import { BACKDROP_FORMAT } from "./domain/backdrop.ts";
import { type Day, type Week, weekOf } from "./domain/week.ts";
import { ReportError } from "./errors.ts";
import { sha256 } from "./files.ts";
import type { IngestRequest } from "./ingest/ingest.ts";
import { type Mapping, parseMapping, parseScope } from "./ingest/mapping.ts";
import { BOARD_FORMATS } from "./ingest/sources/board-formats.ts";
import { boardMapping } from "./ingest/sources/board-mapping.ts";
import { readReadingRules } from "./reading-rules.ts";
import { readTaxonomy } from "./taxonomy-files.ts";

/*
 * What ingest asks for, gathered from the command line or a feed of the settings, and from the templates they name.
 */

export interface Feed {
  readonly files: readonly string[];
  readonly format: string;
  readonly mapping: string | undefined;
  readonly scope: string | undefined;
  readonly weeks: IngestRequest["weeks"];
  /** Only say what would be stored. */
  readonly dryRun: boolean;
  /** Store a week although it is far smaller than the one stored before. */
  readonly replace: boolean;
  /** Store a week although it looks like a broken feed. */
  readonly accept: boolean;
  /** Weeks that this feed may not fill, because another did. */
  readonly otherThan: ReadonlySet<Week>;
}

const FORMATS = ["postings", "mapped", ...BOARD_FORMATS];

export async function ingestRequest(feed: Feed, settings: Settings, today: Day): Promise<IngestRequest> {
  if (!FORMATS.includes(feed.format))
    throw new ReportError(
      "usage",
      `There is no format "${feed.format}".`,
      `Use one of: ${[...FORMATS, BACKDROP_FORMAT].join(", ")}.`,
    );
  refuseFuture(feed.weeks, today);
  const mapping = await mappingOf(feed, settings);
  const scope = feed.scope === undefined ? undefined : await readTemplate(settings, "scopes", feed.scope);
  // Only what classifies titles or reads ads asks for the rules of the locale pack.
  const taxonomy = mapping.roles === "taxonomy" ? await readTaxonomy(settings) : undefined;
  const read = BOARD_FORMATS.includes(feed.format) ? await readReadingRules(settings) : undefined;
  return {
    files: feed.files,
    format: feed.format,
    mapping,
    scope: scope === undefined ? {} : parseScope(scope.text, scope.path),
    currency: settings.currency,
    rates: settings.rates,
    timeZone: settings.timeZone,
    taxonomy,
    rules: read?.rules,
    rulesHash: taxonomy === undefined ? undefined : sha256(JSON.stringify([taxonomy.source, read?.hash ?? null])),
    weeks: feed.weeks,
    lastDay: today,
  };
}

/** A week that is stored too late in the calendar would be the newest one for good. */
function refuseFuture(weeks: Feed["weeks"], today: Day): void {
  if (weeks.kind === "every" || weeks.week === undefined || weeks.week <= weekOf(today)) return;
  throw new ReportError(
    "usage",
    `The week ${weeks.week} has not begun: today is ${today}, in ${weekOf(today)}.`,
    "Check --week.",
  );
}

async function mappingOf({ format, mapping }: Feed, settings: Settings): Promise<Mapping> {
  if (format !== "mapped" && mapping !== undefined)
    throw new ReportError(
      "usage",
      `The format "${format}" takes no mapping.`,
      "Leave --mapping out, or use --format mapped.",
    );
  if (BOARD_FORMATS.includes(format)) return boardMapping(format);
  const name = format === "mapped" ? mapping : format;
  if (name === undefined)
    throw new ReportError(
      "usage",
      'The format "mapped" needs a mapping.',
      "Add --mapping, for example --mapping data-jobs.",
    );
  const found = await readTemplate(settings, "mappings", name);
  return parseMapping(found.text, found.path);
}
