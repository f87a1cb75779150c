import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type BoardOutcome, fetchBoards } from "../../../src/boards/boards.ts";
import { silentLog } from "../../../src/log.ts";
import { board, boardPeer, effectsOf, freshFolder, hastyWaits, jobs, outcomeOf, requestOf } from "./board-peer.ts";

const plain = async (path: string) => gunzipSync(await readFile(path)).toString();
const pathOf = (outcome: BoardOutcome | undefined) => (outcome !== undefined && "path" in outcome ? outcome.path : "");
const filesBelow = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe("asking boards", () => {
  it("stores each answer as it came, below today and its kind of board, and says how many jobs it holds", async () => {
    const answers: Record<string, string> = {
      "/v1/boards/acme/jobs?content=true": jobs(3),
      "/v0/postings/acme?mode=json": '[{"id": "1", "text": "Nurse"}]',
      "/posting-api/job-board/acme?includeCompensation=true": '{"apiVersion": "1", "jobs": []}',
    };
    const peer = await boardPeer(({ url }) => ({ body: answers[url] ?? "" }));
    const boards = [board("acme"), board("acme", "lever"), board("acme", "ashby")];
    const request = await requestOf({ boards });
    const outcomes = await fetchBoards(request, effectsOf(peer.network));
    expect(outcomes).toMatchObject([
      { state: "new", board: boards[0], jobs: 3, path: join(request.folder, "2026-11-18/greenhouse/acme.json.gz") },
      { state: "new", board: boards[1], jobs: 1, path: join(request.folder, "2026-11-18/lever/acme.json.gz") },
      { state: "new", board: boards[2], jobs: 0, path: join(request.folder, "2026-11-18/ashby/acme.json.gz") },
    ]);
    expect(await Promise.all(outcomes.map((each) => plain(pathOf(each))))).toEqual(Object.values(answers));
    expect(await filesBelow(request.folder)).toEqual([
      "2026-11-18/ashby/acme.json.gz",
      "2026-11-18/ashby/acme.meta",
      "2026-11-18/greenhouse/acme.json.gz",
      "2026-11-18/greenhouse/acme.meta",
      "2026-11-18/lever/acme.json.gz",
      "2026-11-18/lever/acme.meta",
    ]);
  });

  it("says who asks, accepts JSON, and sends no cookie, also when it was given one", async () => {
    const { got } = await outcomeOf(({ place }) =>
      place === 1
        ? { status: 503, headers: { "set-cookie": "a=b" } }
        : { body: jobs(1), headers: { "set-cookie": "a=b" } },
    );
    expect(got).toHaveLength(2);
    for (const { headers } of got) {
      expect(headers).toMatchObject({ "user-agent": "trends (a test)", accept: "application/json" });
      expect(headers).not.toHaveProperty("cookie");
    }
  });

  it("asks a board of Lever's in Europe there", async () => {
    const { got } = await outcomeOf(() => ({ body: "[]" }), { boards: [board("acme", "lever", { region: "eu" })] });
    expect(got).toMatchObject([{ host: "api.eu.lever.co", url: "/v0/postings/acme?mode=json" }]);
  });

  it("asks one host one thing at a time with a pause between, and hosts side by side", async () => {
    const names = ["a", "b", "c"];
    const waiting: (() => void)[] = [];
    let lever = 0;
    const peer = await boardPeer(({ host }) => (response) => {
      // The first two hosts are answered only once both have been asked.
      waiting.push(() => response.end(host === "api.lever.co" ? "[]" : jobs(1)));
      if (host === "api.lever.co") lever++;
      if (waiting.length >= 2 || lever === names.length) for (const go of waiting.splice(0)) go();
    });
    const { waits, slept } = hastyWaits();
    const boards = names.flatMap((name) => [board(name), board(name, "lever")]);
    const outcomes = await fetchBoards(await requestOf({ boards }), effectsOf(peer.network, waits));
    expect(outcomes.map((each) => each.state)).toEqual(boards.map(() => "new"));
    expect([...peer.atOnce.values()]).toEqual([1, 1]);
    expect(slept).toEqual([1_000, 1_000, 1_000, 1_000]);
  });

  it("keeps the others when one fails, in the order of the list", async () => {
    const peer = await boardPeer(({ url }) => (url.includes("/gone/") ? { status: 404 } : { body: jobs(2) }));
    const boards = [board("one"), board("gone"), board("two")];
    const outcomes = await fetchBoards(await requestOf({ boards }), effectsOf(peer.network));
    expect(outcomes).toMatchObject([
      { state: "new", jobs: 2 },
      { state: "failed", code: "gone", why: expect.stringContaining("there is no such board (answer 404)") },
      { state: "new", jobs: 2 },
    ]);
  });

  it("warns of a board that had jobs and has none any more: an empty list is an answer", async () => {
    const peer = await boardPeer(({ place }) => ({ body: jobs(place === 1 ? 2 : 0) }));
    const request = await requestOf();
    const warned: unknown[] = [];
    const log = { ...silentLog, warn: (event: string, facts: unknown) => void warned.push([event, facts]) };
    await fetchBoards(request, { ...effectsOf(peer.network), log });
    expect(warned).toEqual([]);
    const [outcome] = await fetchBoards({ ...request, today: "2026-11-25" }, { ...effectsOf(peer.network), log });
    expect(outcome).toMatchObject({ state: "new", jobs: 0 });
    expect(warned).toEqual([["board has no jobs any more", { board: "greenhouse/acme", before: 2 }]]);
  });

  it("throws what is no failure of a board", async () => {
    const folder = join(await freshFolder(), "file");
    await writeFile(folder, "in the way");
    const peer = await boardPeer(() => ({ body: jobs(1) }));
    await expect(fetchBoards(await requestOf({ folder }), effectsOf(peer.network))).rejects.toMatchObject({
      code: expect.stringMatching(/ENOTDIR|EEXIST/),
    });
  });
});

describe("a board that was asked before", () => {
  const first = {
    status: 200,
    headers: { etag: '"v1"', "last-modified": "Mon, 16 Nov 2026 08:00:00 GMT" },
    body: jobs(4),
  };

  it("is sent what it gave, and a 304 stores the same bytes under today", async () => {
    const peer = await boardPeer(({ place }) => (place === 1 ? first : { status: 304 }));
    const request = await requestOf();
    const [before] = await fetchBoards(request, effectsOf(peer.network));
    const [now] = await fetchBoards({ ...request, today: "2026-11-25" }, effectsOf(peer.network));
    expect(now).toMatchObject({ state: "unchanged", jobs: 4 });
    expect(pathOf(now)).toContain("2026-11-25");
    expect((await readFile(pathOf(now))).equals(await readFile(pathOf(before)))).toBe(true);
    expect(peer.got[0]?.headers).not.toHaveProperty("if-none-match");
    expect(peer.got[1]?.headers).toMatchObject({
      "if-none-match": '"v1"',
      "if-modified-since": "Mon, 16 Nov 2026 08:00:00 GMT",
    });
    const [again] = await fetchBoards({ ...request, today: "2026-12-02" }, effectsOf(peer.network));
    expect(again).toMatchObject({ state: "unchanged" });
    expect(peer.got[2]?.headers).toMatchObject({ "if-none-match": '"v1"' });
  });

  it("is asked as if for the first time where the stored answer is damaged, half there or another's", async () => {
    const peer = await boardPeer(({ headers }) => ("if-none-match" in headers ? { status: 304 } : first));
    for (const harm of ["cut", "gone", "other"] as const) {
      const request = await requestOf();
      const [before] = await fetchBoards(request, effectsOf(peer.network));
      const path = pathOf(before);
      if (harm === "cut") await writeFile(path, (await readFile(path)).subarray(0, 30));
      if (harm === "gone") await writeFile(path.replace(".json.gz", ".meta"), "{");
      if (harm === "other") {
        const meta = path.replace(".json.gz", ".meta");
        await writeFile(meta, (await readFile(meta, "utf8")).replace(/"sha256": "\w/, '"sha256": "x'));
      }
      const [now] = await fetchBoards({ ...request, today: "2026-11-25" }, effectsOf(peer.network));
      expect([harm, now?.state]).toEqual([harm, "new"]);
    }
  });

  it("keeps its stored answer of the day when it fails later, whole or not at all", async () => {
    const peer = await boardPeer(({ place }) =>
      place === 1 ? first : (response) => void response.writeHead(200).write('{"jobs": [', () => response.destroy()),
    );
    const request = await requestOf();
    const [before] = await fetchBoards(request, effectsOf(peer.network));
    const [now] = await fetchBoards(request, effectsOf(peer.network));
    expect(now).toMatchObject({ state: "failed", code: "unavailable" });
    expect(await plain(pathOf(before))).toBe(jobs(4));
    expect(await filesBelow(request.folder)).toEqual([
      "2026-11-18/greenhouse/acme.json.gz",
      "2026-11-18/greenhouse/acme.meta",
    ]);
  });

  it("takes no folder for a day that is none, nor one of a day to come", async () => {
    const peer = await boardPeer(() => first);
    const request = await requestOf({ today: "2026-11-25" });
    const [later] = await fetchBoards(request, effectsOf(peer.network));
    const strange = join(request.folder, "somewhere/greenhouse/acme.json.gz");
    await mkdir(dirname(strange), { recursive: true });
    await writeFile(strange, await readFile(pathOf(later)));
    await fetchBoards({ ...request, today: "2026-11-18" }, effectsOf(peer.network));
    expect(peer.got[1]?.headers).not.toHaveProperty("if-none-match");
  });
});
