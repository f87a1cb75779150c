import cliProgress from "cli-progress";

/** One piece of work on its way. */
export interface Task {
  advance(by: number): void;
  /** Sets how far the work is, absolutely. */
  reach(value: number): void;
  done(): void;
}

/** Where long work says how far it is. Passed in; silent in tests and when stderr is not a terminal. */
export interface Progress {
  begin(label: string, total: number): Task;
}

export const silentProgress: Progress = { begin: () => ({ advance() {}, reach() {}, done() {} }) };

/** A bar on stderr that appears for work of more than a second and goes when the work is done. */
export function terminalProgress(stream: NodeJS.WriteStream): Progress {
  return {
    begin: (label, total) => {
      const bar = new cliProgress.SingleBar({
        format: `${label} {bar} {percentage}%`,
        barCompleteChar: "█",
        barIncompleteChar: "░",
        clearOnComplete: true,
        hideCursor: true,
        stream,
      });
      let value = 0;
      let started = false;
      const timer = setTimeout(() => {
        bar.start(total, value);
        started = true;
      }, 1000);
      const reach = (to: number) => {
        value = Math.min(total, to);
        if (started) bar.update(value);
      };
      return {
        advance: (by) => reach(value + by),
        reach,
        done: () => {
          clearTimeout(timer);
          if (started) bar.stop();
        },
      };
    },
  };
}
