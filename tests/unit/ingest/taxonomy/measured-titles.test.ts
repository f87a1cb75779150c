import { expect, it } from "vitest";
import { measureTitles } from "../../../bench/reading-titles.ts";

it("classifies titles labelled by hand with a precision of 0.97 and a recall of 0.95 at least", async () => {
  const { all } = await measureTitles();
  expect(all.titles).toBeGreaterThanOrEqual(450);
  expect(all.precision).toBeGreaterThanOrEqual(0.97);
  expect(all.recall).toBeGreaterThanOrEqual(0.95);
});
