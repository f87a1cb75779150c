import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { Machine } from "../deliver/machine.ts";

/**
 * This process and its real clock. From the first time it is asked for `stop`, it takes a SIGTERM or SIGINT as a wish to end, and
 * any second signal as an order: the process ends at once, as the system does by default.
 */
export function thisMachine(): Machine {
  let wished: AbortSignal | undefined;
  return {
    clock: {
      now: () => Date.now(),
      sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
      every: (ms, call) => {
        const timer = setInterval(call, ms);
        return () => clearInterval(timer);
      },
    },
    host: hostname(),
    pid: process.pid,
    isAlive,
    runId: randomUUID,
    stop: () => {
      wished ??= wishToEnd();
      return wished;
    },
  };
}

function wishToEnd(): AbortSignal {
  const wish = new AbortController();
  const onSignal = () => {
    process.off("SIGTERM", onSignal).off("SIGINT", onSignal);
    wish.abort();
  };
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
  return wish.signal;
}

/** A process that belongs to somebody else is there too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
