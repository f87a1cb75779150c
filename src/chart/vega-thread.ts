import { parentPort } from "node:worker_threads";
import { type Answer, LOADED, type Order } from "./drawing-thread.ts";
import { vegaDrawing } from "./vega.ts";

/*
 * The thread that charts are drawn in: an order in, an answer out. It has no fonts and makes no pictures; those need settings
 * that no thread but the first can give.
 */

parentPort?.on("message", (order: Order) => {
  void answered(order).then((answer) => parentPort?.postMessage(answer));
});

// After this file's own evaluation, so that nothing is left of the loading when it is heard.
setImmediate(() => parentPort?.postMessage(LOADED));

async function answered({ id, spec }: Order): Promise<Answer> {
  try {
    return { id, drawing: await vegaDrawing(spec) };
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
