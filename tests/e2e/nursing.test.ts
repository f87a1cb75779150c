import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { expectRefusal, freshFolder, put, ROOT, readJson, run } from "./cli.ts";

const ad = (id: number, over: object = {}) => ({
  "@context": "https://schema.org",
  "@type": "JobPosting",
  title: "Pflegefachkraft (m/w/d)",
  identifier: `P-${id}`,
  hiringOrganization: { "@type": "Organization", name: "Klinik am Beispielsee" },
  jobLocation: { address: { addressLocality: "Köln", addressRegion: "NRW", addressCountry: "DE" } },
  employmentType: "Vollzeit",
  datePosted: "2026-08-03",
  description:
    "<p>Sie übernehmen die Wundversorgung. Gehalt: 3.200–3.800 € brutto/Monat, dazu eine Antrittsprämie.</p>",
  ...over,
});

const PAGE = `<!doctype html><html lang="de"><head><meta charset="utf-8">${[
  ad(1),
  ad(2, {
    title: "Examinierte Pflegefachfrau / Pflegefachmann in Teilzeit",
    employmentType: "Teilzeit",
    description: "<p>Verdienst ab 21,50 € pro Stunde. Palliativpflege und Wundmanagement.</p>",
  }),
  ad(3, { title: "Erfahrene Pflegehelferin, Klinik München", jobLocation: "München", description: "<p>Ein Team.</p>" }),
  ad(4, { title: "Pflegedienstleitung (m/w/d)", description: "<p>Jahresgehalt 62.000 € brutto.</p>" }),
]
  .map((each) => `<script type="application/ld+json">${JSON.stringify(each)}</script>`)
  .join("")}</head></html>`;

const RATES = JSON.stringify({ date: "2026-08-03", source: "invented", base: "EUR", rates: { USD: 1.1 } });

async function project(locale = "de-DE"): Promise<string> {
  const folder = await freshFolder();
  const settings = { name: "Pflege", locale, currency: "EUR", rates: "rates.json", timeZone: "Europe/Berlin" };
  await put(folder, "trends.config.ts", `export default ${JSON.stringify(settings)};\n`);
  await put(folder, "rates.json", RATES);
  await put(folder, "seiten/2026-08-05/koeln.html", PAGE);
  return folder;
}

describe.concurrent("a project for nurses in German, made of a locale pack alone", () => {
  it("reads titles, pay, skills, places, levels and employment of a page by its own rules", async () => {
    const folder = await project();
    const result = await run(["ingest", "seiten", "--format", "jsonld"], { cwd: folder });
    expect(result, result.stderr).toMatchObject({ code: 0 });
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const path = join(folder, "snapshots/2026-W32/postings.parquet");
    const reader = await connection.runAndReadAll(
      `SELECT roles, level, place, country, employment_type, pay_floor::INT, pay_ceiling::INT, currency, pay_from, skills, bonus FROM '${path}' ORDER BY key`,
    );
    connection.closeSync();
    expect(reader.getRowsJson()).toEqual([
      [["pflegefachkraft"], null, "Köln", "DE", "full-time", 38_400, 45_600, "EUR", "text", ["Wundversorgung"], true],
      [
        ["pflegefachkraft"],
        null,
        "Köln",
        "DE",
        "part-time",
        44_720,
        null,
        "EUR",
        "text",
        ["Palliativpflege", "Wundversorgung"],
        false,
      ],
      [["pflegehilfskraft"], "senior", "München", "DE", "full-time", null, null, null, null, [], false],
      [[], "lead", "Köln", "DE", "full-time", 62_000, 62_000, "EUR", "text", [], false],
    ]);
    expect(await readJson(folder, "snapshots/2026-W32/snapshot.json")).toMatchObject({
      currency: "EUR",
      totals: { openings: 4, payDisclosed: 2 },
      roles: {
        pflegefachkraft: { title: "Pflegefachkraft", openings: 2, pay: { midpoint: { median: 42_000 } } },
        pflegehilfskraft: { title: "Pflegehilfskraft", openings: 1 },
      },
    });
  });

  it("explains titles by its own rules", async () => {
    const folder = await project();
    const { stdout } = await run(["explain", "title", "Pflegefachkraft (m/w/d)"], { cwd: folder });
    expect(stdout).toContain("roles: Pflegefachkraft (pflegefachkraft)");
    const led = await run(["explain", "title", "Pflegedienstleitung, Pflegefachkraft"], { cwd: folder });
    expect(led.stdout).toContain("leitet mehr als eine Station");
  });

  it("is refused without one of the files, by its name and where its form is described", async () => {
    const folder = await project("de-AT");
    await cp(join(ROOT, "templates/de-DE"), join(folder, "templates/de-AT"), { recursive: true });
    await rm(join(folder, "templates/de-AT/pay.yaml"));
    const result = await run(["ingest", "seiten", "--format", "jsonld"], { cwd: folder });
    expectRefusal(result, 2, "template-invalid", "pay.yaml", "docs/boards.md");
  });
});
