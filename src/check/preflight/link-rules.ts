import type { Finding } from "../finding.ts";
import { collected, leaveTarget, type MessageUnderTest } from "./message-under-test.ts";

/** Links that say where they go and go where they say; one of them takes the reader off the list. */
export function linkFindings(mail: MessageUnderTest): Finding[] {
  const { $ } = mail;
  const { found, blocking, warning } = collected(mail);
  const targets = new Map<string, string>();
  for (const element of $("a").toArray()) {
    const link = $(element);
    const href = link.attr("href") ?? "";
    const said = link.text().trim() || (link.find("img").attr("alt") ?? "").trim();
    if (said === "") blocking("link-text", "a link says nothing", "Write where it goes.", href);
    if (href === "" || href === "#" || /^javascript:/i.test(href))
      blocking("link-target", "a link goes nowhere", "Give it an address.", said);
    else if (/^http:/i.test(href)) blocking("http", "a link is not encrypted", "Use https.", href);
    else if (!/^(https:|mailto:|tel:|#)/i.test(href))
      blocking("link-target", "a link is not a whole address", "Set siteUrl.", href);
    if (hidesHost(href))
      blocking("link-spoof", "a link has a name before its host", "Leave out what is before @.", href);
    const shown = hostsIn(said).find((host) => !isOf(host, hostOf(href)) && !isFileOf(host, href));
    if (shown !== undefined) blocking("link-spoof", `a link shows ${shown}`, "Let it go where it says.", href);
    const before = targets.get(said);
    if (before !== undefined && before !== href)
      warning("link-same-text", "two links say the same and go elsewhere", "Tell them apart.", said);
    targets.set(said, href);
  }
  const leave = leaveTarget(mail);
  if (leave === undefined || !$("a").is((_, a) => $(a).attr("href") === leave))
    blocking(
      "body-unsubscribe",
      "no link in the mail goes where List-Unsubscribe takes its reader off the list",
      "Keep the footer's link to the reader's unsubscribeUrl.",
      "List-Unsubscribe",
    );
  return found;
}

/** An address, a host or a mailbox within a text; a host is told by its dots and by letters behind the last of them. */
const SHOWN =
  /(?:https?:\/\/[^\s()[\]<>"',;]+)|(?:[\p{L}\p{N}._%+-]+@)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?![\p{L}\p{N}])/giu;

/** Endings of files and of the names of software, and frameworks that are called like a host; none of them is one. */
const NO_HOST =
  /\.(js|mjs|cjs|jsx|tsx?|json|csv|tsv|ya?ml|pdf|png|jpe?g|gif|svg|html?|txt|xlsx?|docx?|pptx?|parquet|ipynb|sql)$|^(asp|ado|vb|ml)\.net$/i;

/** The hosts that a link's words show, in order. Characters that are not seen do not hide one. */
function hostsIn(said: string): string[] {
  const seen = said.normalize("NFKC").replace(/\p{Cf}/gu, "");
  return [...seen.matchAll(SHOWN)]
    .filter(([shown]) => /^https?:/i.test(shown) || !NO_HOST.test(shown))
    .map(([shown]) => hostOf(shown.replace(/[.!?:]+$/, "")));
}

/** The host of an address or mailbox, without "www."; what is none, as it is. */
function hostOf(address: string): string {
  const [, domain] = /^(?:mailto:)?[^/@?]+@([^/@?]+)/i.exec(address) ?? [];
  try {
    const { hostname } = new URL(/^https?:/i.test(address) ? address : `https://${domain ?? address}`);
    return hostname.replace(/^www\./, "");
  } catch {
    return address;
  }
}

/** Whether a link that shows a host goes to it, or to one below it, which has the same owner. */
function isOf(shown: string, host: string): boolean {
  return host === shown || host.endsWith(`.${shown}`);
}

/** Whether a link's words are the name of the file that it goes to, such as README.md. */
function isFileOf(name: string, href: string): boolean {
  const path = href.replace(/[?#].*$/, "").toLowerCase();
  return /^https?:\/\/[^/]+\//.test(path) && path.endsWith(`/${name}`);
}

/** `https://bank.example.com@evil.example.net/` goes to the host behind the @. */
function hidesHost(href: string): boolean {
  return /^https?:\/*[^/?#]*@/i.test(href);
}
