import { fileOfEdition } from "./archive/approved-files.ts";
import type { ArchivedEdition } from "./archive/archive.ts";
import type { Settings } from "./config.ts";
import { type Edition, editionSchema } from "./domain/edition.ts";
import { findApproval } from "./snapshot/approvals.ts";

/** How an edition differs from the one that was approved. */
export interface ChangedSince {
  /** Surfaces and files that read otherwise, `subject` first: what a reviewer has to look at again. */
  readonly surfaces: readonly string[];
  /** Files that it is made from and that are others now, relative to the folder of all snapshots. */
  readonly inputs: readonly string[];
}

/**
 * What changed since the week's approval; undefined where there is none, where it is for this edition, or where the archive no
 * longer holds the edition that was approved.
 */
export async function changedSince(
  { edition, files }: ArchivedEdition,
  settings: Settings,
): Promise<ChangedSince | undefined> {
  const { week } = edition;
  const approval = await findApproval(settings.snapshotsFolder, week);
  if (approval === undefined || approval.hash === edition.hash) return undefined;
  const approved = { week, hash: approval.hash };
  const stored = await fileOfEdition(settings.reportsFolder, approved, "edition.json");
  const before = stored === undefined ? undefined : editionIn(stored);
  if (before?.hash !== approval.hash) return undefined;
  const surfaces: string[] = SLOTS.filter((slot) => textIn(edition, slot) !== textIn(before, slot));
  for (const [name, content] of files) {
    if (name === "edition.json") continue;
    const bytes = await fileOfEdition(settings.reportsFolder, approved, name);
    if (bytes === undefined || !bytes.equals(Buffer.from(content))) surfaces.push(name);
  }
  const gone = before.charts.filter(({ name }) => edition.charts.every((chart) => chart.name !== name));
  surfaces.push(...gone.map(({ svg }) => svg));
  const blocks = changedBlocks(edition, before);
  surfaces.push(...blocks);
  // What readers get besides the public copy and the parts of their roles: the sender, and what stands in their mails alone.
  if (edition.mail !== before.mail && blocks.length === 0 && !surfaces.some((name) => name.startsWith("email.")))
    surfaces.push("mail");
  return { surfaces, inputs: otherInputs(edition, before) };
}

/** The same for people, as half a sentence. */
export function changedWords({ surfaces, inputs }: ChangedSince): string {
  const read = surfaces.length === 0 ? "it reads the same" : `it reads otherwise in ${surfaces.join(", ")}`;
  return inputs.length === 0 ? read : `${read}; it is made from another ${inputs.join(", ")}`;
}

const SLOTS = ["subject", "preheader"];

function textIn({ passages }: Edition, slot: string): string | undefined {
  return passages.find((passage) => passage.slot === slot)?.text;
}

/** Of each role whose part of a mail reads otherwise, in code point order. */
function changedBlocks(now: Edition, before: Edition): string[] {
  const told = ({ passages }: Edition) =>
    Map.groupBy(
      passages.filter(({ slot }) => slot.startsWith("role.")),
      ({ slot }) => slot.split(".")[1] ?? "",
    );
  const text = (passages: Edition["passages"] | undefined) => JSON.stringify(passages?.map((passage) => passage.text));
  const [later, earlier] = [told(now), told(before)];
  const roles = [...new Set([...later.keys(), ...earlier.keys()])].sort();
  return roles.filter((role) => text(later.get(role)) !== text(earlier.get(role))).map((role) => `blocks/${role}`);
}

/** Undefined for an edition of another form: an older version's may differ. */
function editionIn(stored: Buffer): Edition | undefined {
  try {
    return editionSchema.safeParse(JSON.parse(stored.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}

function otherInputs(now: Edition, before: Edition): string[] {
  const known = (edition: Edition) => new Map(edition.inputs.map(({ path, sha256 }) => [path, sha256]));
  const [later, earlier] = [known(now), known(before)];
  const paths = [...new Set([...later.keys(), ...earlier.keys()])].sort();
  return paths.filter((path) => later.get(path) !== earlier.get(path));
}
