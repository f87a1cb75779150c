/** What a run of the command line ends with; the README prints the same table. */
export const EXIT = { done: 0, bug: 1, usage: 2, unfitData: 3, blocked: 4, deliveryIncomplete: 5 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Every failure a person can mend, with the exit code it ends the run with. Codes are permanent: scripts match on them. */
const EXIT_OF = {
  usage: EXIT.usage,
  "settings-invalid": EXIT.usage,
  "settings-missing": EXIT.usage,
  "template-invalid": EXIT.usage,
  "mapping-unknown": EXIT.usage,
  "mapping-invalid": EXIT.usage,
  "scope-unknown": EXIT.usage,
  "rates-missing": EXIT.usage,
  "folder-in-the-way": EXIT.usage,
  "port-busy": EXIT.usage,
  "not-writable": EXIT.usage,
  "state-newer": EXIT.usage,
  "state-damaged": EXIT.unfitData,
  "state-busy": EXIT.blocked,
  "file-missing": EXIT.unfitData,
  "file-empty": EXIT.unfitData,
  "file-damaged": EXIT.unfitData,
  "file-not-text": EXIT.unfitData,
  "file-too-large": EXIT.unfitData,
  "file-undated": EXIT.unfitData,
  "file-repeated": EXIT.unfitData,
  "column-missing": EXIT.unfitData,
  "rows-mostly-rejected": EXIT.unfitData,
  "pay-mostly-implausible": EXIT.unfitData,
  "nothing-usable": EXIT.unfitData,
  "many-weeks": EXIT.unfitData,
  "week-would-shrink": EXIT.unfitData,
  "week-held": EXIT.unfitData,
  "week-would-go-back": EXIT.unfitData,
  "feeds-overlap": EXIT.usage,
  "boards-failed": EXIT.unfitData,
  "snapshot-missing": EXIT.unfitData,
  "data-late": EXIT.unfitData,
  "snapshot-invalid": EXIT.unfitData,
  "edition-missing": EXIT.unfitData,
  "fact-unknown": EXIT.unfitData,
  "letter-invalid": EXIT.unfitData,
  "role-unknown": EXIT.usage,
  "archive-missing": EXIT.unfitData,
  "archive-changed": EXIT.unfitData,
  "font-unfit": EXIT.blocked,
  "chart-unfit": EXIT.blocked,
  "check-failed": EXIT.blocked,
  "bytes-differ": EXIT.blocked,
  "schedule-held": EXIT.blocked,
  "issue-missed": EXIT.blocked,
  "issue-given-up": EXIT.blocked,
  "readers-unfit": EXIT.unfitData,
  "delivery-unknown": EXIT.unfitData,
  "edition-not-approved": EXIT.blocked,
  "edition-already-sent": EXIT.blocked,
  "edition-changed": EXIT.blocked,
  "send-running": EXIT.deliveryIncomplete,
  "message-not-sent": EXIT.deliveryIncomplete,
  "delivery-incomplete": EXIT.deliveryIncomplete,
} as const satisfies Record<string, ExitCode>;

export type ErrorCode = keyof typeof EXIT_OF;

/** A failure the reader can mend: what happened with the actual values, and what to do now. */
export class ReportError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  /** What a machine may want besides the sentence; printed with `--json` only. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    hint: string,
    options: ErrorOptions & { details?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message, options);
    this.name = "ReportError";
    this.code = code;
    this.hint = hint;
    this.details = options.details ?? {};
  }

  get exitCode(): ExitCode {
    return EXIT_OF[this.code];
  }
}
