import { type ChildProcess, spawn } from "node:child_process";
import { cp, readFile, rename, rm } from "node:fs/promises";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lacksChromium, openBrowser } from "../browser.ts";
import { contentOf, expectRefusal, freshFolder, put, ROOT, run } from "./cli.ts";

const WEEK = "2023-W39";
const LAYOUT = "templates/mail/layout.mjml.hbs";

interface Started {
  readonly url: string;
  readonly week: string;
  readonly child: ChildProcess;
  /** Ends it as Ctrl+C does, and gives its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** The real preview of a folder, once it listens. */
function start(cwd: string, ...args: string[]): Promise<Started> {
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    NODE_COMPILE_CACHE: join(tmpdir(), "trends-compile-cache"),
  };
  const command = [join(ROOT, "bin", "trends.js"), "preview", "--json", ...args];
  const child = spawn(process.execPath, command, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return new Promise((resolve, reject) => {
    let out = "";
    let errors = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      if (!out.endsWith("}\n")) return;
      const stop = () => {
        child.kill("SIGINT");
        return ended;
      };
      resolve({ ...JSON.parse(out), child, stop });
    });
    void ended.then((code) => reject(new Error(`The preview ended with ${code}: ${errors}`)));
  });
}

/** A project of the committed weeks. */
async function project(): Promise<string> {
  const folder = await freshFolder();
  await cp(join(ROOT, "snapshots"), join(folder, "snapshots"), { recursive: true });
  return folder;
}

/** A raw request, so that the Host header can be any. */
function ask(
  url: string,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request(new URL(path, url), { method, headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });
}

/** What an expression gives in the page, waited for; the page's own policy forbids scripts that wait inside it. */
const until = (page: Page, expression: string) =>
  expect
    .poll(() => page.evaluate<boolean>(expression), { timeout: 30_000, interval: 20, message: expression })
    .toBe(true);
const shown = (page: Page, words: string, surface = "mail") =>
  until(
    page,
    `[...document.querySelectorAll("#frames-${surface} iframe:not(.coming)")].some((frame) => frame.contentDocument.body.textContent.includes(${JSON.stringify(words)}))`,
  );
const framed = (page: Page, query: string) =>
  until(page, `document.querySelector("#frames-mail iframe:not(.coming)")?.src.includes("${query}") === true`);
const status = (page: Page, state: string) => page.waitForSelector(`#status[data-state=${state}]`);

describe.skipIf(lacksChromium())("the editor's preview in a browser", () => {
  let folder: string;
  let preview: Started;
  let browser: BrowserContext;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    folder = await project();
    preview = await start(folder, "--port", "0");
    browser = await openBrowser(folder);
    page = await browser.newPage();
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("request", (sent) => {
      if (!sent.url().startsWith(preview.url)) problems.push(`outside: ${sent.url()}`);
    });
    await page.goto(preview.url);
    await status(page, "good");
  });

  afterAll(async () => {
    await browser?.close();
    preview?.child.kill("SIGKILL");
  });

  it("says where it listens, and opens at every width without sideways scrolling, light and dark", async () => {
    expect(preview).toMatchObject({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/), week: WEEK });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 600, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const tab of ["mail", "text", "page", "inbox", "findings", "facts", "left-out"]) {
          await page.click(`#tab-${tab}`);
          const over = await page.evaluate<number>("document.scrollingElement.scrollWidth - innerWidth");
          expect(over, `${tab} at ${width}`).toBeLessThanOrEqual(0);
        }
      }
    }
    await page.emulateMedia({ colorScheme: "light" });
  });

  it("works by keyboard, names all its controls, and keeps the view in the address across a reload", async () => {
    await page.focus("#tab-left-out");
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate("document.activeElement.id")).toBe("tab-mail");
    await page.keyboard.press("End");
    expect(await page.evaluate("document.activeElement.id")).toBe("tab-left-out");
    await page.keyboard.press("6");
    expect(await page.isVisible("#panel-facts")).toBe(true);
    await page.keyboard.press("/");
    await page.keyboard.type("data-engineer pay median");
    const rows = await page.locator("#facts tbody tr").allTextContents();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(20);
    for (const row of rows) expect(row).toMatch(/data-engineer.*pay.*median/);
    await page.focus("#tab-mail");
    await page.keyboard.press("1");
    await page.keyboard.press("d");
    await page.keyboard.press("w");
    await page.reload();
    await status(page, "good");
    expect(await page.evaluate("location.hash")).toMatch(/tab=mail&width=600&dark=1.*facts=data-engineer/);
    expect(await page.getAttribute("#tab-mail", "aria-selected")).toBe("true");
    await page.frameLocator("#frames-mail iframe").locator("h1").click();
    await page.keyboard.press("2");
    expect(await page.isVisible("#panel-text")).toBe(true);
    await page.keyboard.press("1");
    const unnamed = await page.evaluate<string[]>(
      `[...document.querySelectorAll("button, input, select, iframe, [role=tabpanel]")].filter((each) => {
        const label = each.labels?.[0]?.textContent ?? each.getAttribute("aria-label") ?? each.title;
        const named = document.getElementById(each.getAttribute("aria-labelledby"))?.textContent;
        return !(label || named || each.textContent.trim());
      }).map((each) => each.outerHTML)`,
    );
    expect(unnamed).toEqual([]);
    await page.keyboard.press("d");
  });

  it("shows dark by the mail's own rules, and alternative texts with images off", async () => {
    const background = () =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector("#frames-mail iframe:not(.coming)").contentDocument.body).backgroundColor`,
      );
    await page.uncheck("#dark");
    await framed(page, "dark=0");
    const light = await background();
    await page.check("#dark");
    await framed(page, "dark=1");
    expect([light, await background()]).toEqual(["rgb(242, 244, 243)", "rgb(15, 20, 18)"]);
    await page.uncheck("#images");
    await framed(page, "images=0");
    const images = await page.evaluate<number[]>(
      `[...document.querySelector("#frames-mail iframe").contentDocument.images].map((image) => image.naturalWidth)`,
    );
    expect(images).toEqual([0, 0, 0]);
    await page.check("#images");
    await page.uncheck("#dark");
  });

  it("shows the mail and the text of a reader who follows a role, and keeps the choice in the address", async () => {
    await page.selectOption("#roles", "data-analyst");
    await framed(page, "roles=data-analyst");
    await shown(page, "Your roles");
    expect(await page.evaluate("location.hash")).toContain("roles=data-analyst");
    await page.click("#tab-text");
    await until(page, `document.getElementById("text").textContent.includes("Your roles")`);
    await page.selectOption("#roles", "");
    await until(page, `!document.getElementById("text").textContent.includes("Your roles")`);
    await page.click("#tab-mail");
  });

  it("shows a saved template of the project without a reload, and what stands in a broken one's way", async () => {
    await page.evaluate("window.untouched = true");
    const layout = await readFile(join(ROOT, LAYOUT), "utf8");
    await put(folder, LAYOUT, layout.replace("{{letter.heading}}", "A saved template"));
    await shown(page, "A saved template");
    await put(folder, LAYOUT, layout.replace("{{letter.heading}}", "{{letter.heading"));
    await page.waitForSelector("#failure:not([hidden])");
    expect(await page.textContent("#failure")).toMatch(/template-invalid.*mail\/layout\.mjml\.hbs.*What to do: /s);
    await shown(page, "A saved template");
    await put(folder, LAYOUT, "");
    // As editors do it: written aside, and renamed.
    await put(folder, `${LAYOUT}.swp`, layout.replace("{{letter.heading}}", "Mended"));
    await rename(join(folder, `${LAYOUT}.swp`), join(folder, LAYOUT));
    await shown(page, "Mended");
    await page.waitForSelector("#failure", { state: "hidden" });
    await rm(join(folder, "templates"), { recursive: true });
    await shown(page, "Week 39");
    expect(await page.evaluate("window.untouched")).toBe(true);
  });

  it("follows the settings and the locale pack, and survives settings that cannot be loaded", async () => {
    await put(folder, "trends.config.ts", 'export default { name: "Another Letter" };\n');
    await shown(page, "Another Letter");
    await put(folder, "trends.config.ts", "export default {");
    await page.waitForSelector("#failure:not([hidden])");
    expect(await page.textContent("#failure")).toContain("settings-invalid");
    await put(folder, "trends.config.ts", 'export default { name: "A Third Letter" };\n');
    await shown(page, "A Third Letter");
    const messages = await readFile(join(ROOT, "templates/en-US/messages-surface.json"), "utf8");
    await put(
      folder,
      "templates/en-US/messages-surface.json",
      messages.replace(/"mail\.name-unknown": "[^"]*"/, '"mail.name-unknown": "reader of mine"'),
    );
    await shown(page, "reader of mine");
  });

  it("opens with the intro as soon as letter.md is saved, and marks an edition that is blocked", async () => {
    await put(folder, `snapshots/${WEEK}/letter.md`, "---\nnotes: SECRETNOTE\n---\nGood morning, and 1,234 reasons.\n");
    await shown(page, "Good morning, and 1,234 reasons.");
    await status(page, "blocked");
    expect(await page.textContent("#status")).toBe("Blocked by 1 finding");
    await page.click("#tab-findings");
    expect(await page.textContent("#panel-findings")).toMatch(
      /unbound-number.*"1,234" of letter\.md, line 4.*What to do: /s,
    );
    await put(folder, `snapshots/${WEEK}/letter.md`, 'Good evening, {{n "total.opening.count"}}.\n');
    await page.waitForSelector("#failure:not([hidden])");
    expect(await page.textContent("#failure")).toMatch(/letter-invalid.*line 1.*total\.openings\.count/s);
    await put(folder, `snapshots/${WEEK}/letter.md`, 'Good evening, {{n "total.openings.count"}}.\n');
    await status(page, "good");
    await page.click("#tab-page");
    await shown(page, "Good evening, 207.", "page");
    await page.click("#tab-text");
    expect(await page.textContent("#text")).toContain("Good evening, 207.");
    expect(await page.content()).not.toContain("SECRETNOTE");
  });

  it("answers to its own name only, changes nothing, and writes nothing", async () => {
    const { port } = new URL(preview.url);
    expect(await ask(preview.url, "/draft.json", { host: `evil.example:${port}` })).toMatchObject({ status: 403 });
    expect(await ask(preview.url, "/draft.json", { host: "127.0.0.1" })).toMatchObject({ status: 403 });
    expect(await ask(preview.url, "/draft.json", { host: `localhost:${port}` })).toMatchObject({ status: 200 });
    for (const method of ["POST", "PUT", "DELETE"]) expect((await ask(preview.url, "/", {}, method)).status).toBe(405);
    for (const path of [
      "/assets/../../package.json",
      "/assets/%2e%2e%2fpackage.json",
      "/frames/nothing",
      "/charts/nothing.png",
    ])
      expect((await ask(preview.url, path)).status).toBe(404);
    expect((await ask(preview.url, "/draft.json")).body).not.toContain("SECRETNOTE");
    const made = Object.keys(await contentOf(folder)).filter(
      (name) => !/^(profile|snapshots|templates)\/|^trends\.config\.ts$/.test(name),
    );
    expect(made).toEqual([]);
  });

  it("serves the charts of mail and page under names that change with the drawing", async () => {
    const named = /charts\/[a-z-]+\.[0-9a-f]{10}\.png/;
    const [inMail = ""] = named.exec((await ask(preview.url, "/frames/mail")).body) ?? [];
    const [onPage = ""] = named.exec((await ask(preview.url, "/frames/page")).body) ?? [];
    expect(inMail).toBe(onPage);
    expect(await ask(preview.url, `/${inMail}`)).toMatchObject({ status: 200 });
    expect(await ask(preview.url, `/frames/${onPage}`)).toMatchObject({ status: 200 });
  });

  it("finds the preview again after a restart on the same port, and ends cleanly when asked to", async () => {
    const { port } = new URL(preview.url);
    expect(await preview.stop()).toBe(0);
    await status(page, "away");
    preview = await start(folder, "--port", port);
    await status(page, "good");
    expect(await preview.stop()).toBe(0);
    expect(problems).toEqual([]);
  });
});

describe("the editor's preview", () => {
  it("says what is wrong when there is no week, and when the port is taken", async () => {
    const empty = await freshFolder();
    expectRefusal(await run(["preview", "--port", "0"], { cwd: empty }), 3, "snapshot-missing");
    const folder = await project();
    expectRefusal(
      await run(["preview", "--port", "0", "--week", "2020-W01"], { cwd: folder }),
      3,
      "snapshot-missing",
      "2020-W01",
    );
    expectRefusal(await run(["preview", "--port", "99999"], { cwd: folder }), 2, "--port");
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const refused = await run(["preview", "--port", String(port)], { cwd: folder });
    other.close();
    expectRefusal(refused, 2, "port-busy", `Port ${port}`, /Add --port \d+/);
  });

  it.each([
    ["2022-W52", "the first week"],
    ["2023-W01", "the second week"],
    [WEEK, "a week that was never compared"],
  ])("shows %s, %s", async (week, which) => {
    const folder = await project();
    if (which.includes("never")) await rm(join(folder, `snapshots/${week}/changes.json`));
    const { url, stop } = await start(folder, "--port", "0", "--week", week);
    const draft = async () => JSON.parse((await ask(url, "/draft.json")).body);
    await expect.poll(draft, { timeout: 30_000 }).toMatchObject({ week, text: expect.stringContaining("openings") });
    const { leftOut, dataNotes } = await draft();
    if (which.includes("never"))
      expect({ leftOut, dataNotes }).toEqual({ leftOut: [], dataNotes: [expect.any(String)] });
    expect(await stop()).toBe(0);
  });
});
