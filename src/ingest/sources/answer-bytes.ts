import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { ReportError } from "../../errors.ts";

/** The bytes of a file of text as they are read, unpacked, in UTF-8 and without a byte order mark. */
export interface AnswerBytes {
  readonly chunks: AsyncIterable<Buffer>;
  /** Of the bytes as stored; asked for after the last chunk. */
  readonly sha256: () => string;
}

/** Opens a file. One that cannot be unpacked to its end is an error that names it; `onBytes` hears of stored bytes read. */
export function answerBytes(path: string, onBytes: (count: number) => void): AnswerBytes {
  const hash = createHash("sha256");
  const stored = createReadStream(path);
  stored.on("data", (chunk) => {
    hash.update(chunk);
    onBytes(chunk.length);
  });
  return { chunks: textBytes(path, stored), sha256: () => hash.digest("hex") };
}

async function* textBytes(path: string, stored: ReturnType<typeof createReadStream>): AsyncGenerator<Buffer> {
  let bytes = 0;
  const gunzip = path.endsWith(".gz") ? createGunzip() : undefined;
  // A stream that fails before it is piped from must end the one it is piped to.
  if (gunzip !== undefined) stored.on("error", (cause) => gunzip.destroy(cause)).pipe(gunzip);
  try {
    for await (const chunk of asUtf8(gunzip ?? stored)) {
      bytes += chunk.length;
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof ReportError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ReportError(
      "file-damaged",
      `${path} cannot be used: it cannot be read to its end after ${bytes} bytes (${why}).`,
      "Download it again; nothing was taken from it.",
      { cause },
    );
  } finally {
    stored.destroy();
    gunzip?.destroy();
  }
}

/** A byte order mark says what the text is written in; without one it is UTF-8. */
async function* asUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let begun = false;
  let start = Buffer.alloc(0);
  const decoded = (chunk: Buffer) =>
    decoder === undefined ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }));
  for await (const chunk of chunks) {
    if (begun) {
      yield decoded(chunk);
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < 3) continue;
    begun = true;
    const mark = start.toString("hex", 0, 3);
    if (mark.startsWith("fffe")) decoder = new TextDecoder("utf-16le");
    if (mark.startsWith("feff")) decoder = new TextDecoder("utf-16be");
    yield mark === "efbbbf" ? start.subarray(3) : decoded(start);
  }
  if (!begun && start.length > 0) yield start;
}
