import { Worker } from "node:worker_threads";

/** Runs beside: a thread that hangs cannot say so itself. */
const WATCHER = `
const { workerData } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const { steps, seconds, owner } = workerData;
let [last, since] = [-1, 0];
setInterval(() => {
  const now = Atomics.load(steps, 0);
  since = now === last ? since + 1 : 0;
  last = now;
  if (since < seconds) return;
  writeSync(2, "No step for " + seconds + " s: the seed " + now + " hangs.\\n");
  process.kill(owner, "SIGKILL");
}, 1000);
`;

/** Ends the process, naming the last step, when none begins for so many seconds. */
export function watchedForHangs(seconds: number): {
  readonly onStep: (seed: number) => void;
  readonly end: () => void;
} {
  const steps = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(WATCHER, { eval: true, workerData: { steps, seconds, owner: process.pid } });
  return { onStep: (seed) => void Atomics.store(steps, 0, seed), end: () => void worker.terminate() };
}
