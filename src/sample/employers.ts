import { textHash } from "../domain/random.ts";
import { bellShaped, type Random, randomFor, runningSums, seedFor } from "./draws.ts";

/** Employers by size, the largest first: the rank-th hires 1/rank as much as the first (Zipf). */
export interface Employers {
  readonly count: number;
  readonly sizeSums: Float64Array;
  readonly names: readonly string[];
  /** What it pays against others: 1 is as much. */
  readonly pay: Float64Array;
  /** How often its offers are remote against others; 1 on average over offers. */
  readonly remoteHabit: Float64Array;
}

/** About as many postings for each as in life; more than so many names we do not have. */
const OPENINGS_EACH = 6;
const MOST = 200_000;
const FEWEST = 8;

const PAY_SPREAD = 0.12;
/** One employer in four likes remote work. */
const LIKES_REMOTE = { chance: 0.25, habit: 2.2, otherwise: 0.6 } as const;

/** Employers of a market with so many openings. */
export function employersOf(postings: number, seed: number): Employers {
  const count = Math.min(MOST, Math.max(FEWEST, Math.round(postings / OPENINGS_EACH)));
  const own = seedFor(seed, textHash("employers"));
  const ranks = Array.from({ length: count }, (_, rank) => rank);
  const sizes = ranks.map((rank) => 1 / (rank + 1));
  const randoms: Random[] = ranks.map((rank) => randomFor(own, rank));
  const pay = Float64Array.from(randoms, (random) => 1 + PAY_SPREAD * bellShaped(random));
  const habits = randoms.map((random) =>
    random() < LIKES_REMOTE.chance ? LIKES_REMOTE.habit : LIKES_REMOTE.otherwise,
  );
  const sum = sizes.reduce((total, size) => total + size, 0);
  const average = sizes.reduce((total, size, rank) => total + size * (habits[rank] ?? 0), 0) / sum;
  return {
    count,
    sizeSums: runningSums(sizes),
    names: ranks.map((rank) => employerName(rank, own)),
    pay,
    remoteHabit: Float64Array.from(habits, (habit) => habit / average),
  };
}

// Read aloud, nobody takes these for companies.
const SYLLABLES = [
  ..."zub qor vex plim grak thwo snib jorp fleb krum wozz dril mux yab gloop vrin".split(" "),
  ..."quib zan trop hesk blor nux fip drax wib skoo jell pruv mog zik crund lur".split(" "),
];
const KINDS = ["Works", "Labs", "Group", "Systems", "Partners", "& Daughters", "Collective", "Foundry"];
/** Three syllables and a kind: 32 × 32 × 32 × 8 names. */
const NAMES = 2 ** 18;

/** A name that no other employer has: the number of the name is the rank times an odd number, so all differ. */
function employerName(employer: number, seed: number): string {
  const number = (Math.imul(employer, 0x9e3779b1) + seed) & (NAMES - 1);
  const syllable = (shift: number) => SYLLABLES[(number >>> shift) & 31] ?? "";
  const word = syllable(13) + syllable(8) + syllable(3);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${KINDS[number & 7] ?? ""}`;
}
