import { describe, expect, it } from "vitest";
import { fillMail, type MailParts } from "../../../src/domain/mail-parts.ts";
import {
  forAudience,
  imageMark,
  publicCopy,
  readerMark,
  spanFor,
  splitAtTokens,
} from "../../../src/render/mail-parts.ts";
import { NO_ROLES, READER_LINKS } from "../../a-reader.ts";

const READER = {
  ...READER_LINKS,
  name: "Zoë",
  address: "zoe@example.org",
  unsubscribeUrl: "https://example.org/u/x?a=1&b=2",
};

function parts(text: string): MailParts {
  const pieces = splitAtTokens(text);
  return {
    html: pieces,
    text: pieces,
    roles: NO_ROLES,
    nameUnknown: "there",
    images: [{ chart: "pay", source: "cid:pay" }],
  };
}

describe("fillMail", () => {
  const all = parts(
    `Hello ${readerMark("name")}, ${readerMark("address")} ${readerMark("unsubscribeUrl")} ${imageMark("pay")}.`,
  );

  it("joins the reader's values, escaped in HTML and plain in text", () => {
    const filled = fillMail(all, READER);
    expect(filled.html).toBe("Hello Zoë, zoe@example.org https://example.org/u/x?a=1&#38;b=2 cid:pay.");
    expect(filled.text).toBe("Hello Zoë, zoe@example.org https://example.org/u/x?a=1&b=2 cid:pay.");
  });

  it("lets a name be neither markup nor template nor a second line", () => {
    const filled = fillMail(parts(readerMark("name")), { ...READER, name: `{{x}}<b>"'&\r\nBcc: x\uE000address\uE001` });
    expect(filled.html).toBe("&#123;&#123;x&#125;&#125;&#60;b&#62;&#34;&#39;&#38; Bcc: x address");
    expect(filled.text).toBe(`{{x}}<b>"'& Bcc: x address`);
  });

  it("cuts a name at 40 places and greets a reader without one", () => {
    const name = (whole: string) => fillMail(parts(readerMark("name")), { ...READER, name: whole }).text;
    expect(name("x".repeat(40))).toBe("x".repeat(40));
    expect(name("x".repeat(41))).toBe(`${"x".repeat(39)}…`);
    expect(name("😀".repeat(60))).toBe(`${"😀".repeat(19)}…`);
    expect(fillMail(parts(readerMark("name")), { ...READER, name: null }).text).toBe("there");
    expect(fillMail(parts(readerMark("name")), { ...READER, name: " \n" }).text).toBe("there");
  });

  it("refuses an unsubscribe address that a browser would run", () => {
    expect(() => fillMail(all, { ...READER, unsubscribeUrl: "javascript:alert(1)" })).toThrow(
      "neither https nor mailto",
    );
  });

  it("works from parts that were stored as JSON", () => {
    expect(fillMail(JSON.parse(JSON.stringify(all)), READER)).toEqual(fillMail(all, READER));
  });
});

describe("tokens", () => {
  it("refuses a name outside the list", () => {
    expect(() => readerMark("password")).toThrow(`cannot tell a reader's "password"`);
  });

  it("shows each audience its own spans", () => {
    const text = `${spanFor("reader", "Hi you")}${spanFor("public", "Hi all")}!`;
    expect(forAudience("reader", text)).toBe("Hi you!");
    expect(forAudience("public", text)).toBe("Hi all!");
  });

  it("keeps a reader's token out of the public copy", () => {
    expect(() => publicCopy(splitAtTokens(readerMark("address")), [])).toThrow(
      "in a place that the public copy shows too",
    );
  });
});
