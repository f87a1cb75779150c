import { Command, CommanderError } from "commander";
import { EXIT, ReportError } from "./errors.ts";

/** In the order of the help. Each stands in the file of its name, which is loaded when it is asked for: what one needs, another does without. */
const COMMANDS: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  run: async () => (await import("./commands/run.ts")).runCommand,
  boards: async () => (await import("./commands/boards.ts")).boardsCommand,
  ingest: async () => (await import("./commands/ingest.ts")).ingestCommand,
  build: async () => (await import("./commands/build.ts")).buildCommand,
  facts: async () => (await import("./commands/facts.ts")).factsCommand,
  check: async () => (await import("./commands/check.ts")).checkCommand,
  preview: async () => (await import("./commands/preview.ts")).previewCommand,
  approve: async () => (await import("./commands/approve.ts")).approveCommand,
  send: async () => (await import("./commands/send.ts")).sendCommand,
  deliveries: async () => (await import("./commands/deliveries.ts")).deliveriesCommand,
  "export-mail": async () => (await import("./commands/export-mail.ts")).exportMailCommand,
  publish: async () => (await import("./commands/publish.ts")).publishCommand,
  schedule: async () => (await import("./commands/schedule.ts")).scheduleCommand,
  simulate: async () => (await import("./commands/simulate.ts")).simulateCommand,
  status: async () => (await import("./commands/status.ts")).statusCommand,
  explain: async () => (await import("./commands/explain.ts")).explainCommand,
  verify: async () => (await import("./commands/verify.ts")).verifyCommand,
  scorecard: async () => (await import("./commands/scorecard.ts")).scorecardCommand,
  drill: async () => (await import("./commands/drill.ts")).drillCommand,
  sample: async () => (await import("./commands/sample.ts")).sampleCommand,
};

/** Those that the command line names; all of them where it names none, so that the help and its suggestions know them. */
async function wantedCommands(args: readonly string[]): Promise<readonly ((program: Command) => void)[]> {
  const named = Object.keys(COMMANDS).filter((name) => args.includes(name));
  const wanted = named.length === 0 ? Object.values(COMMANDS) : named.map((name) => COMMANDS[name]);
  return Promise.all(wanted.flatMap((load) => load?.() ?? []));
}

/** Runs one command line (without node and script) and returns the exit code; the only place that catches. */
export async function main(args: readonly string[]): Promise<number> {
  // Whoever reads what we say may stop reading (`| head`): that is no failure, and no reason to leave work undone.
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    const hint = "What the command stored or sent is done. Give its answer a place with room.";
    process.exitCode = reported(
      new ReportError("not-writable", `The answer could not be written: ${error.message}.`, hint),
      false,
    );
  });
  const program = new Command("trends")
    .description("Weekly data newsletter engine: postings in, a tested edition out.")
    .option("--settings <file>", "settings file, in place of trends.config.ts")
    .option("--verbose", "say more on stderr")
    .showHelpAfterError("Run it with --help for an example.")
    .exitOverride();
  try {
    for (const add of await wantedCommands(args)) add(program);
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
    process.stderr.write(plain(`${error instanceof Error ? error.stack : String(error)}\nThis is a bug of ours.\n`));
    say({ code: "bug", message: String(error), hint: "Please report it with the text on stderr." });
    return EXIT.bug;
  }
  const { code, message, hint, details } = error;
  process.stderr.write(plain(`${code}: ${message}\n${hint}\n`));
  say({ code, message, hint, ...details });
  return error.exitCode;
}

/** A file may be named anything, and a terminal takes orders: what is not to be seen is spelt out, line ends apart. */
function plain(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** What the system refused to write, as something the operator can mend. */
function unwritable(error: unknown): ReportError | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (!["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EEXIST"].includes(String(error.code))) return undefined;
  const hint = "Check that the folder exists, belongs to this user and has room. What was stored before is as it was.";
  return new ReportError("not-writable", `The system refused to write: ${error.message}.`, hint, { cause: error });
}
