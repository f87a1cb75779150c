import { readFile } from "node:fs/promises";
import type { EditorPassage, Meaning } from "./check/meaning.ts";
import type { PageWords } from "./check/page.ts";
import { type Settings, templatePaths } from "./config.ts";
import { type ChangeMetric, VERDICTS } from "./domain/change.ts";
import { type CheckWords, parseCheckWords } from "./domain/check-words.ts";
import type { Passage } from "./domain/edition.ts";
import type { Inline } from "./domain/inline-text.ts";
import { INTRO_SLOT } from "./domain/letter.ts";
import type { Words } from "./domain/words.ts";
import type { NarrateRequest } from "./narrate/request.ts";

/*
 * What an edition's words are held against: the language's lists, the names of the weeks, the archived results, the editor's text.
 */

/** `check.yaml` of the newsletter's language; undefined for a pack without one, whose numbers alone are checked. */
export async function readCheckWords(settings: Pick<Settings, "root" | "locale">): Promise<CheckWords | undefined> {
  const path = (await templatePaths(settings, settings.locale)).get(`${settings.locale}/check.yaml`);
  return path === undefined ? undefined : parseCheckWords(await readFile(path, "utf8"), path);
}

/** The words of a page of roles are checked: what it says of them is of the newest week. Those of other pages are not. */
export function wordsOfPage(path: string, said: PageWords | null): PageWords | null {
  const [, slugs] = /^(?:roles|compare)\/([^/]+)$/.exec(path) ?? [];
  if (said === null || slugs === undefined) return null;
  return { ...said, meaning: { ...said.meaning, about: slugs.split("-vs-") } };
}

/** What the check knows of an edition besides the edition itself. */
export function meaningOf(
  checkWords: CheckWords,
  request: NarrateRequest,
  passages: readonly Passage[],
  words: Words,
): Meaning {
  const { week, now, history, changes } = request;
  const { locale, messages } = words.pack;
  const message = (key: string) => [Object.hasOwn(messages, key) ? (messages[key] ?? "") : ""].flat()[0] ?? "";
  const weeks = [...history.map(({ content }) => content), now.content];
  const employersOf = (of: typeof weeks) => [
    ...new Set(
      of.flatMap(({ roles }) =>
        Object.values(roles).flatMap(({ topEmployers }) => (topEmployers ?? []).map(({ name }) => name)),
      ),
    ),
  ];
  const names = new Map(
    weeks.flatMap(({ roles }) =>
      Object.entries(roles).map(([slice, { title }]) => [`${slice} ${title}`, { slice, name: title }]),
    ),
  );
  const columns: readonly [string, ChangeMetric][] = [
    [message("table.demand"), "offers"],
    [message("table.pay"), "pay"],
  ];
  return {
    week,
    locale,
    about: ["total"],
    payPeriod: words.pack.money?.period ?? "year",
    words: checkWords,
    messages,
    roles: [...names.values()],
    changes: changes?.content,
    stored: storedFor(request),
    editor: editorPassages(request, passages),
    letterLines: request.letter?.content.lines ?? [],
    employersNamed: employersOf([now.content]),
    employersKnown: employersOf(weeks),
    verdicts: VERDICTS.map((verdict) => ({ verdict, word: message(`table.verdict.${verdict}`) })),
    columns: new Map(columns.filter(([label]) => label !== "")),
  };
}

/** Every stored file behind an edition, each once, as it is now. */
export function storedFor(request: NarrateRequest): { readonly path: string; readonly sha256: string }[] {
  const { history, notWhole, earlier, published, now, changes, letter, backdrop, skillPay } = request;
  const all = [...history, ...notWhole, ...earlier, ...published, now, changes, letter, backdrop, skillPay].filter(
    (each) => each !== undefined,
  );
  return [...new Map(all.map(({ path, sha256 }) => [path, { path, sha256 }])).values()];
}

/** The editor's subject, preheader and paragraphs as they are read, each with its line. */
function editorPassages({ letter }: NarrateRequest, passages: readonly Passage[]): EditorPassage[] {
  if (letter === undefined) return [];
  const { subject, preheader, intro } = letter.content;
  const texts = [
    ["subject", subject] as const,
    ["preheader", preheader] as const,
    ...intro.map((text, index) => [`${INTRO_SLOT}.${index + 1}`, text] as const),
  ];
  return texts.flatMap(([slot, text]) => {
    const passage = passages.find((each) => each.slot === slot);
    if (text === null || passage === undefined) return [];
    return [{ slot, line: text.line, text: passage.text, literals: literalsIn(text.pieces) }];
  });
}

/** Numbers that the editor says are no figures, with a reason, and names that hold digits, which need none. */
function literalsIn(pieces: readonly Inline[]): EditorPassage["literals"] {
  return pieces.flatMap((piece): EditorPassage["literals"] => {
    if (piece.kind === "styled") return literalsIn(piece.inner);
    return piece.kind === "literal" ? [{ text: piece.text, kind: piece.reason === null ? "name" : "lit" }] : [];
  });
}
