import { join } from "node:path";
import { type Approval, approvalSchema } from "../domain/approval.ts";
import { storedJson } from "../domain/json.ts";
import { parseStored } from "../domain/stored.ts";
import type { Week } from "../domain/week.ts";
import { textIfThere, writeWhole } from "../files.ts";

const APPROVAL = "approval.json";

/** The approval of a week's edition, or undefined where nobody gave one. A damaged one is an error. */
export async function findApproval(folder: string, week: Week): Promise<Approval | undefined> {
  const path = join(folder, week, APPROVAL);
  const text = await textIfThere(path);
  return text === undefined ? undefined : parseStored(approvalSchema, text, path, "snapshot-invalid");
}

/** Binds an approval to the week; an earlier one is replaced. */
export async function writeApproval(folder: string, week: Week, approval: Approval): Promise<void> {
  await writeWhole(join(folder, week, APPROVAL), storedJson(approval));
}
