import { relative } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { archiveToPublish, type Published, publishArchive } from "../archive/publish.ts";
import type { Settings } from "../config.ts";
import { standing } from "../domain/approval.ts";
import type { Manifest } from "../domain/manifest.ts";
import { ReportError } from "../errors.ts";
import { recordArchive } from "../published-editions.ts";
import { findApproval } from "../snapshot/approvals.ts";
import { answer, contextOf } from "./context.ts";
import { jsonOption, parseOptions } from "./options.ts";

const optionsSchema = z.object({
  folder: z.string().min(1, "a folder is needed"),
  dryRun: z.boolean().default(false),
  json: jsonOption,
});

export function publishCommand(program: Command): void {
  program
    .command("publish")
    .description("copy the archive to a folder that a web server shows; the switch is one rename")
    .argument("<dir>", "a symbolic link to the newest release; it is made where there is none")
    .option("--dry-run", "say what would be published, and publish nothing")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends publish ../public --dry-run\n")
    .action(async (folder: string, raw: object, command: Command) => {
      const options = parseOptions(optionsSchema, { ...raw, folder }, "publish");
      const { settings, effects } = await contextOf(command);
      const manifest = await archiveToPublish(settings.reportsFolder);
      await refuseUnapproved(manifest, settings);
      const published = await publishArchive(settings.reportsFolder, manifest, options.folder, options.dryRun);
      if (!options.dryRun) await recordArchive(manifest, settings, effects.log);
      const weeks = manifest.editions.map(({ week }) => week);
      effects.log.info("archive published", { state: published.state, files: published.files });
      const site = settings.siteUrl;
      answer(options.json, { ...published, editions: weeks, siteUrl: site }, linesOf(published, weeks.length, site));
    });
}

/** Names every edition that nobody approved as it is now. */
async function refuseUnapproved(manifest: Manifest, settings: Settings): Promise<void> {
  const held: { week: string; standing: string }[] = [];
  for (const { week, hash } of manifest.editions) {
    const approval = await findApproval(settings.snapshotsFolder, week);
    const where = standing(hash, approval, settings.approval);
    if (where === "unapproved" || where === "changed") held.push({ week, standing: where });
  }
  if (held.length === 0) return;
  const names = held.map(
    (each) => `${each.week} (${each.standing === "changed" ? "changed since its approval" : "never approved"})`,
  );
  throw new ReportError(
    "edition-not-approved",
    `The archive holds ${held.length === 1 ? "an edition" : `${held.length} editions`} that nobody approved: ${names.join(", ")}. Nothing was published.`,
    `Read and approve each, for example "trends approve --week ${held[0]?.week} --by NAME"; or set approval: "auto".`,
    { details: { weeks: held } },
  );
}

function linesOf(
  { folder, state, files, added, changed, kept }: Published,
  editions: number,
  site: string | null,
): string[] {
  const at = relative(process.cwd(), folder) || ".";
  const said = {
    published: `Published ${files} files, ${editions} editions among them, at ${at}.`,
    unchanged: `${at} holds just this archive already; nothing was done.`,
    "dry-run": `Would publish ${files} files, ${editions} editions among them, at ${at}.`,
  };
  return [
    said[state],
    ...(state === "unchanged"
      ? []
      : [`new ${added.length}, changed ${changed.length}, kept from earlier publishes ${kept.length}`]),
    ...(site === null
      ? ['No sitemap, and feeds with relative links: set "siteUrl" to the address of the archive.']
      : []),
  ];
}
