import { cp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { expectRefusal, freshFolder, put, ROOT, run } from "./cli.ts";

const WEEK = "2023-W39";
const LETTER = `---
subject: A quiet week for data roles
preheader: What each role pays, and where the openings are this week.
pins:
  - data-engineer.remote
mutes:
  - data-scientist.remote
notes: first
---
Of {{n "total.openings.count"}} openings. We read {{lit 3 "papers"}} of {{name "3M"}}.
`;

describe("an edition that was approved", () => {
  let folder: string;
  const trends = (...args: string[]) => run(args, { cwd: folder });
  const letter = (text: string) => put(folder, `snapshots/${WEEK}/letter.md`, text);

  beforeAll(async () => {
    folder = await freshFolder();
    await cp(join(ROOT, "snapshots"), join(folder, "snapshots"), { recursive: true });
  });

  it("is another once its letter changed, and the refusal to send names what reads otherwise", async () => {
    await letter(LETTER);
    await put(folder, "trends.config.ts", 'export default { subscribers: "readers.csv" };\n');
    await put(folder, "readers.csv", "address,name\na@example.com,A\n");
    expect((await trends("build")).code).toBe(0);
    const approved = JSON.parse((await trends("approve", "--by", "Ada", "--json")).stdout);
    expect(approved).toMatchObject({
      subject: "A quiet week for data roles",
      preheader: expect.stringContaining("each role pays"),
      figures: [{ printed: "3", reason: "papers" }],
      before: "unapproved",
      changed: null,
    });
    const archived = async () => JSON.parse(await readFile(join(folder, "reports", WEEK, "edition.json"), "utf8")).hash;
    expect(await archived()).toBe(approved.hash);
    await letter(LETTER.replace("A quiet week", "One quiet week"));
    const refused = await trends("send");
    expectRefusal(
      refused,
      4,
      "edition-not-approved",
      "it reads otherwise in subject",
      `made from another ${WEEK}/letter.md`,
    );
  }, 180_000);

  it("is the one that the archive holds and the site shows, though another was built before", async () => {
    await letter(LETTER.replace("We read", "This week we read"));
    const { code, stdout } = await trends("approve", "--by", "Ada", "--json");
    expect(code).toBe(0);
    const { hash } = JSON.parse(stdout);
    expect(JSON.parse(await readFile(join(folder, "reports", WEEK, "edition.json"), "utf8")).hash).toBe(hash);
    const published = await trends("publish", "public");
    expect(published.code, published.stderr).toBe(0);
    expect(await readFile(join(folder, "public", WEEK, "index.html"), "utf8")).toContain("This week we read");
    await letter(LETTER);
    expect((await trends("approve", "--by", "Ada")).code).toBe(0);
  }, 180_000);

  it("is another once only readers of a role would read it otherwise, and the refusal names the role", async () => {
    await letter(LETTER);
    const messages = JSON.parse(await readFile(join(ROOT, "templates/en-US/messages-story.json"), "utf8"));
    const said: string[] = messages["role.part.remote"];
    const other = { ...messages, "role.part.remote": said.map((text) => text.replace(/\.$/, ", we found.")) };
    await put(folder, "templates/en-US/messages-story.json", JSON.stringify(other));
    const refused = await trends("send");
    await rm(join(folder, "templates"), { recursive: true });
    expectRefusal(refused, 4, "edition-not-approved", "it reads otherwise in blocks/data-");
    expect(refused.stderr).not.toMatch(/otherwise in [^.]*(email|mail|index)/);
  }, 180_000);

  it("is told apart from the one that was approved before, and its own figures are shown", async () => {
    await letter(LETTER);
    const snapshot = JSON.parse(await readFile(join(folder, "snapshots", WEEK, "snapshot.json"), "utf8"));
    snapshot.totals.openings += 1;
    await put(folder, `snapshots/${WEEK}/snapshot.json`, `${JSON.stringify(snapshot)}\n`);
    const again = await trends("approve", "--by", "Bob");
    expect(again.code, again.stderr).toBe(0);
    expect(again.stdout).toMatch(
      /an earlier approval was for another edition: it reads otherwise in .*email\.html.*charts\/openings\.svg|email\.txt/,
    );
    expect(again.stdout).toContain(`made from another ${WEEK}/snapshot.json`);
    expect(again.stdout).toMatch(/^no fact +3, line 10: papers$/m);
  }, 180_000);
});
