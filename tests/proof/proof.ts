import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { proveFactCheck, type Tally } from "./fact-check.ts";
import { watchedForHangs } from "./hang-watch.ts";
import { compareNodes, fetchedNodes } from "./node-versions.ts";
import { fuzzReading } from "./reading-fuzz.ts";
import { INVENTED, realSeeds } from "./reading-seeds.ts";
import { sendChaos } from "./send-chaos.ts";
import { heldBack, smallFeed } from "./small-feeds.ts";
import { drillRows, type Row, verdictRows } from "./verdicts.ts";

/*
 * The long proofs. `npm run proof -- --worlds 1000` for more certainty; a small seeded slice is in the tests.
 */
const { values } = parseArgs({
  options: {
    /** `verdicts`, `drill` (which is part of it), `send`, `reading`, `fact-check`, `small-feeds` or `nodes`; all but `drill` and `nodes` by default. */
    only: { type: "string", default: "" },
    roles: { type: "string", default: "40" },
    weeks: { type: "string", default: "52" },
    shuffles: { type: "string", default: "200" },
    worlds: { type: "string", default: "200" },
    samples: { type: "string", default: "20" },
    postings: { type: "string", default: "3000" },
    readers: { type: "string", default: "2000" },
    kills: { type: "string", default: "10" },
    connections: { type: "string", default: "4" },
    answers: { type: "string", default: "20000" },
    wrong: { type: "string", default: "500" },
    right: { type: "string", default: "400" },
    feeds: { type: "string", default: "200" },
    /** Major versions of Node to fetch from npm, or paths of executables, beside the one that runs this. */
    nodes: { type: "string", default: "22,26" },
    seed: { type: "string", default: "20261121" },
  },
});
const size = {
  roles: Number(values.roles),
  weeks: Number(values.weeks),
  shuffles: Number(values.shuffles),
  worlds: Number(values.worlds),
  samples: Number(values.samples),
  postings: Number(values.postings),
  seed: Number(values.seed),
};

/** Seconds of the processor for one answer: a hundred times what a real board of a hundred jobs takes. */
const MOST_SECONDS = 10;

if (values.only === "drill") await drills();
if (values.only === "" || values.only === "verdicts") await table(verdictRows(size));
if (values.only === "" || values.only === "send") await chaos();
if (values.only === "" || values.only === "reading") await reading();
if (values.only === "" || values.only === "fact-check") await factCheck();
if (values.only === "" || values.only === "small-feeds") await smallFeeds();
if (values.only === "nodes") await nodes();

/** no edition of a small feed is held back while nobody wrote a word for it */
async function smallFeeds(): Promise<void> {
  const seeds = Array.from({ length: Number(values.feeds) }, (_, index) => size.seed + index);
  let held = 0;
  for (const seed of seeds) {
    const found = await heldBack(smallFeed(seed));
    if (found.length > 0) held += 1;
    for (const line of found) console.log(line);
  }
  console.log(`small feeds: ${held} of ${seeds.length} held back (must be 0)`);
  if (held > 0) process.exitCode = 1;
}

/** the same bytes on every Node that is supported */
async function nodes(): Promise<void> {
  const wanted = values.nodes.split(",");
  const folder = await mkdtemp(join(tmpdir(), "trends-nodes-"));
  try {
    const majors = wanted.filter((each) => /^\d+$/.test(each));
    const paths = [...wanted.filter((each) => !majors.includes(each)), ...(await fetchedNodes(folder, majors))];
    const { versions, files, differing } = await compareNodes(paths);
    console.log(`same bytes on ${versions.join(", ")}: ${files} text files and messages, ${differing.length} differ`);
    for (const path of differing.slice(0, 50)) console.log(`differs: ${path}`);
    if (differing.length > 0 || files < 100) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function drills(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "trends-proof-"));
  try {
    await table(drillRows(folder, size));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A table of Markdown, a row as soon as it is known; a bound that is missed makes the run fail. */
async function table(rows: AsyncGenerator<Row>): Promise<void> {
  const start = performance.now();
  console.log("| measured | must be | is | |\n|---|---|---|---|");
  for await (const { what, bound, measured, held } of rows) {
    console.log(`| ${what} | ${bound} | ${measured} | ${held === null ? "" : held ? "held" : "**missed**"} |`);
    process.stderr.write(`${Math.round((performance.now() - start) / 1000)} s\n`);
    if (held === false) process.exitCode = 1;
  }
}

/** send survives kill -9 */
async function chaos(): Promise<void> {
  const [readers, kills, connections, seed] = [values.readers, values.kills, values.connections, values.seed].map(
    Number,
  );
  const result = await sendChaos({
    readers: readers ?? 0,
    kills: kills ?? 0,
    connections: connections ?? 0,
    seed: seed ?? 0,
  });
  console.log(
    `send survives kill -9: ${readers} readers, ${result.kills} kills: ${result.sent} sent, ${result.uncertain} uncertain (${result.uncertainDelivered} of them really delivered), ${result.duplicates} duplicates, ${result.lost} lost, ${result.messagesPerSecond} messages a second`,
  );
  if (result.duplicates > 0 || result.lost > 0) process.exitCode = 1;
}

/** hostile answers are read or refused */
async function reading(): Promise<void> {
  const shared = resolve(import.meta.dirname, "../..", process.env["TRENDS_DATA"] ?? "../shared/data");
  const real = realSeeds(shared);
  if (real.length === 0) console.log(`There are no real answers in ${shared}: only invented ones are spoilt.`);
  const { answers, seed } = values;
  const watch = watchedForHangs(6 * MOST_SECONDS);
  const result = await fuzzReading({
    answers: Number(answers),
    seed: Number(seed),
    seeds: [...INVENTED, ...real],
    mostSeconds: MOST_SECONDS,
    onAnswer: watch.onStep,
  });
  watch.end();
  const refused = Object.entries(result.refused).map(([code, n]) => `${code} ${n}`);
  console.log(
    `hostile answers: ${answers}, ${result.rows} rows, ${result.accepted} of them accepted; refused: ${refused.join(", ")}; ${result.batches} batches; ${result.faults.length} faults`,
  );
  for (const { seed: own, seconds, done } of result.slowest)
    console.log(`slow: seed ${own}, ${seconds.toFixed(2)} s (${done})`);
  for (const fault of result.faults.slice(0, 50)) console.log(`fault: ${fault}`);
  if (result.faults.length > 0) process.exitCode = 1;
}

/** the fact check holds back what is wrong, and lets pass what is right */
async function factCheck(): Promise<void> {
  const { surfaces, letters, missed, printed, edited, wronged, warnings } = await proveFactCheck({
    wrong: Number(values.wrong),
    right: Number(values.right),
    seed: Number(values.seed),
  });
  console.log("| wrong | where | made | blocked |\n|---|---|---|---|");
  const rows = (where: string, tallies: readonly Tally[]) => {
    for (const { kind, made, blocked } of tallies) console.log(`| ${kind} | ${where} | ${made} | ${blocked} |`);
  };
  rows("rendered surfaces", surfaces);
  rows("letter.md", letters);
  const all = [...surfaces, ...letters].reduce(
    (sum, { made, blocked }) => ({ made: sum.made + made, blocked: sum.blocked + blocked }),
    { made: 0, blocked: 0 },
  );
  console.log(`wrong: ${all.blocked} of ${all.made} blocked (must be 98 %)`);
  console.log(
    `right: ${printed.blocked} of ${printed.made} printed and ${edited.blocked} of ${edited.made} edited sentences blocked (at most 1 %)`,
  );
  for (const each of missed) console.log(`missed: ${each}`);
  for (const each of wronged) console.log(`wrongly blocked: ${each}`);
  for (const each of warnings) console.log(`warning: ${each}`);
  const isHeld =
    all.blocked >= 0.98 * all.made && printed.blocked + edited.blocked <= 0.01 * (printed.made + edited.made);
  if (!isHeld) process.exitCode = 1;
}
