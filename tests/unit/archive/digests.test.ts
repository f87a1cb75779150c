import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editionDigests } from "../../../src/archive/digests.ts";
import { factOf } from "../check/check-request-of.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "digests-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const change = { metric: "pay", before: 100, difference: 10, p: 0.01, q: 0.02, theta: 0.6 };
const fact = (id: string, verdict: string | null, changed: object | null = change) => ({
  ...factOf({ id, slice: id.split(".")[0] ?? "" }),
  verdict,
  change: changed,
});

async function stored(facts: readonly object[], printed: readonly string[]) {
  const edition = {
    week: "2026-W47",
    hash: "a".repeat(64),
    inputs: [{ path: "2026-W47/changes.json", sha256: "c".repeat(64) }],
    passages: [],
    charts: [],
    facts,
    claims: printed.map((id) => ({ surface: "email.txt", offset: 0, printed: "", fact: id })),
  };
  await mkdir(join(folder, "2026-W47"), { recursive: true });
  await writeFile(join(folder, "2026-W47", "edition.json"), JSON.stringify(edition));
  return (await editionDigests(folder))[0];
}

describe("the rises and falls of an archived edition", () => {
  it("are those of facts that it prints, each slice and metric once", async () => {
    const facts = [
      fact("engineer.pay.midpoint.median@4w", "rose"),
      fact("engineer.pay.midpoint.growth@4w", "rose"),
      fact("analyst.pay.midpoint.growth@4w", "fell"),
      fact("scientist.pay.midpoint.growth@4w", "edged-up"),
      fact("total.openings.count", null, null),
    ];
    const digest = await stored(
      facts,
      facts.map(({ id }) => id).filter((id) => !id.startsWith("analyst")),
    );
    expect(digest?.verdicts).toEqual([{ slice: "engineer", metric: "pay", verdict: "rose" }]);
    expect(digest?.changes).toBe("c".repeat(64));
  });

  it("are none for an edition that prints no verdict", async () => {
    expect((await stored([fact("total.openings.count", null, null)], ["total.openings.count"]))?.verdicts).toEqual([]);
  });
});
