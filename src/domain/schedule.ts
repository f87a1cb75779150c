import { z } from "zod";

/** Days of the ISO week, Monday first. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A moment, in milliseconds since the start of 1970 in UTC. */
export type Moment = number;

/** When an issue is due each week, in the newsletter's time zone, and what may happen when that moment was not kept. */
export const scheduleSchema = z.strictObject({
  day: z.enum(WEEKDAYS).default("monday"),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time looks like 07:00, from 00:00 to 23:59")
    .default("07:00"),
  /** An issue not yet run this long after its moment is missed: it is reported, and not sent late. Under a week. */
  catchUpHours: z.int().min(1).max(144).default(24),
  /** How many weeks before the issue's own week its newest data may be: 1 where a week's data is whole once the week is over. */
  lagWeeks: z.int().min(0).max(26).default(1),
});
export type Schedule = z.infer<typeof scheduleSchema>;

export const timeZoneSchema = z.string().refine(isTimeZone, "a time zone is a name like Europe/Berlin");

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
