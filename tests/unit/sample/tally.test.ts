import { expect, it } from "vitest";
import { median } from "../../../src/domain/quantile.ts";
import { tallyOf } from "../../../src/sample/tally.ts";
import { worldOf } from "../../../src/sample/world.ts";

it("counts a week as one would who held all of it in memory", () => {
  const world = worldOf({ weeks: 2, postings: 500, seed: 3, lastWeek: "2026-W46", plants: [], bursts: 0 });
  const tally = tallyOf(world.employers.count);
  for (const seen of world.seenIn("2026-W45")) tally.add(seen);
  const first = tally.endOfWeek();
  const all = [...world.seenIn("2026-W46")];
  for (const seen of all) tally.add(seen);
  const { totals, roles } = tally.endOfWeek();
  const open = all.filter(({ state }) => state !== "closed").map(({ offer }) => offer);
  const listed = open.flatMap((offer) => offer.places.map(() => offer));
  const ascending = (values: number[]) => values.sort((a, b) => a - b);
  const paid = listed.flatMap(({ payUsd }) => payUsd ?? []);
  const gone = all.filter(({ state }) => state === "closed").flatMap(({ offer }) => offer.places);
  expect(totals).toEqual({
    openings: listed.length,
    offers: open.length,
    employers: new Set(open.map(({ employer }) => employer)).size,
    opened: totals.openings - (first.totals.openings - gone.length),
    closed: gone.length,
    remote: listed.filter(({ workplace }) => workplace === "remote").length,
    payDisclosed: paid.length,
    medianFloor: median(ascending(paid.map(({ floor }) => floor))),
    median: median(ascending(paid.map(({ floor, ceiling }) => (floor + ceiling) / 2))),
    medianCeiling: median(ascending(paid.map(({ ceiling }) => ceiling))),
  });
  expect(first.totals).toMatchObject({ opened: null, closed: null });
  expect(Object.values(roles).reduce((sum, { openings }) => sum + openings, 0)).toBe(listed.length);
  expect(roles["data-engineer"]?.offers).toBe(open.filter(({ role }) => role === 0).length);
});

it("gives no median where no ad says what it pays, and leaves out roles without openings", () => {
  expect(tallyOf(8).endOfWeek()).toMatchObject({ totals: { openings: 0, median: null }, roles: {} });
});
