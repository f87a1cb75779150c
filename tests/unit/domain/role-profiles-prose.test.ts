import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type RoleProfile, roleProfileSchema } from "../../../src/domain/role-profile.ts";
import { parseYaml } from "../../../src/domain/yaml.ts";

const FOLDER = "templates/en-US/roles";
/** The other keys of a role's file are read elsewhere. A file that has no profile yet says nothing that could be wrong here. */
const withProfile = z.looseObject({ profile: roleProfileSchema.optional() });

const profiles = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".yaml"))
  .flatMap((file): { slug: string; profile: RoleProfile }[] => {
    const path = join(FOLDER, file);
    const { profile } = parseYaml(withProfile, readFileSync(path, "utf8"), path);
    return profile === undefined ? [] : [{ slug: file.replace(/\.yaml$/, ""), profile }];
  });

/** The roles of docs/roles.md, in its order. */
const TAXONOMY = readFileSync("docs/roles.md", "utf8")
  .split("\n")
  .filter((line) => line.startsWith("|") && !/^\| (role|-)|^\|-/.test(line))
  .map((line) => (line.split("|")[1] ?? "").trim().toLowerCase().replaceAll(" ", "-"));

/** Names, choices and figures: not prose. */
const NOT_PROSE = [
  "published",
  "lean",
  "level",
  "difficulty",
  "commoditisation",
  "tools",
  "from",
  "title",
  "by",
  "url",
];
/** Fields and lists of whole sentences; all other prose is phrases in lists. */
const SENTENCES =
  /^(focus|typicalDay|strongCandidates|quality|bestFit|goodSigns|weakSigns|freelance|equity)|\.(note|reason|text|build|why)$/;

/** Every text of a profile with its path, as `quality.0`. */
function proseOf(value: unknown, path: readonly string[] = []): { path: string; text: string }[] {
  if (typeof value === "string") return [{ path: path.join("."), text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    NOT_PROSE.includes(key) ? [] : proseOf(inner, [...path, key]),
  );
}

const sentencesOf = (text: string) => text.split(/(?<=[.!?])\s+/);
const words = (text: string) => text.split(/\s+/).length;
const said = ({ path, text }: { path: string; text: string }) => `${path}: ${text}`;

const tools = profiles.flatMap(({ profile }) => profile.stack.flatMap((layer) => layer.tools));

const HYPE =
  /\b(revolution(ary|i[sz])|game.?chang|cutting.edge|unlock|leverag|supercharg|exciting|rock.?star|ninja)\w*/i;

describe("the profiles of the pack", () => {
  it("are there", () => {
    expect(profiles.length).toBe(16);
  });

  it("say nothing twice, neither in one role nor in two", () => {
    // A phrase of few words, such as "Data engineers", may stand in many lists.
    const places = new Map<string, string[]>();
    for (const { slug, profile } of profiles)
      for (const { path, text } of proseOf(profile))
        for (const sentence of sentencesOf(text).filter((one) => one.endsWith(".") || words(one) >= 6)) {
          const key = sentence.toLowerCase();
          places.set(key, [...(places.get(key) ?? []), `${slug} ${path}`]);
        }
    expect([...places].filter(([, where]) => where.length > 1)).toEqual([]);
  });

  describe.each(profiles)("$slug", ({ slug, profile }) => {
    const prose = proseOf(profile);

    it("ends its sentences with a full stop, and its phrases with none", () => {
      const strays = prose.filter(({ path, text }) => {
        const isSentence = SENTENCES.test(path) || sentencesOf(text).length > 1;
        return isSentence ? !/[.?]$/.test(text) : /[.,;:!?]$/.test(text);
      });
      expect(strays.map(said)).toEqual([]);
    });

    it("begins each text and each sentence with a capital, a figure or the name of a tool", () => {
      const begins = (text: string) => /^[\p{Lu}\d]/u.test(text) || tools.some((tool) => text.startsWith(tool));
      expect(prose.filter(({ text }) => !sentencesOf(text).every(begins)).map(said)).toEqual([]);
    });

    it("praises nothing, and keeps its sentences free of dashes", () => {
      expect(prose.filter(({ text }) => HYPE.test(text)).map(said)).toEqual([]);
      expect(prose.filter(({ text }) => text.includes("—")).length).toBeLessThanOrEqual(2);
    });

    it("names amounts of money under published only", () => {
      expect(prose.filter(({ text }) => /\p{Sc}|\b(USD|EUR|dollars?|euros?)\b/iu.test(text)).map(said)).toEqual([]);
    });

    it("judges the market as of the last two years", () => {
      for (const { asOf } of [profile.outlook, profile.risk]) {
        expect(asOf).toBeGreaterThanOrEqual(2025);
        expect(asOf).toBeLessThanOrEqual(2026);
      }
    });

    it("is reached from other jobs, in months from few to many", () => {
      const neighbours = profile.switching.map(({ from }) => from);
      expect(neighbours).not.toContain(slug);
      expect(new Set(neighbours).size).toBe(neighbours.length);
      // What looks like a slug is one; everything else is a job in words.
      expect(neighbours.filter((from) => /^[a-z-]+$/.test(from) && !TAXONOMY.includes(from))).toEqual([]);
      expect(neighbours.filter((from) => !TAXONOMY.includes(from) && !/^\p{Lu}/u.test(from))).toEqual([]);
      expect(profile.switching.filter(({ months: [few, many] }) => few > many)).toEqual([]);
    });

    it("points to safe addresses, each once", () => {
      const urls = profile.resources.flatMap(({ url }) => url ?? []);
      expect(urls.filter((url) => !url.startsWith("https://"))).toEqual([]);
      expect(new Set(urls).size).toBe(urls.length);
    });
  });
});
