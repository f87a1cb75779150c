import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contentOf, expectRefusal, freshFolder, jsonError, NOTES_ALONE, put, ROOT, readJson, run } from "./cli.ts";

const WEEK = "2023-W39";

describe("a week with a letter of the editor's", () => {
  let folder: string;
  const letter = (text: string) => put(folder, `snapshots/${WEEK}/letter.md`, text);
  const trends = (...args: string[]) => run(args, { cwd: folder });

  beforeAll(async () => {
    folder = await freshFolder();
    await cp(join(ROOT, "snapshots"), join(folder, "snapshots"), { recursive: true });
  });

  it("opens with the intro in mail, text and page, binds the edition to the file, and tells no note", async () => {
    const { hash: before } = JSON.parse((await trends("build", "--json")).stdout);
    await letter(
      `---\nsubject: 'Of {{n "total.openings.count"}} openings'\nnotes: SECRETNOTE 47110815\n---\nGood *morning*, [you](https://example.com/?a=1&b=2): **{{n "total.openings.count"}}** openings.\n`,
    );
    const { hash, subject, findings } = JSON.parse((await trends("build", "--json")).stdout);
    expect({ subject, findings }).toEqual({ subject: "Of 207 openings", findings: NOTES_ALONE });
    expect(hash).not.toBe(before);
    const edition = await readJson(folder, `reports/${WEEK}/edition.json`);
    expect(edition.inputs).toContainEqual({
      path: `${WEEK}/letter.md`,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const read = (name: string) => readFile(join(folder, "reports", WEEK, name), "utf8");
    const [html, text, page] = await Promise.all(["email.html", "email.txt", "index.html"].map(read));
    expect(text).toContain("Good *morning*, you (https://example.com/?a=1&b=2): *207* openings.");
    for (const surface of [html, page])
      expect(surface).toMatch(
        /Good <em>morning<\/em>, <a href="https:\/\/example\.com\/\?a&#x3D;1&amp;b&#x3D;2"[^>]*>you<\/a>: <strong>(<data [^>]*>)?207(<\/data>)?<\/strong> openings\./,
      );
    await letter(`---\nnotes: another note\n---\n`);
    expect(JSON.parse((await trends("build", "--json")).stdout).hash).toBe(before);
  }, 180_000);

  it("tells no note in the archive, its manifest, the message that is mailed, a log or an answer", async () => {
    await letter("---\nnotes: SECRETNOTE 47110815\n---\nGood morning.\n");
    const mailed = await trends("send", "--test", "me@example.com");
    expect(mailed.code, mailed.stderr).toBe(0);
    const told = [mailed.stdout, mailed.stderr, (await trends("facts", "--search", "openings")).stdout].join("\n");
    expect(told).not.toMatch(/SECRETNOTE|47110815/);
    // The whole folder: the archive with its manifest, releases and pages, the message on disk, and what is private to it.
    for (const name of Object.keys(await contentOf(folder)))
      if (name !== `snapshots/${WEEK}/letter.md`)
        expect(await readFile(join(folder, name), "latin1").catch(() => ""), name).not.toMatch(/SECRETNOTE|47110815/);
  }, 180_000);

  it("is held back for a number that no fact stands behind, with its line", async () => {
    await letter(`---\nsubject: Up 12%\n---\n\nWe saw ½ of it.\nAnd **4,500** more.\n`);
    const checked = await trends("check", "--json");
    expect(checked.code).toBe(4);
    const { findings } = JSON.parse(checked.stdout);
    const why = findings.map((finding: { surface: string; why: string }) => `${finding.surface}: ${finding.why}`);
    for (const expected of [
      'subject: "12%" of letter.md, line 2, belongs to no fact',
      'email.txt: "½" of letter.md, line 5, belongs to no fact',
      'index.html: "4,500" of letter.md, line 6, belongs to no fact',
      'email.html: "4,500" of letter.md, line 6, belongs to no fact',
    ])
      expect(why).toContain(expected);
  });

  it("is held back for words that its facts do not bear out, and then neither approved nor sent", async () => {
    await letter(`Pay is what it is because of demand.\n\nOpenings doubled, and half of them\nare a record.\n`);
    const { code, stdout } = await trends("check", "--json");
    expect(code).toBe(4);
    const found = JSON.parse(stdout).findings.map((finding: { rule: string; severity: string; line: number }) => [
      finding.rule,
      finding.severity,
      finding.line,
    ]);
    expect(found).toContainEqual(["unbound-number", "blocking", 3]);
    expect(found).toContainEqual(["superlative", "blocking", 4]);
    expect(found).toContainEqual(["causal", "warning", 1]);
    for (const command of [["approve", "--by", "Ada"], ["send", "--test", "ada@example.com"], ["build"]])
      expectRefusal(await trends(...command), 4, "check-failed", "unbound-number");
  });

  it("is held back for a subject that phones would cut", async () => {
    await letter(`---\nsubject: ${"long ".repeat(13)}\n---\n`);
    const { findings } = JSON.parse((await trends("check", "--json")).stdout);
    const blocking = findings.filter(({ severity }: { severity: string }) => severity === "blocking");
    expect(blocking).toMatchObject([{ rule: "subject-long", surface: "subject" }]);
  });

  it("is refused with file, line and nearest ids when it names a fact that is not there", async () => {
    await letter('Fine.\n\nThe {{n "data-engineer.pay.median"}} of all.\n');
    const refused = await trends("check");
    expectRefusal(refused, 3, "2023-W39/letter.md", "line 3", "Did you mean: data-engineer.", "trends facts");
    expect(jsonError(await trends("check", "--json"))).toMatchObject({
      code: "letter-invalid",
      problems: [{ line: 3 }],
    });
    await letter("---\ntitle: Hi\n---\n<b>now</b>\n");
    expectRefusal(
      await trends("build"),
      3,
      'line 2: "title" is no key',
      "line 4: HTML",
      "subject, preheader, pins, mutes, notes",
    );
  });
});
