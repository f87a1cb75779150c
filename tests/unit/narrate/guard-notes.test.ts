import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { guardOfWindow } from "../../../src/compare/guard.ts";
import type { GuardReason } from "../../../src/domain/change.ts";
import { takeClaims, unmarked } from "../../../src/domain/claim.ts";
import type { PayReading } from "../../../src/domain/pay-reading.ts";
import { type Week, weeksUpTo } from "../../../src/domain/week.ts";
import { guardSentence, messageOf } from "../../../src/narrate/guard-notes.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { printed } from "../../../src/narrate/print.ts";
import { snapshotOf, source } from "../compare/worlds.ts";
import { requestOf, WORDS } from "./request-of.ts";

const GOLDEN = new URL("../../golden/guard/", import.meta.url);

/** A feed's weeks as its files gave them, the last of which is the edition's. */
interface Feed {
  readonly source: string;
  readonly kind: "stock" | "flow";
  readonly weeks: readonly {
    readonly week: Week;
    readonly asOf: string;
    readonly rows: number;
    readonly paid?: number;
    readonly revised?: { readonly renamed: number; readonly repriced: number };
    readonly reading?: PayReading;
  }[];
}

function guardOfFeed({ source: name, kind, weeks }: Feed): { total: GuardReason[]; roles: GuardReason[] } {
  const history = new Map(
    weeks.map(({ week, asOf, rows, paid, revised }) => [
      week,
      snapshotOf(week, {
        asOf,
        kind,
        sources: [{ ...source(name, rows), ...(revised === undefined ? {} : { revised }) }],
        totals: { openings: rows, payDisclosed: paid ?? rows },
      }),
    ]),
  );
  const readings = new Map(weeks.flatMap(({ week, reading }) => (reading === undefined ? [] : [[week, reading]])));
  const last = weeks.at(-1)!.week;
  const of = (length: number) => guardOfWindow(weeksUpTo(last, length), history, new Map(), readings);
  return { total: of(2), roles: of(8) };
}

describe.each(readdirSync(GOLDEN).sort())("the notes of a letter after a %s", (name) => {
  const feed: Feed = JSON.parse(readFileSync(new URL(`${name}/input.json`, GOLDEN), "utf8"));
  const guard = guardOfFeed(feed);
  const { letter, facts, passages } = narrate(
    requestOf({
      week: feed.weeks.at(-1)!.week,
      openings: feed.weeks.map(({ rows }) => rows),
      roles: {},
      guard,
      sources: [feed.source],
    }),
  );
  const notes = letter.sections.find(({ slot }) => slot === "guard");
  const marked = notes?.kind === "paragraphs" ? notes.paragraphs.join("\n") : "";

  it("read as before", async () => {
    const codes = ([family, reasons]: [string, readonly GuardReason[]]) =>
      `${family}: ${reasons.map(({ code, weeks }) => `${code} ${weeks.join(" ")}`).join(", ") || "nothing"}`;
    const sentences = passages.filter(({ slot }) => slot.startsWith("guard.")).map(({ text }) => text);
    const text = `${Object.entries(guard).map(codes).join("\n")}\n\n${letter.heading}\n\n${sentences.join("\n")}\n`;
    await expect(text).toMatchFileSnapshot(new URL(`${name}/expected.txt`, GOLDEN).pathname);
  });

  it("print no number but facts, and each as its fact says", () => {
    const byId = new Map(facts.map((fact) => [fact.id, fact]));
    const { claims } = takeClaims("notes", marked);
    expect(claims.length).toBeGreaterThan(0);
    for (const { fact, printed: said } of claims) expect(said).toBe(printed(byId.get(fact)!, WORDS));
    const bare = marked.replace(/\uE010[^\uE012]*\uE012/g, "").replace(/\d{4}-W\d{2}/g, "");
    expect(bare).not.toMatch(/\d/);
  });

  it("tell or name every week of every reason, and say what a terminal says", () => {
    const said = unmarked(marked);
    const isTold = (reason: GuardReason) =>
      inAnyStructure(reason, feed.weeks[0]!.week).some((sentence) =>
        said.includes(withoutSource(sentence, feed.source)),
      );
    const runs = [...said.matchAll(/(\d{4}-W\d{2})(?: to (\d{4}-W\d{2}))?/g)];
    const isNamed = (week: Week) => runs.some(([, first = "", last = first]) => week >= first && week <= last);
    for (const reason of [...guard.total, ...guard.roles]) {
      if (!isTold(reason)) expect(reason.weeks.filter((week) => !isNamed(week))).toEqual([]);
    }
    for (const reason of guard.total.filter(({ weeks }) => weeks.includes(feed.weeks.at(-1)!.week)))
      expect(isTold(reason), `${reason.code} in: ${said}`).toBe(true);
  });
});

/** A letter of one source does not name it. */
function withoutSource(sentence: string, source: string): string {
  return sentence
    .replaceAll(` from the source ${source}`, "")
    .replaceAll(` by the source ${source}`, "")
    .replaceAll(`he source ${source} `, "he source ");
}

/** What a terminal says of a reason, in each structure that a letter may take. */
function inAnyStructure(reason: GuardReason, firstWeek: Week): string[] {
  return Array.from({ length: WORDS.structures(messageOf(reason)) }, (_, variant) => {
    const words = {
      ...WORDS,
      say: (key: string, values?: object) => WORDS.sayIn(variant % WORDS.structures(key), key, { ...values }),
    };
    return guardSentence(reason, words, firstWeek);
  });
}

it("names the weeks that are missing where there is no window to count them in", () => {
  const reason = { code: "weeks-missing", weeks: ["2026-W45", "2026-W46"], source: null, found: 6, low: 8, high: null };
  const long = { ...reason, weeks: [...reason.weeks, "2026-W47", "2026-W50"] };
  expect(guardSentence(reason as GuardReason, WORDS)).toBe("Nothing is stored of weeks 2026-W45 and 2026-W46.");
  expect(guardSentence(long as GuardReason, WORDS)).toBe(
    "Nothing is stored of weeks 2026-W45 to 2026-W47 and 2026-W50.",
  );
});

it("says since when there are data instead of naming weeks that never were", () => {
  const reason = { code: "weeks-missing", weeks: ["2026-W45", "2026-W46"], source: null, found: 6, low: 8, high: null };
  const said = (firstWeek: string) => guardSentence(reason as GuardReason, WORDS, firstWeek);
  expect(said("2026-W47")).toBe("The data begin in week 2026-W47.");
  expect(said("2026-W46")).toBe("The data begin in week 2026-W46, and nothing is stored of week 2026-W46.");
});
