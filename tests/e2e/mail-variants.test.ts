import { cp, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio/slim";
import { beforeAll, describe, expect, it } from "vitest";
import { readSettings } from "../../src/config.ts";
import { storedJson } from "../../src/domain/json.ts";
import { fillMail } from "../../src/domain/mail-parts.ts";
import { type BuiltEdition, buildEdition } from "../../src/pipeline.ts";
import { READER_LINKS } from "../a-reader.ts";
import { type RoleStory, requestOf, type Story } from "../unit/narrate/request-of.ts";
import { freshFolder, NOTES_ALONE, put, ROOT } from "./cli.ts";

/*
 * Mails of unusual weeks, from stored weeks to the preflight: what no ordinary week shows, and must not break a mail.
 */

const GOLDEN = join(ROOT, "tests/golden/variants");
const HTML_KB = 80;
const FORTY_ROLES_KB = 98;
const LONG = "Ultraspecialised".repeat(6);

interface Variant {
  readonly story: Story;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Roles of the weeks before, and of this one no more. */
  readonly gone?: Readonly<Record<string, RoleStory>>;
  /** A locale pack whose lines begin at the right: the words of en-US under the name of another language. */
  readonly pack?: string;
}

const story = async (name: string): Promise<Story> =>
  JSON.parse(await readFile(join(ROOT, "tests/golden/narrate", name, "input.json"), "utf8"));

/** A week of so many roles, each a little smaller than the one before it and unlike no week before, named by a function. */
function ofRoles(whole: Story, count: number, title: (index: number) => string): Story {
  const models = Object.values(whole.roles);
  const roles = Array.from({ length: count }, (_, index): [string, RoleStory] => {
    const model = models[index % models.length];
    if (model === undefined) throw new Error("The story has no role.");
    const offers = { now: 3200 - index * 60, before: 3150 - index * 58 };
    const sample = { n: model.pay?.n ?? 200, employers: model.pay?.employers ?? 80 };
    const pay = { now: 190_000 - index * 2_000, before: 189_000 - index * 2_000, ...sample };
    const remote = { now: 0.2 + index / 100, before: 0.21 + index / 100 };
    const slug = `role-${String(index + 1).padStart(2, "0")}`;
    return [slug, { ...model, title: title(index), openings: 940 - index * 20, offers, remote, pay }];
  });
  const { pair: _, ...story } = whole;
  return { ...story, roles: Object.fromEntries(roles) };
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const lettered = (index: number) =>
  `Engineer ${LETTERS[index % 26]}${LETTERS[Math.floor(index / 26)]} of Applied Models`;

const VARIANTS: Readonly<Record<string, () => Promise<Variant>>> = {
  "first-week": async () => ({ story: await story("first-week") }),
  "quiet-week": async () => ({ story: await story("quiet-week") }),
  "role-missing": async () => {
    const { "mlops-engineer": mlops, ...roles } = (await story("busy-week")).roles;
    if (mlops === undefined) throw new Error("The story of the busy week has another role.");
    return { story: { ...(await story("busy-week")), roles }, gone: { "mlops-engineer": mlops } };
  },
  "twelve-roles": async () => ({ story: ofRoles(await story("busy-week"), 12, lettered) }),
  "forty-roles": async () => ({
    story: ofRoles(await story("busy-week"), 40, lettered),
    settings: { rolesInLetter: 40 },
  }),
  "long-names": async () => ({
    story: ofRoles(await story("busy-week"), 6, (index) =>
      index % 2 === 0
        ? `${LONG}${LETTERS[index]}`
        : `Senior Principal Staff Engineer for Distributed Systems, Platforms and Applied Research ${LETTERS[index]}`,
    ),
    settings: {
      name: `The Weekly ${LONG} Letter on Pay, Demand and Places of Work for Everybody Who Builds Models`,
      postalAddress: `${LONG} Street, ${"Llanfairpwllgwyngyll".repeat(4)}`,
      credit: LONG,
    },
  }),
  "right-to-left-names": async () => {
    const whole = await story("busy-week");
    const names = ["مهندس بيانات", "מדען נתונים (בכיר)", "MLOps مهندس", "מהנדס/ת 2.0"];
    return {
      story: ofRoles(whole, 4, (index) => names[index] ?? ""),
      settings: { name: "שכר ומשרות בתחום ה-AI", postalAddress: "רחוב הרצל 1, תל אביב", credit: "بيانات عامة" },
    };
  },
  "right-to-left-pack": async () => ({ story: await story("busy-week"), pack: "he-IL" }),
};

async function built(name: string): Promise<BuiltEdition> {
  const variant = (await VARIANTS[name]?.()) ?? { story: await story("busy-week") };
  const folder = await freshFolder();
  const { history, changes, week } = requestOf(variant.story);
  const before = variant.gone === undefined ? [] : requestOf({ ...variant.story, roles: variant.gone }).history;
  for (const { content } of history) {
    const gone = before.find((each) => each.content.week === content.week && content.week !== week)?.content.roles;
    const snapshot = { ...content, roles: { ...content.roles, ...gone } };
    await put(folder, `snapshots/${content.week}/snapshot.json`, storedJson(snapshot));
  }
  if (changes !== undefined) await put(folder, `snapshots/${week}/changes.json`, storedJson(changes.content));
  const settings = {
    postalAddress: "Example Ltd, 1 High Street, London",
    siteUrl: "https://salaries.example.org/",
    sender: { address: "letter@salaries.example.org" },
    ...(variant.pack === undefined ? {} : { locale: variant.pack }),
    ...variant.settings,
  };
  await put(folder, "trends.config.ts", `export default ${JSON.stringify(settings)};\n`);
  if (variant.pack !== undefined) {
    await mkdir(join(folder, "templates"), { recursive: true });
    await cp(join(ROOT, "templates/en-US"), join(folder, "templates", variant.pack), { recursive: true });
    const pack = { locale: variant.pack, language: "he", direction: "rtl" };
    await put(folder, `templates/${variant.pack}/pack.json`, JSON.stringify(pack));
  }
  return buildEdition(week, await readSettings(folder, undefined));
}

/** A reader who follows the two largest roles of the letter, as far as it has two. */
function mailOf({ rendered: { mail } }: BuiltEdition): { readonly html: string; readonly text: string } {
  const roles = mail.roles.blocks.slice(0, 2).map(({ role }) => role);
  return fillMail(mail, { name: "Zoë", address: "zoe@example.org", ...READER_LINKS, roles });
}

describe.each(Object.keys(VARIANTS))("the mail of %s", (name) => {
  let edition: BuiltEdition;
  let mail: { readonly html: string; readonly text: string };
  beforeAll(async () => {
    edition = await built(name);
    mail = mailOf(edition);
  });

  it("looks as it was approved", async () => {
    await expect(mail.html.replaceAll("> <", ">\n<")).toMatchFileSnapshot(join(GOLDEN, name, "expected.html"));
    await expect(mail.text).toMatchFileSnapshot(join(GOLDEN, name, "expected.txt"));
  });

  it("passes the fact check and the preflight without a word but that on the unsubscribe link", () => {
    // A story says what became of a test, and not by which gates: what follows from gates is judged where they are real.
    expect(edition.findings.filter(({ rule }) => rule !== "decision")).toEqual(NOTES_ALONE.slice(0, 1));
  });

  it("is small enough for Gmail", () => {
    const most = name === "forty-roles" ? FORTY_ROLES_KB : HTML_KB;
    expect(Buffer.byteLength(mail.html)).toBeLessThanOrEqual(most * 1024);
  });
});

describe("what only a variant shows", () => {
  it("is said of a role that is gone, by its name", async () => {
    const { text } = mailOf(await built("role-missing"));
    expect(text.replace(/\s+/g, " ")).toContain("Without openings this week, and so not in the table: MLOps Engineer.");
  });

  it("is a direction of the whole mail in a pack that reads from the right, and left alone in others", async () => {
    const { html } = mailOf(await built("right-to-left-pack"));
    expect(html).toMatch(/<html lang="he-IL" dir="rtl"/);
    expect(html).toMatch(/role="article"[^>]* lang="he-IL" dir="rtl"/);
    expect(html).not.toContain("direction:ltr");
    // The same on both sides has no direction.
    const oneSided = html.replaceAll("padding-left: 18px !important; padding-right: 18px !important", "");
    expect(oneSided).not.toMatch(/(padding|border|margin)-left:\s*(?!0)/);
    const names = mailOf(await built("right-to-left-names"));
    expect(names.html).toMatch(/<html lang="en-US" dir="ltr"/);
    // Numbers and full stops beside such a name stay where the English sentence has them.
    for (const shown of [names.html, names.text])
      expect(shown).not.toMatch(/[ (](?:مهندس بيانات|שכר ומשרות|بيانات عامة)/u);
  });

  it("is a mail that stands without its images: each has words with a figure, and a sentence beside it", async () => {
    const edition = await built("busy-week");
    const $ = load(mailOf(edition).html);
    $("style, title, [style*='display:none']").remove();
    for (const image of $("img").toArray()) {
      expect($(image).attr("alt")).toMatch(/\d/);
      $(image).replaceWith(`[${$(image).attr("alt")}]`);
    }
    $("br").replaceWith("\n");
    $("table:not([role]) tr > *").append(" | ");
    $("p, li, tr, h1, h2, caption, div").append("\n");
    const lines = $("body")
      .text()
      .split("\n")
      .map((line) => line.replace(/\s+/g, " ").trim());
    const text = `${lines.filter((line) => line !== "").join("\n")}\n`;
    await expect(text).toMatchFileSnapshot(join(GOLDEN, "images-off/expected.txt"));
  });

  it("keeps no golden that nothing makes", async () => {
    expect((await readdir(GOLDEN)).sort()).toEqual([...Object.keys(VARIANTS), "images-off"].sort());
  });
});
