import { expect, it } from "vitest";
import { fuzzReading } from "../proof/reading-fuzz.ts";
import { INVENTED } from "../proof/reading-seeds.ts";

// A small slice of `npm run proof -- --only reading`.
it("reads hostile answers or refuses them, and loses no row", async () => {
  const result = await fuzzReading({ answers: 150, seed: 1, seeds: INVENTED, mostSeconds: 20 });
  expect(result.faults).toEqual([]);
  expect(result.accepted).toBeGreaterThan(60);
  expect(Object.values(result.refused).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(20);
});
