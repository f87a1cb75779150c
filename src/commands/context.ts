import { join } from "node:path";
import type { Command } from "commander";
import { Temporal } from "temporal-polyfill";
import { readSettings, type Settings } from "../config.ts";
import { parseMailSecrets } from "../deliver/mail-secrets.ts";
import { parseSmtpSettings } from "../deliver/smtp-settings.ts";
import { streamLog } from "../log.ts";
import type { Effects } from "../pipeline.ts";
import { silentProgress, terminalProgress } from "../progress.ts";
import { thisMachine } from "./machine.ts";

/** What every command starts from: settings of the folder it runs in, and the effects of a terminal or a job. */
export interface Context {
  readonly settings: Settings;
  readonly effects: Effects;
}

/** Reads the settings, and `.env` beside them (without overriding what is set). */
export async function contextOf(command: Command): Promise<Context> {
  const options = command.optsWithGlobals<{ settings?: string; verbose?: boolean; json?: boolean }>();
  const settings = await readSettings(process.cwd(), options.settings);
  try {
    process.loadEnvFile(join(settings.root, ".env"));
  } catch {
    // There need not be one.
  }
  const today = Temporal.Now.plainDateISO(settings.timeZone).toString();
  const log = streamLog(process.stderr, options.verbose === true ? "debug" : "warn");
  const progress = process.stderr.isTTY && options.json !== true ? terminalProgress(process.stderr) : silentProgress;
  const smtp = () => parseSmtpSettings(process.env);
  const secrets = () => parseMailSecrets(process.env);
  return { settings, effects: { log, progress, today, now: new Date(), smtp, secrets, machine: thisMachine() } };
}

/** One object of JSON on stdout, or lines of text. */
export function answer(json: boolean | undefined, value: unknown, lines: readonly string[]): void {
  process.stdout.write(
    json === true ? `${JSON.stringify(value, null, 2)}\n` : lines.map((line) => `${line}\n`).join(""),
  );
}
