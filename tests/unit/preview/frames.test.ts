import { describe, expect, it } from "vitest";
import { inMode, readersMail } from "../../../src/preview/frames.ts";
import { draftOf } from "./draft-of.ts";

const HTML = `<html><head><meta name="color-scheme" content="light dark"><style>:root { color-scheme: light dark }
@media (prefers-color-scheme: dark) { a { color: red } } @media (max-width: 480px) { b { top: 0 } }</style></head><body>x</body></html>`;

describe("a frame", () => {
  it("lets the mail's own dark rules hold in dark, and only there", () => {
    const [dark, light] = [inMode(HTML, true), inMode(HTML, false)];
    expect(dark).toContain("@media all { a");
    expect(light).toContain("@media not all { a");
    for (const [html, mode] of [
      [dark, "dark"],
      [light, "light"],
    ] as const) {
      expect(html).toContain(`content="${mode}"`);
      expect(html).toContain(`color-scheme: ${mode} }`);
      expect(html).toContain("@media (max-width: 480px)");
      expect(html).toContain('<head><base target="_blank">');
    }
  });

  it("shows the mail as a reader without a name gets it", () => {
    const draft = draftOf("quiet-week", "A");
    const mail = { ...draft.rendered.mail, html: { texts: ["Hello ", "!"], tokens: ["name"] } };
    expect(readersMail({ ...draft, rendered: { ...draft.rendered, mail } }).html).toBe("Hello there!");
  });
});
