import type { Audience } from "../deliver/audience.ts";
import type { Stop } from "../deliver/breaker.ts";
import type { DeliverReport } from "../deliver/deliver.ts";
import type { Standing } from "../domain/approval.ts";
import { tallyLine } from "../domain/delivery.ts";
import type { Week } from "../domain/week.ts";
import type { ReadersMailed, SendPlan } from "../send-edition.ts";

/** A standing, for people. */
export const STANDS: Readonly<Record<Standing, string>> = {
  approved: "approved",
  auto: "needs no approval (approval: auto)",
  changed: "was approved, and has changed since: approve it again",
  unapproved: "waits for approval",
};

const STOPPED: Readonly<Record<Stop["why"], string>> = {
  asked: "The run was asked to end",
  server: "The mail server does not work",
  refusals: "The mail server refused many readers in a row, so it may be us that it refuses",
  lost: "Another run has taken over",
};

/** What a dry run answers. */
export function planLines(week: Week, { hash, standing, begun, list }: SendPlan): string[] {
  const head = [`edition   ${week} (${hash.slice(0, 16)}): ${STANDS[standing]}`];
  if (begun === null) {
    const repeated = list === null || list.duplicates === 0 ? "" : `; ${list.duplicates} repeated rows count once`;
    return [...head, `readers   ${list?.readers ?? 0}${repeated}`, "begun     not yet"];
  }
  const other = begun.hash === hash ? "" : ` with another edition (${begun.hash.slice(0, 16)})`;
  return [
    ...head,
    `begun     ${new Date(begun.begunAt).toISOString()}${other}; the list of readers is fixed since then`,
    `readers   ${tallyLine(begun.tally)}`,
  ];
}

/** What a send answers. It names no address: this may stand in the log of a job. */
export function sentLines(week: Week, { tally, begun, stopped, uncertain }: DeliverReport): string[] {
  const lines = [
    begun === null
      ? `Went on with the send of ${week}; the list of readers is fixed since it was begun.`
      : `Began the send of ${week} to ${begun.readers} readers${begun.duplicates === 0 ? "" : `; ${begun.duplicates} repeated rows count once`}.`,
    tallyLine(tally),
  ];
  if (stopped !== null) lines.push(`${STOPPED[stopped.why]}${stopped.text === "" ? "" : `: ${stopped.text}`}.`);
  if (tally.left > 0) lines.push(`${tally.left} are left: run trends send --week ${week} again to go on.`);
  if (tally.uncertain > 0) {
    lines.push(
      `${tally.uncertain} are uncertain: the server may have the message. Look for these ids in its log, then use trends deliveries resolve:`,
      ...uncertain.map(({ messageId, at }) => `  ${messageId}  ${at ?? ""}`),
    );
    if (tally.uncertain > uncertain.length)
      lines.push(`  and ${tally.uncertain - uncertain.length} more: trends deliveries list --state uncertain`);
  }
  return lines;
}

/** What `run` says about the readers. */
export function readersLines(week: Week, readers: ReadersMailed | undefined): string[] {
  if (readers === undefined) return [];
  if (readers.state === "waiting")
    return [`readers  none mailed: the edition ${STANDS[readers.standing]} (trends approve --by NAME --week ${week})`];
  if (readers.state === "sent-before") return [`readers  sent before: ${tallyLine(readers.tally)}`];
  return sentLines(week, readers).map((line, index) => `${index === 0 ? "readers" : "       "}  ${line}`);
}

/** What a person should look at in the list. */
export function warnings(list: Audience | null): string[] {
  if (list === null) return [];
  const { ignored, unknownRoles } = list;
  return [
    ...(ignored.length === 0
      ? []
      : [`The list's columns ${ignored.map((name) => `"${name}"`).join(", ")} are not used.`]),
    ...(unknownRoles.length === 0
      ? []
      : [`The edition knows nothing of these roles that readers follow: ${unknownRoles.join(", ")}.`]),
  ];
}
