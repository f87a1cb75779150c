import { Command, CommanderError } from "commander";
import { approveCommand } from "./commands/approve.ts";
import { boardsCommand } from "./commands/boards.ts";
import { buildCommand } from "./commands/build.ts";
import { checkCommand } from "./commands/check.ts";
import { deliveriesCommand } from "./commands/deliveries.ts";
import { drillCommand } from "./commands/drill.ts";
import { explainCommand } from "./commands/explain.ts";
import { exportMailCommand } from "./commands/export-mail.ts";
import { factsCommand } from "./commands/facts.ts";
import { ingestCommand } from "./commands/ingest.ts";
import { previewCommand } from "./commands/preview.ts";
import { publishCommand } from "./commands/publish.ts";
import { runCommand } from "./commands/run.ts";
import { sampleCommand } from "./commands/sample.ts";
import { scheduleCommand } from "./commands/schedule.ts";
import { scorecardCommand } from "./commands/scorecard.ts";
import { sendCommand } from "./commands/send.ts";
import { simulateCommand } from "./commands/simulate.ts";
import { statusCommand } from "./commands/status.ts";
import { verifyCommand } from "./commands/verify.ts";
import { EXIT, ReportError } from "./errors.ts";

/** Runs one command line (without node and script) and returns the exit code; the only place that catches. */
export async function main(args: readonly string[]): Promise<number> {
  // Whoever reads our answer may stop reading (`| head`): that is no failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const program = new Command("trends")
    .description("Weekly data newsletter engine: postings in, a tested edition out.")
    .option("--settings <file>", "settings file, in place of trends.config.ts")
    .option("--verbose", "say more on stderr")
    .showHelpAfterError("Run it with --help for an example.")
    .exitOverride();
  for (const add of [
    runCommand,
    boardsCommand,
    ingestCommand,
    buildCommand,
    factsCommand,
    checkCommand,
    previewCommand,
    approveCommand,
    sendCommand,
    deliveriesCommand,
    exportMailCommand,
    publishCommand,
    scheduleCommand,
    simulateCommand,
    statusCommand,
    explainCommand,
    verifyCommand,
    scorecardCommand,
    drillCommand,
    sampleCommand,
  ])
    add(program);
  try {
    await program.parseAsync([...args], { from: "user" });
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    return reported(error, args.includes("--json"));
  }
}

function reported(error: unknown, json: boolean): number {
  const say = (answer: Readonly<Record<string, unknown>>) => {
    if (json) process.stdout.write(`${JSON.stringify({ error: answer }, null, 2)}\n`);
  };
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    const message = error.message.replace(/^error: /, "");
    say({ code: "usage", message, hint: "Run it with --help for an example." });
    return EXIT.usage;
  }
  if (!(error instanceof ReportError)) {
    const folder = unwritable(error);
    if (folder !== undefined) return reported(folder, json);
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\nThis is a bug of ours.\n`);
    say({ code: "bug", message: String(error), hint: "Please report it with the text on stderr." });
    return EXIT.bug;
  }
  const { code, message, hint, details } = error;
  process.stderr.write(`${code}: ${message}\n${hint}\n`);
  say({ code, message, hint, ...details });
  return error.exitCode;
}

/** What the system refused to write, as something the operator can mend. */
function unwritable(error: unknown): ReportError | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (!["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EEXIST"].includes(String(error.code))) return undefined;
  const hint = "Check that the folder exists, belongs to this user and has room. What was stored before is as it was.";
  return new ReportError("not-writable", `The system refused to write: ${error.message}.`, hint, { cause: error });
}
