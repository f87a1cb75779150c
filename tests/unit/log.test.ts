import { describe, expect, it } from "vitest";
import { silentLog, streamLog } from "../../src/log.ts";

function written(level: Parameters<typeof streamLog>[1], run: (log: ReturnType<typeof streamLog>) => void): string {
  let text = "";
  run(
    streamLog(
      {
        write: (piece: string) => {
          text += piece;
        },
      },
      level,
    ),
  );
  return text;
}

describe("streamLog", () => {
  it("writes an event and its facts on one line", () => {
    expect(
      written("info", (log) =>
        log.info("snapshot stored", { week: "2026-W47", rows: 812, path: "a/b.json", new: true, at: null }),
      ),
    ).toBe("info snapshot stored week=2026-W47 rows=812 path=a/b.json new=true at=null\n");
  });

  it("writes an event without facts", () => {
    expect(written("error", (log) => log.error("failed"))).toBe("error failed\n");
  });

  it("quotes what could be taken for something else, line breaks included", () => {
    expect(written("warn", (log) => log.warn("odd", { why: 'two words\n"x"', empty: "" }))).toBe(
      'warn odd why="two words\\n\\"x\\"" empty=""\n',
    );
  });

  it.each([
    ["error", ["error"]],
    ["warn", ["error", "warn"]],
    ["info", ["error", "warn", "info"]],
    ["debug", ["error", "warn", "info", "debug"]],
  ] as const)("at level %s writes %j", (level, expected) => {
    const text = written(level, (log) => {
      log.error("e");
      log.warn("w");
      log.info("i");
      log.debug("d");
    });
    expect(
      text
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(expected);
  });
});

describe("silentLog", () => {
  it("drops everything", () => {
    for (const level of ["error", "warn", "info", "debug"] as const) expect(silentLog[level]("x", {})).toBeUndefined();
  });
});
