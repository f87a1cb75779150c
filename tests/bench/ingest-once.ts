import { dirname } from "node:path";
import { readSettings } from "../../src/config.ts";
import { ingestFeed } from "../../src/ingest-feed.ts";
import { silentLog } from "../../src/log.ts";

/*
 * One dry ingest of a file in this process: `node ingest-once.ts FILE FORMAT` prints what it cost as JSON.
 */

const [path = "", format = ""] = process.argv.slice(2);
let steps = 0;
const step = () => {
  steps++;
};
const settings = await readSettings(dirname(path), undefined);
const start = performance.now();
const cpu = process.cpuUsage();
await ingestFeed(
  {
    files: [path],
    format,
    mapping: undefined,
    scope: undefined,
    weeks: { kind: "one", week: "2026-W46" },
    dryRun: true,
    replace: true,
    accept: true,
    otherThan: new Set(),
  },
  settings,
  { log: silentLog, progress: { begin: () => ({ advance: step, reach: step, done() {} }) }, today: "2026-11-21" },
);
const used = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    wallSeconds: (performance.now() - start) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    // Kilobytes on every system, as Node says.
    peakMb: process.resourceUsage().maxRSS / 1024,
    steps,
  }),
);
