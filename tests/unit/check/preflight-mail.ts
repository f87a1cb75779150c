import { createPublicKey, generateKeyPairSync } from "node:crypto";
import type { Finding } from "../../../src/check/finding.ts";
import { preflight } from "../../../src/check/preflight/preflight.ts";
import { compileMail, type EditionMail, messageTo } from "../../../src/deliver/compiled-mail.ts";
import { verifiedSignature } from "../../../src/deliver/dkim.ts";
import { fillMail } from "../../../src/domain/mail-parts.ts";
import { renderEdition } from "../../../src/render/render.ts";
import { NO_ROLES, READER_LINKS } from "../../a-reader.ts";
import { sampleCharts, sampleKit, sampleLetter } from "../render/sample-letter.ts";

export const LINK = `https://salaries.example.org/u/${"x7Gk2pQ9".repeat(5)}abc`;
const SITE = "https://salaries.example.org/";
export const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const POSTAL_ADDRESS = "Example Ltd, 1 High Street, London N1 1AA, UK";
const READER = { name: "Zoë", address: "zoe@example.com" };

/** What a fault changes: the mail's texts before it is built, the edition around them, or the bytes after. */
export interface Fault {
  readonly html?: (html: string) => string;
  readonly text?: (text: string) => string;
  readonly edition?: Partial<EditionMail>;
  /** Before the signature is made; it does not break it. */
  readonly bytes?: (raw: string) => string;
  /** The message does not hold together under a signature that was made before. */
  readonly after?: (raw: string) => string;
  /** Another than that of the mail. */
  readonly postalAddress?: string;
  readonly attached?: boolean;
  readonly unsigned?: boolean;
}

/** The weekly sample as one reader gets it, with a fault in it; and what the preflight says. */
export async function judged(fault: Fault = {}): Promise<Finding[]> {
  const kit = sampleKit(fault.attached === true ? null : SITE);
  const charts = await sampleCharts();
  const { mail, subject } = await renderEdition(sampleLetter(), charts, kit);
  const filled = fillMail(mail, { ...READER_LINKS, ...READER, unsubscribeUrl: LINK });
  const images = mail.images.flatMap(({ chart, source }) =>
    source.startsWith("cid:")
      ? [
          {
            cid: source.slice(4),
            fileName: `${chart}.png`,
            png: charts.find(({ plan }) => plan.name === chart)?.png ?? new Uint8Array(),
          },
        ]
      : [],
  );
  const whole = (text: string) => ({ texts: [text], tokens: [] });
  const html = (fault.html ?? ((same) => same))(filled.html);
  const text = (fault.text ?? ((same) => same))(filled.text);
  if (fault.html !== undefined && html === filled.html) throw new Error("The fault changes nothing in the HTML.");
  if (fault.text !== undefined && text === filled.text) throw new Error("The fault changes nothing in the text.");
  const edition: EditionMail = {
    week: "2026-W47",
    hash: "a".repeat(64),
    newsletter: "Track AI Salary Trends",
    from: { name: "Track AI Salary Trends", address: "letter@salaries.example.org" },
    subject,
    parts: { html: whole(html), text: whole(text), roles: NO_ROLES, nameUnknown: "there", images: [] },
    language: "en-US",
    images,
    unsubscribeUrl: () => LINK,
    leaveToken: () => null,
    preferencesUrl: () => READER_LINKS.preferencesUrl,
    dkim: fault.unsigned === true ? null : { domain: "example.org", selector: "letter", privateKey },
    ...fault.edition,
  };
  const to = {
    ...READER,
    roles: [],
    messageId: "<2026-w47.r1@salaries.example.org>",
    date: new Date("2026-11-23T07:00:00Z"),
  };
  const raw = Buffer.from(messageTo(compileMail(edition), to)).toString("latin1");
  const changed = (fault.after ?? ((same) => same))(raw);
  if (fault.after !== undefined && changed === raw) throw new Error("The fault changes nothing in the message.");
  const { findings } = await preflight({
    bytes: Buffer.from(changed, "latin1"),
    surface: "mail",
    key: fault.unsigned === true ? null : createPublicKey(privateKey),
    verified: verifiedSignature,
    known: [],
    postalAddress: fault.postalAddress ?? POSTAL_ADDRESS,
    locale: "en-US",
    images: {
      siteUrl: fault.attached === true ? null : SITE,
      charts: mail.images.map(({ source }) => source),
    },
  });
  return [...findings];
}
