import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, expectRefusal, freshFolder, jsonError, NOTES_ALONE, put, readJson, run } from "./cli.ts";
import { changedFeed, FEED, FIRST, LAST } from "./made-up-feed.ts";

let folder: string;
const trends = (...args: string[]) => run(args, { cwd: folder });
const edition = () => readJson(folder, `reports/${LAST}/edition.json`);

beforeAll(async () => {
  folder = await freshFolder();
  await put(folder, "feed.csv", changedFeed());
  const taken = await trends("ingest", "feed.csv", ...FEED);
  expect(taken, taken.stderr).toMatchObject({ code: 0 });
  const built = await trends("build");
  expect(built, built.stderr).toMatchObject({ code: 0, stderr: "" });
  expect(built.stdout).toMatch(new RegExp(`^Edition ${LAST}: (?=.*Data Engineer).*39%`));
});

describe.concurrent("an edition of invented postings with a known truth", () => {
  it("calls the two planted changes news, and nothing else", async () => {
    const { changes, guard } = await readJson(folder, `snapshots/${LAST}/changes.json`);
    expect(guard).toEqual({ total: [], roles: [] });
    const moved = changes.filter(({ verdict }: { verdict: string }) => verdict !== "unclear");
    expect(moved.map(({ slice, metric, verdict }: Record<string, string>) => [slice, metric, verdict])).toEqual([
      ["data-engineer", "offers", "rose"],
      ["data-scientist", "pay", "rose"],
      ["data-scientist", "new-pay", "rose"],
      // The same changes in the categories of the two roles; that data pay more is which jobs were posted.
      ["category-data", "offers", "rose"],
      ["category-data", "pay", "mostly-mix"],
      ["category-science", "pay", "rose"],
      ["category-science", "new-pay", "rose"],
    ]);
    const burst = changes.find(
      ({ slice, metric }: Record<string, string>) => slice === "research-scientist" && metric === "offers",
    );
    expect(burst).toMatchObject({ before: 173, now: 272 });
    expect(burst.gates).toContainEqual(expect.objectContaining({ gate: "leave-one-employer-out", passed: false }));
    const text = (await readFile(join(folder, "reports", LAST, "email.txt"), "utf8")).replaceAll(/\s+/g, " ");
    expect(text).toMatch(/Data Engineer[^.]* 39%|39%[^.]* Data Engineer/);
    expect(text).not.toMatch(/Research Scientist offers rose/);
  });

  it("prints every claim at its offset, and binds it to a fact of the edition", async () => {
    const { claims, facts } = await edition();
    expect(claims.length).toBeGreaterThan(100);
    const ids = new Set(facts.map(({ id }: { id: string }) => id));
    expect(ids.size).toBe(facts.length);
    for (const name of ["email.html", "email.txt", "index.html"]) {
      const text = await readFile(join(folder, "reports", LAST, name), "utf8");
      const own = claims.filter(({ surface }: { surface: string }) => surface === name);
      expect(own.length, name).toBeGreaterThan(20);
      for (const { offset, printed, fact } of own) {
        expect(text.slice(offset, offset + printed.length), `${fact} in ${name}`).toBe(printed);
        expect(ids, fact).toContain(fact);
      }
    }
  });

  it("is built the same from the committed figures alone, without postings", async () => {
    const clone = await freshFolder();
    await cp(join(folder, "snapshots"), join(clone, "snapshots"), {
      recursive: true,
      filter: (path) => !path.endsWith(".parquet"),
    });
    expect(await run(["build", "--week", LAST], { cwd: clone })).toMatchObject({ code: 0 });
    expect((await readJson(clone, `reports/${LAST}/edition.json`)).hash).toBe((await edition()).hash);
  });

  it("names the files that differ when somebody edited the archive", async () => {
    const other = await freshFolder();
    await cp(folder, other, { recursive: true, verbatimSymlinks: true });
    await put(other, `reports/${LAST}/email.txt`, "edited");
    const result = await run(["verify", LAST, "--json"], { cwd: other });
    expectRefusal(result, 4, "1 of", "email.txt");
    expect(jsonError(result)).toMatchObject({ code: "bytes-differ", differing: ["email.txt"] });
  });

  it("passes its check", async () => {
    const { code, stdout } = await trends("check", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ week: LAST, blocked: false, findings: NOTES_ALONE });
  });

  it("lists its facts by words of their ids", async () => {
    const { stdout } = await trends("facts", "--search", "data-scientist PAY median", "--json");
    const found = JSON.parse(stdout).facts;
    expect(found.length).toBeGreaterThan(0);
    for (const { id } of found) expect(id).toMatch(/^(?=.*data-scientist)(?=.*pay)(?=.*median)/);
    const none = await trends("facts", "--search", "plumber");
    expect(none).toMatchObject({ code: 0 });
    expect(none.stdout.trim().split("\n")).toHaveLength(1);
  });

  it("explains a number down to its test, its file and its postings", async () => {
    const id = "data-scientist.pay.midpoint.median@4w";
    const { stdout } = await trends("explain", id);
    for (const line of [/^fact +data-scientist/m, /^value +145300 USD a year/m, /^sample +n 167 from \d+ employers/m])
      expect(stdout).toMatch(line);
    expect(stdout).toMatch(/^read from +snapshots\/2026-W45\/changes\.json, field .+\nsha256 +[0-9a-f]{64}$/m);
    const { fact, claims, postings } = JSON.parse((await trends("explain", id, "--json")).stdout);
    expect(fact).toMatchObject({ id, value: 145_300, n: 167 });
    expect(claims.map(({ printed }: { printed: string }) => printed)).toContain("$145K");
    expect(postings.length).toBe(167);
  });

  it.each([
    ["total.offers.count@1w", /^test +sign-flip-counts, \d+ draws/m],
    ["data-engineer.offers.growth@4w", /^verdict +rose/m],
    ["data-engineer.offers.floor@4w", /^gate leave-one-employer-out +passed: /m],
    ["research-scientist.offers.difference@4w", /^gate leave-one-employer-out +failed: /m],
    ["data-engineer.offers.count@4w-before", /^weeks +\S+ to \S+$/m],
    ["roles.window.weeks", /^value +4 \(count\)/m],
  ])("explains %s with its weeks, its gates and the hashes of all files behind it", async (id, line) => {
    const { stdout } = await trends("explain", id);
    expect(stdout).toMatch(line);
    expect(stdout).toMatch(/^weeks +2\S+/m);
    expect(stdout).toMatch(/^from +snapshots\/\S+\/snapshot\.json [0-9a-f]{64}$/m);
    expect(stdout).toMatch(/^postings: /m);
  });

  it("explains a number of a pair by both roles, their values and where pages print it", async () => {
    const { facts } = await readJson(folder, "reports/compare/data-engineer-vs-data-scientist/data.json");
    const { id } = facts.find((fact: { id: string }) => /^pair\..*pay.*growth/.test(fact.id));
    const explained = JSON.parse((await trends("explain", id, "--json")).stdout);
    expect(explained).toMatchObject({ fact: { id }, pair: { a: "data-engineer", b: "data-scientist", metric: "pay" } });
    expect(explained.cohorts).toEqual(["data-engineer", "data-scientist"]);
    expect(explained.pages.map(({ path }: { path: string }) => path)).toContain(
      "compare/data-engineer-vs-data-scientist",
    );
    expect(explained.postings.length).toBeGreaterThan(100);
  });

  it("holds the rises of past editions against the data stored now", async () => {
    const { stdout } = await trends("scorecard");
    expect(stdout).toMatch(/^Editions in the archive: 1. Rises and falls that they print: 3\.$/m);
    expect(stdout).toMatch(/^held +3 +0 /m);
    expect(stdout).toMatch(/what it said before is not known here/);
    const { tally, verdicts } = JSON.parse((await trends("scorecard", "--json")).stdout);
    expect(tally).toEqual({ held: 3, weaker: 0, gone: 0, reversed: 0, unknown: 0 });
    expect(verdicts.map(({ slice }: { slice: string }) => slice).sort()).toEqual([
      "data-engineer",
      "data-scientist",
      "data-scientist",
    ]);
    const home = await readFile(join(folder, "reports/index.html"), "utf8");
    // None of the weeks was computed again, so no verdict has held yet.
    expect(home).not.toContain("How our verdicts have held");
  });

  it("suggests facts for an id that does not exist", async () => {
    const result = await trends("explain", "data-scientist.pay.average", "--json");
    expectRefusal(result, 3, "data-scientist.pay.average", "Did you mean");
    expect(jsonError(result).code).toBe("fact-unknown");
  });

  it.each(["build", "check", "facts"])(
    "says which weeks there are when %s is asked for one that is not stored",
    async (verb) => {
      const result = await trends(verb, "--week", "2020-W10", "--json");
      expectRefusal(result, 3, "2020-W10", `8, ${FIRST} to ${LAST}`, "trends ingest");
      expect(jsonError(result).code).toBe("snapshot-missing");
    },
  );

  it("says so when verify is asked for an edition that was never built", async () => {
    expectRefusal(await trends("verify", FIRST), 3, `no edition of ${FIRST}`, `trends build --week ${FIRST}`);
  });
});

describe("an edition that is built again", () => {
  it("is found identical by verify and keeps its bytes", async () => {
    const before = await contentOf(join(folder, "reports"));
    expect(Object.keys(before)).toEqual(expect.arrayContaining([LAST]));
    const verified = await trends("verify", LAST);
    expect(verified).toMatchObject({ code: 0, stderr: "" });
    expect(verified.stdout).toMatch(/all \d+ files are byte for byte what a fresh build gives/);
    expect(await trends("build", "--week", LAST)).toMatchObject({ code: 0 });
    expect(await contentOf(join(folder, "reports"))).toEqual(before);
  });
});

describe.concurrent("an edition without a history", () => {
  it("is a first look, with levels and without verdicts", async () => {
    expect(await trends("build", "--week", FIRST)).toMatchObject({ code: 0, stderr: "" });
    const text = await readFile(join(folder, "reports", FIRST, "email.txt"), "utf8");
    expect(text).toMatch(/first (week|count|look)|begin to count|count starts here|where it begins/i);
    expect(text).not.toMatch(/\b(rose|fell|unclear)\b.*\d+%/i);
    expect(await trends("verify", FIRST)).toMatchObject({ code: 0 });
  });

  it("is built of a single stored week whose earlier weeks are gone", async () => {
    const alone = await freshFolder();
    await cp(join(folder, "snapshots", LAST), join(alone, "snapshots", LAST), { recursive: true });
    const result = await run(["build", "--json"], { cwd: alone });
    expect(result, result.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(result.stdout)).toMatchObject({ week: LAST, findings: NOTES_ALONE });
  });

  it("is refused in a folder without any week", async () => {
    const result = await run(["build", "--json"], { cwd: await freshFolder() });
    expectRefusal(result, 3, "no snapshot", "trends ingest");
    expect(jsonError(result).code).toBe("snapshot-missing");
  });
});
