import { existsSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lacksChromium, openBrowser } from "../browser.ts";
import { contentOf, expectRefusal, freshFolder, jsonError, ROOT, readJson, run } from "./cli.ts";

const PAIR = "compare/data-engineer-vs-data-scientist";
const THREE = "compare/data-analyst-vs-data-engineer-vs-data-scientist";

let folder: string;
const built: { readonly changed: readonly string[]; readonly comparisons: readonly string[] }[] = [];

/** A project on the committed weeks. */
async function project(settings = ""): Promise<string> {
  const made = await freshFolder();
  const text = `export default { snapshots: ${JSON.stringify(join(ROOT, "snapshots"))}, ${settings} };\n`;
  await writeFile(join(made, "trends.config.ts"), text);
  return made;
}

async function build(cwd: string, ...args: readonly string[]) {
  const result = await run(["build", "--json", ...args], { cwd });
  expect(result, result.stderr).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(result.stdout);
}

const page = (path: string, from = folder) => readFile(join(from, "reports", path, "index.html"), "utf8");

beforeAll(async () => {
  folder = await project('pairs: [["data-engineer", "data-scientist"]]');
  built.push(await build(folder, "--compare", "data-scientist,data-engineer,data-analyst"));
});

describe("the archive's pages", () => {
  it("are all in the manifest, which lists nothing that is not there", async () => {
    const { files } = await readJson(folder, "reports/manifest.json");
    expect(Object.keys(files)).toContain(`${PAIR}/index.html`);
    expect(Object.keys(files)).toContain("roles/data-engineer/data.json");
    for (const path of Object.keys(files)) expect(existsSync(join(folder, "reports", path)), path).toBe(true);
    expect(Object.keys(files).join("\n")).not.toMatch(/\.releases|README|approval|letter\.md/);
  });

  it("link only what is there, and every page leads home", async () => {
    const { files } = await readJson(folder, "reports/manifest.json");
    const pages = Object.keys(files).filter((path) => path.endsWith("index.html"));
    expect(pages.length).toBeGreaterThan(13);
    for (const file of pages) {
      const html = await readFile(join(folder, "reports", file), "utf8");
      const links = [...html.matchAll(/\shref="([^"]*)"/g)].map(([, href = ""]) => href);
      for (const href of links) {
        if (href.startsWith("#")) expect(html, `${file} ${href}`).toContain(`id="${href.slice(1)}"`);
        else expect(Object.keys(files), `${file} links ${href}`).toContain(join(dirname(file), href));
      }
      expect(links.map((href) => join(dirname(file), href))).toContain("index.html");
    }
  });

  it("print each number with its fact, whose value is in the data beside the page", async () => {
    for (const path of [PAIR, THREE, "roles/data-engineer", ""]) {
      const html = await page(path);
      const { facts } = await readJson(folder, join("reports", path, "data.json"));
      const values = new Map(facts.map((fact: { id: string; value: number }) => [fact.id, fact.value]));
      const printed = [...html.matchAll(/<data value="([^"]*)" data-fact="([^"]*)">/g)];
      expect(printed.length).toBeGreaterThan(15);
      for (const [, value, id = ""] of printed) expect(values.get(id), id).toBe(Number(value));
    }
  });

  it("name a role as the better one only where the week's tests do", async () => {
    const html = await page(PAIR);
    const { pairs } = await readJson(ROOT, "snapshots/2023-W39/changes.json");
    const tested = pairs.filter((each: { a: string; b: string }) => `compare/${each.a}-vs-${each.b}` === PAIR);
    const clear = tested.filter(({ verdict }: { verdict: string }) => verdict.endsWith("-more"));
    expect(html.match(/Choose /g)).toHaveLength(clear.length + 2); // the description says the first of them, twice
  });

  it("are the same bytes for the roles of a comparison in any order", async () => {
    const other = await project('pairs: [["data-scientist", "data-engineer"]]');
    await build(other, "--compare", "data-analyst,data-engineer,data-scientist");
    expect(await page(THREE, other)).toBe(await page(THREE));
    expect(await page(PAIR, other)).toBe(await page(PAIR));
  });

  it("are not written again while nothing changed, and a comparison once asked for is kept up", async () => {
    const before = await contentOf(join(folder, "reports"));
    expect(await build(folder)).toMatchObject({ changed: [], comparisons: [] });
    expect(await contentOf(join(folder, "reports"))).toEqual(before);
  });

  it("show the newest stored week though an older edition is built", async () => {
    const other = await project();
    await build(other, "--week", "2023-W30");
    expect(await page("roles/data-engineer", other)).toContain("Figures of Week 39");
    expect(await page("", other)).toContain("Figures of Week 39");
    expect(await page("", other)).toContain('href="2023-W30/index.html"');
    expect(await page("", other)).not.toContain('href="2023-W39/index.html"');
    expect((await run(["verify", "2023-W30"], { cwd: other })).code).toBe(0);
  });

  it("keep every comparison that builds at the same time were asked for", async () => {
    const other = await project();
    const asked = ["cloud-engineer,data-analyst", "cloud-engineer,data-engineer"];
    await Promise.all(asked.map((roles) => build(other, "--week", "2023-W39", "--compare", roles)));
    const { comparisons, files } = await readJson(other, "reports/manifest.json");
    expect(comparisons).toEqual(expect.arrayContaining(asked.map((roles) => roles.split(","))));
    expect(Object.keys(files)).toContain("compare/cloud-engineer-vs-data-analyst/index.html");
    expect(Object.keys(files)).toContain("compare/cloud-engineer-vs-data-engineer/index.html");
  });

  it("refuse a comparison with a role nobody knows, naming near ones, before anything is written", async () => {
    const before = await contentOf(join(folder, "reports"));
    const result = await run(["build", "--json", "--compare", "data-enginer,data-scientist"], { cwd: folder });
    expectRefusal(result, 2, 'no stored week has a role "data-enginer"'.replace("no", "No"), "data-engineer");
    expect(jsonError(result)).toMatchObject({ code: "role-unknown", role: "data-enginer" });
    for (const roles of ["data-engineer", "data-engineer,data-engineer", "a,b,c,d"])
      expectRefusal(await run(["build", "--compare", roles], { cwd: folder }), 2, "two or three different roles");
    expect(await contentOf(join(folder, "reports"))).toEqual(before);
  });

  it("have a sitemap and addresses only where the archive has one, and feeds that link accordingly", async () => {
    expect(existsSync(join(folder, "reports/sitemap.xml"))).toBe(false);
    expect(await page("")).not.toMatch(/canonical|og:url/);
    expect(await readFile(join(folder, "reports/feed.xml"), "utf8")).toContain('href="2023-W39/index.html"');
    const other = await project('siteUrl: "https://pay.example.org/letter/"');
    await cp(join(folder, "reports"), join(other, "reports"), { recursive: true, verbatimSymlinks: true });
    await build(other);
    const feed = await readFile(join(other, "reports/feed.xml"), "utf8");
    expect(feed).toContain("<id>tag:example.com,2023:track-ai-salary-trends/2023-W39</id>");
    expect(feed).toContain('href="https://pay.example.org/letter/2023-W39/"');
    expect(feed).toContain("<updated>2023-10-02T00:00:00Z</updated>");
    expect(await readFile(join(other, "reports/roles/data-engineer/feed.xml"), "utf8")).toContain("<entry>");
    expect(await readFile(join(other, "reports/sitemap.xml"), "utf8")).toContain(
      `<loc>https://pay.example.org/letter/${PAIR}/</loc>`,
    );
    expect(await page(PAIR, other)).toContain(`<link rel="canonical" href="https://pay.example.org/letter/${PAIR}/">`);
    expect(await page("roles/data-engineer", other)).toContain('type="application/atom+xml"');
  });
});

/** What a look at a page finds; an expression, because it runs in the browser. */
const LOOK = `({
  overflow: document.scrollingElement.scrollWidth - innerWidth,
  h1: document.querySelectorAll("h1").length,
  levels: [...document.querySelectorAll("h1,h2,h3,h4")].map((each) => Number(each.tagName[1])),
  landmarks: ["main", "footer", "header.masthead", "nav[aria-label]"].filter((each) => document.querySelectorAll(each).length !== 1),
  unnamed: [...document.querySelectorAll("svg[role=img]")].filter((each) => (each.getAttribute("aria-label") ?? "").length < 20).length,
  emptyLinks: [...document.links].filter((each) => each.textContent.trim() === "").length,
  tables: [...document.querySelectorAll("table")].filter((each) => each.caption === null || each.querySelector("tbody th[scope=row]") === null).length,
  skip: document.querySelector("a")?.getAttribute("href"),
  scripts: document.scripts.length,
  ids: [...document.querySelectorAll("[id]")].length - new Set([...document.querySelectorAll("[id]")].map((each) => each.id)).size,
  lang: document.documentElement.lang,
})`;

interface Found {
  readonly overflow: number;
  readonly levels: readonly number[];
}

describe.skipIf(lacksChromium())("the archive's pages in a browser", () => {
  let browser: BrowserContext;
  beforeAll(async () => {
    browser = await openBrowser(await freshFolder());
  });
  afterAll(() => browser?.close());

  it.each(["", "roles", "compare", "roles/data-engineer", PAIR, THREE])(
    "/%s is whole from a folder at any width, light and dark, and asks for nothing",
    async (path) => {
      const shown = await browser.newPage();
      const said: string[] = [];
      shown.on("console", (message) => said.push(message.text()));
      shown.on("pageerror", (error) => said.push(String(error)));
      shown.on("requestfailed", (request) => said.push(request.url()));
      for (const colorScheme of ["light", "dark"] as const) {
        await shown.emulateMedia({ colorScheme });
        await shown.goto(`file://${join(folder, "reports", path, "index.html")}`);
        await shown.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
        for (const width of [320, 600, 1280]) {
          await shown.setViewportSize({ width, height: 800 });
          const found = await shown.evaluate<Found>(LOOK);
          expect(found).toMatchObject({
            h1: 1,
            landmarks: [],
            unnamed: 0,
            emptyLinks: 0,
            tables: 0,
            skip: "#content",
            scripts: 0,
            ids: 0,
            lang: "en-US",
          });
          expect(found.overflow, `${colorScheme} ${width}`).toBeLessThanOrEqual(0);
          expect(found.levels.every((level, index) => level - (found.levels[index - 1] ?? 0) <= 1)).toBe(true);
        }
      }
      expect(said).toEqual([]);
      await shown.close();
    },
  );

  it("has drawings of its own colours in the dark", async () => {
    const shown = await browser.newPage();
    await shown.emulateMedia({ colorScheme: "dark" });
    await shown.goto(`file://${join(folder, "reports", PAIR, "index.html")}`);
    const fills = await shown.evaluate<string[]>(
      '[...document.querySelectorAll(".drawing svg > rect, .drawing text")].map((each) => getComputedStyle(each).fill)',
    );
    expect(fills).toContain("rgb(23, 30, 27)");
    expect(fills).not.toContain("rgb(255, 255, 255)");
    expect(fills).not.toContain("rgb(23, 33, 29)");
    await shown.close();
  });
});
