import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findApproval, writeApproval } from "../../../src/snapshot/approvals.ts";

const approval = { hash: "a".repeat(64), by: "Ada", at: "2026-11-21T08:00:00Z" };
const folder = () => mkdtempSync(join(tmpdir(), "approvals-"));

describe("approvals", () => {
  it("reads back what was written, and nothing where nobody approved", async () => {
    const snapshots = folder();
    expect(await findApproval(snapshots, "2026-W47")).toBeUndefined();
    await writeApproval(snapshots, "2026-W47", approval);
    expect(await findApproval(snapshots, "2026-W47")).toEqual(approval);
  });

  it("refuses a damaged file by its name", async () => {
    const snapshots = folder();
    await writeApproval(snapshots, "2026-W47", approval);
    writeFileSync(join(snapshots, "2026-W47", "approval.json"), '{"hash":"short"}');
    await expect(findApproval(snapshots, "2026-W47")).rejects.toMatchObject({ code: "snapshot-invalid" });
  });
});
