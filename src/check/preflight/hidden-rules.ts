import { PREHEADER_LENGTH } from "../../domain/letter.ts";
import type { Finding } from "../finding.ts";
import { type Applied, type SeenMail, unseenBy } from "./applied-styles.ts";
import { collected, type MessageUnderTest, type Say, valuesOf } from "./message-under-test.ts";

/** Below it a link is there for the rules and not for the reader. */
const LINK_PX = 12;

/** Whether every reader sees the whole letter and the link that takes them off the list; and the one line that nobody sees in it. */
export function hiddenFindings(mail: MessageUnderTest, seen: readonly SeenMail[]): Finding[] {
  const { found, blocking, warning } = collected(mail);
  const lines = seen.map(({ elements }) => preheaderOf(elements));
  preheader(mail, seen, lines, blocking, warning);
  const told = new Set<string>();
  for (const [index, { view, elements }] of seen.entries())
    for (const applied of elements) {
      const said = saidBy(applied);
      const by = said === "" || isWithin(applied, lines[index]) ? undefined : unseenBy(applied);
      if (by === undefined || told.has(by)) continue;
      told.add(by);
      blocking("hidden-part", `${by} hides a part of the letter${view.name}`, "Show it in every view.", said);
    }
  leaving(mail, seen, blocking);
  return found;
}

/** The outermost hidden element around the first words of a mail; undefined where those are seen. */
function preheaderOf(elements: readonly Applied[]): Applied | undefined {
  const first = elements.find((applied) => saidBy(applied) !== "");
  if (first?.hidden === undefined) return undefined;
  let outer = first;
  while (outer.parent?.hidden !== undefined) outer = outer.parent;
  return outer;
}

function preheader(
  { email }: MessageUnderTest,
  seen: readonly SeenMail[],
  lines: readonly (Applied | undefined)[],
  blocking: Say,
  warning: Say,
): void {
  const line = lines[0];
  const text = (seen[0]?.elements ?? []).flatMap((each) => (isWithin(each, line) ? saidBy(each) : [])).join(" ");
  const { length } = [...text];
  const shown = seen.find((_, index) => lines[index]?.element !== line?.element);
  if (line === undefined)
    blocking("preheader", "there is no preheader", "Keep the hidden line at the top of the layout.");
  else if (shown !== undefined)
    blocking("preheader", `the preheader is not hidden${shown.view.name}`, "Hide it in every view.", text);
  else if (length < PREHEADER_LENGTH.min || length > PREHEADER_LENGTH.max)
    warning(
      "preheader",
      `the preheader has ${length} characters`,
      `Use ${PREHEADER_LENGTH.min} to ${PREHEADER_LENGTH.max}.`,
      text,
    );
  else if (text === (email.subject ?? "").trim())
    blocking("preheader", "the preheader is the subject again", "Say the second news.", text);
}

/** The https address where there is one, else what else the header says. A mail without a link to it is told by its own rule. */
function leaving(mail: MessageUnderTest, seen: readonly SeenMail[], blocking: Say): void {
  const ways = [
    ...valuesOf(mail, "list-unsubscribe")
      .join(", ")
      .matchAll(/<([^>]+)>/g),
  ].map(([, way = ""]) => way);
  const https = ways.filter((way) => way.startsWith("https:"));
  const targets = https.length === 0 ? ways : https;
  const leaves = ({ element: { name, attribs } }: Applied) => name === "a" && targets.includes(attribs["href"] ?? "");
  for (const { view, elements } of seen) {
    const links = elements.filter(leaves);
    const words = links.map((link) => wordsOf(link, elements));
    const [first] = words;
    if (first === undefined || words.some(({ seen }) => (seen.match(/\p{L}/gu) ?? []).length > 1)) continue;
    blocking(
      "unsubscribe-hidden",
      `the link that takes a reader off the list cannot be seen${view.name}`,
      `Show it in words of ${LINK_PX} px or more.`,
      first.all,
    );
    return;
  }
}

/** The words of a link: all, and those that are seen. */
function wordsOf(link: Applied, elements: readonly Applied[]): { readonly all: string; readonly seen: string } {
  const inside = elements.filter((each) => isWithin(each, link));
  const shown = inside.filter((each) => unseenBy(each) === undefined && (each.fontPx ?? 0) >= LINK_PX);
  return { all: inside.map(({ text }) => text).join(" "), seen: shown.map(({ text }) => text).join(" ") };
}

function isWithin(applied: Applied, around: Applied | undefined): boolean {
  for (let each: Applied | undefined = applied; each !== undefined && around !== undefined; each = each.parent)
    if (each === around) return true;
  return false;
}

function saidBy({ text, element }: Applied): string {
  return text !== "" ? text : (element.attribs["alt"] ?? "").trim();
}
