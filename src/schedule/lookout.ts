import type { Week } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { utc } from "./due.ts";
import { renewHold } from "./holder.ts";
import { type Desk, renewTurn, type Turn, takeTurn } from "./turn.ts";

/** One process's eye on the clock. */
export interface Lookout {
  /** Takes a turn. Throws `schedule-held` when another process took the schedule over. One call at a time. */
  readonly look: () => Promise<Turn>;
  /** Gives a sign of life while a turn is taken. Never throws: what goes wrong is logged. */
  readonly giveSign: () => void;
  /** The week whose issue is being run. */
  readonly running: () => Week | undefined;
}

export function lookoutOf(desk: Desk): Lookout {
  let running: Week | undefined;
  let signs: Promise<void> = Promise.resolve();
  const sign = async () => {
    if (running !== undefined) await renewTurn(running, desk);
    await renew(desk);
  };
  return {
    running: () => running,
    look: async () => {
      await renew(desk);
      try {
        return await takeTurn(desk, (week) => {
          running = week;
        });
      } finally {
        running = undefined;
        await signs;
      }
    },
    giveSign: () => {
      signs = signs.then(sign).catch((error: unknown) => {
        desk.log.error("schedule gave no sign of life", { error: String(error), at: utc(desk.clock()) });
      });
    },
  };
}

async function renew({ database, newsletter, owner, clock }: Desk): Promise<void> {
  if (await renewHold(database, newsletter, owner, clock())) return;
  throw new ReportError(
    "schedule-held",
    `Another process took over the schedule of ${newsletter} while this one gave no sign of life.`,
    'Keep one "trends schedule" of a newsletter; "trends status" names the process that keeps it.',
  );
}
