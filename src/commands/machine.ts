import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import type { Machine } from "../deliver/machine.ts";

/** This process and its real clock. Asked for `stop`, it takes the first SIGTERM or SIGINT as a wish to end, a second as an order. */
export function thisMachine(): Machine {
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
      const wish = new AbortController();
      for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => wish.abort());
      return wish.signal;
    },
  };
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
