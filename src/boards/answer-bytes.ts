import type { IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { inertText } from "../domain/text.ts";
import { BoardProblem } from "./board-problem.ts";

/**
 * The whole body of an answer, unpacked. Both what comes and what it unpacks to are counted as they come, so that neither an endless
 * answer nor a small one that unpacks to a huge one is ever held in memory. Throws `too-large` beyond `maxBytes`, in plain bytes.
 */
export async function answerBytes(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (encoding !== "gzip" && encoding !== "identity")
    throw new BoardProblem(
      "not-json",
      `its answer is packed as "${inertText(encoding.slice(0, 40))}", which was not asked for`,
    );
  const stated = Number(response.headers["content-length"] ?? 0);
  if (stated > maxBytes) throw tooLarge(maxBytes);
  const parts: Buffer[] = [];
  const counted = async function* (chunks: AsyncIterable<Buffer>) {
    let length = 0;
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge(maxBytes);
      yield chunk;
    }
  };
  const keep = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of counted(chunks)) parts.push(chunk);
  };
  if (encoding === "gzip") await pipeline(response, counted, createGunzip(), keep);
  else await pipeline(response, keep);
  return Buffer.concat(parts);
}

function tooLarge(maxBytes: number): BoardProblem {
  return new BoardProblem("too-large", `its answer is larger than ${maxBytes / 1_000_000} MB`);
}
