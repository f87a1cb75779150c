/** Why a board gave no answer that can be used. Names are permanent: scripts match on them. */
export type BoardProblemCode =
  | "gone"
  | "refused"
  | "unavailable"
  | "tls-invalid"
  | "address-refused"
  | "redirect-refused"
  | "too-large"
  | "not-json"
  | "shape-unknown";

/** A failure of one board, which leaves the others as they are. Its message is a part of a sentence. */
export class BoardProblem extends Error {
  readonly code: BoardProblemCode;
  /** Milliseconds to wait at least before it is tried again; null where another try is of no use. */
  readonly retryAfterMs: number | null;

  constructor(code: BoardProblemCode, message: string, options: ErrorOptions & { retryAfterMs?: number } = {}) {
    super(message, options);
    this.name = "BoardProblem";
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** What went wrong on the way, as a problem: a certificate that does not hold stays wrong, all else may pass. */
export function problemOf(cause: unknown): BoardProblem {
  if (cause instanceof BoardProblem) return cause;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const why = code === "" ? String(cause instanceof Error ? cause.message : cause) : code;
  if (/^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_|INVALID_CA|EPROTO)/.test(code))
    return new BoardProblem("tls-invalid", `its connection is not secure (${why})`, { cause });
  if (code.startsWith("Z_"))
    return new BoardProblem("unavailable", `its answer cannot be unpacked (${why})`, { cause, retryAfterMs: 0 });
  return new BoardProblem("unavailable", `the connection failed (${why})`, { cause, retryAfterMs: 0 });
}
