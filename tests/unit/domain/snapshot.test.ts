import { describe, expect, it } from "vitest";
import { storedJson } from "../../../src/domain/json.ts";
import { parseSnapshot, snapshotSchema } from "../../../src/domain/snapshot.ts";

const level = { openings: 0, pay: null };

/** The example of DESIGN, section 4, with what it leaves out filled in. */
const EXAMPLE = {
  schemaVersion: 1,
  week: "2026-W47",
  asOf: "2026-11-21",
  kind: "stock",
  scope: { country: "US", employmentType: "full-time" },
  currency: "USD",
  method: { taxonomy: "abc", fx: "2026-11-20", version: 1 },
  sources: [
    {
      name: "board",
      format: "greenhouse",
      sha256: "a".repeat(64),
      rows: 812,
      accepted: 790,
      rejected: { "no-title": 3, other: 19 },
    },
  ],
  totals: { openings: 26159, offers: 24011, employers: 4210, opened: 3012, closed: 2840, payDisclosed: 10755 },
  roles: {
    "prompt-engineer": {
      title: "Prompt Engineer",
      openings: 9,
      offers: 9,
      opened: 2,
      closed: 1,
      employers: 7,
      pay: {
        disclosed: 5,
        employers: 5,
        floor: { mean: 99000, p25: 90000, median: 97000, p75: 110000 },
        midpoint: { mean: 113200, p25: 102500, median: 109500, p75: 125000, interval: [98000, 131000] },
        ceiling: { mean: 127400, p25: 115000, median: 122000, p75: 140000 },
        distribution: [
          [103000, 1],
          [110000, 2],
          [125000, 2],
        ],
      },
      levels: { entry: level, mid: { openings: 8, pay: null }, senior: level, lead: level, unknown: level },
      workplace: { remote: 2, hybrid: 1, onsite: 6, unknown: 0 },
      mentions: { equity: null, bonus: null },
      skills: [{ name: "Python", postings: 6, pay: null }],
      topEmployers: [{ name: "Acme", postings: 2 }],
      metros: [{ name: "San Francisco", postings: 4 }],
    },
  },
};

/** The example with one value changed; the path is of keys and indices. */
function changed(path: readonly (string | number)[], value: unknown): string {
  const copy = structuredClone(EXAMPLE) as Record<string, unknown>;
  const inner = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) delete inner[path.at(-1)!];
  else inner[path.at(-1)!] = value;
  return JSON.stringify(copy);
}

const role = ["roles", "prompt-engineer"] as const;

describe("parseSnapshot", () => {
  it("gives what the file holds, for its schema would give the same", () => {
    expect(snapshotSchema.parse(EXAMPLE)).toStrictEqual(parseSnapshot(JSON.stringify(EXAMPLE), "snapshot.json"));
  });

  it("takes the example of the design", () => {
    expect(parseSnapshot(JSON.stringify(EXAMPLE), "snapshot.json")).toEqual(EXAMPLE);
  });

  it("takes null wherever a source cannot say", () => {
    for (const field of ["offers", "opened", "closed", "employers", "levels", "workplace", "skills", "metros"])
      expect(parseSnapshot(changed([...role, field], null), "p").roles["prompt-engineer"]).toMatchObject({
        [field]: null,
      });
  });

  it("reads what storedJson writes", () => {
    expect(parseSnapshot(storedJson(EXAMPLE), "p")).toEqual(EXAMPLE);
  });

  it.each<[string, readonly (string | number)[], unknown]>([
    ["an unknown field", ["note"], "x"],
    ["an unknown field of a role", [...role, "seniority"], 1],
    ["a currency in lower case", ["currency"], "usd"],
    ["a negative count", ["totals", "openings"], -1],
    ["half an opening", ["totals", "openings"], 1.5],
    ["a negative count of a role", [...role, "openings"], -9],
    ["money with cents", [...role, "pay", "midpoint", "median"], 109500.5],
    ["a missing count", ["totals", "payDisclosed"], undefined],
    ["a week that the year lacks", ["week"], "2025-W53"],
    ["a day that the calendar lacks", ["asOf"], "2026-02-30"],
    ["another version", ["schemaVersion"], 2],
    ["another kind", ["kind"], "mixture"],
    ["no source", ["sources"], []],
    ["a hash that is none", ["sources", 0, "sha256"], "abc"],
    ["a null that is 0 elsewhere", ["totals", "openings"], null],
  ])("refuses %s and names file and field", (_, path, value) => {
    expect(() => parseSnapshot(changed(path, value), "snapshots/x/snapshot.json")).toThrowError(
      expect.objectContaining({
        code: "snapshot-invalid",
        message: expect.stringContaining("snapshots/x/snapshot.json"),
        hint: expect.stringContaining("version control"),
      }),
    );
    const named = path.length === 1 && value === "x" ? "note" : path.map(String).join(".");
    const message = messageOf(() => parseSnapshot(changed(path, value), "f"));
    expect(message.replaceAll(`"`, "")).toContain(path.at(-1) === "seniority" ? "seniority" : named);
  });

  it("refuses a role whose name is no slug", () => {
    const text = JSON.stringify({ ...EXAMPLE, roles: { "Prompt Engineer": EXAMPLE.roles["prompt-engineer"] } });
    expect(messageOf(() => parseSnapshot(text, "f"))).toContain("Prompt Engineer");
  });

  it("refuses what is not JSON, and keeps the cause", () => {
    expect(() => parseSnapshot("{", "snapshot.json")).toThrowError(
      expect.objectContaining({
        message: "snapshot.json cannot be used: it is not JSON.",
        cause: expect.any(SyntaxError),
      }),
    );
  });

  it("carries no currency in a field's name", () => {
    expect(JSON.stringify(Object.keys(snapshotSchema.shape)).toLowerCase()).not.toContain("usd");
  });
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}
