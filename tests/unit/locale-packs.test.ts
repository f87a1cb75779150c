import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readLocalePack } from "../../src/config.ts";
import { METRICS } from "../../src/domain/change.ts";
import { parseHolidays } from "../../src/domain/holidays.ts";
import { SUBJECT_LENGTH } from "../../src/domain/letter.ts";
import { slug } from "../../src/domain/role.ts";
import { roleProfileSchema } from "../../src/domain/role-profile.ts";
import { type LocalePack, wordsOf } from "../../src/domain/words.ts";
import { parseYaml } from "../../src/domain/yaml.ts";
import { VERDICT_WORDS } from "../../src/narrate/verdict-values.ts";
import { readReadingRules } from "../../src/reading-rules.ts";
import { readCategories, readTaxonomy } from "../../src/taxonomy-files.ts";

const ORIGIN = "en-US";
const LOCALES = readdirSync("templates").filter((name) => existsSync(join("templates", name, "pack.json")));
const OTHERS = LOCALES.filter((locale) => locale !== ORIGIN);
/** No project of its own: only what is shipped. */
const shipped = (locale: string) => ({ root: join("tests", "fixtures", "nowhere"), locale });

const packs = new Map<string, LocalePack>();
for (const locale of LOCALES) packs.set(locale, await readLocalePack(shipped(locale)));
const messagesOf = (locale: string) => packs.get(locale)?.messages ?? {};
const origin = messagesOf(ORIGIN);
/** Categories are of a pack's own trade. */
const shared = (locale: string) => Object.keys(messagesOf(locale)).filter((key) => !key.startsWith("category."));

/** What a message asks for: its values, and the words that choose between its parts, as `direction=up`. */
interface Asked {
  readonly values: ReadonlySet<string>;
  readonly choosers: ReadonlySet<string>;
  readonly choices: ReadonlySet<string>;
}

function askedBy(entry: string | readonly string[], locale: string): Asked {
  const asked = { values: new Set<string>(), choosers: new Set<string>(), choices: new Set<string>() };
  const walk = (elements: readonly AstElement[]) => {
    for (const { type, value, options } of elements) {
      if (type < 1 || type > 6) continue;
      (options === undefined || type < 5 ? asked.values : asked.choosers).add(String(value));
      if (type < 5) continue;
      for (const [choice, { value: inner }] of Object.entries(options ?? {})) {
        if (type === 5) asked.choices.add(`${value}=${choice}`);
        walk(inner);
      }
    }
  };
  for (const text of [entry].flat())
    walk(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst() as readonly AstElement[]);
  return asked;
}

/** As the parser numbers them: 0 text, 1 to 4 values, 5 a select, 6 a plural, 7 the number sign of a plural. */
interface AstElement {
  readonly type: number;
  readonly value?: unknown;
  readonly options?: Readonly<Record<string, { readonly value: readonly AstElement[] }>>;
}

const without = (some: ReadonlySet<string>, ...others: readonly ReadonlySet<string>[]) =>
  [...some].filter((each) => others.every((other) => !other.has(each)));

describe.each(OTHERS)("the locale pack %s", (locale) => {
  const messages = messagesOf(locale);
  const both = shared(locale).filter((key) => Object.hasOwn(origin, key));

  it(`has every message of ${ORIGIN} and no other`, () => {
    expect({
      missing: shared(ORIGIN).filter((key) => !Object.hasOwn(messages, key)),
      "not known": shared(locale).filter((key) => !Object.hasOwn(origin, key)),
    }).toEqual({ missing: [], "not known": [] });
  });

  it("says the same values in each message, and chooses by words that the program knows", () => {
    const wrong = both.flatMap((key) => {
      const theirs = askedBy(origin[key] ?? "", ORIGIN);
      const ours = askedBy(messages[key] ?? "", locale);
      const faults = [
        // {first} is the role's name too, or "all roles": where the one is given, so is the other.
        ...without(new Set([...ours.values, ...ours.choosers]), theirs.values, theirs.choosers)
          .filter((name) => name !== "first" || !theirs.values.has("role"))
          .map((name) => `{${name}} is not given`),
        ...without(theirs.values, ours.values, ours.choosers)
          .filter((name) => name !== "role" || !ours.values.has("first"))
          .map((name) => `{${name}} is not said`),
        ...without(ours.choices, theirs.choices)
          .filter((choice) => !choice.endsWith("=other"))
          .map((choice) => `${choice} never comes`),
      ];
      return faults.map((fault) => `${key}: ${fault}`);
    });
    expect(wrong).toEqual([]);
  });

  it(`has at least four structures, each its own, where ${ORIGIN} has four`, () => {
    const wrong = both.filter((key) => {
      const [theirs, ours] = [[origin[key] ?? ""].flat(), [messages[key] ?? ""].flat()];
      return (theirs.length >= 4 && ours.length < 4) || new Set(ours).size < ours.length;
    });
    expect(wrong).toEqual([]);
  });

  it("explains each verdict in the spelling that it has", () => {
    const words = Object.values(VERDICT_WORDS).map((key) => String(messages[key]));
    expect(new Set(words).size).toBe(words.length);
    const said = String(messages["method.verdicts"]);
    expect(words.filter((word) => !new RegExp(`[„“«]${word}[“”»]`, "u").test(said))).toEqual([]);
  });

  it("compiles every structure of every message", () => {
    const values = Object.fromEntries(
      [...JSON.stringify(messages).matchAll(/\{(\w+)/g)].map(([, name = ""]) => [name, 2]),
    );
    for (const [key, entry] of Object.entries(messages))
      for (const text of [entry].flat()) {
        const one = { locale, language: "", direction: "ltr", skillNames: {}, messages: { [key]: text } } as const;
        expect(() => wordsOf(one).say(key, values), key).not.toThrow();
      }
  });

  it("names the category of each of its roles", async () => {
    const categories = new Set((await readCategories(shipped(locale))).values());
    const named = Object.keys(messages).filter((key) => key.startsWith("category."));
    expect(named.sort()).toEqual([...categories].map((name) => `category.${slug(name)}`).sort());
  });

  it("has short subjects for its longest role, so that news is not cut", async () => {
    const { roles } = await readTaxonomy(shipped(locale));
    const longest = roles.map(({ title }) => title).reduce((one, other) => (other.length > one.length ? other : one));
    const words = wordsOf(packs.get(locale)!);
    for (const metric of METRICS)
      for (const verdict of ["rose", "fell"]) {
        const subject = words.say(`subject.short.${verdict}`, { role: longest, metric: words.say(`metric.${metric}`) });
        expect([...subject].length, subject).toBeLessThanOrEqual(SUBJECT_LENGTH);
      }
  });
});

describe.each(OTHERS)("the role profiles of the locale pack %s", (locale) => {
  const folder = join("templates", locale, "roles");
  const file = z.looseObject({ profile: roleProfileSchema });
  const profiles = readdirSync(folder).map((name) => {
    const path = join(folder, name);
    return { name, profile: parseYaml(file, readFileSync(path, "utf8"), path).profile };
  });

  it("are there, and name no amount of money", () => {
    expect(profiles.length).toBeGreaterThanOrEqual(4);
    const { stringify } = JSON;
    expect(profiles.filter(({ profile }) => /\p{Sc}|\b(euros?|EUR|USD)\b/iu.test(stringify(profile)))).toEqual([]);
  });

  it("spell tools as the pack’s skills are spelt", () => {
    const known = new Set(Object.values(packs.get(locale)!.skillNames));
    const tools = profiles.flatMap(({ name, profile }) =>
      profile.stack.flatMap((layer) => layer.tools.map((tool) => ({ name, tool }))),
    );
    expect(tools.filter(({ tool }) => !known.has(tool))).toEqual([]);
  });
});

describe.each(LOCALES)("the rules of the locale pack %s", (locale) => {
  it("can all be read", async () => {
    await expect(readTaxonomy(shipped(locale))).resolves.toBeDefined();
    await expect(readReadingRules(shipped(locale))).resolves.toBeDefined();
    const path = join("templates", locale, "holidays.yaml");
    expect(parseHolidays(readFileSync(path, "utf8"), path).length).toBeGreaterThan(0);
  });
});
