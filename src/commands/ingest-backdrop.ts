import type { Settings } from "../config.ts";
import { BACKDROP_FORMAT } from "../domain/backdrop.ts";
import type { Week } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { type BackdropWeek, ingestBackdrop } from "../ingest-backdrop.ts";
import { weekToBuild } from "../pipeline.ts";
import { storedWeeks } from "../snapshot/store.ts";
import { answer } from "./context.ts";
import { alignedTable } from "./table.ts";

interface BackdropOptions {
  readonly mapping?: string | undefined;
  readonly scope?: string | undefined;
  readonly week?: Week | undefined;
  readonly byWeek: boolean;
  readonly dryRun: boolean;
  readonly replace: boolean;
  readonly json: boolean;
}

/** `ingest --format indeed-ai-share`: the backdrop of the newest stored week, of one, or of all. */
export async function ingestBackdropFile(
  files: readonly string[],
  { mapping, scope, week, byWeek, dryRun, replace, json }: BackdropOptions,
  settings: Settings,
): Promise<void> {
  if (mapping !== undefined || scope !== undefined)
    throw new ReportError(
      "usage",
      `The format "${BACKDROP_FORMAT}" takes no mapping and no scope.`,
      "Leave both out; the country is that of each stored week.",
    );
  const weeks = byWeek ? await storedWeeks(settings.snapshotsFolder) : [await weekToBuild(week, settings)];
  const told = await ingestBackdrop({ files, weeks, dryRun, replace }, settings);
  if (told.every(({ state }) => state === "unknown"))
    throw new ReportError(
      "nothing-usable",
      `${files.join(", ")} knows nothing of ${weeks.join(", ") || "any stored week"}: its days end too early, or begin too late.`,
      "Fetch a newer file, or choose another week.",
    );
  answer(json, { weeks: told }, lines(told));
}

function lines(told: readonly BackdropWeek[]): string[] {
  const percent = (share: number | undefined) => (share === undefined ? "" : `${(100 * share).toFixed(2)} %`);
  return alignedTable(
    ["week", "backdrop", "day", "share", "a year earlier", "points"],
    told.map(({ week, state, backdrop }) => [
      week,
      state,
      backdrop?.value.day ?? "",
      percent(backdrop?.value.share),
      percent(backdrop?.yearEarlier?.share),
      backdrop === null || backdrop.difference === null ? "" : (100 * backdrop.difference).toFixed(2),
    ]),
  );
}
