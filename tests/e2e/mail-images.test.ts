import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { beforeAll, describe, expect, it } from "vitest";
import { freshFolder, put, ROOT, readJson, run } from "./cli.ts";

const WEEK = "2023-W39";
const SITE = "https://salaries.example.org/";

interface Mailed {
  readonly folder: string;
  /** What the HTML shows, in order. */
  readonly sources: readonly string[];
  readonly html: string;
  readonly text: string;
  readonly parts: Awaited<ReturnType<typeof PostalMime.parse>>["attachments"];
}

/** The archived week, and the message to one reader as it is written where no mail server is set. */
async function mailed(settings: object): Promise<Mailed> {
  const folder = await freshFolder();
  const all = { snapshots: join(ROOT, "snapshots"), ...settings };
  await put(folder, "trends.config.ts", `export default ${JSON.stringify(all)};\n`);
  for (const args of [
    ["build", "--week", WEEK],
    ["send", "--week", WEEK, "--test", "reader@example.com"],
  ])
    expect(await run(args, { cwd: folder })).toMatchObject({ code: 0 });
  const outbox = join(folder, ".trends", "outbox");
  const [message = ""] = await readdir(outbox);
  const { html = "", text = "", attachments } = await PostalMime.parse(await readFile(join(outbox, message)));
  const sources = [...html.matchAll(/<img [^>]*src="([^"]*)"/g)].map(([, source = ""]) => source);
  return { folder, sources, html, text, parts: attachments };
}

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

/** Each image of the HTML has its part, each part its image, and both are the archive's own picture. */
async function expectAttached({ folder, sources, html, parts }: Mailed): Promise<void> {
  expect(sources.length).toBe(3);
  expect(sources.every((source) => source.startsWith("cid:"))).toBe(true);
  const ids = parts.map(({ contentId = "" }) => contentId.replace(/^<|>$/g, ""));
  expect(sources.map((source) => source.slice("cid:".length))).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(html).not.toMatch(/src="(?!cid:)/);
  for (const { filename, mimeType, disposition, content } of parts) {
    expect([mimeType, disposition]).toEqual(["image/png", "inline"]);
    const archived = await readFile(join(folder, "reports", WEEK, "charts", filename ?? ""));
    expect(Buffer.from(content as ArrayBuffer).equals(archived)).toBe(true);
  }
}

describe("the charts of a mail", () => {
  let hosted: Mailed;
  beforeAll(async () => {
    hosted = await mailed({ siteUrl: SITE });
  });

  it("are linked on the site, under names that the archive has and that say what is drawn", async () => {
    const { folder, sources, parts, text } = hosted;
    expect(parts).toEqual([]);
    expect(sources.length).toBe(3);
    const { charts } = await readJson(folder, `reports/${WEEK}/edition.json`);
    expect(sources).toEqual(charts.map(({ png }: { png: string }) => `${SITE}${WEEK}/${png}`));
    const listed = Object.keys((await readJson(folder, "reports/manifest.json")).files);
    for (const { name, svg, png } of charts) {
      const drawing = await readFile(join(folder, "reports", WEEK, svg), "utf8");
      expect([svg, png]).toEqual(["svg", "png"].map((end) => `charts/${name}.${sha256(drawing).slice(0, 10)}.${end}`));
      expect(listed).toEqual(expect.arrayContaining([`${WEEK}/${svg}`, `${WEEK}/${png}`]));
      expect(text).toContain(`${SITE}${WEEK}/${png}`);
    }
    expect((await readdir(join(folder, "reports", WEEK, "charts"))).length).toBe(2 * charts.length);
  });

  it("are within the mail where there is no site", async () => {
    await expectAttached(await mailed({}));
  });

  it("are within the mail where the settings say so, though there is a site", async () => {
    const attached = await mailed({ siteUrl: SITE, mailImages: "attached" });
    await expectAttached(attached);
    // Its links still lead to the site, and the public copy shows the site's pictures.
    expect(attached.html).toContain(`${SITE}${WEEK}/`);
    const copy = await readFile(join(attached.folder, "reports", WEEK, "email.html"), "utf8");
    expect(copy).toContain(`src="${SITE}${WEEK}/charts/`);
    expect(copy).not.toContain("cid:");
    const refused = await run(["export-mail", "--for", "listmonk", "--week", WEEK], { cwd: attached.folder });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('mailImages to "hosted"');
  });
});

describe("a picture that readers have", () => {
  it("stays when the week is drawn anew, is published, and verifies; a draft's goes", {
    timeout: 180_000,
  }, async () => {
    const folder = await freshFolder();
    await mkdir(join(folder, "snapshots"));
    for (const week of ["2023-W38", WEEK])
      await cp(join(ROOT, "snapshots", week), join(folder, "snapshots", week), { recursive: true });
    const settings = { siteUrl: SITE, approval: "required" };
    await put(folder, "trends.config.ts", `export default ${JSON.stringify(settings)};\n`);
    const theme = JSON.parse(await readFile(join(ROOT, "templates/theme.json"), "utf8"));
    const step = async (...args: string[]) => expect(await run(args, { cwd: folder })).toMatchObject({ code: 0 });
    const pictures = async () =>
      (await readdir(join(folder, "reports", WEEK, "charts"))).filter((name) => name.endsWith(".png"));
    const redrawn = async (accent: string) => {
      const chart = { ...theme.chart, accent };
      await mkdir(join(folder, "templates"), { recursive: true });
      await writeFile(join(folder, "templates/theme.json"), JSON.stringify({ ...theme, chart }));
      await step("build", "--week", WEEK);
      return pictures();
    };
    const draft = await redrawn("#0a6b4c");
    const sent = await redrawn("#0a6b4b");
    expect(sent.some((name) => draft.includes(name))).toBe(false);
    await step("approve", "--by", "Ada", "--week", WEEK);
    await step("publish", "public");
    await redrawn("#0a6b4a");
    const later = await redrawn("#0a6b49");
    expect(later).toEqual(expect.arrayContaining(sent));
    expect(later.length).toBe(2 * sent.length);
    await step("verify", WEEK);
    await step("approve", "--by", "Ada", "--week", WEEK);
    await step("publish", "elsewhere");
    expect((await readdir(join(folder, "elsewhere", WEEK, "charts"))).filter((name) => name.endsWith(".png"))).toEqual(
      later,
    );
  });
});
