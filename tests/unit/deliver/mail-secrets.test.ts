import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { linkToken, parseMailSecrets } from "../../../src/deliver/mail-secrets.ts";

const pem = (bits: number) =>
  generateKeyPairSync("rsa", { modulusLength: bits }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();

describe("secrets of the environment", () => {
  it("are none where none are set", () => {
    expect(parseMailSecrets({ LINK_SECRET: "", DKIM_PRIVATE_KEY: " " })).toEqual({ linkSecret: null, dkimKey: null });
  });

  it("take an RSA key with line ends written as they are in an .env file", () => {
    const { dkimKey } = parseMailSecrets({ DKIM_PRIVATE_KEY: pem(2048).replaceAll("\n", "\\n") });
    expect(dkimKey?.asymmetricKeyType).toBe("rsa");
  });

  it("refuse a short secret, a weak key, a key that others do not know, and no key", () => {
    const ed25519 = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    for (const environment of [
      { LINK_SECRET: "short" },
      { DKIM_PRIVATE_KEY: pem(1024) },
      { DKIM_PRIVATE_KEY: ed25519 },
      { DKIM_PRIVATE_KEY: "no key" },
      { DKIM_PRIVATE_KEY_FILE: "/nowhere/dkim.pem" },
    ])
      expect(() => parseMailSecrets(environment)).toThrow(expect.objectContaining({ code: "settings-invalid" }));
  });
});

describe("the token of a link", () => {
  const token = linkToken("s".repeat(32), "unsubscribe", "Weekly", "Zoe@example.com");

  it("is opaque, the same at each time and for each spelling of the address", () => {
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(linkToken("s".repeat(32), "unsubscribe", "Weekly", "zoe@example.com")).toBe(token);
  });

  it("is another for another reader, newsletter, secret or purpose", () => {
    const others = [
      linkToken("s".repeat(32), "unsubscribe", "Weekly", "eve@example.com"),
      linkToken("s".repeat(32), "unsubscribe", "Daily", "zoe@example.com"),
      linkToken("t".repeat(32), "unsubscribe", "Weekly", "zoe@example.com"),
      linkToken("s".repeat(32), "preferences", "Weekly", "zoe@example.com"),
    ];
    expect(new Set([token, ...others]).size).toBe(5);
  });
});
