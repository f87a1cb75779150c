import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../src/domain/snapshot.ts";
import { refuseStepBack } from "../../../src/snapshot/step-back.ts";
import { writeSnapshot } from "../../../src/snapshot/store.ts";

function snapshot(week: string, openings: number, asOf = "2026-11-08", kind: Snapshot["kind"] = "stock"): Snapshot {
  return {
    schemaVersion: 1,
    week,
    asOf,
    kind,
    scope: {},
    currency: "USD",
    method: { taxonomy: "t", fx: null, version: 1 },
    sources: [
      {
        name: "s",
        format: "mapped",
        sha256: "0".repeat(64),
        rows: openings,
        accepted: openings,
        rejected: {},
        datedByFile: true,
      },
    ],
    totals: { openings, offers: null, employers: null, opened: null, closed: null, payDisclosed: 0 },
    roles: {},
  };
}

const stored = async (week: Snapshot) => {
  const folder = mkdtempSync(join(tmpdir(), "step-back-"));
  await writeSnapshot(folder, week);
  return folder;
};

describe("a week that is stored already", () => {
  it("refuses to become less than six tenths of itself, and no other week does", async () => {
    const folder = await stored(snapshot("2026-W45", 10));
    await expect(refuseStepBack(folder, [snapshot("2026-W45", 5)])).rejects.toMatchObject({
      code: "week-would-shrink",
    });
    await expect(refuseStepBack(folder, [snapshot("2026-W44", 1), snapshot("2026-W45", 6)])).resolves.toBeUndefined();
  });

  it("refuses an earlier day of its stock, and takes a later one", async () => {
    const folder = await stored(snapshot("2026-W45", 10));
    const earlier = snapshot("2026-W45", 10, "2026-11-07");
    await expect(refuseStepBack(folder, [earlier])).rejects.toMatchObject({ code: "week-would-go-back" });
    await expect(refuseStepBack(folder, [snapshot("2026-W45", 10, "2026-11-09")])).resolves.toBeUndefined();
  });

  it("lets a flow end on an earlier day", async () => {
    const folder = await stored(snapshot("2026-W45", 10, "2026-11-08", "flow"));
    const earlier = snapshot("2026-W45", 9, "2026-11-07", "flow");
    await expect(refuseStepBack(folder, [earlier])).resolves.toBeUndefined();
  });
});
