import { describe, expect, it } from "vitest";
import { z } from "zod";
import { jsonOption, parseOptions, weekOption } from "../../../src/commands/options.ts";

const schema = z.object({ week: weekOption, rolesInLetter: z.number().optional(), json: jsonOption });

describe("options", () => {
  it("are given back with their defaults", () => {
    expect(parseOptions(schema, { week: "2026-W47" }, "build")).toEqual({ week: "2026-W47", json: false });
    expect(parseOptions(schema, { json: true }, "build")).toEqual({ json: true });
  });

  it.each(["2026-47", "2026-W60", "2025-W53", "", "W47"])(
    "refuse the week %j by the name a person typed, with the command to ask",
    (week) => {
      expect(() => parseOptions(schema, { week }, "build")).toThrow(
        expect.objectContaining({
          code: "usage",
          exitCode: 2,
          message: expect.stringMatching(/^--week: /),
          hint: 'Run "trends build --help" for an example.',
        }),
      );
    },
  );

  it("are named in errors as they are typed, with hyphens", () => {
    expect(() => parseOptions(schema, { rolesInLetter: "many" }, "build")).toThrow(/^--roles-in-letter: /);
  });
});
