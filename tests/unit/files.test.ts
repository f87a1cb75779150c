import { lstat, mkdir, mkdtemp, readFile, readlink, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  exists,
  filesMatching,
  moveWhole,
  namesIn,
  replaceFolder,
  sha256,
  textIfThere,
  writeWhole,
} from "../../src/files.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "files-"));
});
afterEach(() => rm(folder, { recursive: true }));

const key = (digit: string) => digit.repeat(16);
const files = (content: string) =>
  new Map([
    ["index.html", content],
    ["charts/a.svg", `<svg>${content}</svg>`],
  ]);
const read = (path: string) => readFile(join(folder, path), "utf8");

describe("filesMatching", () => {
  it("finds files by a star in the name, by code point, and a name as it stands before all", async () => {
    for (const name of ["b-1.csv", "a-2.csv", "a-1.csv", "a-1.csv.tmp", "(x)+.csv"])
      await writeWhole(join(folder, name), "");
    const names = async (pattern: string) =>
      (await filesMatching(join(folder, pattern))).map((path) => path.slice(folder.length + 1));
    expect(await names("a-*.csv")).toEqual(["a-1.csv", "a-2.csv"]);
    expect(await names("*-1.*")).toEqual(["a-1.csv", "a-1.csv.tmp", "b-1.csv"]);
    expect(await names("(x)+*")).toEqual(["(x)+.csv"]);
    expect(await names("a-1.csv")).toEqual(["a-1.csv"]);
    await writeWhole(join(folder, "a-*.csv"), "");
    expect(await names("a-*.csv")).toEqual(["a-*.csv"]);
  });

  it("finds nothing without an error, also where there is no folder", async () => {
    expect(await filesMatching(join(folder, "none.csv"))).toEqual([]);
    expect(await filesMatching(join(folder, "nowhere", "*.csv"))).toEqual([]);
  });
});

describe("writeWhole", () => {
  it.skipIf(process.platform !== "linux")("refuses a place whose system takes no folders, and soon", async () => {
    await expect(writeWhole("/proc/trends/site/index.html", "")).rejects.toMatchObject({
      code: "not-writable",
      message: expect.stringContaining("/proc/trends"),
    });
  });

  it("makes the folders it needs and leaves nothing beside the file", async () => {
    await writeWhole(join(folder, "a/b/c.txt"), "text");
    expect(await read("a/b/c.txt")).toBe("text");
    expect(await namesIn(join(folder, "a/b"))).toEqual(["c.txt"]);
  });

  it("replaces a file, by bytes too", async () => {
    await writeWhole(join(folder, "c"), "earlier and longer");
    await writeWhole(join(folder, "c"), Uint8Array.of(0, 255));
    expect(new Uint8Array(await readFile(join(folder, "c")))).toEqual(Uint8Array.of(0, 255));
  });

  it("keeps the earlier file and no leftover when it cannot write", async () => {
    await mkdir(join(folder, "taken/inside"), { recursive: true });
    await expect(writeWhole(join(folder, "taken"), "x")).rejects.toThrow();
    expect(await namesIn(folder)).toEqual(["taken"]);
    expect(await namesIn(join(folder, "taken"))).toEqual(["inside"]);
  });
});

describe("moveWhole", () => {
  it("puts a finished file into its place", async () => {
    await writeFile(join(folder, "a.tmp"), "new");
    await writeFile(join(folder, "a"), "old");
    await moveWhole(join(folder, "a.tmp"), join(folder, "a"));
    expect(await read("a")).toBe("new");
    expect(await namesIn(folder)).toEqual(["a"]);
  });
});

describe("textIfThere, namesIn and exists", () => {
  it("know nothing of what is not there", async () => {
    expect(await textIfThere(join(folder, "none"))).toBeUndefined();
    expect(await namesIn(join(folder, "none"))).toEqual([]);
    expect(await exists(join(folder, "none"))).toBe(false);
  });

  it("give text, names by code point, and true", async () => {
    for (const name of ["b", "B", "a"]) await writeFile(join(folder, name), name);
    expect(await textIfThere(join(folder, "a"))).toBe("a");
    expect(await namesIn(folder)).toEqual(["B", "a", "b"]);
    expect(await exists(join(folder, "a"))).toBe(true);
  });

  it("do not take a folder for a missing file", async () => {
    await expect(textIfThere(folder)).rejects.toThrow("EISDIR");
  });
});

describe("replaceFolder", () => {
  const path = () => join(folder, "2026-W47");

  it("puts the files behind a link at the path", async () => {
    await replaceFolder(path(), key("1"), files("one"));
    expect(await readlink(path())).toMatch(new RegExp(`^\\.releases/2026-W47-${key("1")}-[0-9a-f]{8}$`));
    expect(await read("2026-W47/index.html")).toBe("one");
    expect(await read("2026-W47/charts/a.svg")).toBe("<svg>one</svg>");
  });

  it("switches the link and keeps the release just replaced for readers who have it open", async () => {
    const releases = join(folder, ".releases");
    for (const [digit, content] of [
      ["1", "one"],
      ["2", "two"],
      ["3", "three"],
    ] as const) {
      // What is older than a minute is nobody's work in progress.
      for (const name of await namesIn(releases)) await utimes(join(releases, name), 0, 0);
      await replaceFolder(path(), key(digit), files(content));
    }
    expect(await read("2026-W47/index.html")).toBe("three");
    const names = await namesIn(releases);
    expect(names.map((name) => name.slice(0, -9))).toEqual([`2026-W47-${key("2")}`, `2026-W47-${key("3")}`]);
    expect(await read(`.releases/${names[0]}/index.html`)).toBe("two");
  });

  it("leaves the releases of other folders alone, also of those whose names begin alike", async () => {
    await replaceFolder(join(folder, "a"), key("1"), files("a"));
    await replaceFolder(join(folder, "a-b"), key("1"), files("a-b"));
    for (const digit of ["2", "3", "4"]) await replaceFolder(join(folder, "a"), key(digit), files(digit));
    expect(await read("a-b/index.html")).toBe("a-b");
    expect(await read("a/index.html")).toBe("4");
  });

  it("writes the same release again without harm", async () => {
    await replaceFolder(path(), key("1"), files("one"));
    await replaceFolder(path(), key("1"), files("one"));
    expect(await read("2026-W47/index.html")).toBe("one");
  });

  it("leaves nothing of a release that could not be written whole", async () => {
    await replaceFolder(path(), key("1"), files("one"));
    const unfit = new Map([...files("two"), ["index.html/below-a-file", "three"]]);
    await expect(replaceFolder(path(), key("2"), unfit)).rejects.toThrow();
    expect(await read("2026-W47/index.html")).toBe("one");
    expect((await namesIn(join(folder, ".releases"))).map((name) => name.slice(0, -9))).toEqual([
      `2026-W47-${key("1")}`,
    ]);
  });

  it("mends a release that a crash left half written", async () => {
    const release = join(folder, ".releases", `2026-W47-${key("1")}`);
    await mkdir(join(release, "charts"), { recursive: true });
    await writeFile(join(release, "index.html"), "half");
    await writeFile(join(release, "charts/old.svg"), "stray");
    await writeFile(join(release, "index.html.1a2b3c4d.tmp"), "leftover");
    await replaceFolder(path(), key("1"), files("whole"));
    expect(await namesIn(path())).toEqual(["charts", "index.html"]);
    expect(await namesIn(join(path(), "charts"))).toEqual(["a.svg"]);
    expect(await read("2026-W47/index.html")).toBe("whole");
  });

  it("drops strays from a release in use", async () => {
    await replaceFolder(path(), key("1"), files("one"));
    await writeFile(join(path(), "charts/stray.svg"), "stray");
    await replaceFolder(path(), key("1"), files("one"));
    expect(await namesIn(join(path(), "charts"))).toEqual(["a.svg"]);
  });

  it("replaces a link that leads nowhere", async () => {
    await symlink(".releases/gone", path());
    await replaceFolder(path(), key("1"), files("one"));
    expect(await read("2026-W47/index.html")).toBe("one");
  });

  it("takes the place of an empty folder", async () => {
    await mkdir(path());
    await replaceFolder(path(), key("1"), files("one"));
    expect((await lstat(path())).isSymbolicLink()).toBe(true);
  });

  it("refuses a real folder that holds something, and leaves it as it was", async () => {
    await mkdir(path());
    await writeFile(join(path(), "mine.txt"), "mine");
    await expect(replaceFolder(path(), key("1"), files("one"))).rejects.toMatchObject({ code: "folder-in-the-way" });
    expect(await namesIn(path())).toEqual(["mine.txt"]);
    expect(await namesIn(folder)).toEqual(["2026-W47"]);
  });

  it("refuses a file", async () => {
    await writeFile(path(), "mine");
    await expect(replaceFolder(path(), key("1"), files("one"))).rejects.toMatchObject({ code: "folder-in-the-way" });
    expect(await read("2026-W47")).toBe("mine");
  });

  it("leaves no temporary link behind", async () => {
    await replaceFolder(path(), key("1"), files("one"));
    await replaceFolder(path(), key("2"), files("two"));
    expect(await namesIn(folder)).toEqual([".releases", "2026-W47"]);
  });
});

describe("sha256", () => {
  it("is that of FIPS 180-2's example, of text and bytes alike", () => {
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(sha256("abc")).toBe(abc);
    expect(sha256(new TextEncoder().encode("abc"))).toBe(abc);
  });
});
