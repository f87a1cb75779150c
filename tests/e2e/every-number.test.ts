import { cp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { freshFolder, put, ROOT, run } from "./cli.ts";

interface Ledger {
  readonly facts: readonly { readonly id: string; readonly value: number }[];
  readonly claims: readonly {
    readonly surface: string;
    readonly offset: number;
    readonly printed: string;
    readonly fact: string;
  }[];
}

describe("the archive's pages and feeds", () => {
  let reports: string;
  /** The folder of each page below the archive, and its ledger. */
  const pages: [string, Ledger][] = [];
  const read = (...path: string[]) => readFile(join(reports, ...path), "utf8");

  beforeAll(async () => {
    const folder = await freshFolder();
    await cp(join(ROOT, "snapshots"), join(folder, "snapshots"), { recursive: true });
    await put(folder, "snapshots/2023-W38/letter.md", 'A week of {{n "total.openings.count"}} openings.\n');
    for (const week of ["2023-W38", "2023-W39"]) {
      const built = await run(["build", "--week", week, "--compare", "data-analyst,data-engineer,data-scientist"], {
        cwd: folder,
      });
      expect(built.code, built.stderr).toBe(0);
    }
    reports = join(folder, "reports");
    for (const area of ["roles", "compare"])
      for (const { name } of await readdir(join(reports, area), { withFileTypes: true }))
        if (!name.startsWith(".") && !name.includes("."))
          pages.push([join(area, name), JSON.parse(await read(area, name, "data.json"))]);
    for (const area of ["", "roles", "compare"]) pages.push([area, JSON.parse(await read(area, "data.json"))]);
  }, 600_000);

  it("each keep a ledger in which every number has its place and its fact", async () => {
    expect(pages.length).toBeGreaterThan(15);
    let found = 0;
    for (const [path, { facts, claims }] of pages) {
      const known = new Set(facts.map(({ id }) => id));
      for (const { surface, offset, printed, fact } of claims) {
        const text = await read(path, surface.split("/").at(-1) ?? "");
        expect(text.slice(offset, offset + printed.length), `${path} ${surface} ${fact}`).toBe(printed);
        expect(known.has(fact), `${path} ${fact}`).toBe(true);
        found += 1;
      }
    }
    expect(found).toBeGreaterThan(1_000);
  });

  it("carry the raw value of each number beside it", async () => {
    for (const [path, { facts, claims }] of pages) {
      const html = await read(path, "index.html");
      const values = new Map(facts.map(({ id, value }) => [id, value]));
      const elements = [...html.matchAll(/<data value="([^"]*)" data-fact="([^"]*)">([^<]*)<\/data>/g)];
      for (const [, value, fact] of elements) expect(Number(value), `${path} ${fact}`).toBe(values.get(fact!));
      const shown = claims.filter(
        ({ surface, offset }) => surface.endsWith(".html") && html.slice(0, offset).match(/<data [^>]*>$/),
      );
      expect(shown, path).toHaveLength(elements.length);
    }
  });

  it("know what a quoted edition's numbers stand for, also of a week that is not the newest", async () => {
    const [, home] = pages.find(([path]) => path === "")!;
    const edition = JSON.parse(await read("2023-W38", "edition.json"));
    const quoted = home.claims.filter(({ fact }) => fact.startsWith("2023-W38/"));
    expect(quoted.length).toBeGreaterThan(0);
    for (const { fact } of quoted) {
      const then = edition.facts.find(({ id }: { id: string }) => `2023-W38/${id}` === fact);
      expect(home.facts.find(({ id }) => id === fact)?.value).toBe(then.value);
    }
    const feed = home.claims.filter(({ surface }) => surface === "feed.xml");
    expect(feed.length).toBeGreaterThan(3);
    // What a feed reader shows: no digit but those of the claims, of week names and of "2023".
    let text = await read("feed.xml");
    for (const { offset, printed } of feed)
      text = text.slice(0, offset) + "·".repeat(printed.length) + text.slice(offset + printed.length);
    const seen = [...text.matchAll(/<(title|summary|subtitle)>([^<]*)</g)].map(([, , words]) => words).join("\n");
    expect(seen).not.toMatch(/\d/);
  });
});
