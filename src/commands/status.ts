import type { Command } from "commander";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { readEdition } from "../archive/archive.ts";
import { tallyLine } from "../domain/delivery.ts";
import { addWeeks, type Week, weekSchema } from "../domain/week.ts";
import { exists, namesIn } from "../files.ts";
import { findBegun, standingOf } from "../send-edition.ts";
import { findApproval } from "../snapshot/approvals.ts";
import { heldSnapshots } from "../snapshot/held.ts";
import { findChanges, findSnapshot, postingsOf, storedWeeks } from "../snapshot/store.ts";
import { answer, type Context, contextOf } from "./context.ts";
import { guardLines } from "./guard-lines.ts";
import { INVENTED } from "./invented.ts";
import { jsonOption, parseOptions } from "./options.ts";
import { scheduleRows, scheduleStateOf } from "./schedule-state.ts";
import { STANDS } from "./send-lines.ts";
import { alignedTable } from "./table.ts";

const optionsSchema = z.object({ config: z.boolean().default(false), json: jsonOption });

export function statusCommand(program: Command): void {
  program
    .command("status")
    .description("where things stand: stored weeks, gaps, editions, the schedule; --config: the settings in force")
    .option("--config", "print the settings in force, secrets masked")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends status\n")
    .action(async (raw: unknown, command: Command) => {
      const options = parseOptions(optionsSchema, raw, "status");
      const context = await contextOf(command);
      if (options.config) return answer(true, configOf(context), []);
      const state = await stateOf(context);
      const { newest, weeks } = state;
      const guarded = newest === null || weeks.newest === null ? [] : [{ week: weeks.newest, guard: newest.guard }];
      answer(options.json, state, [...linesOf(state), ...(await guardLines(guarded, context.settings))]);
    });
}

function configOf({ settings, effects }: Context) {
  const smtp = effects.smtp();
  return {
    ...settings,
    rates: settings.rates ?? null,
    smtp: smtp === undefined ? null : { ...smtp, ...(smtp.password === undefined ? {} : { password: "***" }) },
  };
}

async function stateOf(context: Context) {
  const { settings, effects } = context;
  const smtp = effects.smtp();
  const weeks = await storedWeeks(settings.snapshotsFolder);
  const newest = weeks.at(-1);
  const snapshot = newest === undefined ? undefined : (await findSnapshot(settings.snapshotsFolder, newest))?.snapshot;
  const changes = newest === undefined ? undefined : await findChanges(settings.snapshotsFolder, newest);
  const held = await heldSnapshots(settings.snapshotsFolder);
  const names = (await namesIn(settings.reportsFolder)).filter((name) => weekSchema.safeParse(name).success);
  const built = await Promise.all(names.map((name) => exists(`${settings.reportsFolder}/${name}/edition.json`)));
  const withPostings = await Promise.all(
    weeks.map(async (week) => (await postingsOf(settings.snapshotsFolder, week)) !== undefined),
  );
  const isBuilt = newest !== undefined && names.some((name, index) => name === newest && built[index]);
  const edition = isBuilt ? await readEdition(settings.reportsFolder, newest) : undefined;
  const send = await findBegun(undefined, settings);
  return {
    newsletter: settings.name,
    weeks: {
      stored: weeks.length,
      first: weeks[0] ?? null,
      newest: newest ?? null,
      missing: gapsIn(weeks),
      held: held.map(({ week, totals }) => ({ week, openings: totals.openings, payDisclosed: totals.payDisclosed })),
      withPostings: withPostings.filter(Boolean).length,
    },
    newest:
      snapshot === undefined
        ? null
        : {
            invented: snapshot.invented === true,
            asOf: snapshot.asOf,
            ageDays: Temporal.PlainDate.from(snapshot.asOf).until(effects.today).days,
            openings: snapshot.totals.openings,
            roles: Object.keys(snapshot.roles).length,
            changes: changes?.changes.changes.length ?? null,
            notComparable: changes?.changes.guard.total.map(({ code }) => code) ?? [],
            guard: changes?.changes.guard ?? { total: [], roles: [] },
          },
    editions: names.filter((_, index) => built[index]),
    /** Of the newest week's edition as it was last built. */
    standing: edition === undefined ? null : await standingOf(edition, settings),
    approval: newest === undefined ? null : ((await findApproval(settings.snapshotsFolder, newest)) ?? null),
    lastSend:
      send === undefined ? null : { week: send.week, begunAt: new Date(send.begunAt).toISOString(), ...send.tally },
    mail: smtp === undefined ? "written to disk" : `${smtp.host}:${smtp.port}`,
    schedule: await scheduleStateOf(context),
  };
}

/** Weeks between the first and the last that have no snapshot. */
function gapsIn(weeks: readonly Week[]): Week[] {
  const gaps: Week[] = [];
  const [first] = weeks;
  const last = weeks.at(-1);
  if (first === undefined || last === undefined) return gaps;
  for (let week = first; week < last; week = addWeeks(week, 1)) if (!weeks.includes(week)) gaps.push(week);
  return gaps;
}

function linesOf(state: Awaited<ReturnType<typeof stateOf>>): string[] {
  const { weeks, newest, editions, standing, approval, lastSend } = state;
  const approved =
    approval === null ? "not approved" : `edition ${approval.hash.slice(0, 16)} approved by ${approval.by}`;
  const rows = [
    ["newsletter", state.newsletter],
    [
      "weeks",
      weeks.stored === 0
        ? "none stored yet"
        : `${weeks.stored} stored, ${weeks.first} to ${weeks.newest}; postings of ${weeks.withPostings} on this machine`,
    ],
    ["missing", weeks.missing.length === 0 ? "none" : weeks.missing.join(", ")],
    ...weeks.held.map(({ week, openings }) => [
      "held",
      `${week}: it came with ${openings} openings and looks like a broken feed; mend it and ingest again, or --accept it`,
    ]),
    [
      "newest",
      newest === null
        ? "none"
        : `as of ${newest.asOf}, ${newest.ageDays} days old: ${newest.openings} openings in ${newest.roles} roles`,
    ],
    ...(newest?.invented === true ? [["data", INVENTED]] : []),
    [
      "tests",
      newest === null
        ? "none"
        : newest.changes === null
          ? "never computed"
          : `${newest.changes} changes${newest.notComparable.length === 0 ? "" : `; not comparable: ${newest.notComparable.join(", ")}`}`,
    ],
    ["editions", editions.length === 0 ? "none built" : `${editions.length} built, the newest ${editions.at(-1)}`],
    [
      "approval",
      standing === null
        ? `${weeks.newest ?? "nothing"} is not built; ${approved}`
        : `${weeks.newest} ${STANDS[standing]}`,
    ],
    ["last send", lastSend === null ? "none" : `${lastSend.week}: ${tallyLine(lastSend)}`],
    ["mail", state.mail],
    ...scheduleRows(state.schedule),
  ];
  return alignedTable(["", ""], rows).slice(1);
}
