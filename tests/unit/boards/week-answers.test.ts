import { readdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { type WeekAnswersRequest, weekAnswers } from "../../../src/boards/week-answers.ts";
import { board, boardPeer, type Deed, effectsOf, type Got, jobs, requestOf } from "./board-peer.ts";

/** Wednesday and Friday of one week, Wednesday of the next. */
const [WEDNESDAY, FRIDAY, NEXT] = ["2026-11-18", "2026-11-20", "2026-11-25"] as const;
const boards = [board("one"), board("two", "greenhouse", { name: "Two & Sons" })];

async function weekly(part: Partial<WeekAnswersRequest> = {}): Promise<WeekAnswersRequest> {
  return { maxAgeDays: 0, askNobody: false, ...(await requestOf({ boards, ...part })), ...part };
}

describe("the answers of a week", () => {
  it("are asked for once in a week: a run that is repeated finds what the first has stored", async () => {
    const peer = await boardPeer(() => ({ body: jobs(2) }));
    const request = await weekly({ today: WEDNESDAY });
    const first = await weekAnswers(request, effectsOf(peer.network));
    expect(first).toMatchObject([
      { state: "new", board: boards[0], asOf: WEDNESDAY, jobs: 2 },
      { state: "new", board: boards[1], asOf: WEDNESDAY },
    ]);
    const again = await weekAnswers({ ...request, today: FRIDAY }, effectsOf(peer.network));
    expect(again).toEqual(first.map((each) => ({ ...each, state: "kept" })));
    expect(peer.got).toHaveLength(2);
    await weekAnswers({ ...request, today: NEXT }, effectsOf(peer.network));
    expect(peer.got).toHaveLength(4);
  });

  it("are not the week's when one is missing: the run is refused by name, and the others stay stored", async () => {
    let away = true;
    const peer = await boardPeer(({ url }) => (away && url.includes("/two/") ? { status: 404 } : { body: jobs(2) }));
    const request = await weekly();
    await expect(weekAnswers(request, effectsOf(peer.network))).rejects.toMatchObject({
      code: "boards-failed",
      exitCode: 3,
      message: expect.stringMatching(
        /^1 of 2 boards failed.*Two & Sons \(greenhouse\/two\): there is no such board \(answer 404\)/,
      ),
      details: { failed: [{ source: "greenhouse", board: "two", code: "gone" }] },
    });
    away = false;
    const answers = await weekAnswers(request, effectsOf(peer.network));
    expect(answers.map(({ state }) => state)).toEqual(["kept", "new"]);
    expect(peer.got.map(({ url }) => url.split("/")[3])).toEqual(["one", "two", "two"]);
  });

  describe("where an earlier one may stand in", () => {
    const refused: Deed = { status: 403 };
    const then = (count: number) => (got: Got) => (got.place <= count ? { body: jobs(2) } : refused);

    it("are those of boards that failed, stored under today, with the day that they are of", async () => {
      const peer = await boardPeer(then(2));
      const request = await weekly({ today: WEDNESDAY, maxAgeDays: 7 });
      await weekAnswers(request, effectsOf(peer.network));
      const answers = await weekAnswers({ ...request, today: NEXT }, effectsOf(peer.network));
      expect(answers).toMatchObject([
        {
          state: "stand-in",
          asOf: WEDNESDAY,
          jobs: 2,
          path: expect.stringContaining(`/${NEXT}/greenhouse/one.json.gz`),
        },
        { state: "stand-in", asOf: WEDNESDAY },
      ]);
    });

    it("are refused when older, and grow no younger by standing in", async () => {
      const peer = await boardPeer(then(2));
      const request = await weekly({ today: WEDNESDAY, maxAgeDays: 8 });
      await weekAnswers(request, effectsOf(peer.network));
      await weekAnswers({ ...request, today: NEXT }, effectsOf(peer.network));
      await expect(weekAnswers({ ...request, today: "2026-12-01" }, effectsOf(peer.network))).rejects.toMatchObject({
        code: "boards-failed",
        message: expect.stringContaining("more than 8 days old"),
      });
      expect((await readdir(request.folder)).sort()).toEqual([WEDNESDAY, NEXT]);
    });
  });

  it("are only what is stored where nobody may be asked", async () => {
    const peer = await boardPeer(() => ({ body: jobs(2) }));
    const request = await weekly({ askNobody: true });
    await expect(weekAnswers(request, effectsOf(peer.network))).rejects.toMatchObject({
      code: "boards-failed",
      message: expect.stringContaining("greenhouse/one, Two & Sons (greenhouse/two): no answer is stored for 2026-W47"),
    });
    expect(peer.got).toEqual([]);
    await weekAnswers({ ...request, askNobody: false }, effectsOf(peer.network));
    const stored = await weekAnswers(request, effectsOf(peer.network));
    expect(stored.map(({ state }) => state)).toEqual(["kept", "kept"]);
  });
});
