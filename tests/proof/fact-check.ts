import { seededRandom, textHash } from "../../src/domain/random.ts";
import { type Case, caseOf, withLetter } from "./fact-editions.ts";
import { rightSentences, type Told } from "./fact-forms.ts";
import { spoiltEditions } from "./fact-mutations.ts";
import { spoiltSentences } from "./fact-slips.ts";

/** Committed weeks with and without news, of the feed that names employers and of the one that names none. */
export const EDITIONS: readonly (readonly [string, string])[] = [
  ...[
    "2023-W05",
    "2023-W09",
    "2023-W10",
    "2023-W24",
    "2023-W30",
    "2023-W31",
    "2023-W32",
    "2023-W33",
    "2023-W36",
    "2023-W39",
  ].map((week) => ["trends.config.ts", week] as const),
  ...["2024-W07", "2024-W20", "2024-W30"].map((week) => ["aijobs.config.ts", week] as const),
];

export interface Tally {
  readonly kind: string;
  made: number;
  blocked: number;
}

export interface FactCheckProof {
  /** Wrong editions (words on rendered surfaces) and wrong sentences of an editor, by kind. */
  readonly surfaces: readonly Tally[];
  readonly letters: readonly Tally[];
  readonly missed: readonly string[];
  /** Right sentences: those that editions print, and those that an editor might. */
  readonly printed: { readonly made: number; readonly blocked: number };
  readonly edited: { readonly made: number; readonly blocked: number };
  readonly wronged: readonly string[];
  readonly warnings: readonly string[];
}

/** Paragraphs of one letter; each is judged by its own line. */
const IN_A_LETTER = 40;

/** Spoils editions and letters, and reads right ones, all seeded. `wrong` is how many of each sort are made in all. */
export async function proveFactCheck(
  size: { readonly wrong: number; readonly right: number; readonly seed: number },
  editions: readonly (readonly [string, string])[] = EDITIONS,
): Promise<FactCheckProof> {
  const [surfaces, letters] = [new Map<string, Tally>(), new Map<string, Tally>()];
  const missed: string[] = [];
  const wronged: string[] = [];
  const warnings = new Set<string>();
  const [printed, edited] = [
    { made: 0, blocked: 0 },
    { made: 0, blocked: 0 },
  ];
  for (const [file, week] of editions) {
    const one = await caseOf(file, week);
    const random = seededRandom(size.seed + textHash(one.name));
    const share = Math.ceil(size.wrong / 2 / editions.length);
    const clean = one.check(one.surfaces, one.claims);
    printed.made += sentenceCount(one);
    for (const { severity, rule, why, place } of clean) {
      if (severity === "blocking") wronged.push(`${one.name} ${rule}: ${why} | ${place}`);
      else warnings.add(`${rule}: ${why}`);
      if (severity === "blocking") printed.blocked++;
    }
    for (const spoilt of spoiltEditions(one, share, random)) {
      const isBlocked = one.check(spoilt.surfaces, spoilt.claims).some(({ severity }) => severity === "blocking");
      count(surfaces, spoilt.kind, isBlocked);
      if (!isBlocked) missed.push(`${one.name} [${spoilt.kind}] ${spoilt.is}`);
    }
    const right = shuffled(rightSentences(one), random);
    const forWrong = right.filter(({ text }) => text.includes("{{n "));
    const slips = spoiltSentences(one, forWrong, share, random);
    for (const { told, isBlocked } of await judged(one, slips)) {
      count(letters, told.kind, isBlocked);
      if (!isBlocked) missed.push(`${one.name} letter [${told.kind}] ${told.text}`);
    }
    for (const { told, isBlocked, why } of await judged(one, right.slice(0, Math.ceil(size.right / editions.length)))) {
      edited.made++;
      if (isBlocked) edited.blocked++;
      if (isBlocked) wronged.push(`${one.name} letter: ${told.text} | ${why}`);
    }
  }
  return {
    surfaces: [...surfaces.values()],
    letters: [...letters.values()],
    missed,
    printed,
    edited,
    wronged,
    warnings: [...warnings],
  };
}

/** Each text as a paragraph of a letter, and whether its line is held back. */
async function judged(
  one: Case,
  all: readonly Told[],
): Promise<{ readonly told: Told; readonly isBlocked: boolean; readonly why: string }[]> {
  const found: { told: Told; isBlocked: boolean; why: string }[] = [];
  for (let from = 0; from < all.length; from += IN_A_LETTER) {
    const paragraphs = all.slice(from, from + IN_A_LETTER);
    const letter = await withLetter(one, paragraphs.map(({ text }) => text).join("\n\n"));
    const findings = letter.check(letter.surfaces, letter.claims).filter(({ severity }) => severity === "blocking");
    for (const [index, told] of paragraphs.entries()) {
      // Paragraphs of one line, with an empty line between two.
      const own = findings.find(({ line }) => line === 2 * index + 1);
      found.push({ told, isBlocked: own !== undefined, why: own === undefined ? "" : `${own.rule}: ${own.why}` });
    }
  }
  return found;
}

function count(tallies: Map<string, Tally>, kind: string, isBlocked: boolean): void {
  const tally = tallies.get(kind) ?? { kind, made: 0, blocked: 0 };
  tally.made++;
  if (isBlocked) tally.blocked++;
  tallies.set(kind, tally);
}

function sentenceCount({ surfaces }: Case): number {
  const sentences = new Intl.Segmenter("en-US", { granularity: "sentence" });
  return [...sentences.segment(surfaces.get("email.txt") ?? "")].filter(({ segment }) => segment.trim() !== "").length;
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((each) => ({ each, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ each }) => each);
}
