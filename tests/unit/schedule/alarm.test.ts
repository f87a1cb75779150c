import { afterEach, expect, it, vi } from "vitest";
import { everyMinute } from "../../../src/schedule/alarm.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

it("wakes at the start of every minute, also through a change of the clock, and never after it was ended", async () => {
  vi.stubEnv("TZ", "America/New_York");
  // The hour in which New York's clock jumps from 02:00 to 03:00.
  vi.useFakeTimers({ now: Date.parse("2026-03-08T06:58:30Z") });
  const woken: string[] = [];
  const end = everyMinute(() => woken.push(new Date().toISOString().slice(11, 19)));
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  expect(woken).toEqual(["06:59:00", "07:00:00", "07:01:00", "07:02:00"]);
  end();
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(woken).toHaveLength(4);
  expect(vi.getTimerCount()).toBe(0);
});
