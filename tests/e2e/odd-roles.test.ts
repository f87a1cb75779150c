import { existsSync } from "node:fs";
import { readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { expectRefusal, freshFolder, put, readJson, run } from "./cli.ts";
import { csv, posting, postings } from "./postings.ts";

describe("roles whose names mean something to the program", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await freshFolder();
    const rows = [
      ...postings(7),
      ...postings(3, { roles: "Total" }, 20),
      ...postings(2, { roles: "Pair Programmer" }, 30),
      ...postings(2, { roles: "Constructor; __proto__" }, 40),
    ];
    await put(folder, "a.csv", csv(rows));
    expect(await run(["ingest", "a.csv", "--format", "postings"], { cwd: folder })).toMatchObject({ code: 0 });
    expect(await run(["build"], { cwd: folder })).toMatchObject({ code: 0 });
  });

  it("are roles like others, also where JavaScript knows the name", async () => {
    const { roles } = await readJson(folder, "snapshots/2026-W45/snapshot.json");
    expect(Object.keys(roles)).toEqual(["constructor", "data-engineer", "pair-programmer", "proto", "total-role"]);
  });

  it("have facts of their own", async () => {
    const { facts } = await readJson(folder, "reports/2026-W45/edition.json");
    const ids = facts.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("are explained down to their postings", async () => {
    const { stdout } = await run(["explain", "pair-programmer.openings.count", "--json"], { cwd: folder });
    expect(JSON.parse(stdout).postings).toHaveLength(2);
  });
});

describe("words that a broken template would leave", () => {
  it("are a role's name, its address in the feed, and the editor's own words", async () => {
    const folder = await freshFolder();
    const rows = [...postings(7), ...postings(6, { roles: "Undefined" }, 20), ...postings(6, { roles: "NaN" }, 30)];
    await put(folder, "a.csv", csv(rows));
    expect(await run(["ingest", "a.csv", "--format", "postings"], { cwd: folder })).toMatchObject({ code: 0 });
    await put(
      folder,
      "snapshots/2026-W45/letter.md",
      "---\npreheader: What ads leave undefined, and what they say of pay this week\n---\n\nMuch is left undefined in *ads that say undefined* things; NaN is a bread.\n",
    );
    expect(await run(["check"], { cwd: folder })).toMatchObject({ code: 0 });
    expect(await run(["build"], { cwd: folder })).toMatchObject({ code: 0 });
  });

  it("stop the check of a week that build would refuse, with the page that they are left on", async () => {
    const folder = await freshFolder();
    await put(folder, "a.csv", csv(postings(7)));
    expect(await run(["ingest", "a.csv", "--format", "postings"], { cwd: folder })).toMatchObject({ code: 0 });
    const layout = await readFile("templates/page/site.html.hbs", "utf8");
    await put(folder, "templates/page/site.html.hbs", layout.replace("</main>", "<p>undefined</p></main>"));
    const checked = await run(["check", "--json"], { cwd: folder });
    expect(checked.code).toBe(4);
    const { blocked, findings } = JSON.parse(checked.stdout);
    expect(blocked).toBe(true);
    expect(findings).toContainEqual(expect.objectContaining({ rule: "leftover", surface: "roles/index.html" }));
    expect(existsSync(join(folder, "reports"))).toBe(false);
    expect(await run(["build"], { cwd: folder })).toMatchObject({ code: 4 });
  });
});

describe("what one ingest leaves to the next", () => {
  it("gives a week the same snapshot alone as among other weeks of its file", async () => {
    const [together, alone] = [await freshFolder(), await freshFolder()];
    const rows = [posting(1, { last_seen: "2026-10-28", roles: "data engineer" }), posting(2), posting(3)];
    const title = async (folder: string, args: readonly string[]) => {
      await put(folder, "a.csv", csv(rows));
      expect(await run(["ingest", "a.csv", "--format", "postings", ...args], { cwd: folder })).toMatchObject({
        code: 0,
      });
      return (await readJson(folder, "snapshots/2026-W44/snapshot.json")).roles["data-engineer"].title;
    };
    expect(await title(alone, ["--week", "2026-W44"])).toBe(await title(together, ["--by-week"]));
  });

  it("names a damaged postings.parquet of the week before, and what to do", async () => {
    const folder = await freshFolder();
    await put(folder, "a.csv", csv(postings(5, { last_seen: "2026-10-28" })));
    expect(await run(["ingest", "a.csv", "--format", "postings"], { cwd: folder })).toMatchObject({ code: 0 });
    await truncate(join(folder, "snapshots/2026-W44/postings.parquet"), 100);
    await put(folder, "b.csv", csv(postings(5)));
    const result = await run(["ingest", "b.csv", "--format", "postings"], { cwd: folder });
    expectRefusal(result, 3, "2026-W44/postings.parquet");
  });
});
