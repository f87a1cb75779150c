import { getCompileCacheDir } from "node:module";
import { dirname, extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { ChartSpec } from "./spec.ts";
import type { VegaDrawing } from "./vega.ts";

/** What the thread is asked for. */
export interface Order {
  readonly id: number;
  readonly spec: ChartSpec;
}

export type Answer = { readonly id: number } & ({ readonly drawing: VegaDrawing } | { readonly fault: string });

/** What the thread says once, when all that it draws with is loaded. */
export const LOADED = "loaded";

interface Waiting {
  readonly done: (drawing: VegaDrawing) => void;
  readonly failed: (why: Error) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** Drawing makes much that is soon forgotten: with less room for it, it is cleared away more often and never grows large. */
const MEMORY = { maxYoungGenerationSizeMb: 24 };

let thread: Thread | undefined;
let orders = 0;

/**
 * Starts the thread that draws, where none runs, so that it loads what it needs while others work. It keeps the process alive
 * while it loads and while something is being drawn: Vega waits for an import as it loads, and V8 aborts the whole process when
 * it ends in the midst of that.
 */
export function startDrawing(): Thread {
  if (thread !== undefined) return thread;
  // This file's own ending: TypeScript here, JavaScript in the npm package.
  const file = join(import.meta.dirname, `vega-thread${extname(import.meta.filename)}`);
  const cache = getCompileCacheDir();
  const env = cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: dirname(cache) };
  // Flags of this process may be meant for its own script alone, so the thread gets none.
  const started: Thread = {
    worker: new Worker(file, { env, execArgv: [], resourceLimits: MEMORY }),
    waiting: new Map(),
  };
  const ended = (why: Error) => {
    if (thread === started) thread = undefined;
    for (const { failed } of started.waiting.values()) failed(why);
    started.waiting.clear();
  };
  started.worker.on("message", (said: Answer | typeof LOADED) => take(said, started));
  started.worker.on("error", ended);
  started.worker.on("exit", (code) => ended(new Error(`The thread that draws charts ended with ${code}.`)));
  thread = started;
  return started;
}

/** The specification drawn, in the thread of its own. Rejects with what Vega threw, or with why the thread ended. */
export function drawnApart(spec: ChartSpec): Promise<VegaDrawing> {
  const { worker, waiting } = startDrawing();
  orders += 1;
  const id = orders;
  return new Promise((done, failed) => {
    waiting.set(id, { done, failed });
    worker.ref();
    worker.postMessage({ id, spec } satisfies Order);
  });
}

function take(said: Answer | typeof LOADED, { worker, waiting }: Thread): void {
  if (said === LOADED) {
    if (waiting.size === 0) worker.unref();
    return;
  }
  const asked = waiting.get(said.id);
  waiting.delete(said.id);
  if (waiting.size === 0) worker.unref();
  if ("drawing" in said) asked?.done(said.drawing);
  else asked?.failed(new Error(said.fault));
}
