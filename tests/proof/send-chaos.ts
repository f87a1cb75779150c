import { spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { seededRandom } from "../../src/domain/random.ts";
import { smtpPeer } from "../smtp-peer.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export interface ChaosSize {
  readonly readers: number;
  readonly kills: number;
  readonly connections: number;
  readonly seed: number;
}

export interface ChaosResult {
  readonly kills: number;
  readonly sent: number;
  readonly uncertain: number;
  /** Of the uncertain, whom the peer has the message for. */
  readonly uncertainDelivered: number;
  /** Readers for whom the peer has the message more than once. */
  readonly duplicates: number;
  /** Readers whom the peer has nothing for, and the ledger does not call uncertain. */
  readonly lost: number;
  readonly messagesPerSecond: number;
  /** Of the last run. */
  readonly exitCode: number | null;
  readonly tally: Readonly<Record<string, number>>;
}

/** Steps of the dialogue for one message, as the peer counts them. */
const STEPS = 6;

/**
 * Sends an edition with the real command line to a peer in this process, and kills the command (`kill -9`) at random steps of
 * the dialogue, drawn from the seed; then lets it finish. What the peer has is compared with what the ledger says.
 */
export async function sendChaos({ readers, kills, connections, seed }: ChaosSize): Promise<ChaosResult> {
  const folder = await mkdtemp(join(tmpdir(), "trends-chaos-"));
  const random = seededRandom(seed);
  let [killed, untilKill, activeMs] = [0, Number.POSITIVE_INFINITY, 0];
  let kill: () => void = () => {};
  let begun: number | undefined;
  const peer = await smtpPeer(async () => {
    begun ??= performance.now();
    untilKill--;
    if (untilKill === 0) {
      killed++;
      kill();
    }
    return undefined;
  });
  const trends = async (...args: readonly string[]) => {
    begun = undefined;
    const child = spawn(process.execPath, [join(ROOT, "bin", "trends.js"), ...args], {
      cwd: folder,
      env: {
        PATH: process.env["PATH"],
        NODE_COMPILE_CACHE: join(tmpdir(), "trends-compile-cache"),
        SMTP_HOST: "127.0.0.1",
        SMTP_PORT: String(peer.port),
        SMTP_SECURITY: "none",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    kill = () => child.kill("SIGKILL");
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const code = await new Promise<number | null>((done) => child.on("close", done));
    activeMs += begun === undefined ? 0 : performance.now() - begun;
    return { code, stdout, stderr };
  };
  try {
    // A send leaves its record beside the week: the committed one stays as it is.
    await cp(join(ROOT, "snapshots"), join(folder, "snapshots"), { recursive: true });
    const settings = {
      subscribers: "readers.csv",
      approval: "auto",
      sending: { connections },
    };
    await writeFile(join(folder, "trends.config.ts"), `export default ${JSON.stringify(settings)};\n`);
    const addresses = Array.from({ length: readers }, (_, index) => `reader-${index}@example.com`);
    await writeFile(join(folder, "readers.csv"), ["address", ...addresses, ""].join("\n"));
    const perRun = Math.max(1, Math.floor((readers * STEPS) / (kills + 1)));
    while (killed < kills) {
      untilKill = 1 + Math.floor(random() * perRun);
      const { code, stderr } = await trends("send");
      if (code !== null) throw new Error(`The send ended by itself, with ${code}: ${stderr}`);
    }
    untilKill = Number.POSITIVE_INFINITY;
    const last = await trends("send", "--json");
    const listed = await trends("deliveries", "list", "--state", "uncertain", "--limit", String(readers), "--json");
    const { deliveries, tally } = JSON.parse(listed.stdout);
    const uncertain = new Set<string>(deliveries.map(({ address }: { address: string }) => address));
    const times = (address: string) => peer.delivered.get(address)?.length ?? 0;
    return {
      kills: killed,
      sent: tally.sent,
      uncertain: uncertain.size,
      uncertainDelivered: [...uncertain].filter((address) => times(address) > 0).length,
      duplicates: addresses.filter((address) => times(address) > 1).length,
      lost: addresses.filter((address) => times(address) === 0 && !uncertain.has(address)).length,
      messagesPerSecond: Math.round((1000 * readers) / activeMs),
      exitCode: last.code,
      tally,
    };
  } finally {
    await peer.close();
    await rm(folder, { recursive: true, force: true });
  }
}
