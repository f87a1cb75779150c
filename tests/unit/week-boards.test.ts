import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSettings, type Settings } from "../../src/config.ts";
import { type Board, boardsSchema } from "../../src/domain/board.ts";
import { silentLog } from "../../src/log.ts";
import { silentProgress } from "../../src/progress.ts";
import { type AskEffects, askBoards, boardFeeds } from "../../src/week-boards.ts";
import { board, boardPeer, freshFolder, hastyWaits, jobs } from "./boards/board-peer.ts";

const NOW = new Date("2026-11-18T12:00:00Z");

async function settingsOf(...list: readonly Board[]): Promise<Settings> {
  const root = await freshFolder();
  const settings = await readSettings(root, undefined);
  return { ...settings, boards: boardsSchema.parse({ list, scope: "us" }) };
}

/** A peer whose boards all answer, and what a run may touch. */
async function worldOf(
  now: Date = NOW,
): Promise<{ effects: AskEffects; asked: () => number; agents: () => unknown[] }> {
  const peer = await boardPeer(({ host }) => ({ body: host === "api.lever.co" ? "[]" : jobs(2) }));
  const machine = { clock: hastyWaits().waits };
  const { network } = peer;
  const effects = { log: silentLog, progress: silentProgress, today: "2026-11-18", now, machine, network };
  return {
    effects,
    asked: () => peer.got.length,
    agents: () => [...new Set(peer.got.map(({ headers }) => headers["user-agent"]))],
  };
}

describe("the boards of the settings in the weekly job", () => {
  it("are no feed where none are set", async () => {
    const { effects } = await worldOf();
    expect(await boardFeeds(undefined, await settingsOf(), effects)).toEqual({ answers: [], feeds: [] });
  });

  it("are one feed of the answers of this week, read record by record, which bears the scope", async () => {
    const { effects, agents } = await worldOf();
    const settings = await settingsOf(board("one"), board("two"));
    const folder = join(settings.stateFolder, "boards", "2026-11-18", "greenhouse");
    const feed = {
      files: [join(folder, "one.json.gz"), join(folder, "two.json.gz")],
      format: "boards",
      scope: "us",
      byWeek: false,
    };
    expect((await boardFeeds(undefined, settings, effects)).feeds).toEqual([feed]);
    expect((await boardFeeds("2026-W47", settings, effects)).feeds).toEqual([feed]);
    expect(agents()).toEqual(["trends (Track AI Salary Trends; letter@example.com)"]);
  });

  it("are one feed also where they are of several kinds", async () => {
    const { effects } = await worldOf();
    const { feeds } = await boardFeeds(undefined, await settingsOf(board("one"), board("one", "lever")), effects);
    expect(feeds).toMatchObject([
      { format: "boards", files: [expect.stringContaining("/greenhouse/"), expect.stringContaining("/lever/")] },
    ]);
  });

  it("are not asked for a week that is not now, and nothing is said of it", async () => {
    const { effects, asked } = await worldOf();
    expect(await boardFeeds("2026-W46", await settingsOf(board("one")), effects)).toEqual({ answers: [], feeds: [] });
    expect(asked()).toBe(0);
  });

  it("are not asked at a moment that is only imagined", async () => {
    const { effects, asked } = await worldOf(new Date("2026-11-16T12:00:00Z"));
    const settings = await settingsOf(board("one"));
    await expect(boardFeeds(undefined, settings, effects)).rejects.toMatchObject({ code: "boards-failed" });
    expect(asked()).toBe(0);
    await askBoards(settings, effects);
    expect((await boardFeeds(undefined, settings, effects)).answers).toMatchObject([{ state: "kept" }]);
  });
});
