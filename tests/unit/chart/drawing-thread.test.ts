import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const MODULE = join(import.meta.dirname, "..", "..", "..", "src", "chart", "drawing-thread.ts");

/** A process that starts the thread and has nothing else to do: it says at its end whether the thread had loaded. */
const SCRIPT = `
  const { startDrawing, LOADED } = await import(process.argv[1]);
  let loaded = false;
  startDrawing().worker.on("message", (said) => { loaded ||= said === LOADED; });
  process.on("exit", () => process.stdout.write(String(loaded)));
`;

it("lets no process end while the thread loads, and keeps none alive after", async () => {
  const args = ["--input-type=module", "--eval", SCRIPT, MODULE];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
  expect(stdout).toBe("true");
});
