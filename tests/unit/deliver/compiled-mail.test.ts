import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { type Addressed, compileMail, type EditionMail, messageTo } from "../../../src/deliver/compiled-mail.ts";
import { fillMail, type MailParts, type Pieces } from "../../../src/domain/mail-parts.ts";
import { NO_ROLES, READER_LINKS } from "../../a-reader.ts";
import { mailOf } from "./sending.ts";

const PNG = new Uint8Array(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
    "base64",
  ),
);
const PAY = { cid: "pay.2026-W47@edition", fileName: "pay.png", png: PNG };
const LINK = "https://example.org/u/x7Gk2pQ9x7Gk2pQ9x7Gk2pQ9?a=1";

const PARTS: MailParts = {
  roles: NO_ROLES,
  html: {
    texts: [
      '<html><body><p style="margin:0">Größe — 数据, ',
      '</p><img src="',
      '" alt="x"><p>This went to ',
      ". ",
      "</p>\n</body></html>\n",
    ],
    tokens: ["name", "image:pay", "address", "unsubscribeUrl"],
  },
  text: {
    texts: [
      "Größe — 数据 ",
      `\n.a line that begins with a full stop\n${"word ".repeat(40)}\n`,
      " trailing \nLeave: ",
      "\n",
    ],
    tokens: ["name", "address", "unsubscribeUrl"],
  },
  nameUnknown: "there",
  images: [{ chart: "pay", source: `cid:${PAY.cid}` }],
};

function edition(part: Partial<EditionMail> = {}): EditionMail {
  return mailOf({
    newsletter: "Track AI Salary Trends",
    from: { name: "Track AI Salary Trends", address: "letter@example.org" },
    subject: "MLOps pay is up $7K",
    parts: PARTS,
    images: [PAY],
    unsubscribeUrl: () => LINK,
    leaveToken: () => null,
    preferencesUrl: () => READER_LINKS.preferencesUrl,
    ...part,
  });
}

const ZOE: Addressed = {
  name: "Zoë",
  address: "zoe@example.com",
  roles: [],
  messageId: "<2026-w47.r1@example.org>",
  date: new Date("2026-11-23T07:00:00Z"),
};

function source(part: Partial<EditionMail> = {}, to: Partial<Addressed> = {}): string {
  return Buffer.from(messageTo(compileMail(edition(part)), { ...ZOE, ...to })).toString("latin1");
}

/** Header lines, folded ones joined. */
function headers(message: string): string[] {
  return message
    .slice(0, message.indexOf("\r\n\r\n"))
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n");
}

describe("a message", () => {
  it("has the same bytes for the same edition and reader", () => {
    expect(source()).toBe(source());
  });

  it("puts text first, then HTML with the images it shows", () => {
    const types = (message: string) => [...message.matchAll(/^Content-Type: ([\w/]+)/gim)].map(([, type]) => type);
    expect(types(source())).toEqual([
      "multipart/alternative",
      "text/plain",
      "multipart/related",
      "text/html",
      "image/png",
    ]);
    expect(types(source({ images: [] }))).toEqual(["multipart/alternative", "text/plain", "text/html"]);
  });

  it("joins the blocks of a reader's roles in, as the filled mail has them", async () => {
    const block = (role: string) => ({
      role,
      html: `<h3>${role} — Größe</h3>`,
      text: `${role}\n  .Größe ${"x ".repeat(50)}\n\n`,
    });
    const inFrame = ({ texts, tokens }: Pieces): Pieces => ({
      texts: [...texts.slice(0, 1), "between ", ...texts.slice(1)],
      tokens: [...tokens.slice(0, 1), "roles", ...tokens.slice(1)],
    });
    const parts: MailParts = {
      ...PARTS,
      html: inFrame(PARTS.html),
      text: inFrame(PARTS.text),
      roles: { heading: { html: "<h2>Your roles</h2>", text: "Your roles\n\n" }, blocks: ["a", "b", "c"].map(block) },
    };
    for (const roles of [[], ["c", "a"], ["b", "none"], ["a", "b", "c"]]) {
      const parsed = await PostalMime.parse(source({ parts }, { roles }));
      const filled = fillMail(parts, {
        ...READER_LINKS,
        name: ZOE.name,
        address: ZOE.address,
        unsubscribeUrl: LINK,
        roles,
      });
      expect(parsed.text?.trimEnd()).toBe(filled.text.trimEnd());
      expect(parsed.html?.trimEnd()).toBe(filled.html.trimEnd());
      expect(parsed.html?.match(/<h3>/g)?.length ?? 0).toBe(roles.filter((role) => role !== "none").length);
    }
  });

  it("is quoted-printable, with short CRLF lines, and decodes to the mail that was filled", async () => {
    const message = source();
    expect(message.match(/^Content-Transfer-Encoding: quoted-printable/gm)).toHaveLength(2);
    expect(message.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(message.split("\r\n").filter((line) => line.startsWith("."))).toEqual([]);
    const long = message.split("\r\n").filter((line) => line.length > 76);
    expect(long.map((line) => line.split(":")[0])).toEqual(["List-Unsubscribe"]);
    const parsed = await PostalMime.parse(message);
    const filled = fillMail(PARTS, { ...READER_LINKS, name: ZOE.name, address: ZOE.address, unsubscribeUrl: LINK });
    expect(parsed.text?.trimEnd()).toBe(filled.text.trimEnd());
    expect(parsed.html?.trimEnd()).toBe(filled.html.trimEnd());
    expect(parsed.attachments[0]).toMatchObject({ contentId: `<${PAY.cid}>`, filename: "pay.png" });
    expect(new Uint8Array(parsed.attachments[0]?.content as ArrayBuffer)).toEqual(PNG);
    expect(parsed).toMatchObject({
      subject: "MLOps pay is up $7K",
      from: { name: "Track AI Salary Trends", address: "letter@example.org" },
      messageId: ZOE.messageId,
      date: "2026-11-23T07:00:00.000Z",
    });
  });

  it("says once how to leave, and promises one click only over https", () => {
    const both = source().split("\r\n");
    expect(both.filter((line) => /^list-unsubscribe:/i.test(line))).toEqual([
      `List-Unsubscribe: <${LINK}>, <mailto:letter@example.org?subject=unsubscribe>`,
    ]);
    expect(both).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    const byMail = headers(source({ unsubscribeUrl: () => null }));
    expect(byMail).toContain("List-Unsubscribe: <mailto:letter@example.org?subject=unsubscribe>");
    expect(byMail.join("\n")).not.toContain("List-Unsubscribe-Post");
    const plain = headers(source({ unsubscribeUrl: () => "http://127.0.0.1:8080/u/x" }));
    expect(plain.join("\n")).not.toContain("List-Unsubscribe-Post");
  });

  it("tells in the mail that asks for leaving who leaves, where there is a secret", async () => {
    const token = "x7Gk2pQ9".repeat(5);
    const leaves = `mailto:letter@example.org?subject=unsubscribe%20${token}`;
    const both = source({ leaveToken: (address) => (address === ZOE.address ? token : null) }).split("\r\n");
    expect(both).toContain(`List-Unsubscribe: <${LINK}>, <${leaves}>`);
    const byMail = source({ unsubscribeUrl: () => null, leaveToken: () => token });
    expect(headers(byMail)).toContain(`List-Unsubscribe: <${leaves}>`);
    const { text, html } = await PostalMime.parse(byMail);
    for (const part of [text, html]) expect(part).toContain(leaves);
  });

  it("names the list, the feedback loop, the language and that a machine sent it; and not the program", () => {
    const lines = headers(source());
    expect(lines).toContain("List-ID: Track AI Salary Trends <track-ai-salary-trends.example.org>");
    expect(lines).toContain("Feedback-ID: 2026-w47:edition:weekly:trackaisalarytr");
    expect(lines).toContain("Auto-Submitted: auto-generated");
    expect(lines).toContain("Content-Language: en-US");
    expect(lines.join("\n")).not.toMatch(/x-mailer/i);
    const names = lines.map((line) => line.slice(0, line.indexOf(":")).toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(headers(source({ newsletter: "AI" }))).toContain("Feedback-ID: 2026-w47:edition:weekly:ainews");
  });

  it("has ids of plain letters for a newsletter in any script", () => {
    const lines = headers(source({ newsletter: "数据周报" }));
    expect(lines.find((line) => line.startsWith("List-ID"))).toMatch(/<list-[0-9a-f]{8}\.example\.org>$/);
    expect(lines.find((line) => line.startsWith("Feedback-ID"))).toMatch(/:list[0-9a-f]{8}new$/);
    expect(headers(source({ newsletter: "Café & Löhne" })).join("\n")).toContain("<cafe-lohne.example.org>");
  });

  it("has a list id that a domain could be for the longest name, and another for a name that begins alike", () => {
    const idOf = (newsletter: string) =>
      /List-ID:[\s\S]*?<([^<>]*)>/.exec(headers(source({ newsletter })).join("\n"))?.[1] ?? "";
    const [one, other] = [idOf(`${"long ".repeat(40)}one`), idOf(`${"long ".repeat(40)}other`)];
    for (const id of [one, other]) expect(id).toMatch(/^[a-z0-9-]{1,63}\.example\.org$/);
    expect(one).not.toBe(other);
    expect(idOf("a ".repeat(31).trim())).toBe(`${"a-".repeat(30)}a.example.org`);
  });

  it.each(["\r\n", "\n", "\r", "\u2028", "\0"])(
    "lets no subject, name or list name open a new header with %j",
    async (breaker) => {
      const attack = `x${breaker}Bcc: victim@example.net`;
      const message = source(
        { subject: attack, from: { name: attack, address: "letter@example.org" }, newsletter: attack },
        { name: attack },
      );
      expect(headers(message).filter((line) => /^bcc/i.test(line))).toEqual([]);
      expect((await PostalMime.parse(message)).subject).toBe("x Bcc: victim@example.net");
    },
  );

  it("keeps hostile subjects and names as plain words", async () => {
    const words = `{{email}} <script> "><img> %0d%0aBcc: x@y.z 数据 👩‍🔬 ${"W".repeat(200)}`;
    const parsed = await PostalMime.parse(source({ subject: `${words}\u202E\uE000` }, { name: words }));
    expect(parsed.subject).toBe(words);
    expect(parsed.to).toEqual([{ name: words, address: "zoe@example.com" }]);
    expect(parsed.bcc).toBeUndefined();
  });

  it.each(["=?utf-8?Q?x?=", "Ada =?utf-8?B?eA==?= Löwe", `=?utf-8?Q?x?= ${"long ".repeat(40)}end`])(
    "keeps names and subjects that look encoded as they are: %s",
    async (words) => {
      const message = source(
        { subject: words, newsletter: words, from: { name: words, address: "letter@example.org" } },
        { name: words },
      );
      const parsed = await PostalMime.parse(message);
      expect(parsed.subject).toBe(words);
      expect(parsed.from).toEqual({ name: words, address: "letter@example.org" });
      expect(parsed.to).toEqual([{ name: words, address: ZOE.address }]);
      const [head = ""] = message.split("\r\n\r\n");
      expect(head).not.toMatch(/=\?utf-8\?[QB]\?(x|eA==)\?=/);
      expect(head.split("\r\n").filter((line) => line.length > 160)).toEqual([]);
    },
  );

  it.each(["a@b\r\nBcc: x@y.z", "a@b, x@y.z", "<a@b>", "a b@c", "nobody", "a@b\u0000", ""])(
    "refuses the address %j without repeating it",
    (address) => {
      let error: unknown;
      try {
        source({}, { address });
      } catch (failure) {
        error = failure;
      }
      expect(error).toMatchObject({ code: "message-not-sent" });
      if (address !== "") expect(String(error)).not.toContain(address);
    },
  );

  it("refuses ids and links that hold a line break", () => {
    expect(() => source({}, { messageId: "<a@b>\r\nBcc: x@y.z" })).toThrow("message id");
    expect(() => source({ language: "en\r\nX: y" })).toThrow("language");
    expect(() => source({ unsubscribeUrl: () => "https://a>\r\nX: y" })).toThrow("link");
    expect(() => source({ images: [{ ...PAY, fileName: 'a".png' }] })).toThrow("image");
  });
});
