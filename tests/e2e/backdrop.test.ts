import { cp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, expectRefusal, freshFolder, NOTES_ALONE, put, ROOT, readJson, run } from "./cli.ts";

const WEEK = "2023-W39";
const CSV = [
  "date,jobcountry,AI_share_postings",
  "2022-09-24,US,3",
  "2022-10-01,US,2.5",
  "2023-09-24,US,1.9",
  "2023-10-01,US,2.1",
  "2023-10-02,US,99",
  "2023-10-01,DE,50",
  "",
].join("\n");

describe("the backdrop of a week", () => {
  let folder: string;
  const trends = (...args: string[]) => run(args, { cwd: folder });
  const ingest = (...more: string[]) => trends("ingest", "share.csv", "--format", "indeed-ai-share", ...more);

  beforeAll(async () => {
    folder = await freshFolder();
    await cp(join(ROOT, "snapshots"), join(folder, "snapshots"), { recursive: true });
    const weeks = (await readdir(join(folder, "snapshots"))).filter((name) => name.startsWith("20"));
    for (const week of weeks) await rm(join(folder, "snapshots", week, "backdrop.json"), { force: true });
    await put(folder, "share.csv", CSV);
  });

  it("is a figure of the file's last day up to the Sunday, beside the week and not in it", async () => {
    const snapshot = await readFile(join(folder, "snapshots", WEEK, "snapshot.json"), "utf8");
    const dry = await ingest("--week", WEEK, "--dry-run", "--json");
    expect(JSON.parse(dry.stdout).weeks).toMatchObject([{ week: WEEK, state: "dry-run" }]);
    const { code, stdout } = await ingest("--week", WEEK, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).weeks).toMatchObject([{ week: WEEK, state: "new" }]);
    expect(await readJson(folder, `snapshots/${WEEK}/backdrop.json`)).toMatchObject({
      country: "US",
      value: { day: "2023-10-01", share: 0.021 },
      yearEarlier: { day: "2022-10-01", share: 0.025 },
      difference: -0.004,
      source: { name: "Indeed Hiring Lab", licence: "CC-BY-4.0" },
    });
    expect(await readFile(join(folder, "snapshots", WEEK, "snapshot.json"), "utf8")).toBe(snapshot);
  });

  it("is a line of the letter with its source, and an input of the edition", async () => {
    const built = await trends("build", "--week", WEEK, "--json");
    expect(built, built.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(built.stdout).findings).toEqual(NOTES_ALONE);
    const text = (await readFile(join(folder, "reports", WEEK, "email.txt"), "utf8")).replace(/\s+/g, " ");
    expect(text).toMatch(/postings on Indeed \(United States\)/);
    expect(text).toContain("2.1%");
    expect(text).toMatch(/Indeed Hiring Lab[ ,(]+CC-BY-4\.0/);
    const { inputs, facts } = await readJson(folder, `reports/${WEEK}/edition.json`);
    const hash = (await contentOf(join(folder, "snapshots")))[`${WEEK}/backdrop.json`];
    expect(inputs).toContainEqual({ path: `${WEEK}/backdrop.json`, sha256: hash });
    const found = facts.find(({ id }: { id: string }) => id === "backdrop.ai-postings.difference");
    expect(found).toMatchObject({ value: -0.004, unit: "points", verdict: null, source: { sha256: hash } });
  });

  it("stays as it was told when a newer file says otherwise, unless it is replaced", async () => {
    await put(folder, "share.csv", CSV.replace("2023-10-01,US,2.1", "2023-10-01,US,2.2"));
    expect(JSON.parse((await ingest("--week", WEEK, "--json")).stdout).weeks).toMatchObject([
      { state: "kept", backdrop: { value: { share: 0.021 } } },
    ]);
    expect(JSON.parse((await ingest("--week", WEEK, "--replace", "--json")).stdout).weeks).toMatchObject([
      { state: "revised", backdrop: { value: { share: 0.022 } } },
    ]);
  });

  it("is stored for every week that the file reaches with --by-week", async () => {
    const { weeks } = JSON.parse((await ingest("--by-week", "--json")).stdout);
    expect(weeks.filter(({ state }: { state: string }) => state === "new").length).toBeGreaterThan(0);
    expect(weeks.find(({ week }: { week: string }) => week === "2023-W20")).toMatchObject({ state: "unknown" });
    expect(weeks.find(({ week }: { week: string }) => week === "2023-W38")).toMatchObject({
      backdrop: { value: { day: "2023-09-24", share: 0.019 } },
    });
  });

  it("comes with the weekly job where a feed names the file, and a broken file costs the line alone", async () => {
    const settings = (file: string) =>
      `export default { feeds: [{ files: ["${file}"], format: "indeed-ai-share" }], approval: "auto" };\n`;
    await rm(join(folder, "snapshots", WEEK, "backdrop.json"));
    await put(folder, "trends.config.ts", settings("share*.csv"));
    const ran = await trends("run", "--no-send", "--json");
    expect(ran, ran.stderr).toMatchObject({ code: 0 });
    expect(await readJson(folder, `snapshots/${WEEK}/backdrop.json`)).toMatchObject({ week: WEEK });
    await rm(join(folder, "snapshots", WEEK, "backdrop.json"));
    await put(folder, "trends.config.ts", settings("none.csv"));
    const without = await trends("run", "--no-send");
    expect(without.code).toBe(0);
    expect(without.stderr).toContain("the letter has no new backdrop");
    expect(await readFile(join(folder, "reports", WEEK, "email.txt"), "utf8")).not.toContain("Indeed");
  });

  it("refuses a file that is another, a mapping, and a week that it does not reach", async () => {
    await put(folder, "other.csv", "a,b\n1,2\n");
    const other = ["ingest", "other.csv", "--format", "indeed-ai-share"];
    expectRefusal(await trends(...other), 3, "column-missing");
    expectRefusal(await trends(...other, "--mapping", "data-jobs"), 2, "usage");
    expectRefusal(await ingest("--week", "2023-W20"), 3, "nothing-usable");
    expectRefusal(await ingest("--week", "2030-W01"), 3, "snapshot-missing");
  });
});
