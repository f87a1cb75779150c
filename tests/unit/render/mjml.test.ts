import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { mailHtml } from "../../../src/render/mjml.ts";

const MJML = "<mjml><mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body></mjml>";

it("runs nothing that a folder's .mjmlconfig or htmlnano settings name", () => {
  const folder = mkdtempSync(join(tmpdir(), "mjml-"));
  try {
    writeFileSync(join(folder, ".mjmlconfig"), JSON.stringify({ packages: ["./evil.cjs"] }));
    for (const name of ["evil.cjs", ".htmlnanorc.cjs"])
      writeFileSync(join(folder, name), `require("node:fs").writeFileSync("ran-${name}", ""); module.exports = {};`);
    const script = `const { mailHtml } = await import(${JSON.stringify(join(import.meta.dirname, "../../../src/render/mjml.ts"))});
      const html = await mailHtml(${JSON.stringify(MJML)});
      const { readdirSync } = await import("node:fs");
      console.log(JSON.stringify({ hello: html.includes("Hello"), env: process.env.MJML_BROWSER ?? null, files: readdirSync(".").sort() }));`;
    const said = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(JSON.parse(said)).toEqual({ hello: true, env: null, files: [".htmlnanorc.cjs", ".mjmlconfig", "evil.cjs"] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("refuses an attribute that MJML does not know", async () => {
  await expect(mailHtml(MJML.replace("<mj-text>", '<mj-text colour="red">'))).rejects.toMatchObject({
    code: "template-invalid",
    message: expect.stringContaining("colour"),
  });
});

it.each([
  [
    "between two sections",
    "</mj-section>",
    "</mj-section>Lost &amp; gone<mj-section></mj-section>",
    '"Lost &amp; gone"',
  ],
  ["between two columns", "<mj-column>", "Lost words<mj-column>", '"Lost words"'],
  ["in a column", "<mj-text>", "Lost words<mj-text>", '"Lost words"'],
  ["that stands elsewhere too", "<mj-column>", "Hello<mj-column>", '"Hello"'],
  ["that is a mark of ours", "</mj-section>", "</mj-section>\uE002reader:\uE003", '"reader:"'],
  ["that no reader would see", "</mj-section>", "</mj-section>\uE007", "forReader"],
])("refuses text %s, which MJML would leave out", async (_, from, to, named) => {
  await expect(mailHtml(MJML.replace(from, to))).rejects.toMatchObject({
    code: "template-invalid",
    message: expect.stringContaining(named),
  });
});

it("keeps text with entities, comments, signs and white space", async () => {
  const text =
    'A &lt;b&gt; &nbsp; &#847; <a href="https://example.org/?a=1&amp;b=2" title="2 > 1">c  &amp;\n d</a> 5 < 6 e<br/>';
  const html = await mailHtml(
    MJML.replace("Hello", text).replace(
      "<mj-column>",
      "<!-- not read --><mj-column><mj-raw><!--[if mso]>x<![endif]--></mj-raw>",
    ),
  );
  expect(html).toContain("&nbsp;");
});
