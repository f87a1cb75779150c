import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { freshFolder, put, ROOT, run } from "./cli.ts";

/** The score from which most mailbox providers take a mail for spam is 5; a mail that gives no reason at all has 0. */
const MOST = 0.5;

/** True when the test must be skipped, with the reason printed. */
function lacksSpamAssassin(): boolean {
  if (spawnSync("spamassassin", ["--version"]).status === 0) return false;
  console.warn("Skipped: there is no spamassassin here. Install the package to score a built message.");
  return true;
}

/** What SpamAssassin says of a message by its own rules, asking nobody else: its score, and what made it. */
function scored(message: Uint8Array): { readonly score: number; readonly rules: string } {
  const { stdout } = spawnSync("spamassassin", ["-L", "-t"], { input: message, encoding: "utf8", maxBuffer: 2 ** 26 });
  const status = /^X-Spam-Status: (?:Yes|No), score=(-?[\d.]+) [\s\S]*?tests=([\s\S]*?)\sautolearn=/m.exec(stdout);
  return { score: Number(status?.[1] ?? Number.NaN), rules: status?.[2]?.replace(/\s+/g, "") ?? stdout.slice(0, 500) };
}

describe.skipIf(lacksSpamAssassin())("a built message", () => {
  it.each([
    ["its charts on the site", { siteUrl: "https://salaries.example.org/" }],
    ["its charts attached", {}],
  ])(`scores at most ${MOST} with SpamAssassin, with %s`, async (_, more) => {
    const folder = await freshFolder();
    const settings = {
      snapshots: join(ROOT, "snapshots"),
      postalAddress: "Example Ltd, 1 High Street, London N1 1AA, UK",
      sender: { address: "letter@salaries.example.org" },
      sending: { unsubscribeUrl: "https://salaries.example.org/u/{token}" },
      ...more,
    };
    await put(folder, "trends.config.ts", `export default ${JSON.stringify(settings)};\n`);
    const env = { LINK_SECRET: "0123456789".repeat(4) };
    const sent = await run(["send", "--test", "zoe@example.net"], { cwd: folder, env });
    expect(sent, sent.stderr).toMatchObject({ code: 0 });
    const [name = ""] = await readdir(join(folder, ".trends/outbox"));
    const message = await readFile(join(folder, ".trends/outbox", name));
    const { score, rules } = scored(message);
    expect(score, rules).toBeLessThanOrEqual(MOST);
    // A message that deserves it is told from ours.
    const spam = scored(
      Buffer.from(
        message
          .toString("latin1")
          .replace(/^Subject: .*$/m, "Subject: VIAGRA 100% FREE $$$ ACT NOW")
          .replace(/^From: .*$/m, "From: cheap@pills.example"),
      ),
    );
    expect(spam.score).toBeGreaterThan(score);
  });
});
