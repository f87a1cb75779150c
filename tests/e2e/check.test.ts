import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkAnswerSchema } from "../../src/commands/check-answer.ts";
import { freshFolder, NOTES_ALONE, put, ROOT, type Run, run } from "./cli.ts";

/** Puts a shipped template into a project with something changed in it. */
async function spoilt(folder: string, path: string, from: string | RegExp, to: string): Promise<void> {
  const shipped = await readFile(join(ROOT, path), "utf8");
  const changed = shipped.replace(from, to);
  if (changed === shipped) throw new Error(`The fault changes nothing in ${path}.`);
  await put(folder, path, changed);
}

async function project(): Promise<string> {
  const folder = await freshFolder();
  await put(folder, "trends.config.ts", `export default { snapshots: ${JSON.stringify(join(ROOT, "snapshots"))} };\n`);
  return folder;
}

const answerOf = ({ stdout }: Run) => checkAnswerSchema.parse(JSON.parse(stdout));

describe("trends check", () => {
  let clean: string;
  beforeAll(async () => {
    clean = await project();
  });

  it("answers in one object that its published schema describes, with the sizes of two readers' mails", async () => {
    const result = await run(["check", "--json"], { cwd: clean });
    expect(result, result.stderr).toMatchObject({ code: 0, stderr: "" });
    const { findings, blocked, mails } = answerOf(result);
    expect({ findings, blocked }).toEqual({ findings: NOTES_ALONE, blocked: false });
    expect(mails.map(({ surface }) => surface)).toEqual(["mail of the longest reader", "mail of the emptiest reader"]);
    const [longest, emptiest] = mails;
    for (const part of ["html", "text", "message"] as const) {
      expect(emptiest?.[part]).toBeGreaterThan(1000);
      expect(longest?.[part]).toBeGreaterThan(emptiest?.[part] ?? 0);
    }
  });

  it("tells the sizes in words, beside what holds mails back", async () => {
    const { code, stdout } = await run(["check"], { cwd: clean });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^mail of the longest reader: \d+ KB of HTML \(80 warn, 98 block\), \d+ KB of text, \d+ KB in all$/m,
    );
    expect(stdout).toMatch(/^mail of the emptiest reader: /m);
    expect(stdout).toMatch(/note unsubscribe-https in mail of the longest reader: .*Set sending\.unsubscribeUrl\.$/m);
  });

  it("names a fault of the mail and one of the page, where, why and what to do, and exits with 4", async () => {
    const folder = await project();
    await spoilt(folder, "templates/mail/partials/table.mjml.hbs", 'scope="row"', "");
    await spoilt(folder, "templates/page/edition.html.hbs", "</body>", "<p>NaN</p></body>");
    const result = await run(["check", "--json"], { cwd: folder });
    expect(result, result.stderr).toMatchObject({ code: 4, stderr: "" });
    const { findings, blocked } = answerOf(result);
    expect(blocked).toBe(true);
    expect(findings).toContainEqual({
      rule: "th-scope",
      severity: "blocking",
      surface: "mail of the longest reader",
      place: expect.stringMatching(/\S/),
      why: "a head of a table does not say what it is the head of",
      fix: "Give it scope.",
    });
    expect(findings).toContainEqual({
      rule: "leftover",
      severity: "blocking",
      surface: "index.html",
      place: expect.stringContaining("NaN"),
      why: '"NaN" is left over',
      fix: "Mend the template or the figure behind it.",
    });
    const said = await run(["check"], { cwd: folder });
    expect(said.code).toBe(4);
    expect(said.stdout).toMatch(
      /^blocking th-scope in mail of the longest reader near ".+": a head of a table .*scope\.$/m,
    );
    // What was held back is in no archive.
    const built = await run(["build"], { cwd: folder });
    expect(built).toMatchObject({ code: 4, stdout: "" });
  });

  it("exits with 0 where nothing is worse than a warning", async () => {
    const folder = await project();
    await spoilt(
      folder,
      "templates/mail/partials/footer.mjml.hbs",
      "{{sender}}",
      '{{sender}}<span style="font-size:9px">tiny</span>',
    );
    const result = await run(["check", "--json"], { cwd: folder });
    expect(result.code).toBe(0);
    const { findings } = answerOf(result);
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: "small-text", severity: "warning", place: "tiny" }),
    );
  });

  it("is documented with an example that its schema describes", async () => {
    const doc = await readFile(join(ROOT, "docs/checking.md"), "utf8");
    const [, example = ""] = /```json\n([\s\S]*?)```/.exec(doc) ?? [];
    expect(checkAnswerSchema.parse(JSON.parse(example)).blocked).toBe(true);
  });
});
