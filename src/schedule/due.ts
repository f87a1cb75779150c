import { Temporal } from "temporal-polyfill";
import { type Moment, type Schedule, WEEKDAYS } from "../domain/schedule.ts";
import { addDays, addWeeks, type Day, mondayOf, type Week, weekOf } from "../domain/week.ts";

/** When issues are due, and where: all that the calendar needs. */
export interface Calendar {
  readonly schedule: Schedule;
  readonly timeZone: string;
}

/** The moment at which the issue of a week is due. */
export interface Due {
  /** The ISO week of the day that the schedule names; it is the name, whatever week its data are of. */
  readonly week: Week;
  readonly at: Moment;
  /** The same moment on the newsletter's clock, as `2026-11-23T07:00:00-05:00`. */
  readonly local: string;
  /**
   * `skipped`: the clock jumps over the time that day, so the issue is due at the first moment after the gap; `repeated`: the
   * clock shows the time twice, and the first counts.
   */
  readonly clock: "plain" | "skipped" | "repeated";
}

/** When the issue of the week is due. Every week has exactly one such moment, in any time zone and on any day. */
export function dueAt(week: Week, { schedule, timeZone }: Calendar): Due {
  const day = addDays(mondayOf(week), WEEKDAYS.indexOf(schedule.day));
  const wanted = Temporal.PlainDateTime.from(`${day}T${schedule.time}`);
  const first = wanted.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  const last = wanted.toZonedDateTime(timeZone, { disambiguation: "later" });
  if (last.toPlainDateTime().equals(wanted)) {
    return dueOf(week, first, first.epochMilliseconds === last.epochMilliseconds ? "plain" : "repeated");
  }
  // `last` lies after the gap by as much as the wanted time lies in it; the gap ends at the change before it, or at itself.
  const end = last.add({ nanoseconds: 1 }).getTimeZoneTransition("previous") ?? last;
  return dueOf(week, end, "skipped");
}

/** The latest issue that is due at the moment: due now or before. */
export function newestDue(now: Moment, calendar: Calendar): Due {
  let week = addWeeks(weekOf(dayAt(now, calendar.timeZone)), 1);
  let due = dueAt(week, calendar);
  while (due.at > now) {
    week = addWeeks(week, -1);
    due = dueAt(week, calendar);
  }
  return due;
}

/** The first issue that is due after the moment. */
export function nextDue(now: Moment, calendar: Calendar): Due {
  return dueAt(addWeeks(newestDue(now, calendar).week, 1), calendar);
}

/** The issues whose day by the schedule is one of those from `from` to `to`, both included, earliest first. */
export function duesBetween(from: Day, to: Day, calendar: Calendar): Due[] {
  const dues: Due[] = [];
  const dayOf = (week: Week) => addDays(mondayOf(week), WEEKDAYS.indexOf(calendar.schedule.day));
  for (let week = weekOf(from); dayOf(week) <= to; week = addWeeks(week, 1)) {
    if (dayOf(week) >= from) dues.push(dueAt(week, calendar));
  }
  return dues;
}

/** The day at the moment, in the time zone. */
export function dayAt(now: Moment, timeZone: string): Day {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The moment in UTC to the second, as logs and tables print it: `2026-11-23T12:00:00Z`. */
export function utc(moment: Moment): string {
  return Temporal.Instant.fromEpochMilliseconds(moment).toString({ smallestUnit: "second" });
}

function dueOf(week: Week, at: Temporal.ZonedDateTime, clock: Due["clock"]): Due {
  return {
    week,
    at: at.epochMilliseconds,
    local: at.toString({ timeZoneName: "never", smallestUnit: "second" }),
    clock,
  };
}
