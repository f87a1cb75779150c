import { schedule } from "node-cron";

/** Starts calls at regular times and returns what ends them. */
export type Alarm = (wake: () => void) => () => void;

/**
 * Calls at the start of every minute. Only an alarm clock: what is due is decided from the clock and the stored issues at each
 * call, so a call that comes late, twice or not at all does no harm. In UTC, where no minute is skipped or repeated.
 */
export const everyMinute: Alarm = (wake) => {
  const task = schedule("* * * * *", () => wake(), { timezone: "UTC", suppressMissedWarning: true });
  return () => void task.destroy();
};
