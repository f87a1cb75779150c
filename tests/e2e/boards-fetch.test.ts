import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, expectRefusal, freshFolder, put, run } from "./cli.ts";

let folder: string;
beforeAll(async () => {
  folder = await freshFolder();
  await put(
    folder,
    "trends.config.ts",
    `export default { boards: { list: [
      { source: "greenhouse", board: "acme", name: "Acme" },
      { source: "lever", board: "acme", region: "eu" },
      { source: "ashby", board: "Acme.io" },
    ] } };`,
  );
});

describe.concurrent("trends boards fetch", () => {
  it("says with --dry-run what it would ask, and touches nothing", async () => {
    const before = await contentOf(folder);
    const told = await run(["boards", "fetch", "--dry-run"], { cwd: folder });
    expect(told).toMatchObject({ code: 0, stderr: "" });
    expect(
      told.stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ["board", "last answer", "would be asked"],
      ["greenhouse/acme", "none", "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true"],
      ["lever/acme", "none", "https://api.eu.lever.co/v0/postings/acme?mode=json"],
      ["ashby/Acme.io", "none", "https://api.ashbyhq.com/posting-api/job-board/Acme.io?includeCompensation=true"],
    ]);
    const { stdout } = await run(["boards", "fetch", "--dry-run", "--json"], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: true,
      boards: [{ source: "greenhouse", board: "acme", last: null }, { source: "lever" }, { source: "ashby" }],
    });
    expect(await contentOf(folder)).toEqual(before);
  });

  it("asks nobody where no board is set", async () => {
    const empty = await freshFolder();
    const told = await run(["boards", "fetch"], { cwd: empty });
    expect(told).toMatchObject({ code: 0, stdout: expect.stringContaining("none set") });
    const { stdout } = await run(["boards", "fetch", "--json"], { cwd: empty });
    expect(JSON.parse(stdout)).toMatchObject({ boards: [] });
    expect(await contentOf(empty)).toEqual({});
  });

  it("takes no path for a board", async () => {
    const own = await freshFolder();
    await put(
      own,
      "trends.config.ts",
      'export default { boards: { list: [{ source: "lever", board: "../../etc" }] } };',
    );
    expectRefusal(
      await run(["boards", "fetch"], { cwd: own }),
      2,
      "settings-invalid",
      /boards\.list\.0\.board: a board's name is of letters/,
    );
  });

  it("explains itself", async () => {
    const { stdout } = await run(["boards", "fetch", "--help"], { cwd: folder });
    expect(stdout).toContain("Example:\n  trends boards fetch --dry-run");
  });
});
