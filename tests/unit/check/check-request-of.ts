import type { CheckRequest } from "../../../src/check/check-request.ts";
import { EDITION_VERSION, type Edition } from "../../../src/domain/edition.ts";
import type { Fact } from "../../../src/domain/fact.ts";

export function factOf(part: Partial<Fact> = {}): Fact {
  return {
    id: "total.openings.count",
    slice: "total",
    metric: "openings",
    basis: null,
    stat: "count",
    window: null,
    value: 1_204,
    unit: "count",
    currency: null,
    n: 1_204,
    employers: 40,
    interval: null,
    change: null,
    verdict: null,
    gates: [],
    vintage: "2026-W47",
    source: { path: "2026-W47/snapshot.json", sha256: "0".repeat(64), field: "totals.openings" },
    ...part,
  };
}

const TEXT = "Week 47\n\nThere were 1,204 openings.\nhttps://example.org/2026-W47/\n";
const HTML = "<p>There were 1,204 openings.</p>";
const claim = (surface: string, text: string) => ({
  surface,
  offset: text.indexOf("1,204"),
  printed: "1,204",
  fact: "total.openings.count",
});

export function chartEntry(part: Partial<Edition["charts"][number]> = {}): Edition["charts"][number] {
  return {
    name: "openings",
    title: "Openings by role",
    alt: "Openings by role: Engineer has the most.",
    width: 552,
    height: 300,
    svg: "charts/openings.svg",
    png: "charts/openings.png",
    data: [],
    ...part,
  };
}

/** A small edition without fault. */
export function requestOf(part: Partial<CheckRequest> = {}, edition: Partial<Edition> = {}): CheckRequest {
  return {
    edition: {
      version: EDITION_VERSION,
      week: "2026-W47",
      hash: "h",
      mail: "m",
      inputs: [],
      facts: [factOf()],
      passages: [],
      claims: [claim("email.txt", TEXT), claim("email.html", HTML), claim("index.html", HTML)],
      charts: [chartEntry()],
      warnings: [],
      ...edition,
    },
    surfaces: new Map([
      ["subject", "A quiet week"],
      ["email.html", HTML],
      ["email.txt", TEXT],
      ["index.html", HTML],
    ]),
    subject: "A quiet week",
    banner: null,
    preheader: "What each role pays, and where the openings are.",
    printed: (fact) => fact.value.toLocaleString("en-US"),
    literals: ["Week 47"],
    letterLines: [],
    editorWords: [],
    meaning: null,
    imageBytes: new Map([["openings", 20_000]]),
    ...part,
  };
}

/** The same edition with one surface's text replaced, without that surface's claims; of a part of the mail, without those of the other too. */
export function withSurface(name: string, text: string): CheckRequest {
  const { surfaces, edition } = requestOf();
  // Both parts of the mail say the same figures: where one is another, its counterpart says none.
  const other = { "email.html": "email.txt", "email.txt": "email.html" }[name];
  const claims = edition.claims.filter(({ surface }) => surface !== name && surface !== other);
  const silent: [string, string][] = other === undefined ? [] : [[other, "There were openings."]];
  return requestOf({ surfaces: new Map([...surfaces, ...silent, [name, text]]) }, { claims });
}
