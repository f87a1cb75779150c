import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { IngestedFile } from "../../src/ingest/ingested-file.ts";
import { parseMapping } from "../../src/ingest/mapping.ts";
import { hasDays, sourceOf, taxonomyOf } from "../../src/week-sources.ts";

const counts = { rows: 10, accepted: 8, rejected: { renamed: 1, filtered: 1 }, revised: { renamed: 1, repriced: 0 } };
const file: IngestedFile = {
  file: "/somewhere/2026-11-15.csv",
  name: "ours",
  format: "mapped",
  sha256: "0".repeat(64),
  ...counts,
  doubted: {},
  payStated: 8,
  byWeek: new Map([["2026-W46", counts]]),
  datedByFile: true,
  sideFiles: [{ file: "removed/2026-11-15.csv", sha256: "1".repeat(64), rows: 3, repeatedKeys: 0, malformed: 0 }],
};

describe("what is stored of a file", () => {
  it("is its part in the week, what was revised, and what was read beside it by path and hash", () => {
    expect(sourceOf(file, "2026-W46")).toEqual([
      {
        name: "ours",
        format: "mapped",
        sha256: "0".repeat(64),
        rows: 10,
        accepted: 8,
        rejected: { filtered: 1, renamed: 1 },
        revised: { renamed: 1, repriced: 0 },
        sideFiles: [{ file: "removed/2026-11-15.csv", sha256: "1".repeat(64) }],
        datedByFile: true,
      },
    ]);
    expect(sourceOf(file, "2026-W45")).toEqual([]);
  });

  it("has no fields for what a plain file does not have", () => {
    const own = { rows: 1, accepted: 1, rejected: {}, revised: undefined };
    const plain = {
      ...file,
      revised: undefined,
      sideFiles: [],
      datedByFile: false,
      byWeek: new Map([["2026-W46", own]]),
    };
    expect(Object.keys(sourceOf(plain, "2026-W46")[0] ?? {})).toEqual([
      "name",
      "format",
      "sha256",
      "rows",
      "accepted",
      "rejected",
    ]);
  });

  it("is nothing where a file of a later day took its place", () => {
    const own = { rows: 10, accepted: 0, rejected: { "earlier-day": 10 }, revised: undefined };
    expect(sourceOf({ ...file, byWeek: new Map([["2026-W46", own]]) }, "2026-W46")).toEqual([]);
  });
});

describe("the days of a week's postings", () => {
  const snapshot = JSON.parse(readFileSync("snapshots/2022-W52/snapshot.json", "utf8"));

  it("are known of a flow, though all may bear one day, but not where the file's name says the day", () => {
    expect(hasDays(snapshot)).toBe(true);
    expect(hasDays({ ...snapshot, sources: [{ ...snapshot.sources[0], datedByFile: true }] })).toBe(false);
    expect(hasDays({ ...snapshot, kind: "stock" })).toBe(false);
  });
});

describe("the hash of the rules", () => {
  const mapping = (name: string) => {
    const path = `templates/mappings/${name}.json`;
    return parseMapping(readFileSync(path, "utf8"), path);
  };

  it("is the stored one for the mapping that the stored weeks were read by", () => {
    const { method } = JSON.parse(readFileSync("snapshots/2023-W39/snapshot.json", "utf8"));
    expect(taxonomyOf(mapping("data-jobs-yearly"))).toBe(method.taxonomy);
  });

  it("changes with rules of roles, with how rows are joined and with what is left out", () => {
    const aijobs = mapping("aijobs");
    const { rows: _, ...unpaired } = aijobs;
    const rules = aijobs.roleRules?.slice(1);
    const all = [aijobs, mapping("aijobs-net"), unpaired, { ...aijobs, roleRules: rules }].map((each) =>
      taxonomyOf(each),
    );
    expect(new Set(all).size).toBe(4);
  });

  it("changes with the rules that titles and ads are read by", () => {
    const { roleRules: _, ...aijobs } = mapping("aijobs");
    const byTitle = { ...aijobs, roles: "taxonomy" } as const;
    expect(taxonomyOf(byTitle, "one")).not.toBe(taxonomyOf(byTitle, "other"));
    expect(taxonomyOf(byTitle)).not.toBe(taxonomyOf(byTitle, "one"));
  });
});
