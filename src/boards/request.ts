import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { answerBytes } from "./answer-bytes.ts";
import { BoardProblem, problemOf } from "./board-problem.ts";
import { guardedLookup, type Network, refuseUnallowed, refuseUnfitUrl } from "./network.ts";

/** The time of the asking. Passed in, so that a test decides how it goes by. Milliseconds since 1970. */
export interface Waits {
  now(): number;
  /** Returns after the time, or at once when the signal is given. */
  sleep(ms: number, stop: AbortSignal): Promise<void>;
  /** Calls again and again until the returned function is called. */
  every(ms: number, call: () => void): () => void;
}

export interface RequestLimits {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly maxBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Unpacked; empty for every status but 200, whose bodies are not read. */
  readonly body: Buffer;
}

/**
 * One GET, without cookies, without following anything. The address is checked where it is connected to. Throws a `BoardProblem` for
 * a refused address, a limit that is passed, and every failure on the way.
 */
export async function getOnce(
  url: URL,
  headers: Readonly<Record<string, string>>,
  limits: RequestLimits,
  { network, waits }: { readonly network: Network; readonly waits: Waits },
): Promise<HttpAnswer> {
  refuseUnfitUrl(url);
  const request = httpsRequest(url, {
    port: network.port,
    headers: { ...headers, accept: "application/json", "accept-encoding": "gzip" },
    lookup: guardedLookup(network),
    // No connection of another request, and no proxy of the environment.
    agent: false,
    rejectUnauthorized: true,
    ...(network.ca === undefined ? {} : { ca: network.ca }),
  });
  let ended: BoardProblem | undefined;
  const end = (problem: BoardProblem) => {
    ended ??= problem;
    request.destroy(problem);
  };
  checkConnection(request, url.hostname, network, end);
  const late = (what: string, ms: number) =>
    waits.every(ms, () =>
      end(new BoardProblem("unavailable", `${what} within ${ms / 1000} seconds`, { retryAfterMs: 0 })),
    );
  const cancelConnect = late("there was no connection", limits.connectMs);
  const cancelAnswer = late("its answer did not come to an end", limits.answerMs);
  try {
    request.once("socket", (socket) => socket.once("secureConnect", cancelConnect));
    const response = await responseTo(request);
    const status = response.statusCode ?? 0;
    const body = status === 200 ? await answerBytes(response, limits.maxBytes) : Buffer.alloc(0);
    return { status, headers: response.headers, body };
  } catch (cause) {
    throw ended ?? problemOf(cause);
  } finally {
    cancelConnect();
    cancelAnswer();
    request.destroy();
  }
}

/** What the name led to was checked before; this is where the connection has really been made to. */
function checkConnection(
  request: ClientRequest,
  host: string,
  network: Network,
  end: (problem: BoardProblem) => void,
): void {
  request.once("socket", (socket) =>
    socket.once("connect", () => {
      try {
        refuseUnallowed(host, socket.remoteAddress, network);
      } catch (cause) {
        end(problemOf(cause));
      }
    }),
  );
}

function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Stays in place: a request that is ended after its answer may say so.
    request.on("error", reject).once("response", resolve).end();
  });
}
