import { BoardProblem } from "./board-problem.ts";
import type { HostTurns } from "./host-turns.ts";
import type { Network } from "./network.ts";
import { getOnce, type HttpAnswer, type RequestLimits, type Waits } from "./request.ts";

export interface AskLimits extends RequestLimits {
  readonly pauseMs: number;
  /** The first request and its repeats. */
  readonly tries: number;
}

/** How the boards are asked: as whom, how patiently, by which way. */
export interface Asking {
  readonly userAgent: string;
  readonly limits: AskLimits;
  readonly turns: HostTurns;
  readonly network: Network;
  readonly waits: Waits;
}

/** By what a server knows the answer that is already here. */
export interface Validators {
  /** The address that gave it; a redirect may have led there. */
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Asked =
  | { readonly kind: "answered"; readonly body: Buffer; readonly validators: Validators }
  | { readonly kind: "unchanged" };

const MAX_REDIRECTS = 3;

/** Milliseconds before the first repeat; each further one waits twice as long. */
const FIRST_BACKOFF_MS = 2_000;

/** A server that asks to be left alone for longer is left alone. */
const LONGEST_WAIT_MS = 120_000;

/**
 * A board's answer, or that it is still the one of `known`. Repeats what may pass (429, 5xx, failed connections), follows redirects
 * that lead to addresses as fit as the first. Throws a `BoardProblem`.
 */
export async function askBoard(first: URL, known: Validators | undefined, asking: Asking): Promise<Asked> {
  for (let tries = 1; ; tries++) {
    try {
      return await followed(first, known, tries, asking);
    } catch (cause) {
      if (!(cause instanceof BoardProblem) || cause.retryAfterMs === null || tries >= asking.limits.tries) throw cause;
    }
  }
}

async function followed(first: URL, known: Validators | undefined, tries: number, asking: Asking): Promise<Asked> {
  let url = first;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const conditions = known?.url === url.href ? conditionsOf(known) : {};
    const answer = await inTurn(url, conditions, tries, asking);
    if (answer.status === 200) return { kind: "answered", body: answer.body, validators: validatorsOf(url, answer) };
    if (answer.status === 304 && Object.keys(conditions).length > 0) return { kind: "unchanged" };
    url = redirected(url, answer);
  }
  throw new BoardProblem("redirect-refused", `it redirects more than ${MAX_REDIRECTS} times`);
}

/** One request in the turn of its host. The host is left alone, for other boards too, until a repeat is due. */
function inTurn(
  url: URL,
  conditions: Readonly<Record<string, string>>,
  tries: number,
  { userAgent, limits, turns, network, waits }: Asking,
): Promise<HttpAnswer> {
  return turns(url.hostname, async () => {
    try {
      const answer = await getOnce(url, { "user-agent": userAgent, ...conditions }, limits, { network, waits });
      refuseStatus(answer, waits.now());
      return answer;
    } catch (cause) {
      if (cause instanceof BoardProblem && cause.retryAfterMs !== null && tries < limits.tries) {
        const backoff = FIRST_BACKOFF_MS * 2 ** (tries - 1);
        await waits.sleep(Math.max(backoff, cause.retryAfterMs), new AbortController().signal);
      }
      throw cause;
    }
  });
}

function refuseStatus({ status, headers }: HttpAnswer, now: number): void {
  if (status === 404 || status === 410)
    throw new BoardProblem(
      "gone",
      `there is no such board (answer ${status}); check its name, or take it off the list`,
    );
  if (status === 429 || status >= 500) {
    const asked = waitAsked(headers["retry-after"], now);
    if (asked > LONGEST_WAIT_MS)
      throw new BoardProblem(
        "unavailable",
        `it answered ${status} and asks to be left alone for ${Math.ceil(asked / 1000)} seconds`,
      );
    throw new BoardProblem("unavailable", `it answered ${status}`, { retryAfterMs: asked });
  }
  if (status >= 400 || (status !== 200 && status < 300)) throw new BoardProblem("refused", `it answered ${status}`);
}

/** Milliseconds that a `Retry-After` asks for, in seconds or as a moment; 0 for none and for what cannot be read. */
function waitAsked(header: string | undefined, now: number): number {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? 0 : Math.max(0, moment - now);
}

function redirected(from: URL, { status, headers }: HttpAnswer): URL {
  const target = [301, 302, 303, 307, 308].includes(status) ? headers.location : undefined;
  const url = target === undefined ? null : URL.parse(target, from.href);
  if (url === null) throw new BoardProblem("refused", `it answered ${status} and leads nowhere`);
  if (url.protocol !== "https:")
    throw new BoardProblem("redirect-refused", `it redirects to ${url.protocol}//${url.host}, which is not https`);
  return url;
}

function conditionsOf({ etag, lastModified }: Validators): Readonly<Record<string, string>> {
  return {
    ...(etag === null ? {} : { "if-none-match": etag }),
    ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
  };
}

function validatorsOf(url: URL, { headers }: HttpAnswer): Validators {
  return { url: url.href, etag: kept(headers.etag), lastModified: kept(headers["last-modified"]) };
}

/** What may be sent back as it came: a short line of plain characters. */
function kept(header: string | undefined): string | null {
  return header !== undefined && /^[\x21-\x7e][\x20-\x7e]{0,499}$/.test(header) ? header : null;
}
