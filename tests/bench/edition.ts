import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drawCharts } from "../../src/chart/chart.ts";
import { drawCard } from "../../src/chart/social-card.ts";
import { compareWeek } from "../../src/compare/compare.ts";
import { compareRequest } from "../../src/compare-inputs.ts";
import { readLayouts, readSettings, type Settings } from "../../src/config.ts";
import { sundayOf } from "../../src/domain/week.ts";
import { openDatabase } from "../../src/duckdb.ts";
import { narratedWeek } from "../../src/edition-build.ts";
import { ingestRequest } from "../../src/feed-request.ts";
import { ingest } from "../../src/ingest/ingest.ts";
import { silentProgress } from "../../src/progress.ts";
import { renderEdition } from "../../src/render/render.ts";
import { writeSample } from "../../src/sample/sample.ts";
import { makeSnapshots } from "../../src/snapshot/snapshot.ts";
import * as store from "../../src/snapshot/store.ts";
import { readCategories } from "../../src/taxonomy-files.ts";
import { cardOf, snapshotRequest } from "../../src/week-inputs.ts";
import { judged, slowness } from "./calibration.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/trends.js", import.meta.url));
const LAST = "2026-W46";

/** What a process says of itself at its end, on stderr: most memory ever resident, and seconds of the processor. */
const TELL =
  'data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();process.stderr.write("MEASURED "+u.maxRSS/1024+" "+(u.userCPUTime+u.systemCPUTime)/1e6+"\\n")})';

/** Speed of the generator, of a week's tests, of an edition from its facts and of a cold build, against the budgets of the design. */
export async function benchEdition(
  folder: string,
  size: { readonly weeks: number; readonly postings: number; readonly repeats: number },
): Promise<void> {
  const { weeks, postings, repeats } = size;
  const start = performance.now();
  const { rows } = await writeSample(
    { weeks, postings, seed: 7, lastWeek: LAST, plants: undefined, bursts: 1 },
    folder,
    silentProgress,
  );
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `invent ${rows.toLocaleString("en")} postings in ${weeks} weeks: ${seconds.toFixed(1)} s, ${Math.round(rows / seconds).toLocaleString("en")} rows/s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`,
  );
  const settings = await readSettings(folder, undefined);
  await storeWeeks(settings);
  const scale = slowness();
  console.log(`calibration: this machine is now at ${scale.toFixed(2)} × the time of the reference`);
  const tests: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) tests.push(await testNewestWeek(settings));
  console.log(
    judged(`tests of a week with ${postings.toLocaleString("en")} postings`, Math.min(...tests), 3, "s", scale),
  );
  const first = await fromFacts(settings);
  const warm: { wall: number; cpu: number }[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) warm.push(await fromFacts(settings));
  const [quick = first] = warm.sort((one, other) => one.wall - other.wall);
  const made = `mail, page and charts of an edition from its facts, warm (first ${first.wall.toFixed(2)} s)`;
  console.log(`${judged(made, quick.wall, 1.2, "s", scale)} (${quick.cpu.toFixed(2)} s of the processor)`);
  const builds: { wall: number; cpu: number; mb: number }[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) builds.push(await coldBuild(settings));
  const [best = { wall: 0, cpu: 0, mb: 0 }] = builds.sort((one, other) => one.wall - other.wall);
  const what = `build of an edition: ${postings.toLocaleString("en")} invented postings, 12 roles, ${weeks} weeks, cold`;
  console.log(`${judged(what, best.wall, 4, "s", scale)} (${best.cpu.toFixed(2)} s of the processor)`);
  console.log(judged(`${what}, memory`, Math.max(...builds.map(({ mb }) => mb)), 600, "MB", 1));
}

/** Every week's snapshot and postings, as ingest stores them; their tests, which the newest week alone needs, are left out. */
async function storeWeeks(settings: Settings): Promise<void> {
  const [feed] = settings.feeds;
  if (feed === undefined) throw new Error("The sample has no feed.");
  const database = await openDatabase();
  const request = await ingestRequest(
    {
      files: feed.files.map((file) => join(settings.root, file)),
      format: feed.format,
      mapping: feed.mapping,
      scope: feed.scope,
      weeks: { kind: "every" },
      dryRun: false,
      accept: false,
      replace: false,
      otherThan: new Set(),
    },
    settings,
    sundayOf(LAST),
  );
  const taken = await ingest(request, database, silentProgress);
  for (const snapshot of await makeSnapshots(await snapshotRequest(request, taken, settings), database)) {
    await store.writePostings(settings.snapshotsFolder, snapshot.week, database);
    await store.writeSnapshot(settings.snapshotsFolder, snapshot);
  }
  database.close();
}

/** Seconds of reading the windows' offers and of every test, with an empty database each time. */
async function testNewestWeek(settings: Settings): Promise<number> {
  const database = await openDatabase();
  const start = performance.now();
  const changes = compareWeek(await compareRequest(LAST, settings, await readCategories(settings), database));
  const seconds = (performance.now() - start) / 1000;
  database.close();
  await store.writeChanges(settings.snapshotsFolder, changes);
  return seconds;
}

/** Seconds from the letter's facts to all that readers see of it: charts as SVG and PNG, mail, page and social card. */
async function fromFacts(settings: Settings): Promise<{ wall: number; cpu: number }> {
  const { narration, words } = await narratedWeek(LAST, settings);
  const { theme, templates } = await readLayouts(settings);
  const values = new Map(narration.facts.map(({ id, value }) => [id, value]));
  const start = performance.now();
  const used = process.cpuUsage();
  const charts = await drawCharts(narration.charts, theme, words);
  const kit = { words, theme, templates, mail: settings, factValue: (id: string) => values.get(id) };
  await renderEdition(narration.letter, charts, kit);
  await drawCard(cardOf(narration.letter, words), theme);
  const { user, system } = process.cpuUsage(used);
  return { wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

async function coldBuild({ root, reportsFolder }: Settings): Promise<{ wall: number; cpu: number; mb: number }> {
  await rm(reportsFolder, { recursive: true, force: true });
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--import", TELL, LAUNCHER, "build"], {
    cwd: root,
    encoding: "utf8",
  });
  const wall = (performance.now() - start) / 1000;
  const [, mb = "", cpu = ""] = /MEASURED (\S+) (\S+)/.exec(stderr) ?? [];
  if (status !== 0 || mb === "") throw new Error(`The build failed: ${stderr}`);
  return { wall, cpu: Number(cpu), mb: Number(mb) };
}
