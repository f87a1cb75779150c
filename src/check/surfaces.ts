import { displayWidth } from "../domain/display-width.ts";
import {
  ALT_LENGTH,
  HTML_BYTES,
  IMAGE_BYTES,
  IMAGES_BYTES,
  PREHEADER_LENGTH,
  SUBJECT_LENGTH,
} from "../domain/letter.ts";
import type { CheckRequest } from "./check-request.ts";
import { plainText } from "./drawing-text.ts";
import type { Finding } from "./finding.ts";
import { CUT_FROM } from "./text-blocks.ts";

/** What templates and scripts leave behind when something went wrong; private-use characters are our own marks. */
export const LEFTOVERS = /\{\{|\}\}|%%\w|[\uE000-\uF8FF]|\bundefined\b|\bNaN\b|\[object /;

/** Sizes, leftovers, line lengths and alt texts of the surfaces as they will be read. */
export function surfaceFindings(request: CheckRequest): Finding[] {
  const { edition, surfaces, subject, preheader, imageBytes } = request;
  // In plain text a name may look like markup or a template; it is still only a name.
  const names = [...request.literals, ...request.editorWords].filter((each) =>
    /[{}<>]|%%|undefined|NaN|object/.test(each),
  );
  const html = surfaces.get("email.html") ?? "";
  const bytes = Buffer.byteLength(html);
  const images = [...imageBytes.values()].reduce((sum, each) => sum + each, 0);
  const findings: (Finding | false)[] = [
    bytes > HTML_BYTES.block &&
      blocking("html-size", "email.html", `${bytes} bytes; Gmail would clip it`, "Show fewer roles or sections."),
    bytes > HTML_BYTES.warn &&
      bytes <= HTML_BYTES.block &&
      warning(
        "html-size",
        "email.html",
        `${bytes} bytes, near the ${HTML_BYTES.block} that block`,
        "Show fewer roles or sections.",
      ),
    [...subject].length > SUBJECT_LENGTH &&
      blocking(
        "subject-long",
        "subject",
        `${[...subject].length} characters; phones show ${SUBJECT_LENGTH}`,
        "Shorten it.",
      ),
    subject.trim() === "" && blocking("subject-empty", "subject", "there is none", "Write one."),
    outside([...preheader].length, PREHEADER_LENGTH) &&
      warning(
        "preheader-length",
        "preheader",
        `${[...preheader].length} characters`,
        `Use ${PREHEADER_LENGTH.min} to ${PREHEADER_LENGTH.max}.`,
      ),
    subject === preheader &&
      blocking("preheader-repeats", "preheader", "it is the subject again", "Say the second news."),
    images > IMAGES_BYTES && warning("images-heavy", "charts", `${images} bytes in all`, `Stay under ${IMAGES_BYTES}.`),
    /<\/?[a-z][^>]*>/i.test(withoutTexts(surfaces.get("email.txt") ?? "", names)) &&
      blocking("text-has-tags", "email.txt", "markup in the plain text", "Mend the text template."),
  ];
  for (const [surface, text] of surfaces) {
    const seen = /\.(html|svg)$/.test(surface) ? visible(text) : text;
    const own = withoutTexts(seen === text ? text : withoutParts(seen, names), names);
    const found = LEFTOVERS.exec(own);
    if (found !== null)
      findings.push(
        blocking(
          "leftover",
          surface,
          `"${found[0]}" is left over`,
          "Mend the template or the figure behind it.",
          around(seen, found.index),
        ),
      );
  }
  for (const chart of edition.charts) {
    findings.push(
      outside([...chart.alt].length, ALT_LENGTH) &&
        blocking(
          "alt-length",
          "charts",
          `alt text of ${[...chart.alt].length} characters`,
          `Say the finding in ${ALT_LENGTH.min} to ${ALT_LENGTH.max}.`,
          chart.name,
        ),
    );
    const size = imageBytes.get(chart.name) ?? 0;
    findings.push(
      size > IMAGE_BYTES && warning("image-heavy", "charts", `${size} bytes`, `Stay under ${IMAGE_BYTES}.`, chart.name),
    );
  }
  return findings.filter((finding) => finding !== false);
}

/** The text between tags, a line each, styles left off: what a reader can see. */
function visible(markup: string): string {
  return plainText(markup.replace(/<style[\s\S]*?<\/style>/gi, " "), "\n");
}

/** Without the lines that are a part of a name: a drawing breaks a long one wherever it must, and cuts it with "…". */
function withoutParts(lines: string, names: readonly string[]): string {
  const squeezed = names.map((name) => name.replace(/\s/gu, ""));
  const isPart = (line: string) => squeezed.some((name) => name.includes(line.replace(/\s|…$/gu, "")));
  return lines
    .split("\n")
    .map((line) => (isPart(line) ? dotted(line) : line))
    .join("\n");
}

/**
 * The text with dots in place of each of the given texts, whatever white space wrapping made of theirs. A table breaks a long
 * name over lines of its first cell, so a first cell that is a run of a text's words counts as that text. The longest goes
 * first: a name may begin another ("Role 1" and "Role 10"), or stand inside a quoted sentence.
 */
export function withoutTexts(text: string, texts: readonly string[]): string {
  const longestFirst = [...new Set(texts)].sort((one, other) => other.length - one.length);
  const known = longestFirst.map((each) => each.trim().split(/\s+/)).filter((words) => words[0] !== "");
  const whole = known.reduce(
    (rest, words) => rest.replace(new RegExp(words.map(wordPattern).join("\\s+"), "g"), dotted),
    text,
  );
  const runs = known.map((words) => ` ${words.join(" ")} `);
  return whole.replace(/^\S+(?: \S+)*(?= {2}|$)/gm, (cell) =>
    runs.some((run) => run.includes(` ${cell} `)) ? dotted(cell) : cell,
  );
}

/** A word that no line holds is cut where lines end. */
function wordPattern(word: string): string {
  return displayWidth(word) > CUT_FROM ? [...word].map(escaped).join("\\s*") : escaped(word);
}

function dotted(text: string): string {
  return text.replace(/\S/g, "·");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

export function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 30), index + 30).replace(/\s+/g, " ");
}

export function blocking(rule: string, surface: string, why: string, fix: string, place = ""): Finding {
  return { rule, severity: "blocking", surface, place, why, fix };
}

function warning(rule: string, surface: string, why: string, fix: string, place = ""): Finding {
  return { rule, severity: "warning", surface, place, why, fix };
}

function outside(length: number, { min, max }: { min: number; max: number }): boolean {
  return length < min || length > max;
}
