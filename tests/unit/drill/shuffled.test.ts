import { describe, expect, it } from "vitest";
import type { Offer } from "../../../src/domain/offer.ts";
import { weeksUpTo } from "../../../src/domain/week.ts";
import { shuffled } from "../../../src/drill/shuffled.ts";
import { offer, WEEK } from "../compare/worlds.ts";

const BEFORE = 0b00001111;
const NOW = 0b11110000;

function adsOf(offers: readonly Offer[], weeks = 8) {
  const repricings = [{ employer: "Acme", before: 100, now: 110, ads: 1 }];
  return { week: WEEK, offerWeeks: weeksUpTo(WEEK, weeks), offers, repricings };
}

/** One offer of each employer in each week. */
const eachWeek = (employers: number) =>
  Array.from({ length: 8 * employers }, (_, index) =>
    offer({ employer: `Employer ${index % employers}`, weeks: 1 << Math.floor(index / employers) }),
  );

const weeksOf = ({ offers }: { offers: readonly Offer[] | undefined }) => (offers ?? []).map(({ weeks }) => weeks);

describe("shuffled ads", () => {
  it("exchange all weeks of an employer by one mask", () => {
    for (let seed = 0; seed < 20; seed++) {
      const places = weeksOf(shuffled(adsOf(eachWeek(1)), true, seed)).map(Math.log2);
      const [mask = 0] = places;
      expect(places).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((place) => place ^ mask));
    }
  });

  it("bring each week of an employer to each place equally often, and before to now in half of all shuffles", () => {
    const [first] = eachWeek(400);
    const counts = new Map<number, number>();
    for (const weeks of weeksOf(shuffled(adsOf(eachWeek(400)), true, 3)).slice(0, 400))
      counts.set(weeks, (counts.get(weeks) ?? 0) + 1);
    expect(first?.weeks).toBe(1);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([1, 2, 4, 8, 16, 32, 64, 128]);
    // Four standard errors of a share of 400 at 1/8 are 6.6 points.
    for (const count of counts.values()) expect(Math.abs(count / 400 - 1 / 8)).toBeLessThan(0.066);
  });

  it("keep together what an employer does in one window, and lose no week", () => {
    const flood = Array.from({ length: 30 }, () => offer({ weeks: 0b01100000 }));
    for (let seed = 0; seed < 20; seed++) {
      const [weeks = 0, ...others] = weeksOf(shuffled(adsOf(flood), true, seed));
      expect(new Set(others)).toEqual(new Set([weeks]));
      expect([BEFORE, NOW].some((window) => (weeks & window) === weeks)).toBe(true);
      expect(weeks.toString(2).replaceAll("0", "")).toBe("11");
    }
  });

  it("take what is known of the weeks along", () => {
    const remote = offer({ weeks: 0b00110000, remoteWeeks: 0b00100000, newWeeks: 0b00010000 });
    for (let seed = 0; seed < 20; seed++) {
      const [moved] = shuffled(adsOf([remote]), true, seed).offers ?? [];
      expect((moved?.remoteWeeks ?? 0) | (moved?.newWeeks ?? 0)).toBe(moved?.weeks);
      expect(moved).toMatchObject({ employer: "Acme", midpoint: 100_000 });
    }
  });

  it("end a rise that all employers share", () => {
    const rise = Array.from({ length: 600 }, (_, index) =>
      offer({ employer: `Employer ${index % 200}`, weeks: index < 200 ? 1 : 1 << 7 }),
    );
    const weeks = weeksOf(shuffled(adsOf(rise), true, 1));
    const now = weeks.filter((bits) => (bits & NOW) !== 0).length;
    expect(Math.abs(now / 600 - 0.5)).toBeLessThan(0.1);
  });

  it("exchange only this week and the last where the others are not alike, or not here", () => {
    for (let seed = 0; seed < 20; seed++) {
      for (const [alike, count] of [
        [false, 8],
        [true, 3],
      ] as const) {
        const last = 1 << (count - 1);
        const offers = [offer({ weeks: last }), offer({ weeks: last >> 1 }), offer({ weeks: last >> 2 })];
        const [now, before, earlier] = weeksOf(shuffled(adsOf(offers, count), alike, seed));
        expect([last, last >> 1]).toContain(now);
        expect(now! | before!).toBe(last | (last >> 1));
        if (count === 3) expect(earlier).toBe(1);
        else expect([last >> 2, last >> 3]).toContain(earlier);
      }
    }
  });

  it("change pay back where this week and the last are exchanged, and only there", () => {
    const seen = new Set<boolean>();
    for (let seed = 0; seed < 40; seed++) {
      const { offers = [], repricings } = shuffled(adsOf([offer({ weeks: 1 << 7 })]), true, seed);
      const exchanged = [1 << 6, 1 << 4, 1 << 2, 1].includes(offers[0]?.weeks ?? 0);
      expect(repricings[0]).toMatchObject(exchanged ? { before: 110, now: 100 } : { before: 100, now: 110 });
      seen.add(exchanged);
    }
    expect(seen.size).toBe(2);
  });

  it("are the same for the same seed and any order of rows; without an employer nothing moves", () => {
    const offers = [...eachWeek(9), offer({ employer: null, weeks: 5 })];
    const once = shuffled(adsOf(offers), true, 7).offers ?? [];
    const reversed = shuffled(adsOf([...offers].reverse()), true, 7).offers ?? [];
    expect([...reversed].reverse()).toEqual(once);
    expect(once.at(-1)?.weeks).toBe(5);
    expect(shuffled(adsOf(offers), true, 8).offers).not.toEqual(once);
  });
});
