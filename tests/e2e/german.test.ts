import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readLocalePack } from "../../src/config.ts";
import type { LocalePack } from "../../src/domain/words.ts";
import { freshFolder, put, ROOT, readJson, run } from "./cli.ts";
import {
  FIRST,
  LAST,
  NURSING_MAPPING,
  NURSING_NAMES,
  NURSING_RATES,
  NURSING_SETTINGS,
  nursingFeed,
} from "./nursing-feed.ts";

/** Words that are no language's: formats of files, and what addresses and times are made of. */
const TECHNICAL = ["CSV", "JSON", "Feed", "KW", "n", "m", "w", "d"];

let news: string;
let calm: string;
let pack: LocalePack;
let profiles: readonly string[];

async function project(planted: boolean): Promise<string> {
  const folder = await freshFolder();
  await put(folder, "feed.jsonl", nursingFeed(planted));
  await put(folder, "templates/mappings/pflege.json", JSON.stringify(NURSING_MAPPING));
  await put(folder, "rates.json", JSON.stringify(NURSING_RATES));
  await put(folder, "trends.config.ts", `export default ${JSON.stringify(NURSING_SETTINGS)};\n`);
  const feed = ["feed.jsonl", "--format", "mapped", "--mapping", "pflege", "--by-week"];
  const ingested = await run(["ingest", ...feed], { cwd: folder });
  expect(ingested, ingested.stderr).toMatchObject({ code: 0 });
  return folder;
}

beforeAll(async () => {
  pack = await readLocalePack({ root: ROOT, locale: "de-DE" });
  const roles = join(ROOT, "templates/de-DE/roles");
  profiles = await Promise.all((await readdir(roles)).map((name) => readFile(join(roles, name), "utf8")));
  [news, calm] = await Promise.all([project(true), project(false)]);
  const built = [
    ...(await Promise.all([
      run(["build", "--week", FIRST], { cwd: news }),
      run(["build", "--week", LAST, "--compare", "pflegefachkraft,praxisanleitung,stationsleitung"], { cwd: calm }),
    ])),
    await run(["build", "--week", LAST], { cwd: news }),
  ];
  for (const each of built) expect(each, each.stderr).toMatchObject({ code: 0 });
});

const edition = (folder: string, week: string) => readJson(folder, `reports/${week}/edition.json`);
const mailText = (folder: string, week: string) => readFile(join(folder, `reports/${week}/email.txt`), "utf8");

/** Every text of an archive that somebody reads or has read to them, by its file and place. */
async function readTexts(folder: string): Promise<[place: string, text: string][]> {
  const reports = join(folder, "reports");
  const weeks = (await readdir(reports)).filter((name) => /^\d{4}-W\d{2}$/.test(name));
  const found: [string, string][] = [];
  for (const start of ["", ...weeks]) {
    const files = await readdir(join(reports, start), { recursive: start !== "", encoding: "utf8" });
    const deep = start === "" ? ["roles", "compare"].map((name) => join(reports, name)) : [];
    for (const each of deep)
      files.push(
        ...(await readdir(each, { recursive: true, encoding: "utf8" })).map((name) =>
          join(each.slice(reports.length + 1), name),
        ),
      );
    for (const name of files.filter(
      (file) => /\.(html|txt|xml|svg)$/.test(file) && !/^sitemap|\.releases/.test(file),
    )) {
      const text = await readFile(join(reports, start, name), "utf8");
      found.push(...textsOf(name, text).map((said): [string, string] => [join(start, name), said]));
    }
  }
  for (const week of weeks) {
    const { passages, charts } = await edition(folder, week);
    found.push(...passages.map(({ slot, text }: { slot: string; text: string }) => [`${week} ${slot}`, text]));
    found.push(...charts.flatMap(({ name, alt }: { name: string; alt: string }) => [[`${week} ${name}`, alt]]));
  }
  return found;
}

/** Element texts, and the attributes that are shown or read aloud. */
function textsOf(name: string, text: string): string[] {
  if (name.endsWith(".txt")) return [text];
  const body = text.replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<\?xml[^>]*>|<(id|uri)>[^<]*<\/\1>/g, " ");
  const attributes = [
    ...body.matchAll(/\s(?:alt|title|aria-label|aria-roledescription|summary|placeholder)="([^"]*)"/g),
    ...body.matchAll(
      /<meta (?:name|property)="(?:description|og:title|og:description|og:site_name|og:image:alt)" content="([^"]*)"/g,
    ),
  ].map(([, value = ""]) => value);
  return [...body.replace(/<(published|updated)>[^<]*<\/\1>/g, " ").split(/<[^>]*>/), ...attributes].map(resolved);
}

function resolved(text: string): string {
  return text
    .replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
      String.fromCodePoint(Number.parseInt(code, hex === "" ? 10 : 16)),
    )
    .replaceAll("&amp;", "&")
    .replace(/&\w+;/g, " ");
}

const wordsIn = (text: string) => text.replace(/https?:\/\/\S+|\S+@\S+/g, " ").match(/\p{L}+/gu) ?? [];

/** The words that a reader of this archive may meet: the pack's, those of its role profiles, the names of the data, months, and file formats. */
function germanWords(): Set<string> {
  const names = [
    ...NURSING_NAMES,
    ...profiles,
    ...Object.values(pack.skillNames),
    NURSING_SETTINGS.name,
    NURSING_SETTINGS.credit,
    NURSING_SETTINGS.postalAddress,
    NURSING_SETTINGS.sender.name,
    ...TECHNICAL,
  ];
  // The 21st in full and in short: "21. September", "21. Sept.".
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 21))).flatMap((date) =>
    (["long", "short"] as const).map((style) =>
      date.toLocaleDateString("de-DE", { day: "numeric", month: style, timeZone: "UTC" }),
    ),
  );
  const said = Object.values(pack.messages)
    .flat()
    .map((message) =>
      message.replace(/\{\w+, (plural|select),|[#=]\w+ \{|\b(other|one|yes|no|up|down|less|more)\s*\{/g, " "),
    );
  return new Set([...names, ...months, ...said].flatMap(wordsIn));
}

/** Any structure of the messages, whatever stands in its slots. */
function structures(...keys: readonly string[]): RegExp {
  const texts = keys.flatMap((key) => pack.messages[key] ?? []);
  const plain = texts.map((text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^{}]*\}/g, ".*"));
  return new RegExp(`^(${plain.join("|")})$`, "u");
}

describe("the German letters and pages of an invented nursing feed", () => {
  it("hold no word that is neither of the German pack nor a name", async () => {
    const known = germanWords();
    for (const folder of [news, calm]) {
      const texts = await readTexts(folder);
      expect(texts.length).toBeGreaterThan(500);
      const strange = texts.flatMap(([place, text]) =>
        wordsIn(text)
          .filter((word) => !known.has(word))
          .map((word) => `${place}: ${word}`),
      );
      expect([...new Set(strange)]).toEqual([]);
    }
  });

  it("hold no word of the English pack that is not German too", async () => {
    const english = await readLocalePack({ root: ROOT, locale: "en-US" });
    const known = germanWords();
    const foreign = new Set(
      Object.values(english.messages)
        .flat()
        .flatMap(wordsIn)
        .filter((word) => !known.has(word)),
    );
    expect(foreign.size).toBeGreaterThan(300);
    const leaked = (await readTexts(news)).flatMap(([place, text]) =>
      wordsIn(text)
        .filter((word) => foreign.has(word))
        .map((word) => `${place}: ${word}`),
    );
    expect(leaked).toEqual([]);
  });

  it("write numbers, amounts and dates in the German way, and pay by the month", async () => {
    const all = (await readTexts(news)).map(([, text]) => text);
    const wrong = all.filter((text) =>
      /\$|\d[KM]\b|€\s?\d|\d%|\d,\d{3}(?!\d)|\d\.\d{1,2}\s?%|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b/i.test(text),
    );
    expect(wrong).toEqual([]);
    const text = all.join("\n");
    expect(text).toMatch(/\d\.\d{3}\u00a0€/);
    expect(text).toMatch(/\d,\d\u00a0%/);
    expect(text).toContain("Kalenderwoche 38 · 14.–20. September 2026");
    expect(text).toContain("KW\u00a038/2026");
    // Pay of a year: none of the yearly medians of this feed is below 30.000 €, none of the monthly above 10.000 €.
    expect(text).not.toMatch(/\d\d\.\d{3}\u00a0€/);
  });

  it("say their language to programs", async () => {
    for (const name of [`${LAST}/email.html`, `${LAST}/index.html`, "index.html", "roles/pflegefachkraft/index.html"])
      expect(await readFile(join(news, "reports", name), "utf8"), name).toMatch(/<html[^>]* lang="de-DE"/);
    expect(await readFile(join(news, "reports/feed.xml"), "utf8")).toContain('xml:lang="de-DE"');
  });

  it("begin with a first look, tell what was planted, and call a calm week calm", async () => {
    const heading = async (folder: string, week: string) =>
      (await mailText(folder, week)).split("\n").find((_, index, lines) => /^=+$/.test(lines[index + 1] ?? ""));
    expect(await heading(news, FIRST)).toMatch(structures("heading.first"));
    expect(await heading(news, LAST)).toMatch(/Pflegehilfskraft.*42\u00a0%/);
    expect(await heading(calm, LAST)).toMatch(structures("heading.quiet", "heading.little"));
    const told = await mailText(news, LAST);
    expect(told).toMatch(/Fachkraft\s+Intensivpflege[\s\S]*Gehalt[\s\S]*gestiegen/);
    // One employer's ads are no trend, and stand among what did not pass.
    const [, missed = ""] = told.split(String(pack.messages["missed.heading"]));
    expect(missed).toMatch(/Stationsleitung[\s\S]*von\s+166(\s+in\s+den\s+vier\s+Wochen\s+davor)?\s+auf\s+256/);
  });

  it("pass their checks", async () => {
    for (const [folder, week] of [
      [news, FIRST],
      [news, LAST],
      [calm, LAST],
    ] as const) {
      const checked = await run(["check", "--week", week], { cwd: folder });
      expect(checked, checked.stdout + checked.stderr).toMatchObject({ code: 0 });
    }
  });

  it("greet a reader whose name is not known in a whole sentence", () => {
    expect(`${pack.messages["mail.greeting"]}`.replace("{name}", `${pack.messages["mail.name-unknown"]}`)).toBe(
      "Guten Tag, liebe Leserin, lieber Leser!",
    );
  });

  it("are made from a pack that lacks nothing", () => {
    const files = ["check", "employment", "holidays", "levels", "pay", "places", "skills", "titles", "workplaces"];
    expect(files.filter((name) => !existsSync(join(ROOT, `templates/de-DE/${name}.yaml`)))).toEqual([]);
  });
});
