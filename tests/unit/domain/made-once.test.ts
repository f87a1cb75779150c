import { describe, expect, it } from "vitest";
import { madeOnce } from "../../../src/domain/made-once.ts";

describe("madeOnce", () => {
  it("gives the same thing for the same content, and another for another", () => {
    let made = 0;
    const once = madeOnce<{ readonly number: number }>();
    const make = () => ({ number: ++made });
    const [first, again, other] = [once("one", make), once("one", make), once("two", make)];
    expect(again).toBe(first);
    expect(other).toEqual({ number: 2 });
  });

  it("keeps nothing of what could not be made", () => {
    const once = madeOnce<object>();
    expect(() =>
      once("one", () => {
        throw new Error("unfit");
      }),
    ).toThrow("unfit");
    expect(once("one", () => ({ fit: true }))).toEqual({ fit: true });
  });
});
