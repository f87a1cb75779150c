import { type ChildProcess, spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio/slim";
import PostalMime, { type Email } from "postal-mime";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lacksChromium, openBrowser } from "../browser.ts";
import { contentOf, freshFolder, put, ROOT, readJson, run } from "./cli.ts";
import { ATTACKS, hostileFeed, LAST } from "./hostile-feed.ts";

const SERVICES = ["listmonk", "buttondown", "generic"] as const;
const ENV = { LINK_SECRET: "0123456789".repeat(4) };
const all = Object.values(ATTACKS).join(" | ");
const NAME = `News ${ATTACKS.script} ${ATTACKS.header} ${ATTACKS.handlebars} ${ATTACKS.override}${ATTACKS.marks}`;

/** Everything that readers and tools could run, follow or be fooled by; what templates write themselves is none of it. */
const ACTIVE =
  "script, iframe, object, embed, form, input, base, link[rel=import], meta[http-equiv=refresh], mj-raw, b";
/** Characters that end lines, turn words around, or are marks of ours. Isolates stand around names of other scripts. */
const CONTROLS =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066\u2067\ufeff\u{e000}-\u{f8ff}\u{f0000}-\u{10ffff}]/u;

let folder: string;
let bytes: Buffer;
let email: Email;
const text = (name: string) => readFile(join(folder, name), "utf8");
const drawings = async () =>
  (await readdir(join(folder, `reports/${LAST}/charts`)))
    .filter((name) => name.endsWith(".svg"))
    .map((name) => `reports/${LAST}/charts/${name}`);

/** What a browser or mail program makes of the markup: no element, attribute or address that ours has not. */
function expectInert(html: string, where: string, scripts = 0): void {
  const $ = load(html);
  expect($(ACTIVE).length - $("script[src]").length, where).toBe(0);
  expect($("script[src]").length, where).toBeLessThanOrEqual(scripts);
  for (const element of $("*").toArray()) {
    if (!("attribs" in element)) continue;
    for (const [name, value] of Object.entries(element.attribs)) {
      expect(name, where).toMatch(/^[a-z][a-z0-9:-]*$/i);
      expect(name, where).not.toMatch(/^on/i);
      if (/^(href|src|xlink:href|action|background|poster|srcset)$/.test(name))
        expect(value, where).toMatch(
          /^(https:\/\/site\.example\.org\/|#|mailto:letter@example\.org|\.{0,2}\/?[\w./-]*$)/,
        );
    }
  }
  expect(html, where).not.toMatch(CONTROLS);
  expect(html.replace(/<style[\s\S]*?<\/style>/g, ""), where).not.toMatch(/\{\{|\}\}/);
  expect(html, where).not.toMatch(/<b>|<mj-|<img src=x|<svg onload/i);
}

beforeAll(async () => {
  folder = await freshFolder();
  const settings = {
    name: NAME,
    sender: { name: `Sender ${all}`, address: "letter@example.org" },
    postalAddress: `Street ${all}`,
    credit: `Credit ${all}`,
    siteUrl: "https://site.example.org/",
    approval: "auto",
    sending: { unsubscribeUrl: "https://site.example.org/u/{token}" },
  };
  await put(folder, "trends.config.ts", `export default ${JSON.stringify(settings)};\n`);
  await put(folder, "feed.jsonl", hostileFeed());
  const trends = async (...args: readonly string[]) => {
    const done = await run(args, { cwd: folder, env: ENV });
    expect(done, done.stderr + done.stdout).toMatchObject({ code: 0 });
    return done;
  };
  await trends("ingest", "feed.jsonl", "--format", "postings", "--by-week");
  await trends("build", "--compare", "data-engineer,proto-constructor-tostring-hasownproperty-23");
  await trends("send", "--test", "zoe@example.net");
  for (const service of SERVICES) await trends("export-mail", "--for", service, "--out", `mail-${service}`);
  const [message = ""] = await readdir(join(folder, ".trends/outbox"));
  bytes = await readFile(join(folder, ".trends/outbox", message));
  email = await PostalMime.parse(bytes);
});

describe("an edition of a feed and settings that are all attacks", () => {
  it("is built, and has news of an attack", async () => {
    const { findings } = JSON.parse((await run(["check", "--json"], { cwd: folder, env: ENV })).stdout);
    expect(findings).toEqual([]);
    expect(email.subject).toContain("=1{{name}}<b>%0aBcc");
  });

  it("has the header lines of a message, each once, and no other", () => {
    const head = bytes.toString("latin1").split("\r\n\r\n")[0] ?? "";
    const names = head
      .replace(/\r\n[ \t]+/g, " ")
      .split("\r\n")
      .map((line) => line.slice(0, line.indexOf(":")));
    expect(names.sort()).toEqual([
      "Auto-Submitted",
      "Content-Language",
      "Content-Type",
      "Date",
      "Feedback-ID",
      "From",
      "List-ID",
      "List-Unsubscribe",
      "List-Unsubscribe-Post",
      "MIME-Version",
      "Message-ID",
      "Subject",
      "To",
    ]);
    expect(head).not.toMatch(/[^\x20-\x7e\r\n\t]/);
    expect(Math.max(...head.split("\r\n").map(({ length }) => length))).toBeLessThan(998);
    expect(email.from).toMatchObject({ address: "letter@example.org" });
    expect(email.to).toMatchObject([{ address: "zoe@example.net" }]);
    expect(email.bcc ?? []).toEqual([]);
    const id = /<([^<>]*)>$/.exec(/^List-ID: ([^\r]*(?:\r\n[ \t][^\r]*)*)/m.exec(head)?.[1] ?? "")?.[1] ?? "";
    expect(id).toMatch(/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/);
  });

  it("has a mail of two parts, whose HTML holds no element or address of theirs", async () => {
    expect(email.attachments).toEqual([]);
    expectInert(email.html ?? "", "mail");
    expectInert(await text(`reports/${LAST}/email.html`), "email.html");
    const $ = load(email.html ?? "");
    const shown = $("body").text();
    for (const word of ["mjml1", "alert('script3')", "onerror=alert(4)", "{{email}}", "<b>mso17</b>", "$& $' $` $1"])
      expect(shown).toContain(word);
    expect(shown).toContain("&lt;script&gt;alert(18)");
    for (const image of $("img").toArray()) expect($(image).attr("alt")).toMatch(/\S/);
  });

  it("has a text part in which they stand as they are, without what could turn or hide words", () => {
    expect(email.text).toContain("{{email}}");
    expect(email.text).not.toMatch(CONTROLS);
    expect(email.text).not.toMatch(/total\.openings\.count\s+9|zoe@example\.net\S/);
    expect(email.text?.split("zoe@example.net").length).toBe(2);
  });

  it("has drawings that are drawings and nothing else", async () => {
    const charts = await drawings();
    expect(charts.length).toBe(3);
    for (const chart of charts) {
      const svg = await text(chart);
      expectInert(svg.replace(/\{\{|\}\}/g, ""), chart);
      // A strict reader of XML takes it.
      await expect(sharp(Buffer.from(svg)).metadata()).resolves.toMatchObject({ format: "svg" });
      expect(load(svg)("foreignObject, image, use, a, animate, set").length).toBe(0);
    }
  });

  it("has pages and feeds in which they are text", async () => {
    const files = Object.keys(await contentOf(join(folder, "reports"))).filter((path) => !path.includes(".releases"));
    const pages = Object.keys((await readJson(folder, "reports/manifest.json")).files);
    const html = [...pages, `${LAST}/index.html`].filter((path) => path.endsWith(".html"));
    expect(html.length).toBeGreaterThan(25);
    for (const path of html) expectInert(await text(`reports/${path}`), path);
    const feeds = pages.filter((path) => path.endsWith(".xml"));
    expect(feeds.length).toBeGreaterThan(20);
    for (const path of feeds) {
      const xml = await text(`reports/${path}`);
      const tags = new Set([...xml.matchAll(/<\/?([^\s/>]+)/g)].map(([, tag]) => tag));
      const known = "?xml feed id title subtitle updated author name link entry published summary urlset url loc";
      expect([...tags].filter((tag) => !known.split(" ").includes(tag ?? ""))).toEqual([]);
      expect(xml).not.toMatch(CONTROLS);
      expect(xml).not.toMatch(/&(?!#\d+;)/);
    }
    // Addresses and files are made of letters, digits and hyphens alone.
    for (const path of files) expect(path).toMatch(/^[\w./-]+$/);
  });

  it("has data that spreadsheets and scripts read as text", async () => {
    const rows = (await text(`reports/${LAST}/data.csv`)).trimEnd().split("\r\n");
    for (const row of rows)
      for (const cell of row.split(",")) expect(cell).not.toMatch(/^"?([=+@\t]|-(?!\d+(\.\d+)?$))/);
    for (const name of ["data.json", "edition.json"]) {
      const json = await text(`reports/${LAST}/${name}`);
      expect(json).not.toMatch(CONTROLS);
      expect(Object.prototype).not.toHaveProperty("polluted");
      expect(() => JSON.parse(json)).not.toThrow();
    }
  });

  it.each(SERVICES)("has a mail for %s with that service's tags alone", async (service) => {
    const about = await readJson(folder, `mail-${service}/mail.json`);
    expect(about.subject).not.toMatch(CONTROLS);
    for (const name of ["mail.html", "mail.txt"]) {
      const mail = await text(`mail-${service}/${name}`);
      const tags = [
        ...mail.replace(/<style[\s\S]*?<\/style>/g, "").matchAll(/\{\{[^{}]*\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}/g),
      ];
      expect(new Set(tags.map(([tag]) => tag)).size).toBe(4);
      expect(mail.replace(/<style[\s\S]*?<\/style>/g, "").split("{{").length - 1).toBe(tags.length);
    }
  });
});

describe.skipIf(lacksChromium())("the same edition in a browser", () => {
  let preview: ChildProcess | undefined;
  afterAll(() => preview?.kill("SIGKILL"));

  /** Elements that were not to be, in the page and in what it frames; an expression, because it runs in the browser. */
  const FOUND = `[document, ...[...document.querySelectorAll("iframe")].map((frame) => frame.contentDocument)]
    .flatMap((each) => [...(each?.querySelectorAll("*") ?? [])])
    .filter((each) => [...each.attributes].some(({ name }) => name.startsWith("on")) ||
      ["B", "MJ-RAW"].includes(each.tagName) || (each.tagName === "SCRIPT" && !each.src) ||
      /^javascript:/i.test(each.getAttribute("href") ?? each.getAttribute("xlink:href") ?? ""))
    .map((each) => each.outerHTML)`;

  it("runs nothing, asks no other host, and gains no element, on its pages, in its mails and in the preview", async () => {
    const args = [join(ROOT, "bin/trends.js"), "preview", "--json", "--port", "0"];
    const started = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, ...ENV } });
    preview = started;
    const url = await new Promise<string>((resolve) => {
      let said = "";
      started.stdout.setEncoding("utf8").on("data", (more: string) => {
        said += more;
        if (said.endsWith("}\n")) resolve(JSON.parse(said).url);
      });
    });
    const browser = await openBrowser(folder);
    try {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on("dialog", (dialog) => {
        problems.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("request", (sent) => {
        if (!/^(file:|data:|http:\/\/127\.0\.0\.1:|https:\/\/site\.example\.org\/)/.test(sent.url()))
          problems.push(sent.url());
      });
      const slug = "proto-constructor-tostring-hasownproperty-23";
      const pages = [
        LAST,
        "",
        "roles",
        "compare",
        "roles/data-engineer",
        `roles/${slug}`,
        `compare/data-engineer-vs-${slug}`,
      ];
      const files = [
        ...pages.map((path) => join("reports", path, "index.html")),
        `reports/${LAST}/email.html`,
        ...SERVICES.map((service) => `mail-${service}/mail.html`),
        ...(await drawings()),
      ];
      for (const file of files) {
        await page.goto(`file://${join(folder, file)}`, { waitUntil: "domcontentloaded" });
        expect(await page.evaluate(FOUND), file).toEqual([]);
      }
      await page.goto(url);
      await page.waitForSelector("#status[data-state=good]");
      for (const tab of ["mail", "text", "page", "inbox", "findings", "facts", "left-out"]) {
        await page.click(`#tab-${tab}`);
        expect(await page.evaluate(FOUND), tab).toEqual([]);
      }
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
