import { type CheerioAPI, load } from "cheerio/slim";
import PostalMime, { type Email } from "postal-mime";
import type { Finding, Severity } from "../finding.ts";

/** A built message, taken apart once for all rules. */
export interface MessageUnderTest {
  /** Whose mail it is, as findings name it: `mail of the longest reader`. */
  readonly surface: string;
  readonly bytes: Uint8Array;
  /** The message as text, a character a byte. */
  readonly raw: string;
  /** Header lines in order, folded ones joined; names in lower case. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly email: Email;
  readonly html: string;
  readonly text: string;
  readonly $: CheerioAPI;
  /** What Outlook for Windows reads: conditional comments for it opened, those against it closed. */
  readonly word: CheerioAPI;
  readonly wordHtml: string;
  /** The HTML without comments. */
  readonly plainHtml: string;
  /** All style elements. */
  readonly css: string;
}

/** Takes a message apart. Never throws for what is wrong with it: a part that is missing is empty. */
export async function messageUnderTest(bytes: Uint8Array, surface: string): Promise<MessageUnderTest> {
  const raw = Buffer.from(bytes).toString("latin1");
  const end = raw.indexOf("\r\n\r\n");
  const head = (end === -1 ? raw : raw.slice(0, end)).replace(/\r\n[ \t]+/g, " ");
  const fields = head.split("\r\n").map((line) => {
    const colon = line.indexOf(":");
    return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1).trim() };
  });
  const email = await PostalMime.parse(bytes);
  const html = email.html ?? "";
  const wordHtml = html
    .replace(/<!--\[if !mso[^\]]*\]><!-->[\s\S]*?<!--<!\[endif\]-->/g, "")
    .replace(/<!--\[if [^\]]*\]>([\s\S]*?)<!\[endif\]-->/g, "$1")
    .replace(/<!--[\s\S]*?-->/g, "");
  const $ = load(html);
  return {
    surface,
    bytes,
    raw,
    fields,
    email,
    html,
    text: email.text ?? "",
    $,
    word: load(wordHtml),
    wordHtml,
    plainHtml: html.replace(/<!--[\s\S]*?-->/g, ""),
    css: $("style")
      .map((_, style) => $(style).text())
      .get()
      .join("\n"),
  };
}

/** Values of a header field, in order. */
export function valuesOf({ fields }: MessageUnderTest, name: string): string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value);
}

/** The https address of the unsubscribe line; undefined where there is none. */
export function unsubscribeLink(mail: MessageUnderTest): string | undefined {
  return /<(https:\/\/[^>]+)>/.exec(valuesOf(mail, "list-unsubscribe").join(", "))?.[1];
}

/** What takes the reader off the list as List-Unsubscribe says it: its https address, else its mailto; undefined where there is neither. */
export function leaveTarget(mail: MessageUnderTest): string | undefined {
  return unsubscribeLink(mail) ?? /<(mailto:[^>]+)>/i.exec(valuesOf(mail, "list-unsubscribe").join(", "))?.[1];
}

/** What a rule says; `place` is cut to what a line of a terminal holds. */
export function finding(
  severity: Severity,
  rule: string,
  mail: MessageUnderTest,
  why: string,
  fix: string,
  place = "",
): Finding {
  const short = place.replace(/\s+/g, " ").trim();
  return {
    rule,
    severity,
    surface: mail.surface,
    place: short.length > 90 ? `${short.slice(0, 89)}…` : short,
    why,
    fix,
  };
}

/** Says what a rule found, in the order of the calls. */
export type Say = (rule: string, why: string, fix: string, place?: string) => void;

/** What the rules of a group find, and the ways to say it. */
export function collected(mail: MessageUnderTest): {
  readonly found: Finding[];
  readonly blocking: Say;
  readonly warning: Say;
} {
  const found: Finding[] = [];
  const say =
    (severity: Severity): Say =>
    (rule, why, fix, place) => {
      found.push(finding(severity, rule, mail, why, fix, place));
    };
  return { found, blocking: say("blocking"), warning: say("warning") };
}
