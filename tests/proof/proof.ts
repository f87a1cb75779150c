import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sendChaos } from "./send-chaos.ts";
import { drillRows, type Row, verdictRows } from "./verdicts.ts";

/*
 * The long proofs. `npm run proof -- --worlds 1000` for more certainty; a small seeded slice is in the tests.
 */
const { values } = parseArgs({
  options: {
    /** `verdicts`, `drill` (which is part of it) or `send`; `verdicts` and `send` by default. */
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

if (values.only === "drill") await drills();
if (values.only === "" || values.only === "verdicts") await table(verdictRows(size));
if (values.only === "" || values.only === "send") await chaos();

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
