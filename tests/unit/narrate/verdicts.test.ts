import { describe, expect, it } from "vitest";
import type { PairResult, WeekChanges } from "../../../src/domain/change.ts";
import { takeClaims, unmarked } from "../../../src/domain/claim.ts";
import { factsOf } from "../../../src/narrate/facts.ts";
import { narrate } from "../../../src/narrate/narrate.ts";
import { narratePages } from "../../../src/narrate/pages/pages.ts";
import { openText } from "../../../src/narrate/pair-open.ts";
import { pairEvidence } from "../../../src/narrate/pair-words.ts";
import { factBook } from "../../../src/narrate/print.ts";
import { writerOf } from "../../../src/narrate/writer.ts";
import { pageRequestOf } from "./pages/page-request.ts";
import { markedText } from "./pages/page-text.ts";
import { requestOf, type Story, storyOf, WORDS } from "./request-of.ts";

const told = (story: Story, week = story.week) => narrate(requestOf({ ...story, week }));
const textOf = (value: unknown) => unmarked(JSON.stringify(value) ?? "");
const section = (story: Story, slot: string) =>
  textOf(told(story).letter.sections.find((each) => each.slot === slot) ?? "");
const page = (story: Story, path: string) => {
  const found = narratePages(pageRequestOf(story, {})).pages.find((each) => each.path === path);
  return found === undefined ? "" : unmarked(markedText(found));
};
const still = storyOf("still-up");
const WEEKS = ["2026-W47", "2026-W48", "2026-W49", "2026-W50"];

describe("a change that stood before this week", () => {
  it("is neither subject, headline nor lead", () => {
    const { letter } = told(still);
    for (const text of [letter.subject, letter.heading, section(still, "lead")])
      expect(text).not.toMatch(/Data (Engineer|Scientist)/);
  });

  it("is told in brief with the week since when it stands, in whatever structure", () => {
    for (const week of WEEKS) {
      const story = { ...still, week };
      expect(section(story, "briefs"), week).toMatch(
        /Data Engineer: (pay (is still|has been|stays) up.*since the week of Oct 26|pay up for .* since that of Oct 26|since the week of Oct 26 pay has stayed up)/,
      );
    }
  });

  it("leads again where another one is new, and still is no lead itself", () => {
    const role = still.roles["data-scientist"]!;
    const story = {
      ...still,
      roles: { ...still.roles, "data-scientist": { ...role, offers: { ...role.offers, since: still.week } } },
    };
    const { letter } = told(story);
    expect(unmarked(letter.heading)).toContain("Data Scientist");
    expect(section(story, "lead")).not.toContain("Data Engineer");
  });

  it("has a place in the table's note where briefs hold no more", () => {
    expect(section(still, "table")).toContain(
      "Not new, and still so: Data Scientist (remote share up since the week of Nov 2) and Data Engineer (share of ads that state pay up since the week of Nov 9).",
    );
  });

  it("says on its role's page for how many weeks it has stood", () => {
    expect(page(still, "roles/data-engineer")).toMatch(/It has stood since the week of Oct 26, 4 weeks in a row\./);
  });
});

describe("what stopped a difference", () => {
  const stopped = (gate: string): Story => {
    const story = storyOf("little-changed");
    const role = story.roles["data-scientist"]!;
    const pay = { ...role.pay!, now: 150_000, verdict: "unclear" as const, stopped: [gate] };
    return { ...story, roles: { ...story.roles, "data-scientist": { ...role, pay } } };
  };

  it.each([
    ["false-discovery-rate", /chance .*too (often|many)/],
    ["same-direction", "the offers as a whole do not point that way"],
    ["leave-one-employer-out", "it hangs on one employer"],
    ["history", "it has often moved as much before"],
    ["holidays", "these weeks hold holidays"],
    ["mix", "mostly a change in which jobs were posted"],
  ])("is said in plain words: %s", (gate, words) => {
    expect(section(stopped(gate), "missed")).toMatch(words);
  });

  it("is said in general of a gate that has no words of its own", () => {
    const request = requestOf(stopped("history"));
    const content = structuredClone(request.changes!.content) as WeekChanges;
    for (const change of content.changes)
      Object.assign(change, {
        gates: change.gates.map((gate) => (gate.passed ? gate : { ...gate, gate: "brand-new" })),
      });
    const { letter } = narrate({ ...request, changes: { ...request.changes!, content } });
    expect(textOf(letter)).toContain("it did not pass every test");
  });

  it("says both parts of a mix, each with its direction", () => {
    expect(section(storyOf("mostly-mix"), "missed")).toContain(
      "that alone moved the median down 6%, and the same jobs pay 0.4% more",
    );
  });
});

describe("a week that holds holidays", () => {
  const story = storyOf("little-changed");
  const role = story.roles["data-engineer"]!;
  const rested: Story = {
    ...story,
    roles: { ...story.roles, "data-engineer": { ...role, offers: { now: 3_000, verdict: "not-comparable" } } },
  };

  it("compares no demand, and says why where no guard's note does", () => {
    expect(section(rested, "table")).toContain("Not comparable");
    expect(section(rested, "table")).toContain("Demand is not compared in weeks that hold holidays");
    expect(page(rested, "roles/data-engineer")).toContain("Demand: Not comparable: These weeks hold holidays");
    expect(section(story, "table")).not.toContain("holidays");
  });
});

describe("several differences that one reason stopped", () => {
  it("are told with that reason once", () => {
    const story = storyOf("little-changed");
    const role = story.roles["data-scientist"]!;
    const now = { now: 150_000, verdict: "unclear" as const, stopped: ["false-discovery-rate"] };
    const pay = { ...role.pay!, ...now };
    const text = section(
      { ...story, roles: { "data-scientist": { ...role, pay }, "data-engineer": { ...role, pay } } },
      "missed",
    );
    expect(text.match(/chance/g)).toHaveLength(1);
    expect(text).toContain(", for the same reason.");
  });
});

describe("several gates that failed", () => {
  it("are told by chance before what would explain the difference away", () => {
    const story = storyOf("little-changed");
    const role = story.roles["data-scientist"]!;
    const stopped = ["leave-one-employer-out", "false-discovery-rate", "mix", "history"];
    const pay = { ...role.pay!, now: 150_000, verdict: "unclear" as const, stopped };
    const all = { ...story, roles: { ...story.roles, "data-scientist": { ...role, pay } } };
    expect(section(all, "missed")).toMatch(/chance .*too (often|many)/);
  });
});

describe("a role too thin to compare", () => {
  const thin = storyOf("thin-role");

  it("shows its pay of thirteen weeks with n and weeks, and what was found of its category", () => {
    const table = section(thin, "table");
    expect(table).toContain("$118K (n\u00a021, unreliable)");
    expect(table).toContain("Pay is over 13 weeks");
    expect(table).toContain("Engineering as a whole: demand “Rose 8.3%” and pay “Unclear”.");
    expect(page(thin, "roles/prompt-engineer")).toContain(
      "Its whole category, Engineering: Rose, from 4,800 to 5,200.",
    );
    expect(page(thin, "roles/prompt-engineer")).toContain("(n\u00a021, over 13 weeks; 59% of ads state pay)");
  });

  it("goes by the category's slug in words where the pack has no name for it", () => {
    expect(section(thin, "table")).toContain("Ethics and safety as a whole");
  });

  it("shows what was found of all roles where the taxonomy knows no category of it", () => {
    const unknown: Story = { ...thin, categories: {} };
    expect(section(unknown, "table")).toMatch(/all roles together, this week against the last: demand “/i);
    expect(section(unknown, "table")).not.toContain("Engineering as a whole");
    const silent = { ...unknown, total: { ...unknown.total!, offers: { now: 1, verdict: "not-comparable" as const } } };
    expect(section(silent, "table")).not.toMatch(/all roles together, this week against the last: demand/i);
  });

  it("says once, below the table, what was found of all roles for several that are too thin", () => {
    const text = section(storyOf("thin-sample"), "table");
    expect(text.match(/all roles together, this week/gi)).toHaveLength(1);
  });

  it("makes no headline of a category", () => {
    expect(unmarked(told(thin).letter.heading)).not.toContain("Engineering");
  });

  it("is not drawn beside pay of the usual weeks", () => {
    expect(JSON.stringify(told(thin).charts)).not.toContain('"median":118000');
  });
});

describe("what stands beside a figure", () => {
  it("is from what size on a change would have been noticed: in percent, for shares in points", () => {
    const facts = factsOf(requestOf(storyOf("little-changed")));
    const find = (id: string) => facts.find((fact) => fact.id === id);
    expect(find("data-engineer.pay.midpoint.noticeable@4w")).toMatchObject({ unit: "growth", value: 5_240 / 130_900 });
    expect(find("data-engineer.remote.noticeable@4w")).toMatchObject({ unit: "points", value: 0.024 });
    expect(section(storyOf("little-changed"), "table")).toContain(
      '"1,404","Unclear (from\u00a07%)","$139K","Unclear (from\u00a04%)"',
    );
  });

  it("is no such size where a change was noticed, or where little changed although that size is over the floor", () => {
    const story = storyOf("little-changed");
    const role = story.roles["data-engineer"]!;
    const asked = (pay: object, path: string) => {
      const other = {
        ...story,
        roles: { ...story.roles, "data-engineer": { ...role, pay: { ...role.pay!, ...pay } } },
      };
      return path === "" ? section(other, "table") : page(other, path);
    };
    expect(asked({}, "")).toContain('"$131K","Unclear (from\u00a04%)"');
    for (const pay of [{ verdict: "rose" }, { verdict: "edged-up" }, { verdict: "little-changed", noticeable: 20_000 }])
      for (const path of ["", "roles/data-engineer"]) {
        expect(asked(pay, path)).not.toMatch(/"\$131K","[^"]*\(from|Pay: [^:]*:[^:]*noticed/);
      }
  });

  it("is on a role's page the interval of a change, in words where it touches no change", () => {
    const story = still;
    const role = story.roles["data-engineer"]!;
    const shown = (part: Pick<Story["roles"], string>) =>
      page({ ...story, roles: { ...story.roles, ...part } }, "roles/data-engineer");
    const pay = { ...role.pay!, interval: [0, 21_596] as const };
    expect(shown({ "data-engineer": { ...role, pay } })).toContain(
      "The data allow anything from no change to $22K more.",
    );
    const fell = { ...role.pay!, verdict: "fell" as const, interval: [-9_400, -1_200] as const };
    expect(shown({ "data-engineer": { ...role, pay: fell } })).toContain("from $9K less to $1K less.");
  });

  it("is no share of ads that state pay where every ad of the source does", () => {
    const all = { ...storyOf("one-employer"), disclosed: 1 };
    expect(section(all, "table")).not.toContain("state pay");
    expect(textOf(told(all).letter.smallPrint)).toContain("Every opening in this source states its pay");
  });

  it("is a mark and a sentence where one employer moves the median", () => {
    const story = storyOf("one-employer");
    expect(section(story, "table")).toMatch(/\$131K†.*† One employer moves this\./);
    expect(page(story, "roles/data-engineer")).toContain("† one employer moves this");
    expect(page(story, "")).toContain("† one employer moves this");
    expect(section(storyOf("theta"), "table")).not.toContain("†");
  });

  it("is no record where its difference looks big and passed no test", () => {
    const story = storyOf("record");
    const role = story.roles["data-engineer"]!;
    const offers = { ...role.offers, verdict: "unclear" as const, stopped: ["false-discovery-rate"] };
    const stopped = { ...story, roles: { ...story.roles, "data-engineer": { ...role, offers } } };
    expect(section(stopped, "missed")).toContain("Data Engineer offers went from");
    expect(section(stopped, "briefs")).not.toContain("in 26 weeks");
  });

  it("is how many weeks a record looks back on", () => {
    expect(section(storyOf("record"), "briefs")).toMatch(
      /Data Engineer: (demand .*highest in 26 weeks|in 26 weeks demand was never higher)/,
    );
    expect(page(storyOf("record"), "roles/data-engineer")).toContain(
      "Offers of past weeks: 3,610 (highest in 26 weeks)",
    );
  });
});

describe("two roles", () => {
  it("are told by how often the one pays more, whichever is first in the alphabet", () => {
    expect(section(storyOf("theta"), "pair.1")).toMatch(
      /Data Scientist pays more in 71 of 100 comparisons.*\$3K (and|to) \$11K/,
    );
    const story = storyOf("theta");
    const other = { ...story, pair: { ...story.pair!, theta: 0.71, intervals: { pay: [3_000, 11_000] as const } } };
    expect(section(other, "pair.1")).toContain("Data Engineer pays more in 71 of 100 comparisons");
    expect(section(other, "pair.1")).toContain("A comparison draws two postings at random, one of each role.");
  });

  const openRequest = (interval: readonly [number, number], part: Partial<PairResult> = {}) => {
    const request = requestOf({
      ...storyOf("theta"),
      pair: { ...storyOf("theta").pair!, intervals: { pay: interval, offers: interval, remote: interval } },
    });
    const content = structuredClone(request.changes!.content) as WeekChanges;
    for (const pair of content.pairs) Object.assign(pair, { verdict: "no-clear-gap", ...part });
    return { ...request, changes: { ...request.changes!, content } };
  };
  const openGap = (interval: readonly [number, number], part: Partial<PairResult> = {}) => {
    const { letter } = narrate(openRequest(interval, part));
    return textOf(letter.sections.find((each) => each.slot === "pair.1"));
  };
  /** What a page says behind each answer. */
  const behind = (interval: readonly [number, number]) => {
    const request = openRequest(interval);
    const facts = factBook(factsOf(request), WORDS);
    const names = { a: "Data Engineer", b: "Data Scientist" };
    return unmarked(
      request.changes.content.pairs.flatMap((pair) => pairEvidence(pair, names, facts, WORDS, WORDS.say)).join(" "),
    );
  };

  it("say an end of the gap that rounds to nothing in words, and of offers fewer", () => {
    expect(behind([-24_000, 0])).toMatch(/from \$24K less to no gap\b/i);
    expect(behind([-117, 0.2])).toMatch(/from 117 fewer to no gap\b/i);
    expect(behind([-0.00001, 12])).toMatch(/from no gap to 12 more\b/i);
    expect(behind([0.0001, 0.143])).toMatch(/next to nothing (and|to) 14\.3 percentage points/);
  });

  it("have a reason where neither is named: chance, or a gap too small to matter", () => {
    const gate = (name: string) => ({ gates: [{ gate: name, passed: false, found: 1, limit: 2 }] });
    for (const name of ["false-discovery-rate", "interval-clear-of-zero"])
      expect(openGap([-9, 9], gate(name))).toMatch(/chance could explain the gaps|gaps could be chance|explain them/);
    expect(openGap([4, 117], gate("floor"))).toMatch(/(gaps|they) are too small to matter/);
    expect(openGap([4, 117])).not.toMatch(/too small|could (explain|be)/);
  });

  it("say the sample of a level that rests on few offers, in the same sentence", () => {
    const request = openRequest([-9, 9]);
    const few = factsOf(request).map((fact) =>
      fact.id === "data-engineer.offers.count@4w" ? { ...fact, value: 24 } : fact,
    );
    const remote = request.changes.content.pairs.filter(({ metric }) => metric === "remote");
    const names = { a: "Data Engineer", b: "Data Scientist" };
    const text = openText(remote, "pair.1.open", names, factBook(few, WORDS), writerOf(request), WORDS);
    expect(unmarked(text ?? "")).toContain("remote share (31% of 24 offers and 38%)");
  });

  it("have no gap of pay to explain where both medians print alike", () => {
    const text = openGap([-9_000, 10_000], {
      gates: [{ gate: "interval-clear-of-zero", passed: false, found: 1, limit: 0 }],
    });
    expect(text).toMatch(
      /pay \(\$131K and \$139K\), offers \(3,210 and 1,404\), and remote share \(31% and 38%\).*chance/,
    );
    const story = storyOf("theta");
    const [a, b] = story.pair!.roles;
    const pay = { ...story.roles[b]!.pay!, now: story.roles[a]!.pay!.now };
    const alike = {
      ...story,
      pair: { ...story.pair!, verdicts: { ...story.pair!.verdicts, pay: "no-clear-gap" as const } },
      roles: { ...story.roles, [b]: { ...story.roles[b]!, pay } },
    };
    const said = section(alike, "pair.1");
    expect(said).toMatch(/pay \(\$\d+K each\)/);
  });

  it("are not called too few where it is the source that names no employers", () => {
    const verdicts = { pay: "too-few", offers: "too-few", remote: "too-few" } as const;
    const story = { ...storyOf("theta"), nameless: true };
    const text = section({ ...story, pair: { ...story.pair!, verdicts } }, "pair.1");
    expect(text).not.toMatch(/too few/i);
    expect(text.match(/No role is ranked, for the source names no employers/g)).toHaveLength(1);
    expect(text).not.toContain("Choose");
  });

  it("are not ranked where they are too few, and both levels, the difference and both n are said", () => {
    const text = section(storyOf("theta"), "pair.1");
    expect(text).toMatch(/too few to rank/i);
    expect(text).toMatch(
      /31% .*3,210 Data Engineer offers.*38% .*1,404 Data Scientist offers, a difference of 7 percentage points/,
    );
    expect(text).not.toMatch(/0\.\d+ q|\bq\b|p value/);
  });
});

describe("the newer metrics", () => {
  it("are news with words of their own, for a role and for all", () => {
    const text = ["seconds", "briefs"].map((slot) => section(storyOf("record"), slot)).join("\n");
    expect(text).toMatch(/Data Engineer[^.]*3\.1%/);
    expect(text).toMatch(/new offers[^.]*2\.4%/i);
    expect(text).toMatch(/state[^.]* Data Engineer ads|Data Engineer[^.]*state pay/);
    expect(text).toMatch(/2\.2%/);
  });

  it.each(["new-pay", "disclosed", "repriced"] as const)("can lead a letter alone: %s", (metric) => {
    const story = storyOf("little-changed");
    const move = metric === "disclosed" ? { now: 0.5, before: 0.4 } : { now: metric === "repriced" ? 0.95 : 1.06 };
    for (const week of WEEKS)
      for (const slice of ["total", "data-engineer"] as const) {
        const changed = {
          ...move,
          verdict: metric === "repriced" ? ("fell" as const) : ("rose" as const),
          since: week,
          q: 0.001,
        };
        const own =
          slice === "total"
            ? { total: { ...story.total!, [metric]: changed } }
            : { roles: { ...story.roles, [slice]: { ...story.roles[slice]!, [metric]: changed } } };
        const { letter } = told({ ...story, ...own }, week);
        const all = `${unmarked(letter.heading)}\n${textOf(letter.sections.slice(0, 2))}`;
        expect(all, week).toMatch(/offers|ads|Ads/);
        expect(all).not.toMatch(/all roles (offers|ads)|undefined/i);
        expect([...unmarked(letter.subject)].length).toBeLessThanOrEqual(60);
        expect(takeClaims("x", letter.heading).claims.length, letter.heading).toBeGreaterThan(0);
      }
  });
});

describe("the small print", () => {
  it("says what every verdict means where the letter holds one, and only there", () => {
    const meaning = String(WORDS.pack.messages["method.verdicts"]);
    expect(told(still).letter.smallPrint).toContain(meaning);
    expect(told(storyOf("no-employers")).letter.smallPrint).not.toContain(meaning);
    expect(told(storyOf("first-week")).letter.smallPrint).not.toContain(meaning);
  });
});
