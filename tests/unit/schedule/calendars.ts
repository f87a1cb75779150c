import { scheduleSchema } from "../../../src/domain/schedule.ts";
import type { Calendar } from "../../../src/schedule/due.ts";

/** A calendar of the defaults, with what a test says. */
export function calendarOf(timeZone: string, given: Parameters<typeof scheduleSchema.parse>[0] = {}): Calendar {
  return { schedule: scheduleSchema.parse(given), timeZone };
}
