import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { renderEdition } from "../../../src/render/render.ts";
import { hostileLetter } from "./hostile-letter.ts";
import { firstLetter, sampleCharts, sampleKit, sampleLetter } from "./sample-letter.ts";

async function page(siteUrl?: string | null): Promise<string> {
  return (await renderEdition(sampleLetter(), await sampleCharts(), sampleKit(siteUrl))).page.html;
}

function meta(html: string): Record<string, string> {
  const tags = html.matchAll(/<meta (?:name|property)="((?:og|twitter):[^"]+)" content="([^"]*)">/g);
  return Object.fromEntries([...tags].map(([, name, content]) => [name, content]));
}

describe("the page of an edition", () => {
  it("tells networks what to show, with the card where the site is known", async () => {
    expect(meta(await page())).toEqual({
      "og:type": "article",
      "og:title": "MLOps engineers are being offered $7K more",
      "og:description":
        "New MLOps offers now centre on $164K. Openings overall barely moved, and two roles are too small to judge.",
      "og:url": "https://salaries.example.org/2026-W47/",
      "og:image": "https://salaries.example.org/2026-W47/og.png",
      "og:image:width": "1200",
      "og:image:height": "630",
      "og:image:alt": "MLOps engineers are being offered $7K more",
      "twitter:card": "summary_large_image",
    });
  });

  it("names no address and no image where the site is unknown", async () => {
    const tags = meta(await page(null));
    expect(Object.keys(tags).sort()).toEqual(["og:description", "og:title", "og:type", "twitter:card"]);
    expect(tags["twitter:card"]).toBe("summary");
  });

  it("keeps what it tells networks inert", async () => {
    const { html } = (await renderEdition(hostileLetter(), await sampleCharts(), sampleKit())).page;
    for (const content of Object.values(meta(html))) expect(content).not.toMatch(/[<>"]|\p{Co}|\{\{/u);
    expect(Object.keys(meta(html))).toHaveLength(9);
  });

  it("links the files of its folder, and each chart's image below the chart", async () => {
    const html = await page();
    const links = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);
    const images = ["charts/pay-ranges.0123456789.png", "charts/openings.abcdef0123.png"];
    const archive = ["../index.html", "../index.html", "../roles/index.html", "../compare/index.html", "../feed.xml"];
    const files = ["data.csv", "data.json", "edition.json", "email.html", "email.txt"];
    expect(links).toEqual([...archive, ...images, ...files]);
    expect(html).toMatch(
      /<\/figcaption>\n<p class="image"><a href="charts\/openings\.abcdef0123\.png">Chart as image<\/a>/,
    );
    const first = (await renderEdition(firstLetter(), [], sampleKit())).page.html;
    expect(first).not.toContain("Chart as image");
  });

  it("runs nothing and fetches nothing", async () => {
    const html = await page();
    expect(html).not.toMatch(/<script|<link rel="(?!canonical)|<iframe|\son[a-z]+=/);
    expect(html).toContain("default-src 'none'");
  });

  it("takes all its words from the locale pack", () => {
    const kit = sampleKit();
    const entries = [...kit.templates].filter(([path]) => path.startsWith("page/") && path.endsWith(".hbs"));
    expect(entries).toHaveLength(readdirSync(join(import.meta.dirname, "../../../templates/page/partials")).length + 2);
    for (const [path, text] of entries) {
      const words = text.replace(/<style>[\s\S]*?<\/style>|\{\{[^}]*\}+|<[^>]*>/g, " ").trim();
      expect(words, path).toBe("");
    }
  });
});
