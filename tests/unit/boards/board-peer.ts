import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { AskLimits } from "../../../src/boards/ask-board.ts";
import { type BoardsEffects, type BoardsRequest, fetchBoards } from "../../../src/boards/boards.ts";
import type { Network } from "../../../src/boards/network.ts";
import type { Waits } from "../../../src/boards/request.ts";
import { type Board, boardSchema } from "../../../src/domain/board.ts";
import { silentLog } from "../../../src/log.ts";
import { silentProgress } from "../../../src/progress.ts";
import { certificateOf } from "../../certificate.ts";

export const GREENHOUSE = "boards-api.greenhouse.io";
export const HOSTS = [GREENHOUSE, "api.lever.co", "api.eu.lever.co", "api.ashbyhq.com", "elsewhere.example.com"];
const certificate = certificateOf(HOSTS);
const NOON = Date.parse("2026-11-18T12:00:00Z");

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "trends-boards-"));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A request as the peer got it. */
export interface Got {
  readonly host: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Counts requests from 1. */
  readonly place: number;
}

/** What the peer answers; a function answers by itself. */
export type Deed =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body?: string | Buffer }
  | ((response: ServerResponse) => void);

export interface BoardPeer {
  readonly network: Network;
  readonly got: Got[];
  /** Requests that were under way at the same moment, at most, by host. */
  readonly atOnce: ReadonlyMap<string, number>;
}

/** All the boards' hosts on one port of this machine, over real TLS: what they answer is for the test to say. */
export async function boardPeer(
  answer: (got: Got) => Deed,
  { tls = certificate, trusted = tls.cert }: { tls?: { key: string; cert: string }; trusted?: string } = {},
): Promise<BoardPeer> {
  const got: Got[] = [];
  const underWay = new Map<string, number>();
  const atOnce = new Map<string, number>();
  const server = createServer(tls, (request, response) => {
    const host = request.headers.host ?? "";
    const now = (underWay.get(host) ?? 0) + 1;
    underWay.set(host, now);
    atOnce.set(host, Math.max(now, atOnce.get(host) ?? 0));
    response.once("close", () => underWay.set(host, (underWay.get(host) ?? 1) - 1));
    response.on("error", () => {});
    const mine = {
      host: host.replace(/:\d+$/, ""),
      url: request.url ?? "",
      headers: request.headers,
      place: got.length + 1,
    };
    got.push(mine);
    const deed = answer(mine);
    if (typeof deed === "function") return deed(response);
    response.writeHead(deed.status ?? 200, deed.headers).end(deed.body ?? "");
  });
  const port = await listening(server);
  return { network: { ...here(port), ca: trusted }, got, atOnce };
}

/** A port of this machine where connections are made and nothing more, or are treated as told. */
export async function tcpPeer(deed: (socket: Socket) => void): Promise<Network> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => {});
    deed(socket);
  });
  return here(await listening(server));
}

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((done) => server.close(done));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

function here(port: number): Network {
  return { resolve: async () => ["127.0.0.1"], allows: (address) => address === "127.0.0.1", port };
}

/** A clock that stands still but for what is slept through, which takes no time. `passLimit` lets a time limit run out. */
export function hastyWaits() {
  const slept: number[] = [];
  const limits = new Map<number, () => void>();
  const waits: Waits = {
    now: () => NOON + slept.reduce((sum, ms) => sum + ms, 0),
    sleep: async (ms) => {
      slept.push(ms);
    },
    every: (ms, call) => {
      limits.set(ms, call);
      return () => {
        if (limits.get(ms) === call) limits.delete(ms);
      };
    },
  };
  return { waits, slept, openLimits: limits, passLimit: (ms: number) => limits.get(ms)?.() };
}

export const LIMITS: AskLimits = { pauseMs: 1_000, connectMs: 10_000, answerMs: 60_000, maxBytes: 1_000_000, tries: 4 };

export function board(name: string, source: Board["source"] = "greenhouse", more: Partial<Board> = {}): Board {
  return boardSchema.parse({ source, board: name, ...more });
}

/** An answer of Greenhouse's with so many jobs. */
export function jobs(count: number): string {
  return JSON.stringify({ jobs: Array.from({ length: count }, (_, id) => ({ id, title: `Engineer ${id}` })) });
}

export async function requestOf(part: Partial<BoardsRequest> = {}): Promise<BoardsRequest> {
  const folder = part.folder ?? (await freshFolder());
  return {
    boards: [board("acme")],
    today: "2026-11-18",
    userAgent: "trends (a test)",
    limits: LIMITS,
    ...part,
    folder,
  };
}

export function effectsOf(network: Network, waits: Waits = hastyWaits().waits): BoardsEffects {
  return { network, waits, log: silentLog, progress: silentProgress };
}

/** Asks one board of a peer that answers alike; what came of it, and how long was waited in between. */
export async function outcomeOf(deed: (got: Got) => Deed, part: Partial<BoardsRequest> = {}) {
  const peer = await boardPeer(deed);
  const { waits, slept } = hastyWaits();
  const request = await requestOf(part);
  const [outcome] = await fetchBoards(request, effectsOf(peer.network, waits));
  return { outcome: outcome!, slept, got: peer.got, request };
}
