import type { drawCharts } from "../chart/chart.ts";
import type { Log } from "../log.ts";
import { rememberedCharts } from "./chart-memory.ts";
import type { Draft } from "./draft.ts";
import { type PreviewPage, servePreview } from "./server.ts";
import { type Watched, watchFiles } from "./watch.ts";
import { workshopOf } from "./workshop.ts";

/** What the editor's page is made from. The preview is handed all of it, and so knows of no pipeline. */
export interface PreviewRequest {
  /** The newest draft from what is on disk. It draws with what it is given, which remembers charts that did not change. */
  readonly build: (draw: typeof drawCharts) => Promise<Draft>;
  readonly draw: typeof drawCharts;
  /** What a draft is made of; asked again after every change, because the settings may have moved it. */
  readonly watched: () => readonly Watched[];
  readonly page: PreviewPage;
  /** 0 takes any that is free. */
  readonly port: number;
  readonly log: Log;
}

export interface Preview {
  readonly url: string;
  /** Resolves once nothing listens, watches or builds any more. */
  readonly stop: () => Promise<void>;
}

/**
 * Serves the editor's page on this machine only, and builds the draft again whenever a file of it is saved. Resolves as soon as
 * it listens. It writes nothing and mails nobody.
 */
export async function startPreview({ build, draw, watched, page, port, log }: PreviewRequest): Promise<Preview> {
  const remembered = rememberedCharts(draw);
  const workshop = workshopOf(() => build(remembered), log);
  const server = await servePreview(workshop, page, port);
  const watching = watchFiles(watched, workshop.changed, log);
  workshop.changed();
  return {
    url: server.url,
    stop: async () => {
      watching.stop();
      await server.stop();
      await workshop.stop();
    },
  };
}
