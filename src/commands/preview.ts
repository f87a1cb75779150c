import { basename, dirname, resolve } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { drawCharts } from "../chart/chart.ts";
import {
  EDITORS_OWN,
  readPreviewPage,
  readSettings,
  SETTINGS_FILE,
  type Settings,
  templateFolders,
} from "../config.ts";
import { checkedEdition, draftEdition } from "../edition-build.ts";
import { weekToBuild } from "../pipeline.ts";
import { startPreview } from "../preview/preview.ts";
import type { Watched } from "../preview/watch.ts";
import { readSnapshot } from "../snapshot/store.ts";
import { answer, contextOf } from "./context.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";

const port = z.coerce.number("a port is a number").int().min(0).max(65_535);
const optionsSchema = z.object({ week: weekOption, port: port.default(4664), json: jsonOption });

export function previewCommand(program: Command): void {
  program
    .command("preview")
    .description(
      "the editor's page on this machine: the draft as readers will see it, kept up to date as files are saved",
    )
    .option("--week <week>", "the week; the newest stored one by default")
    .option("--port <number>", "where to listen; 0 takes any free port", "4664")
    .option("--json", "answer in JSON")
    .addHelpText(
      "after",
      "\nExample:\n  trends preview --week 2023-W39 --port 4700\n\nCtrl+C ends it. It writes nothing and mails nobody.\n",
    )
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "preview");
      const { settings: first, effects } = await contextOf(command);
      const week = await weekToBuild(options.week, first);
      await readSnapshot(first.snapshotsFolder, week);
      const file = command.optsWithGlobals<{ settings?: string }>().settings;
      let settings = first;
      const preview = await startPreview({
        build: async (draw) => {
          settings = await readSettings(process.cwd(), file);
          const now = settings;
          const draft = await draftEdition(await weekToBuild(options.week, now), now, draw);
          const check = async () => (await checkedEdition(draft, now)).findings;
          return { ...draft, sender: now.sender, check };
        },
        draw: drawCharts,
        watched: () => watchedBy(settings, resolve(file ?? SETTINGS_FILE)),
        page: await readPreviewPage(),
        port: options.port,
        log: effects.log,
      });
      answer(options.json, { url: preview.url, week }, [`${preview.url}  the draft of ${week}; Ctrl+C ends it`]);
      await interrupted();
      await preview.stop();
    });
}

/** Everything that a draft is made of: settings, templates and words, and the stored weeks with the editor's letters. */
function watchedBy(settings: Settings, settingsFile: string): Watched[] {
  const templates = /^(mail|page)\/|^theme\.json$/;
  return [
    { folder: dirname(settingsFile), depth: 0, matters: (path) => path === basename(settingsFile) },
    ...templateFolders(settings).map((folder) => ({
      folder,
      depth: 3,
      matters: (path: string) =>
        !EDITORS_OWN.test(basename(path)) && (templates.test(path) || path.startsWith(`${settings.locale}/`)),
    })),
    {
      folder: settings.snapshotsFolder,
      depth: 1,
      matters: (path) => /^[^/]+\/(snapshot\.json|changes\.json|letter\.md)$/.test(path),
    },
  ];
}

/** Resolves when the program is asked to end. */
function interrupted(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
}
