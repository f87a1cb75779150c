import { cp, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { replaceFolder } from "../../src/files.ts";
import { contentOf, expectRefusal, freshFolder, jsonError, put, readJson, run } from "./cli.ts";
import { FEED, madeUpFeed } from "./made-up-feed.ts";

const WEEK = "2026-W32";
const AUTO = ["--settings", "auto.config.ts"];

let origin: string;

beforeAll(async () => {
  origin = await freshFolder();
  await put(origin, "feed.csv", madeUpFeed(2));
  await put(origin, "auto.config.ts", 'export default { approval: "auto" };');
  expect(await run(["ingest", "feed.csv", ...FEED], { cwd: origin })).toMatchObject({ code: 0 });
  expect(await run(["build", "--week", WEEK], { cwd: origin })).toMatchObject({ code: 0 });
  // What nobody is to see, beside what is published.
  await put(origin, "reports/notes.txt", "private");
  await put(origin, "reports/roles/draft.html", "private");
  await put(origin, `snapshots/${WEEK}/letter.md`, "private");
});

async function project(): Promise<string> {
  const folder = await freshFolder();
  await cp(origin, folder, { recursive: true, verbatimSymlinks: true });
  return folder;
}

async function approve(folder: string, week: string, hash?: string): Promise<void> {
  const { editions } = await readJson(folder, "reports/manifest.json");
  const own = editions.find((edition: { week: string }) => edition.week === week).hash;
  await put(
    folder,
    `snapshots/${week}/approval.json`,
    JSON.stringify({ hash: hash ?? own, by: "Ada", at: "2026-08-10T09:00:00Z" }),
  );
}

/** What a reader finds below the published address, links resolved. */
async function shown(folder: string, name = "public"): Promise<Record<string, string>> {
  return contentOf(join(dirname(join(folder, name)), await readlink(join(folder, name))));
}

describe.concurrent("publish", () => {
  it("refuses while an edition is not approved, and names each such week", async () => {
    const folder = await project();
    expect(await run(["build", "--week", "2026-W31"], { cwd: folder })).toMatchObject({ code: 0 });
    await approve(folder, WEEK, "0".repeat(64));
    const result = await run(["publish", "public", "--json"], { cwd: folder });
    expectRefusal(
      result,
      4,
      "2026-W31 (never approved)",
      `${WEEK} (changed since its approval)`,
      "Nothing was published",
    );
    expect(jsonError(result)).toMatchObject({
      code: "edition-not-approved",
      weeks: [
        { week: "2026-W31", standing: "unapproved" },
        { week: WEEK, standing: "changed" },
      ],
    });
    expect(await readdir(folder)).not.toContain("public");
  });

  it("publishes an approved archive: what the manifest lists, as plain files, and nothing else", async () => {
    const folder = await project();
    await approve(folder, WEEK);
    const result = await run(["publish", "public", "--json"], { cwd: folder });
    expect(result, result.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(result.stdout)).toMatchObject({ state: "published", editions: [WEEK], changed: [], kept: [] });
    const { files } = await readJson(folder, "reports/manifest.json");
    const content = await shown(folder);
    const { "manifest.json": own, ...rest } = content;
    expect(own).toBeDefined();
    expect(rest).toEqual(files);
    expect(await readJson(folder, "public/manifest.json")).toEqual(await readJson(folder, "reports/manifest.json"));
  });

  it("does nothing the second time, and says so", async () => {
    const folder = await project();
    await run([...AUTO, "publish", "public"], { cwd: folder });
    const before = await readlink(join(folder, "public"));
    const again = await run([...AUTO, "publish", "public"], { cwd: folder });
    expect(again.stdout).toContain("nothing was done");
    expect(await readlink(join(folder, "public"))).toBe(before);
  });

  it("writes nothing on a dry run", async () => {
    const folder = await project();
    const before = await contentOf(folder);
    const result = await run([...AUTO, "publish", "public", "--dry-run", "--json"], { cwd: folder });
    expect(JSON.parse(result.stdout)).toMatchObject({ state: "dry-run" });
    expect(JSON.parse(result.stdout).added.length).toBeGreaterThan(20);
    expect(await contentOf(folder)).toEqual(before);
  });

  it("keeps a page that was published earlier, in its manifest too", async () => {
    const folder = await project();
    await run([...AUTO, "build", "--compare", "data-analyst,ml-engineer,data-engineer"], { cwd: folder });
    await run([...AUTO, "publish", "public"], { cwd: folder });
    const page = "compare/data-analyst-vs-data-engineer-vs-ml-engineer/index.html";
    const earlier = await readFile(join(folder, "public", page), "utf8");
    await rm(join(folder, "reports"), { recursive: true });
    await run([...AUTO, "build", "--week", "2026-W31"], { cwd: folder });
    const result = await run([...AUTO, "publish", "public", "--json"], { cwd: folder });
    expect(JSON.parse(result.stdout).kept).toContain(page);
    expect(await readFile(join(folder, "public", page), "utf8")).toBe(earlier);
    const { files } = await readJson(folder, "public/manifest.json");
    expect(Object.keys(files)).toEqual(expect.arrayContaining([page, `${WEEK}/index.html`, "2026-W31/index.html"]));
    const again = await run([...AUTO, "publish", "public", "--json"], { cwd: folder });
    expect(JSON.parse(again.stdout)).toMatchObject({ state: "unchanged" });
  });

  it("refuses a real folder and a link that is not its own, and leaves both as they were", async () => {
    const folder = await project();
    await put(folder, "public/mine.txt", "mine");
    await mkdir(join(folder, "elsewhere"));
    await symlink("elsewhere", join(folder, "link"));
    for (const name of ["public", "link"]) {
      const result = await run([...AUTO, "publish", name], { cwd: folder });
      expectRefusal(result, 2, "folder-in-the-way", name);
    }
    expect(await readFile(join(folder, "public/mine.txt"), "utf8")).toBe("mine");
    expect(await readlink(join(folder, "link"))).toBe("elsewhere");
  });

  it("refuses an archive that is not what was built: a changed page, a changed edition, no manifest", async () => {
    const folder = await project();
    const page = join(folder, "reports/index.html");
    const before = await readFile(page, "utf8");
    await writeFile(page, `${before}<!-- -->`);
    expectRefusal(await run([...AUTO, "publish", "public"], { cwd: folder }), 3, "archive-changed", "index.html");
    await writeFile(page, before);
    const edition = join(folder, "reports", WEEK, "email.txt");
    await writeFile(edition, "Another mail.");
    await run([...AUTO, "build", "--week", "2026-W31"], { cwd: folder });
    expectRefusal(await run([...AUTO, "publish", "public"], { cwd: folder }), 3, "archive-changed", WEEK);
    await rm(join(folder, "reports/manifest.json"));
    expectRefusal(await run([...AUTO, "publish", "public"], { cwd: folder }), 3, "archive-missing", "trends build");
  });

  it("is whole after two publishes at the same time", async () => {
    const folder = await project();
    const both = await Promise.all([1, 2].map(() => run([...AUTO, "publish", "public"], { cwd: folder })));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const { files } = await readJson(folder, "reports/manifest.json");
    expect(await shown(folder)).toMatchObject(files);
  });

  it("leaves the earlier release to readers while a killed one lies half-written beside it", async () => {
    const folder = await project();
    await run([...AUTO, "publish", "public"], { cwd: folder });
    const before = await shown(folder);
    // What a crash before the switch leaves: a release without its link.
    await put(folder, ".releases/public-0123456789abcdef-01234567/index.html", "half");
    expect(await shown(folder)).toEqual(before);
    const again = await run([...AUTO, "publish", "public"], { cwd: folder });
    expect(again).toMatchObject({ code: 0 });
    expect(await shown(folder)).toEqual(before);
  });
});

it("says whether a folder was switched", async () => {
  const path = join(await freshFolder(), "site");
  const files = new Map([["a.txt", "a"]]);
  expect(await replaceFolder(path, "0123456789abcdef", files)).toBe(true);
  expect(await replaceFolder(path, "0123456789abcdef", files)).toBe(false);
});
