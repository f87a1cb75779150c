import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { expectRefusal, freshFolder, put, ROOT, readJson, run } from "./cli.ts";

const WEEKS = ["2023-W36", "2023-W37", "2023-W38", "2023-W39"];
const AUTO = { approval: "auto", pairs: [["data-engineer", "data-scientist"]] };

async function project(settings: object): Promise<string> {
  const folder = await freshFolder();
  await mkdir(join(folder, "snapshots"));
  for (const week of WEEKS)
    await cp(join(ROOT, "snapshots", week), join(folder, "snapshots", week), { recursive: true });
  await put(folder, "trends.config.ts", `export default ${JSON.stringify(settings)};\n`);
  return folder;
}

const record = (folder: string, week: string) =>
  readFile(join(folder, "snapshots", week, "published.json"), "utf8").catch(() => undefined);

describe("several weeks in a row", () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = await project(AUTO);
    const result = await run(["run", "--week", "2023-W37..2023-W38", "--json"], { cwd });
    expect(result, result.stderr).toMatchObject({ code: 0 });
    const { weeks } = JSON.parse(result.stdout);
    expect(weeks.map(({ week }: { week: string }) => week)).toEqual(WEEKS.slice(1, 3));
    expect(new Set(weeks.map(({ subject }: { subject: string }) => subject)).size).toBe(2);
  });

  it("are each told with what went out before, and keep what went out of themselves", async () => {
    const edition = await readJson(cwd, "reports/2023-W38/edition.json");
    const read = edition.inputs
      .map(({ path }: { path: string }) => path)
      .filter((path: string) => /published/.test(path));
    expect(read).toEqual(["2023-W37/published.json"]);
    const own = JSON.parse((await record(cwd, "2023-W38")) ?? "");
    expect(own).toMatchObject({ week: "2023-W38", hash: edition.hash, knew: ["2023-W37"] });
    expect(own.subject).toBe(edition.told.subject);
    const openings = edition.facts.find(({ id }: { id: string }) => id === "total.openings.count");
    expect(own.facts).toContainEqual({ id: openings.id, value: openings.value, printed: String(openings.value) });
    expect(await record(cwd, "2023-W39")).toBeUndefined();
  });

  it("verify as before after their records are there, which a rebuild leaves as they are", async () => {
    const before = await record(cwd, "2023-W37");
    expect(await run(["build", "--week", "2023-W37"], { cwd })).toMatchObject({ code: 0 });
    expect(await record(cwd, "2023-W37")).toBe(before);
    expect(await run(["verify", "2023-W38"], { cwd })).toMatchObject({ code: 0 });
  });

  it("are refused where the weeks are in the wrong order or none is stored", async () => {
    expectRefusal(
      await run(["run", "--week", "2023-W38..2023-W36"], { cwd }),
      2,
      "the first week comes before the last",
    );
    expectRefusal(await run(["run", "--week", "2019-W01..2019-W05"], { cwd }), 3, "2019-W01 to 2019-W05");
  });
});

describe("an edition counts as out", () => {
  it("when its archive is published, all of which verifies as it did", async () => {
    const cwd = await project(AUTO);
    for (const week of WEEKS.slice(2)) expect(await run(["build", "--week", week], { cwd })).toMatchObject({ code: 0 });
    expect(await run(["publish", "public", "--dry-run"], { cwd })).toMatchObject({ code: 0 });
    expect(await record(cwd, "2023-W38")).toBeUndefined();
    expect(await run(["publish", "public"], { cwd })).toMatchObject({ code: 0 });
    for (const week of WEEKS.slice(2)) {
      expect(JSON.parse((await record(cwd, week)) ?? "")).toMatchObject({ week, knew: [] });
    }
    // The record of the week before came only with this one's own, so it is no part of it.
    expect(await run(["verify", "2023-W39"], { cwd })).toMatchObject({ code: 0 });
  });

  it("neither when it is built nor when it is approved", async () => {
    const cwd = await project({ ...AUTO, approval: "required" });
    expect(await run(["run", "--week", "2023-W39", "--no-send"], { cwd })).toMatchObject({ code: 0 });
    expect(await run(["approve", "--by", "Ada", "--week", "2023-W39"], { cwd })).toMatchObject({ code: 0 });
    expect(await record(cwd, "2023-W39")).toBeUndefined();
  });
});
