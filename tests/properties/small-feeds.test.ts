import { expect, it } from "vitest";
import { heldBack, smallFeed } from "../proof/small-feeds.ts";

it("holds back no edition of a small feed that nobody wrote a word for", async () => {
  const held: string[] = [];
  for (let seed = 15; seed <= 20; seed++) held.push(...(await heldBack(smallFeed(seed))));
  expect(held).toEqual([]);
});
