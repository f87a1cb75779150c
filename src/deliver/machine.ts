/** The clock of a send. Passed in, so that a test decides how time goes by. Milliseconds since 1970. */
export interface Clock {
  now(): number;
  /** Returns after the time, or at once when the signal is given. */
  sleep(ms: number, stop: AbortSignal): Promise<void>;
  /** Calls again and again until the returned function is called. */
  every(ms: number, call: () => void): () => void;
}

/** The process that sends, and what it may touch besides folders. */
export interface Machine {
  readonly clock: Clock;
  readonly host: string;
  readonly pid: number;
  /** Whether a process of this host is there. */
  readonly isAlive: (pid: number) => boolean;
  /** Names this run among all others. */
  readonly runId: () => string;
  /** Given when somebody asks the run to end; what is under way is finished. */
  readonly stop: () => AbortSignal;
}
