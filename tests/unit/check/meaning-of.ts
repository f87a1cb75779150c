import { readFileSync } from "node:fs";
import { checkEdition } from "../../../src/check/check.ts";
import type { Finding } from "../../../src/check/finding.ts";
import type { Meaning } from "../../../src/check/meaning.ts";
import { type Change, VERDICTS, type WeekChanges } from "../../../src/domain/change.ts";
import { parseCheckWords } from "../../../src/domain/check-words.ts";
import { marked, takeClaims } from "../../../src/domain/claim.ts";
import type { Fact } from "../../../src/domain/fact.ts";
import { packSchema, wordsOf } from "../../../src/domain/words.ts";
import { printed } from "../../../src/narrate/print.ts";
import { factOf, requestOf } from "./check-request-of.ts";

const read = (name: string) => readFileSync(`templates/en-US/${name}`, "utf8");
const MESSAGES = { ...JSON.parse(read("messages.json")), ...JSON.parse(read("messages-verdicts.json")) };
const WORDS = wordsOf({ ...packSchema.parse(JSON.parse(read("pack.json"))), messages: MESSAGES, skillNames: {} });
export const CHECK_WORDS = parseCheckWords(read("check.yaml"), "check.yaml");

const FILE = { path: "2026-W47/changes.json", sha256: "1".repeat(64) };

/** A fact by its id, as the narrate stage makes it. */
export function fact(id: string, unit: Fact["unit"], value: number, part: Partial<Fact> = {}): Fact {
  const [name = "", window] = id.split("@");
  const parts = name.split(".");
  const pair = parts[0] === "pair";
  const rest = parts.slice(pair ? 3 : 1);
  return factOf({
    id,
    slice: pair ? parts.slice(0, 3).join(".") : (parts[0] ?? ""),
    metric: rest[0] ?? "",
    basis: rest.includes("midpoint") ? "midpoint" : null,
    stat: rest.at(-1) ?? "",
    window: window ?? null,
    unit,
    value,
    currency: unit === "money" ? "USD" : null,
    n: null,
    employers: null,
    source: { ...FILE, field: "" },
    ...part,
  });
}

export const ROLES = [
  { slice: "data-engineer", name: "Data Engineer" },
  { slice: "senior-data-engineer", name: "Senior Data Engineer" },
  { slice: "ai-engineer", name: "AI Engineer" },
  { slice: "llm-engineer", name: "LLM Engineer" },
  { slice: "prompt-engineer", name: "Prompt Engineer" },
];

export function meaning(part: Partial<Meaning> = {}): Meaning {
  return {
    week: "2026-W47",
    locale: "en-US",
    about: ["total"],
    payPeriod: "year",
    words: CHECK_WORDS,
    messages: MESSAGES,
    roles: ROLES,
    changes: undefined,
    stored: [FILE],
    editor: [],
    letterLines: [],
    employersNamed: [],
    employersKnown: [],
    verdicts: VERDICTS.map((verdict) => ({ verdict, word: MESSAGES[`table.verdict.${verdict}`] })),
    columns: new Map([
      ["Demand", "offers"],
      ["Trend", "pay"],
    ]),
    ...part,
  };
}

/** What is found in a text of the plain part; `{id}` prints a fact and binds it. */
export function findingsIn(
  text: string,
  facts: readonly Fact[],
  part: Partial<Meaning> = {},
  surface = "email.txt",
): Finding[] {
  const byId = new Map(facts.map((each) => [each.id, each]));
  const filled = text.replace(/\{([^{}]+)\}/g, (whole, id: string) => {
    const found = byId.get(id);
    return found === undefined ? whole : marked(printed(found, WORDS), id);
  });
  const taken = takeClaims(surface, filled);
  const { surfaces } = requestOf();
  const quiet = new Map([...surfaces].map(([name]) => [name, name === surface ? taken.text : "A quiet week"]));
  return checkEdition(
    requestOf(
      { surfaces: quiet, meaning: meaning(part), printed: (each) => printed(each, WORDS), literals: [] },
      { facts: [...facts], claims: taken.claims, charts: [] },
    ),
    // The text stands in one part of the mail alone.
  ).filter(({ rule }) => rule !== "parts-differ");
}

/** The stored changes of the week that statements are read in. */
export function weekChanges(changes: WeekChanges["changes"]): WeekChanges {
  return {
    schemaVersion: 2,
    week: "2026-W47",
    method: { version: 1, settings: "" },
    inputs: [],
    guard: { total: [], roles: [] },
    levels: [],
    changes,
    pairs: [],
    records: [],
  };
}

/** A change of a role as `changes.json` holds it, every gate passed unless said. */
export function change(part: Partial<Change> = {}): Change {
  return {
    slice: "data-engineer",
    metric: "pay",
    window: "4w",
    before: 120_000,
    now: 126_000,
    difference: 6_000,
    growth: 0.05,
    interval: [3_000, 9_000],
    noticeable: 5_000,
    mix: null,
    since: null,
    test: {
      name: "sign-flip-ranks",
      p: 0.001,
      pAll: 0.001,
      pWithoutTopEmployer: 0.001,
      draws: 9_999,
      theta: 0.6,
      q: 0.001,
    },
    gates: [
      { gate: "sample", passed: true, found: 90, limit: 30 },
      { gate: "same-direction", passed: true, found: 0.1, limit: 0 },
      { gate: "leave-one-employer-out", passed: true, found: 0.09, limit: 0.05 },
      { gate: "floor", passed: true, found: 6_000, limit: 2_000 },
      { gate: "false-discovery-rate", passed: true, found: 0.001, limit: 0.1 },
    ],
    verdict: "rose",
    ...part,
  };
}
