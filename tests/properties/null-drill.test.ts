import { expect, it } from "vitest";
import { nullDrill } from "../proof/null-drill.ts";

// A small slice of `npm run proof`: at 300 worlds 0.6 % of tests call a change that is not there.
it("seldom calls a change in a feed in which nothing changes", () => {
  const { headlines, tested } = nullDrill(15, { roles: 8, offersPerRoleAndWeek: 40, employers: 150, burst: 0 });
  expect(tested).toBeGreaterThan(300);
  expect(headlines / tested).toBeLessThan(0.03);
});

it("does not call a market move what one employer does", () => {
  const { burstCalled } = nullDrill(15, { roles: 4, offersPerRoleAndWeek: 40, employers: 150, burst: 12 });
  expect(burstCalled).toBe(0);
});
