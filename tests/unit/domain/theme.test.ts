import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { themeSchema } from "../../../src/domain/theme.ts";

const shipped: Record<string, unknown> = JSON.parse(
  readFileSync(new URL("../../../templates/theme.json", import.meta.url), "utf8"),
);
const own = (palette: string, colours: Record<string, string>) => ({
  ...shipped,
  [palette]: { ...(shipped[palette] as Record<string, string>), ...colours },
});
const refused = (theme: unknown) =>
  themeSchema.safeParse(theme).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

describe("a theme", () => {
  it("is the shipped one, and others of colours that can be told apart", () => {
    expect(refused(shipped)).toEqual([]);
    expect(refused(own("light", { accent: "#8a2be2" }))).toEqual([]);
    expect(refused(own("chart", { grid: "#ffffff", before: "#eeeeee" }))).toEqual([]);
  });

  it.each([
    ["light", "muted", "#999999", "light.muted: #999999 on the background #f2f4f3 has a contrast of 2.58"],
    ["light", "soft", "#333333", "light.text: #17211d on the soft #333333"],
    ["light", "onAccent", "#0f6b4d", "light.onAccent: #0f6b4d on the accent #0a6b4d"],
    ["dark", "text", "#333333", "dark.text: #333333 on the background #0f1412"],
    ["dark", "card", "#eeeeee", "dark.text: #e8edea on the card #eeeeee"],
    ["chart", "text", "#dddddd", "chart.text: #dddddd on the card #ffffff has a contrast of 1.36; it needs 4.5"],
    ["chart", "second", "#ffcc00", "chart.second: #ffcc00 on the card #ffffff has a contrast of 1.51; it needs 3"],
    ["chartDark", "accent", "#223322", "chartDark.accent: #223322 on the card #171e1b"],
  ])("is refused in %s for %s of %s", (palette, name, colour, why) => {
    expect(refused(own(palette, { [name]: colour }))).toContainEqual(expect.stringContaining(why));
  });

  it.each([319, 641, 0, 600.5])("is refused with a mail %d pixels wide", (mailWidth) => {
    expect(refused({ ...shipped, mailWidth })).toContainEqual(expect.stringMatching(/^mailWidth: /));
  });

  it("says of a colour that is none only that", () => {
    expect(refused(own("light", { text: "black" }))).toEqual(["light.text: a colour looks like #0b57d0"]);
  });
});
