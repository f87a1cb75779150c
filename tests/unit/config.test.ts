import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { defineConfig, readLayouts, readLocalePack, readSettings, readTemplate } from "../../src/config.ts";
import { ReportError } from "../../src/errors.ts";

const folders: string[] = [];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "trends-config-"));
  folders.push(folder);
});
afterAll(async () => {
  for (const each of folders) await rm(each, { recursive: true });
});

async function settingsOf(text: string) {
  await writeFile(join(folder, "trends.config.ts"), text);
  return readSettings(folder, undefined);
}

describe("settings", () => {
  it("are all defaults in a folder without a file", async () => {
    expect(await readSettings(folder, undefined)).toMatchObject({
      root: folder,
      locale: "en-US",
      currency: "USD",
      timeZone: "America/New_York",
      schedule: { day: "monday", time: "07:00", catchUpHours: 24, lagWeeks: 1 },
      snapshotsFolder: join(folder, "snapshots"),
      reportsFolder: join(folder, "reports"),
      rolesInLetter: 12,
      rates: undefined,
    });
  });

  it("keep the defaults of a schedule for what is left out of it", async () => {
    const { schedule } = await settingsOf('export default { schedule: { day: "sunday" } };');
    expect(schedule).toEqual({ day: "sunday", time: "07:00", catchUpHours: 24, lagWeeks: 1 });
  });

  it("are read from trends.config.ts with types, and folders are beside it", async () => {
    const settings = await settingsOf(
      'const name: string = "Nurses"; export default { name, snapshots: "snapshots/nurses" };',
    );
    expect(settings).toMatchObject({
      name: "Nurses",
      snapshotsFolder: join(folder, "snapshots", "nurses"),
      currency: "USD",
    });
  });

  it("come from the file that is named, with folders beside that file", async () => {
    await mkdir(join(folder, "letters"));
    await writeFile(join(folder, "letters", "a.config.ts"), 'export default { name: "A" };');
    expect(await readSettings(folder, "letters/a.config.ts")).toMatchObject({
      name: "A",
      root: join(folder, "letters"),
    });
    await expect(readSettings(folder, "b.config.ts")).rejects.toMatchObject({
      code: "settings-missing",
      exitCode: 2,
      message: expect.stringContaining("b.config.ts"),
    });
  });

  it.each([
    ["an unknown key", "{ colour: 'red' }", /colour/],
    ["a currency that is none", "{ currency: 'dollars' }", /currency: .*USD/],
    ["a day that is none", "{ schedule: { day: 'someday' } }", /schedule\.day/],
    ["a time that is none", "{ schedule: { time: '24:00' } }", /schedule\.time: a time looks like 07:00/],
    ["a catch-up of a week", "{ schedule: { catchUpHours: 168 } }", /schedule\.catchUpHours/],
    ["a time zone that is none", "{ timeZone: 'Mars' }", /timeZone: .*Europe\/Berlin/],
    ["an address without its slash", "{ siteUrl: 'https://example.com/a' }", /siteUrl: .*slash/],
    ["an owner that is no address", "{ owner: 'me' }", /owner/],
    ["no roles in the letter", "{ rolesInLetter: 0 }", /rolesInLetter/],
    ["a feed without files", "{ feeds: [{ files: [] }] }", /feeds\.0\.files/],
    ["a text", "'hello'", /the settings/],
  ])("are refused with %s, naming the key", async (_, object, says) => {
    const refused = settingsOf(`export default ${object};`);
    await expect(refused).rejects.toMatchObject({ code: "settings-invalid", exitCode: 2 });
    await expect(refused).rejects.toThrow(says);
  });

  it("hold words for readers on one line, without characters that stand for something else", async () => {
    const hostile = "A\\r\\nBcc: x\\u202E\\uE0109\\uE011total.openings.count\\uE012";
    const file = `export default { name: "${hostile}", postalAddress: "${hostile}", credit: "${hostile}", sender: { name: "${hostile}", address: "a@b.org" } };`;
    await writeFile(join(folder, "trends.config.ts"), file);
    const { name, postalAddress, credit, sender } = await readSettings(folder, undefined);
    for (const text of [name, postalAddress, credit, sender.name]) expect(text).toBe("A Bcc: x 9 total.openings.count");
    await writeFile(join(folder, "trends.config.ts"), 'export default { name: "\\u202E" };');
    await expect(readSettings(folder, undefined)).rejects.toMatchObject({ code: "settings-invalid" });
  });

  it("are refused when the file cannot be run", async () => {
    await expect(settingsOf("export default {")).rejects.toMatchObject({ code: "settings-invalid" });
    await expect(settingsOf("export const name = 1;")).rejects.toThrow(/exports no settings/);
    await writeFile(join(folder, "throws.ts"), 'throw new Error("no luck");');
    await expect(readSettings(folder, "throws.ts")).rejects.toThrow(/throws\.ts cannot be loaded: no luck/);
  });

  it("hold the rates of the file they name", async () => {
    const rates = { date: "2026-11-02", source: "made up", base: "USD", rates: { EUR: 0.8 } };
    await writeFile(join(folder, "rates.json"), JSON.stringify(rates));
    expect((await settingsOf('export default { rates: "rates.json" };')).rates).toEqual(rates);
    await writeFile(join(folder, "bad.json"), JSON.stringify({ ...rates, rates: { EUR: -1 } }));
    await writeFile(join(folder, "bad.config.ts"), 'export default { rates: "bad.json" };');
    await expect(readSettings(folder, "bad.config.ts")).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/bad\.json.*rates\.EUR/),
    });
  });

  it("say which file of rates is missing", async () => {
    await expect(settingsOf('export default { rates: "nowhere.json" };')).rejects.toBeInstanceOf(ReportError);
  });

  it("are read anew after each save", async () => {
    expect((await settingsOf('export default { name: "First" };')).name).toBe("First");
    expect((await settingsOf('export default { name: "Another" };')).name).toBe("Another");
  });

  it("pass through defineConfig as they are", () => {
    const settings = { name: "x", rolesInLetter: 3 };
    expect(defineConfig(settings)).toBe(settings);
  });
});

describe("templates", () => {
  it("of the project go before the shipped ones of the same name", async () => {
    const settings = await readSettings(folder, undefined);
    expect((await readTemplate(settings, "scopes", "us-full-time")).text).toContain("US");
    await mkdir(join(folder, "templates", "scopes"), { recursive: true });
    await writeFile(join(folder, "templates", "scopes", "us-full-time.json"), "{}");
    expect(await readTemplate(settings, "scopes", "us-full-time")).toEqual({
      text: "{}",
      path: join(folder, "templates", "scopes", "us-full-time.json"),
    });
  });

  it("of mail, page and words are the project's own file by file, and never an editor's copy", async () => {
    const shipped = await readLayouts({ root: "/nowhere" });
    const own = async (name: string, text: string) => {
      await mkdir(dirname(join(folder, "templates", name)), { recursive: true });
      await writeFile(join(folder, "templates", name), text);
    };
    await own("mail/partials/heading.mjml.hbs", "mine");
    await own("mail/partials/heading.mjml.hbs~", "copy");
    await own("mail/partials/.heading.mjml.hbs.swp", "half");
    await own("theme.json", JSON.stringify({ ...shipped.theme, mailWidth: 640 }));
    await own("en-US/messages-own.json", '{ "own": "Mine" }');
    const { theme, templates } = await readLayouts({ root: folder });
    expect(theme).toEqual({ ...shipped.theme, mailWidth: 640 });
    expect(templates).toEqual(new Map([...shipped.templates, ["mail/partials/heading.mjml.hbs", "mine"]]));
    const pack = await readLocalePack({ root: folder, locale: "en-US" });
    const packBefore = await readLocalePack({ root: "/nowhere", locale: "en-US" });
    expect(pack).toEqual({ ...packBefore, messages: { ...packBefore.messages, own: "Mine" } });
    await own("zz-ZZ/pack.json", '{ "locale": "zz-ZZ", "language": "Own", "direction": "ltr" }');
    expect(await readLocalePack({ root: folder, locale: "zz-ZZ" })).toMatchObject({ language: "Own", messages: {} });
  });

  it.each(["nobody", "../scopes/us-full-time", "a/b", ""])(
    "named %j do not exist, and the message lists those that do",
    async (name) => {
      const settings = await readSettings(folder, undefined);
      await expect(readTemplate(settings, "mappings", name)).rejects.toMatchObject({
        code: "mapping-unknown",
        hint: expect.stringContaining("postings"),
      });
    },
  );

  it("hold the words of the locale and the layouts of mail and page", async () => {
    const pack = await readLocalePack(await readSettings(folder, undefined));
    expect(Object.keys(pack.messages).length).toBeGreaterThan(50);
    expect([...(await readLayouts({ root: folder })).templates.keys()]).toEqual(
      expect.arrayContaining(["mail/layout.mjml.hbs", "page/edition.html.hbs"]),
    );
    const settings = await settingsOf('export default { locale: "xx-XX" };');
    await expect(readLocalePack(settings)).rejects.toMatchObject({
      code: "settings-invalid",
      message: expect.stringContaining("xx-XX"),
    });
  });
});
