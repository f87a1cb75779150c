export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Where events of a run go. Passed in, never imported as a global; silent in tests. */
export interface Log {
  error(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  info(event: string, facts?: LogFacts): void;
  debug(event: string, facts?: LogFacts): void;
}

const LEVELS = ["error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LEVELS)[number];

/** One line per event on the given stream: `level event key=value …`. Events below `level` are dropped. */
export function streamLog(stream: { write(text: string): unknown }, level: LogLevel): Log {
  const at =
    (own: LogLevel) =>
    (event: string, facts: LogFacts = {}) => {
      if (LEVELS.indexOf(own) > LEVELS.indexOf(level)) return;
      const pairs = Object.entries(facts).map(([key, value]) => ` ${key}=${quoted(value)}`);
      stream.write(`${own} ${event}${pairs.join("")}\n`);
    };
  return { error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}

/** Drops everything. */
export const silentLog: Log = { error() {}, warn() {}, info() {}, debug() {} };

function quoted(value: string | number | boolean | null): string {
  const text = String(value);
  return /^[\w./:@+-]+$/.test(text) ? text : JSON.stringify(text);
}
