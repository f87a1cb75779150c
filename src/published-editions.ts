import { readEdition } from "./archive/archive.ts";
import type { IsOut } from "./archive/kept-images.ts";
import type { Settings } from "./config.ts";
import type { Edition } from "./domain/edition.ts";
import type { Manifest } from "./domain/manifest.ts";
import type { Published } from "./domain/published.ts";
import type { Week } from "./domain/week.ts";
import type { Log } from "./log.ts";
import { findPublished, writePublished } from "./snapshot/published.ts";

/*
 * What is kept of an edition that leaves the house, in `snapshots/<week>/published.json`: once, when the first reader is mailed,
 * when the archive that holds it is published, or when it is archived under approval "auto" without a list of readers. An
 * approval alone lets an edition go; it does not send it.
 */

/** Keeps an edition that goes out now. One that went out before keeps the record it has, whatever it says today. */
export async function recordPublished(edition: Edition, settings: Settings, log: Log): Promise<void> {
  const published = publishedOf(edition);
  if (published === undefined) return;
  const { week, hash } = edition;
  if (await writePublished(settings.snapshotsFolder, published))
    log.info("edition went out", { week, hash: hash.slice(0, 16) });
}

/** Keeps every edition that a published archive holds. */
export async function recordArchive({ editions }: Manifest, settings: Settings, log: Log): Promise<void> {
  for (const { week, hash } of editions) {
    const edition = await readEdition(settings.reportsFolder, week);
    if (edition.hash === hash) await recordPublished(edition, settings, log);
  }
}

/** Whether an edition is out as soon as it is archived: nobody has to approve it, and there is no list to wait for. */
export function isOutOnceArchived({ approval, subscribers }: Settings): boolean {
  return approval === "auto" && subscribers === null;
}

/** What is kept of an edition; undefined for one of an earlier version, which does not say how it was told. */
export function publishedOf({ week, hash, told, claims, facts, inputs, charts }: Edition): Published | undefined {
  if (told === undefined) return undefined;
  const { subject, preheader, variants, pairs, lead, career } = told;
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const printed = new Map(claims.toReversed().map((claim) => [claim.fact, claim.printed]));
  const ids = [...new Set(claims.map((claim) => claim.fact))];
  const knew = inputs.flatMap(({ path }) => /^(\d{4}-W\d{2})\/published\.json$/.exec(path)?.[1] ?? []);
  return {
    schemaVersion: 1,
    week,
    hash,
    subject,
    preheader,
    variants,
    facts: ids.flatMap((id) => {
      const fact = byId.get(id);
      if (fact === undefined) return [];
      const { value, verdict } = fact;
      return [{ id, value, printed: printed.get(id) ?? "", ...(verdict === null ? {} : { verdict }) }];
    }),
    pairs,
    lead,
    career,
    knew,
    pictures: charts.map(({ png }) => png),
  };
}

/** Which pictures of a week readers have: those of the edition that went out, or all where an edition is out once it is archived. */
export async function outOf(week: Week, settings: Settings): Promise<IsOut> {
  const published = (await findPublished(settings.snapshotsFolder, week))?.content;
  const every = isOutOnceArchived(settings);
  return (hash, path) => every || published?.hash === hash || published?.pictures?.includes(path) === true;
}
