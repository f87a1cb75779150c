import { inertText } from "../domain/text.ts";

/** What became of one message, as far as it can be known. */
export type Outcome =
  | { readonly kind: "accepted" }
  /** The server does not take this message now, and may later. */
  | { readonly kind: "deferred"; readonly code: string; readonly text: string }
  /** The server does not take mail for this reader, or not this message. */
  | { readonly kind: "refused"; readonly code: string; readonly text: string }
  /** The server does not work for anybody: no fault of the reader. */
  | { readonly kind: "server-fault"; readonly code: string; readonly text: string }
  /** The connection went before the end of the message could have left. */
  | { readonly kind: "cut"; readonly code: string; readonly text: string }
  /** The end of the message may have left, and no clear answer came. */
  | { readonly kind: "unknown"; readonly code: string; readonly text: string }
  /** The row was another run's by then; the message was not ended. */
  | { readonly kind: "lost" };

/** What the SMTP library tells of a failure. */
export interface Failure {
  /** The step of the dialogue: `MAIL FROM`, `RCPT TO`, `DATA`, `CONN`, `API`. */
  readonly command?: string;
  readonly code?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly message: string;
}

/** These mean that we are not logged in or not let in, whichever step they answer. */
const NOT_LET_IN = [421, 530, 534, 535, 538];
const TEXT_LENGTH = 200;

/**
 * The outcome of a failed message. `committed` says whether the end of the message was let go: from then on only a clear answer
 * to it is believed. A 421 there is none: a server that shuts down may say it before it looked at the message.
 */
export function outcomeOf(failure: Failure, committed: boolean): Outcome {
  const { command, responseCode } = failure;
  const answer = { code: codeOf(failure), text: textOf(failure) };
  const clear = command === "DATA" && responseCode !== undefined && responseCode !== 421 && responseCode >= 400;
  if (committed && !clear) return { kind: "unknown", ...answer };
  if (responseCode === undefined) return { kind: command === "MAIL FROM" ? "server-fault" : "cut", ...answer };
  if (command !== "RCPT TO" && command !== "DATA")
    return { kind: command === "CONN" ? "cut" : "server-fault", ...answer };
  if (NOT_LET_IN.includes(responseCode)) return { kind: "server-fault", ...answer };
  return { kind: responseCode >= 500 ? "refused" : "deferred", ...answer };
}

/** `5.1.1` where the server says it, else `550`, else what the library calls it. */
function codeOf({ response, responseCode, code }: Failure): string {
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? "")?.[1];
  return enhanced ?? (responseCode === undefined ? (code ?? "unknown") : String(responseCode));
}

function textOf({ response, message }: Failure): string {
  return inertText(response ?? message).slice(0, TEXT_LENGTH);
}

/** A server's words as they may be shown and logged: without the addresses that servers like to repeat. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g, "(address)");
}
