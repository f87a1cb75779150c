import type { KeyObject } from "node:crypto";
import { domainOf } from "../../domain/sending.ts";
import type { Finding } from "../finding.ts";
import { LEFTOVERS, withoutTexts } from "../surfaces.ts";
import { collected, finding, type MessageUnderTest, unsubscribeLink, valuesOf } from "./message-under-test.ts";

const ONCE = [
  "from",
  "to",
  "subject",
  "date",
  "message-id",
  "mime-version",
  "content-type",
  "list-id",
  "list-unsubscribe",
] as const;
const AT_MOST_ONCE = [
  "list-unsubscribe-post",
  "feedback-id",
  "auto-submitted",
  "content-language",
  "reply-to",
] as const;

/** Characters of a list's id (RFC 2919). */
const LIST_ID = 255;

/** Header lines as mailbox providers ask for them (RFC 5322, 2369, 2919, 3834, 8058; Gmail's and Outlook's rules for bulk senders). */
export function headerFindings(mail: MessageUnderTest, known: readonly string[], locale: string): Finding[] {
  const { email, raw } = mail;
  const { found, blocking, warning } = collected(mail);
  for (const name of ONCE) {
    const { length } = valuesOf(mail, name);
    if (length !== 1) blocking("header-once", `there are ${length} ${name} lines`, "Write exactly one.", name);
  }
  for (const name of AT_MOST_ONCE) {
    const { length } = valuesOf(mail, name);
    if (length > 1) blocking("header-once", `there are ${length} ${name} lines`, "Write at most one.", name);
  }
  const domain = domainOf(mail.email.from?.address ?? "");
  const id = valuesOf(mail, "message-id")[0] ?? "";
  if (!/^<[^<>@\s]+@[^<>@\s]+>$/.test(id) || !id.endsWith(`@${domain}>`))
    blocking("message-id", "the Message-ID is not under the sender's domain", `End it with @${domain}>.`, id);
  if ((email.from?.name ?? "").trim() === "")
    warning("from-name", "the sender has no name", "Set sender.name: inboxes show it before the subject.");
  const [list = ""] = valuesOf(mail, "list-id");
  const listId = /<([^<>]*)>$/.exec(list)?.[1] ?? "";
  if (listId.length > LIST_ID || !/^[A-Za-z0-9_-]{1,63}(\.[A-Za-z0-9_-]{1,63})+$/.test(listId))
    blocking("list-id", "List-ID is not of the form of a domain", "Let the newsletter's name make it.", list);
  if (/^[^<]*<[^>]*>\s*,|^[^<"]*@[^<"]*,/.test((valuesOf(mail, "from")[0] ?? "").replace(/"(?:[^"\\]|\\.)*"/g, "")))
    blocking("from-one", "the message has more than one sender", "Name one in From.", valuesOf(mail, "from")[0]);
  const date = valuesOf(mail, "date")[0] ?? "";
  if (Number.isNaN(Date.parse(date))) blocking("date", "the date is none", "Give it the form of RFC 5322.", date);
  const subject = email.subject ?? "";
  if (LEFTOVERS.test(withoutTexts(subject, known)))
    blocking("subject-token", "something is left over in the subject", "Mend the message behind it.", subject);
  if (valuesOf(mail, "auto-submitted").length === 0)
    warning(
      "auto-submitted",
      "nothing tells answering machines to keep quiet",
      "Write Auto-Submitted: auto-generated.",
    );
  const [language = ""] = valuesOf(mail, "content-language");
  if (language !== locale)
    blocking(
      "content-language",
      `Content-Language is "${language}", and the locale ${locale}`,
      "Name the locale in both.",
    );
  const lang = mail.$("html").attr("lang") ?? "";
  if (lang !== "" && lang !== locale)
    blocking("html-lang", `the HTML is in "${lang}", and the locale ${locale}`, "Write lang={{lang}} on <mjml>.", lang);
  const feedback = (valuesOf(mail, "feedback-id")[0] ?? "").split(":");
  if (feedback.length !== 4 || !/^[\w.-]{5,15}$/.test(feedback[3] ?? ""))
    warning(
      "feedback-id",
      "Feedback-ID is not of the form a:b:c:sender, sender 5 to 15 characters",
      "Let the newsletter's name make it.",
    );
  if (valuesOf(mail, "arc-seal").length > 0) warning("arc", "ARC lines are for who forwards a mail", "Leave them out.");
  for (const line of raw.slice(0, raw.indexOf("\r\n\r\n")).split("\r\n"))
    if (line.length > 998)
      blocking("header-line", `a header line has ${line.length} characters`, "Fold it: 998 is the limit.", line);
  return [...found, ...unsubscribeFindings(mail)];
}

function unsubscribeFindings(mail: MessageUnderTest): Finding[] {
  const link = unsubscribeLink(mail);
  const [post] = valuesOf(mail, "list-unsubscribe-post");
  if (link === undefined) {
    const promised =
      post === undefined
        ? []
        : [
            finding(
              "blocking",
              "one-click",
              mail,
              "one click is promised without an https address",
              "Leave List-Unsubscribe-Post out, or set sending.unsubscribeUrl.",
            ),
          ];
    return [
      finding(
        "note",
        "unsubscribe-https",
        mail,
        "List-Unsubscribe has no https address: Gmail and Yahoo ask for one from who mails more than 5,000 a day",
        "Set sending.unsubscribeUrl.",
      ),
      ...promised,
    ];
  }
  const { found, blocking } = collected(mail);
  const address = (mail.email.to?.[0]?.address ?? "").toLowerCase();
  const shown = decoded(link).toLowerCase();
  if (/[^/?&=]+@/.test(shown.replace(/^https:\/\//, "")) || (address !== "" && shown.includes(address)))
    blocking("unsubscribe-opaque", "the unsubscribe address spells the reader's out", "Use {token}.", link);
  const token = /[\w-]{20,}/.test(link.replace(/^https:\/\/[^/]+/, ""));
  if (!token)
    blocking(
      "unsubscribe-opaque",
      "the unsubscribe address has no token of 20 characters or more",
      "Use {token}.",
      link,
    );
  const [ways = ""] = valuesOf(mail, "list-unsubscribe");
  if (!/^<https:[^<>]*>\s*,\s*<mailto:[^<>]*>$/.test(ways))
    blocking(
      "unsubscribe-order",
      "List-Unsubscribe is not one https address and then one mailto",
      "Mail programs take the first that they know.",
      ways,
    );
  if (post !== "List-Unsubscribe=One-Click")
    blocking(
      "one-click",
      "List-Unsubscribe-Post is not exactly List-Unsubscribe=One-Click",
      "RFC 8058 allows nothing else.",
      post ?? "",
    );
  return found;
}

/** A signature that was asked for must be there, hold, cover both unsubscribe lines, and be of the sender's domain. */
export function signatureFindings(
  mail: MessageUnderTest,
  key: KeyObject | null,
  verified: (
    bytes: Uint8Array,
    key: KeyObject,
  ) => { valid: true; domain: string; fields: readonly string[] } | { valid: false; why: string },
): Finding[] {
  if (key === null) {
    return valuesOf(mail, "dkim-signature").length > 0
      ? []
      : [
          finding(
            "note",
            "dkim",
            mail,
            "the message is not signed here",
            "Let the mail server sign it, List-Unsubscribe-Post too; or set sending.dkim.",
          ),
        ];
  }
  const signature = verified(mail.bytes, key);
  if (!signature.valid)
    return [
      finding(
        "blocking",
        "dkim",
        mail,
        `the DKIM signature does not hold: ${signature.why}`,
        "Check sending.dkim and the key.",
      ),
    ];
  const { found, blocking } = collected(mail);
  const there = ["from", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post", "feedback-id"];
  const open = there.filter((name) => valuesOf(mail, name).length > 0 && !signature.fields.includes(name));
  if (open.length > 0)
    blocking(
      "dkim-fields",
      `the signature leaves out ${open.join(", ")}`,
      "Sign them: RFC 8058 asks for both unsubscribe lines.",
    );
  const domain = domainOf(mail.email.from?.address ?? "");
  if (domain !== signature.domain && !domain.endsWith(`.${signature.domain}`))
    blocking(
      "dkim-aligned",
      `the signature is of ${signature.domain}, and the sender of ${domain}`,
      "DMARC asks for the same domain: change sending.dkim.domain or the sender.",
    );
  return found;
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
