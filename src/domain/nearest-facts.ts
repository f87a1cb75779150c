/** Ids that share the most words with the one asked for, the likeliest first, at most five. */
export function nearestFacts(id: string, known: readonly string[]): string[] {
  const words = id.split(/[.@-]/).filter((word) => word.length > 2);
  const near = known
    .map((each) => ({ id: each, score: words.filter((word) => each.includes(word)).length }))
    .filter(({ score }) => score > 0);
  near.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return near.slice(0, 5).map((each) => each.id);
}
