import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { createTransport } from "nodemailer";
import { describe, expect, it } from "vitest";
import { compileMail, messageTo } from "../../../src/deliver/compiled-mail.ts";
import { dnsRecord, SIGNED_FIELDS, verifiedSignature } from "../../../src/deliver/dkim.ts";
import { mailOf } from "./sending.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEY = { domain: "example.org", selector: "letter", privateKey };

function signed(): Buffer {
  const mail = mailOf({ dkim: KEY, unsubscribeUrl: () => `https://example.org/u/${"x".repeat(43)}` });
  const to = { name: "Zoë", address: "zoe@example.com", roles: [], messageId: "<r1@example.org>", date: new Date(0) };
  return Buffer.from(messageTo(compileMail(mail), to));
}

function changed(from: string, to: string): Buffer {
  const whole = signed().toString("latin1");
  expect(whole).toContain(from);
  return Buffer.from(whole.replace(from, to), "latin1");
}

describe("a signed message", () => {
  it("verifies from its bytes, with both unsubscribe lines under the signature", () => {
    const found = verifiedSignature(signed(), publicKey);
    expect(found).toMatchObject({ valid: true, domain: "example.org", selector: "letter" });
    expect(found.valid && found.fields).toEqual(
      expect.arrayContaining(["list-unsubscribe", "list-unsubscribe-post", "feedback-id"]),
    );
    // From twice: a second one that somebody adds on the way breaks the signature.
    expect(found.valid && found.fields.filter((name) => name === "from")).toHaveLength(2);
    expect(verifiedSignature(Buffer.concat([Buffer.from("From: x@y.z\r\n"), signed()]), publicKey).valid).toBe(false);
  });

  it.each([
    ["Pay is up", "Pay is down", "header"],
    ["zoe@example.com", "eve@example.com", "header"],
    [
      "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
      "List-Unsubscribe-Post: List-Unsubscribe=One-Clock",
      "header",
    ],
    ["this went to", "this came from", "body"],
  ])("does not verify with %j made %j", (from, to, part) => {
    const found = verifiedSignature(changed(from, to), publicKey);
    expect(found).toMatchObject({ valid: false, why: expect.stringContaining(part) });
  });

  it("survives what relays do: header lines folded anew, lines added above, empty lines at the end", () => {
    const folded = changed("Subject: Pay is up", "Subject: Pay\r\n is  up");
    expect(verifiedSignature(folded, publicKey).valid).toBe(true);
    const passed = Buffer.concat([Buffer.from("Received: from a by b\r\n"), signed(), Buffer.from("\r\n\r\n")]);
    expect(verifiedSignature(passed, publicKey).valid).toBe(true);
  });

  it("does not verify under another key, nor where there is no signature", () => {
    const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
    expect(verifiedSignature(signed(), other).valid).toBe(false);
    expect(verifiedSignature(Buffer.from("From: a@b\r\n\r\nx"), publicKey)).toMatchObject({ valid: false });
    expect(verifiedSignature(Buffer.from("garbage"), publicKey)).toMatchObject({ valid: false });
  });

  it("is judged as another program signs: nodemailer's signature verifies, and a changed one does not", async () => {
    const transport = createTransport({
      streamTransport: true,
      buffer: true,
      newline: "windows",
      dkim: {
        domainName: "example.org",
        keySelector: "letter",
        privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        headerFieldNames: SIGNED_FIELDS.join(":"),
      },
    });
    const { message } = await transport.sendMail({
      from: "letter@example.org",
      to: "zoe@example.com",
      subject: "Größe  und   Lohn",
      text: "A line with  two spaces \nand a tab\t.\n\n\n",
    });
    const bytes = Buffer.from(message as Buffer);
    expect(verifiedSignature(bytes, publicKey)).toMatchObject({ valid: true, domain: "example.org" });
    expect(
      verifiedSignature(Buffer.from(bytes.toString("latin1").replace("two", "2"), "latin1"), publicKey).valid,
    ).toBe(false);
  });

  it("has a DNS record whose key verifies it", () => {
    const [, base64 = ""] = /p=(.*)$/.exec(dnsRecord(KEY)) ?? [];
    const key = createPublicKey({ key: Buffer.from(base64, "base64"), format: "der", type: "spki" });
    expect(verifiedSignature(signed(), key).valid).toBe(true);
    expect(verify("RSA-SHA256", Buffer.from("x"), key, Buffer.alloc(256))).toBe(false);
  });
});
