import type { Command } from "commander";
import { z } from "zod";
import { addressIn } from "../deliver/address.ts";
import { ledgerPath } from "../deliver/deliver.ts";
import { type DeliveryRow, deliveryRows, type Ledger, openLedger } from "../deliver/ledger.ts";
import { resolveDeliveries } from "../deliver/resolution.ts";
import { DELIVERY_STATES, tallyLine } from "../domain/delivery.ts";
import { weekSchema } from "../domain/week.ts";
import { ReportError } from "../errors.ts";
import { findBegun } from "../send-edition.ts";
import { answer, type Context, contextOf } from "./context.ts";
import { jsonOption, parseOptions, weekOption } from "./options.ts";
import { alignedTable } from "./table.ts";

const listSchema = z.object({
  week: weekOption,
  state: z.enum(DELIVERY_STATES).optional(),
  limit: z.coerce.number().int().min(1).default(100),
  json: jsonOption,
});

const resolveSchema = z.object({
  week: weekSchema,
  as: z.enum(["sent", "again"]),
  address: z.string().optional(),
  all: z.boolean().default(false),
  failed: z.boolean().default(false),
  json: jsonOption,
});

export function deliveriesCommand(program: Command): void {
  const group = program.command("deliveries").description("the record of who was sent what");
  group
    .command("list")
    .description("one row per reader of a send; the answer holds addresses")
    .option("--week <week>", "the week; the newest send by default")
    .option("--state <state>", DELIVERY_STATES.join(", "))
    .option("--limit <rows>", "at most so many rows", "100")
    .option("--json", "answer in JSON")
    .addHelpText("after", "\nExample:\n  trends deliveries list --state uncertain\n")
    .action(list);
  group
    .command("resolve")
    .description("say what became of uncertain readers: the server has the message, or mail them again")
    .requiredOption("--week <week>", "the week of the send")
    .requiredOption("--as <word>", "sent: the server has it; again: mail it with the next send")
    .option("--address <address>", "one reader")
    .option("--all", "every uncertain reader of the send")
    .option("--failed", "with --as again: those whom the server refused, too")
    .option("--json", "answer in JSON")
    .addHelpText(
      "after",
      "\nExample:\n  trends deliveries resolve --week 2026-W47 --address ada@example.com --as sent\n",
    )
    .action(resolveThem);
}

async function list(raw: unknown, command: Command): Promise<void> {
  const options = parseOptions(listSchema, raw, "deliveries list");
  const context = await contextOf(command);
  const begun = await findBegun(options.week, context.settings);
  if (begun === undefined) {
    const what = options.week === undefined ? "any edition" : options.week;
    return answer(options.json, { week: options.week ?? null, tally: null, deliveries: [] }, [
      `No send of ${what} was begun.`,
    ]);
  }
  const { week, tally } = begun;
  const send = { newsletter: context.settings.name, week };
  const rows = await withLedger(context, (ledger) => deliveryRows(ledger, send, options.state, options.limit));
  const deliveries = rows.map(rowOf);
  answer(options.json, { week, tally, deliveries }, [
    `${week}: ${tallyLine(tally)}`,
    ...alignedTable(
      ["address", "state", "tries", "committed", "message id", "answer"],
      deliveries.map((row) => [
        row.address,
        row.state,
        String(row.attempts),
        row.committedAt ?? "",
        row.messageId,
        [row.errorCode, row.errorText].filter((part) => part !== null).join(" "),
      ]),
    ),
  ]);
}

async function resolveThem(raw: unknown, command: Command): Promise<void> {
  const { week, as, address, all, failed, json } = parseOptions(resolveSchema, raw, "deliveries resolve");
  if (all === (address !== undefined))
    throw new ReportError("usage", "One of --address and --all is needed.", "Name one reader, or say --all.");
  if (failed && as === "sent")
    throw new ReportError("usage", "Who was refused was not sent the mail.", "Use --failed with --as again.");
  const context = await contextOf(command);
  const begun = await findBegun(week, context.settings);
  const key = address === undefined ? undefined : keyOf(address);
  const resolution = { as, address: key, failedToo: failed, now: context.effects.machine.clock.now() };
  const send = { newsletter: context.settings.name, week };
  const changed =
    begun === undefined ? 0 : await withLedger(context, (ledger) => resolveDeliveries(ledger, send, resolution));
  if (changed === 0) {
    throw new ReportError(
      "delivery-unknown",
      `${address === undefined ? "No reader" : "That address is none"} of the send of ${week}${address === undefined ? " is" : " that is"} uncertain${failed ? " or failed" : ""}. Nothing was changed.`,
      `See "trends deliveries list --week ${week}".`,
    );
  }
  const next = as === "again" ? ` Run trends send --week ${week} to mail them.` : "";
  answer(json, { week, as, changed }, [`${changed} ${changed === 1 ? "reader" : "readers"} of ${week}: ${as}.${next}`]);
}

function keyOf(text: string): string {
  const address = addressIn(text);
  if ("problem" in address)
    throw new ReportError("usage", `--address: ${address.problem}.`, "Give the address as the list shows it.");
  return address.key;
}

async function withLedger<T>({ settings }: Context, use: (ledger: Ledger) => Promise<T>): Promise<T> {
  const ledger = await openLedger(ledgerPath(settings.stateFolder));
  try {
    return await use(ledger);
  } finally {
    await ledger.destroy();
  }
}

function rowOf({ committedAt, changedAt, ...row }: DeliveryRow) {
  return {
    ...row,
    committedAt: committedAt === null ? null : new Date(committedAt).toISOString(),
    changedAt: new Date(changedAt).toISOString(),
  };
}
