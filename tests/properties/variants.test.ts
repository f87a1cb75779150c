import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addWeeks, weeksUpTo } from "../../src/domain/week.ts";
import { type UsedVariant, variantOrder } from "../../src/narrate/variant.ts";

/** From 1998 to 2002: over several ends of years, one of them after a 53rd week. */
const WEEKS = weeksUpTo("2001-W45", 200);

/** The structures of one key over the weeks, `uses` a week, the editions of `sent` remembered. */
function toldOver(
  structures: number,
  key: string,
  uses: (index: number) => number,
  sent: (index: number) => boolean,
): number[][] {
  const told: UsedVariant[][] = [];
  return WEEKS.map((week, index) => {
    const here: UsedVariant[] = [];
    for (let place = 0; place < uses(index); place++) {
      // The slot is another each week: it must not matter.
      const slot = `brief.${((index + place) % 5) + 1}`;
      const [variant = -1] = variantOrder({ key, structures, week }, here, told);
      here.push({ slot, key, variant });
    }
    if (sent(index)) told.push([{ slot: "lead", key: `${key}.other`, variant: 0 }, ...here]);
    return here.map(({ variant }) => variant);
  });
}

const anyKey = fc.string({ minLength: 1, maxLength: 20 });

describe("structures over 200 weeks", () => {
  it("never come twice in a letter while the pack has others", () => {
    fc.assert(
      fc.property(
        anyKey,
        fc.integer({ min: 3, max: 6 }),
        fc.infiniteStream(fc.integer({ min: 1, max: 3 })),
        (key, k, uses) => {
          const counts = WEEKS.map(() => uses.next().value ?? 1);
          for (const week of toldOver(
            k,
            key,
            (index) => counts[index] ?? 1,
            () => true,
          ))
            expect(new Set(week).size).toBe(week.length);
        },
      ),
      { seed: 61, numRuns: 40 },
    );
  });

  it("do not come again within three editions, as far as the pack has enough", () => {
    fc.assert(
      fc.property(anyKey, fc.integer({ min: 3, max: 12 }), fc.integer({ min: 1, max: 3 }), (key, k, uses) => {
        const weeks = toldOver(
          k,
          key,
          () => uses,
          () => true,
        );
        // Of k structures, k / uses editions can be told without one again.
        const apart = Math.min(3, Math.floor(k / uses) - 1);
        for (const [index, week] of weeks.entries()) {
          const before = weeks.slice(Math.max(0, index - apart), index).flat();
          expect(week.filter((variant) => before.includes(variant))).toEqual([]);
        }
      }),
      { seed: 62, numRuns: 60 },
    );
  });

  it("do so too for a key used one to three times, if the pack has structures for all of four letters", () => {
    fc.assert(
      fc.property(anyKey, fc.infiniteStream(fc.integer({ min: 1, max: 3 })), (key, stream) => {
        const counts = WEEKS.map(() => stream.next().value ?? 1);
        const weeks = toldOver(
          12,
          key,
          (index) => counts[index] ?? 1,
          () => true,
        );
        for (const [index, week] of weeks.entries()) {
          const before = weeks.slice(Math.max(0, index - 3), index).flat();
          expect(week.filter((variant) => before.includes(variant))).toEqual([]);
        }
      }),
      { seed: 63, numRuns: 40 },
    );
  });

  it("differ from week to week even where no letter was sent, over the ends of years too", () => {
    fc.assert(
      fc.property(anyKey, fc.integer({ min: 4, max: 6 }), fc.integer({ min: 1, max: 2 }), (key, k, uses) => {
        const weeks = toldOver(
          k,
          key,
          () => uses,
          () => false,
        );
        for (const [index, week] of weeks.entries())
          expect(week.filter((variant) => weeks[index - 1]?.includes(variant))).toEqual([]);
      }),
      { seed: 64, numRuns: 60 },
    );
  });

  it("skip what the last three editions that went out used, however long ago they did", () => {
    const told = [0, 1, 2].map((variant) => [{ slot: "lead", key: "lead.quiet", variant }]);
    for (let weeks = 0; weeks < 60; weeks++) {
      const week = addWeeks("2025-W40", weeks);
      expect(variantOrder({ key: "lead.quiet", structures: 4, week }, [], told)[0]).toBe(3);
      expect(variantOrder({ key: "lead.quiet", structures: 4, week }, [], told).toSorted()).toEqual([0, 1, 2, 3]);
    }
  });
});
