import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressIn } from "../../../src/deliver/address.ts";

describe("a reader's address", () => {
  it.each([
    ["ada@example.com", "ada@example.com", "ada@example.com"],
    ["Ada.L+news@Example.COM", "Ada.L+news@example.com", "ada.l+news@example.com"],
    ["o'neil_1@mail.example.co.uk", "o'neil_1@mail.example.co.uk", "o'neil_1@mail.example.co.uk"],
    ["info@bücher.example", "info@xn--bcher-kva.example", "info@xn--bcher-kva.example"],
    ["info@数据.example", "info@xn--vxup8b.example", "info@xn--vxup8b.example"],
  ])("%s is mailed to %s", (text, address, key) => {
    expect(addressIn(text)).toEqual({ address, key });
  });

  it.each([
    ["", "it is empty"],
    ["ada", "it has no @"],
    ["ada@b@example.com", "it has more than one @"],
    ["@example.com", "nothing stands on one side of the @"],
    ["ada@", "nothing stands on one side of the @"],
    ["Ada <ada@example.com>", "it holds a space"],
    ["<ada@example.com>", "it holds an angle bracket; the name has a column of its own"],
    ["ada@example.com,bob@example.com", "it holds a comma or semicolon; a row is for one reader"],
    ["ada@example.com\r\nBcc: x@y.org", "it holds a control or invisible character"],
    ["ada@example.com\n", "it holds a control or invisible character"],
    ["ada@exam\0ple.com", "it holds a control or invisible character"],
    ["a\u200Bda@example.com", "it holds a control or invisible character"],
    ["josé@example.com", "before the @ are letters that most mail servers do not take"],
    ['"a b"@example.com', "it holds a space"],
    ['"ada"@example.com', "before the @ are signs that may not stand there"],
    ["ada..l@example.com", "before the @ are signs that may not stand there"],
    [".ada@example.com", "before the @ are signs that may not stand there"],
    [`${"a".repeat(65)}@example.com`, "more than 64 characters stand before the @"],
    ["ada@localhost", "after the @ stands no domain name"],
    ["ada@[127.0.0.1]", "after the @ stands no domain name"],
    ["ada@127.0.0.1", "after the @ stands no domain name"],
    ["ada@-a.com", "after the @ stands no domain name"],
    ["ada@example..com", "after the @ stands no domain name"],
    ["ada@example.com.", "after the @ stands no domain name"],
    ["ada@exam%70le.com", "after the @ stands no domain name"],
    ["ada@exam_ple.com", "after the @ stands no domain name"],
    [`ada@${"a".repeat(64)}.com`, "after the @ stands no domain name"],
  ])("%j is none: %s", (text, problem) => {
    expect(addressIn(text)).toEqual({ problem });
  });

  it("can stand in a header and a command, whatever was in the list", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: "binary" }), fc.webAuthority()), (text) => {
        const found = addressIn(text);
        if ("address" in found) {
          expect(found.address).toMatch(/^[!-~]+$/);
          expect(found.address).not.toMatch(/[\s<>()[\]\\,;:"]/);
          expect(addressIn(found.address)).toEqual(found);
        } else if (text.length > 3) expect(found.problem).not.toContain(text);
      }),
    );
  });
});
