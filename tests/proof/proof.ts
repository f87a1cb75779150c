import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { watchedForHangs } from "./hang-watch.ts";
import { nullDrill } from "./null-drill.ts";
import { fuzzReading } from "./reading-fuzz.ts";
import { INVENTED, realSeeds } from "./reading-seeds.ts";
import { sendChaos } from "./send-chaos.ts";

/*
 * The long proofs. `npm run proof -- --worlds 1000` for more certainty; a small seeded slice is in the tests.
 */
const { values } = parseArgs({
  options: {
    /** `drill`, `send` or `reading`; all by default. */
    only: { type: "string", default: "" },
    worlds: { type: "string", default: "300" },
    readers: { type: "string", default: "2000" },
    kills: { type: "string", default: "10" },
    connections: { type: "string", default: "4" },
    answers: { type: "string", default: "20000" },
    seed: { type: "string", default: "20261121" },
  },
});
const worlds = Number(values.worlds);
/** Seconds of the processor for one answer: a hundred times what a real board of a hundred jobs takes. */
const MOST_SECONDS = 10;

if (values.only === "" || values.only === "drill") drill();
if (values.only === "" || values.only === "send") await chaos();
if (values.only === "" || values.only === "reading") await reading();

function drill(): void {
  for (const [name, size] of [
    ["calm feed, 40 offers per role and week", { roles: 8, offersPerRoleAndWeek: 40, employers: 150, burst: 0 }],
    ["small feed, 12 offers per role and week", { roles: 8, offersPerRoleAndWeek: 12, employers: 60, burst: 0 }],
    ["one employer floods one role", { roles: 8, offersPerRoleAndWeek: 40, employers: 150, burst: 12 }],
  ] as const) {
    const result = nullDrill(worlds, size);
    const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
    console.log(
      `${name}: ${percent(result.withHeadline, worlds)} of ${worlds} weeks made news, ${percent(result.headlines, result.tested)} of ${result.tested} tests called a change${size.burst > 0 ? `; the flooded role was called changed in ${percent(result.burstCalled, worlds)}` : ""}`,
    );
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
