/** Below this likeness two ids have little more in common than their metric. */
const ALIKE = 0.3;

/**
 * Ids that are most like the one asked for, the likeliest first, at most five: by the parts they share, and by pieces of three
 * letters, so that a slip of a letter is no other word.
 */
export function nearestFacts(id: string, known: readonly string[]): string[] {
  const asked = piecesOf(id);
  const near = [...new Set(known)]
    .map((each) => ({ id: each, score: likeness(asked, piecesOf(each)) }))
    .filter(({ score }) => score >= ALIKE);
  near.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return near.slice(0, 5).map((each) => each.id);
}

/** Parts and trigrams; a part counts beside its letters, so that whole parts weigh more. */
function piecesOf(id: string): ReadonlySet<string> {
  const lower = id.toLowerCase();
  const padded = `  ${lower} `;
  const trigrams = Array.from({ length: Math.max(0, padded.length - 2) }, (_, at) => padded.slice(at, at + 3));
  const parts = lower.split(/[.@]/).filter((part) => part !== "");
  return new Set([...trigrams, ...parts.map((part) => `part:${part}`)]);
}

/** Dice's coefficient: twice what both have, of all that each has. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((piece) => other.has(piece)).length;
  return (2 * both) / (one.size + other.size);
}
