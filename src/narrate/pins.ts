import type { Change, ChangeMetric, LevelRecord, Verdict } from "../domain/change.ts";
import type { EditorChoice, EditorLetter } from "../domain/editor-letter.ts";
import type { TextProblem } from "../domain/front-matter.ts";
import { nearestFacts } from "../domain/nearest-facts.ts";
import { changesMeant } from "./fact-change.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest, Stored } from "./request.ts";
import { suppressedFacts } from "./suppressed.ts";
import { hasMoved, isStanding } from "./verdict-values.ts";

type Letter = Pick<EditorLetter, "pins" | "mutes">;

/**
 * News as the editor wants it: what is muted is taken out before `pick` chooses, so that the next moves up, and pinned
 * changes come first, in the pinned order. A pinned change that `pick` passed over takes the place of the last picked; one
 * that did not rise or fell is told in a brief, or not at all, for words of news are not the editor's to give. Pure.
 */
export function orderedByEditor<T extends { readonly change: Change }>(
  ranked: readonly T[],
  letter: Stored<Letter> | undefined,
  pick: (candidates: readonly T[]) => readonly T[],
): T[] {
  const heard = ranked.filter(({ change }) => !isMuted(change, letter));
  const picked = pick(heard);
  const pinned = inPinnedOrder(heard, letter).filter(({ change }) => isNews(change.verdict));
  return [...pinned, ...picked.filter((one) => !pinned.includes(one))].slice(0, Math.max(picked.length, pinned.length));
}

/** What a brief may tell: nothing muted, and pinned changes first, in the pinned order. */
export function briefsByEditor(changes: readonly Change[], letter: Stored<Letter> | undefined): Change[] {
  const heard = changes.filter((change) => !isMuted(change, letter)).map((change) => ({ change }));
  const pinned = inPinnedOrder(heard, letter);
  return [...pinned, ...heard.filter((one) => !pinned.includes(one))].map(({ change }) => change);
}

/** Whether the editor wants a change told. */
export function isPinned(change: Change, letter: Stored<Letter> | undefined): boolean {
  return inPinnedOrder([{ change }], letter).length > 0;
}

/** Whether the editor does not want a change told, or the record of its level. */
export function isMuted(
  { slice, metric }: Pick<Change | LevelRecord, "slice"> & { readonly metric: ChangeMetric },
  letter: Stored<Letter> | undefined,
): boolean {
  return (letter?.content.mutes ?? []).some(({ id }) => meansMetric(id, slice, metric));
}

/** Whether what rose or fell this week was muted, all of it or some. */
export function mutedNews({ changes, letter, week }: NarrateRequest): boolean {
  return (changes?.content.changes ?? []).some(
    (change) => isNews(change.verdict) && !isStanding(change, week) && isMuted(change, letter),
  );
}

/** What became of an editor's wish. */
export interface EditorsChoice {
  readonly kind: "pin" | "mute";
  readonly id: string;
  readonly line: number;
  readonly change: Change;
}

/** Every pin and mute with the change it means, in the order written; one that means several stands once for each. */
export function editorsChoices({ letter, changes }: Pick<NarrateRequest, "letter" | "changes">): EditorsChoice[] {
  const meant = (kind: "pin" | "mute", choices: readonly EditorChoice[]) =>
    choices.flatMap(({ id, line }) =>
      changesMeant(id, changes?.content.changes ?? []).map((change) => ({ kind, id, line, change })),
    );
  return letter === undefined ? [] : [...meant("pin", letter.content.pins), ...meant("mute", letter.content.mutes)];
}

/** What is wrong with pins and mutes that mean nothing this week: line, reason, and the nearest ids. */
export function choiceProblems(request: NarrateRequest, facts: FactBook): TextProblem[] {
  const { pins = [], mutes = [] } = request.letter?.content ?? {};
  return [
    ...pins.flatMap((pin) => [...choiceProblem(pin, request, facts), ...unshownProblem(pin, request)]),
    ...mutes.flatMap((mute) => choiceProblem(mute, request, facts)),
  ];
}

function choiceProblem({ id, line }: EditorChoice, request: NarrateRequest, facts: FactBook): TextProblem[] {
  const { week, changes } = request;
  const all = changes?.content.changes ?? [];
  const known = facts.find(id);
  const [meant] = changesMeant(id, all);
  if (meant !== undefined && (known !== undefined || isShort(id, meant))) return [];
  const near = nearestFacts(id, [
    ...all.map(({ slice, metric }) => `${slice}.${metric}`),
    ...facts.all.map((fact) => fact.id),
  ]);
  const search = `"trends facts --week ${week} --search <words>" finds ids.`;
  const fix = near.length === 0 ? search : `Did you mean: ${near.join(", ")}? ${search}`;
  if (known !== undefined)
    return [
      {
        line,
        why: `"${id}" was compared with nothing, so no news can be made of it`,
        fix: `Tell it in the intro, as {{n "${id}"}}, or pin a change.`,
      },
    ];
  const suppressed = suppressedFacts(request).find((each) => each.id === id);
  if (suppressed !== undefined) return [{ line, why: `"${id}" is not shown (${suppressed.why})`, fix }];
  return [{ line, why: `${week} has no fact and no change "${id}"`, fix }];
}

/** A pin of a change whose level may not be shown, by its short name: a sentence of it would have nothing to print. */
function unshownProblem({ id, line }: EditorChoice, request: NarrateRequest): TextProblem[] {
  const meant = changesMeant(id, request.changes?.content.changes ?? []).filter((change) => isShort(id, change));
  if (meant.length === 0 || meant.some(({ verdict, now }) => verdict !== "too-few" || now !== null)) return [];
  return [{ line, why: `"${id}" is not shown: its sample is too small`, fix: "Take it out of the pins." }];
}

/** Written as `<slice>.<metric>`. */
function isShort(id: string, { slice, metric }: Change): boolean {
  return id.split("@")[0] === `${slice}.${metric}`;
}

/** The candidates that are pinned, in the order of the pins, each once. */
function inPinnedOrder<T extends { readonly change: Change }>(
  candidates: readonly T[],
  letter: Stored<Letter> | undefined,
): T[] {
  const pinned = (letter?.content.pins ?? []).flatMap(({ id }) =>
    candidates.filter(({ change }) => changesMeant(id, [change]).length > 0),
  );
  return [...new Set(pinned)];
}

/** Records have a slice and a metric and no window, so an id of any window means them. */
function meansMetric(id: string, slice: string, metric: ChangeMetric): boolean {
  return (
    changesMeant(
      id,
      (["1w", "4w"] as const).map((window) => ({ slice, metric, window })),
    ).length > 0
  );
}

/** Words of news are earned: a rise or a fall. */
export function isNews(verdict: Verdict): boolean {
  return verdict === "rose" || verdict === "fell";
}

/** Whether a pinned change has a sentence of its own in any letter. */
export function canBeTold({ verdict }: Pick<Change, "verdict">): boolean {
  return hasMoved(verdict) || verdict === "little-changed";
}
