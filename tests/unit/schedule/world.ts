import { ReportError } from "../../../src/errors.ts";
import { silentLog } from "../../../src/log.ts";
import type { Calendar } from "../../../src/schedule/due.ts";
import { takeHold } from "../../../src/schedule/holder.ts";
import type { Issue } from "../../../src/schedule/plan.ts";
import { openTables, readIssues } from "../../../src/schedule/tables.ts";
import { type Desk, type RunIssue, takeTurn } from "../../../src/schedule/turn.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What the next run does. */
type Fate = "succeeds" | "fails" | "dies";

export interface World {
  now: number;
  fate: Fate;
  /** Weeks whose run began, and weeks whose run came to its end without failure, in order. */
  readonly begun: string[];
  readonly completed: string[];
  /** A process looks at the clock once; one whose run dies says nothing more. */
  readonly tick: () => Promise<void>;
  /** A new process takes the place of the one that ran. */
  readonly restart: () => void;
  readonly issues: () => Promise<Issue[]>;
  readonly close: () => Promise<void>;
}

/** A schedule on a database in memory, with a clock and a weekly job that do as the test says. */
export async function worldOf(calendar: Calendar, start: number): Promise<World> {
  const database = await openTables(":memory:");
  const newsletter = "Letter";
  const begun: string[] = [];
  const completed: string[] = [];
  let process = 0;
  const owner = () => ({ host: "here", pid: 100 + process, token: `process-${process}` });
  const hold = await takeHold(database, newsletter, owner(), start, () => false);
  if (hold.kind !== "ours") throw new Error("the world is not empty");
  const world: World = {
    now: start,
    fate: "succeeds",
    begun,
    completed,
    restart: () => {
      process++;
    },
    issues: () => readIssues(database, newsletter),
    close: () => database.destroy(),
    tick: () =>
      new Promise((resolve, reject) => {
        const run: RunIssue = async ({ week, notBefore }) => {
          begun.push(week);
          world.now += MINUTE;
          if (world.fate === "fails") throw new ReportError("data-late", "The feed is late.", "Wait.");
          if (world.fate === "dies") {
            resolve();
            return new Promise<never>(() => {});
          }
          completed.push(week);
          return { edition: notBefore, hash: "0".repeat(64) };
        };
        const desk: Desk = {
          database,
          newsletter,
          calendar,
          owner: owner(),
          since: hold.since,
          clock: () => world.now,
          run,
          log: silentLog,
        };
        takeTurn(desk).then(() => resolve(), reject);
      }),
  };
  return world;
}
