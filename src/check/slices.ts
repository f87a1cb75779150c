import { isBackdrop, isLevel, isOfRole, measureOf, pairOf } from "./fact-kinds.ts";
import type { Finding } from "./finding.ts";
import { finderOf, gap, outside } from "./phrases.ts";
import { type Reading, said } from "./reading.ts";
import type { Figure, Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { backdrop, countingWords, totalWords } from "./word-lists.ts";

const CATEGORY = "category-";

/** Every number is of the role that its sentence speaks of: by its own names, else by those before it, else by its heading. */
export function sliceFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    if (statement.figures.length === 0) return [];
    const wrong = statement.figures.filter((figure) => !isNamed(reading, statement, figure));
    const found =
      wrong.length > 0
        ? wrong.slice(0, 1).map((figure) => otherSlice(reading, statement, figure))
        : [...swapped(reading, statement), ...toldAgain(reading, statement)];
    return found;
  });
}

/**
 * The slices that a sentence without a number beside its word tells of: those that it names, or that are named before it, else those
 * of its own figures. The headline of an edition is not the editor's to go on from: what he says below it is of all roles.
 */
export function slicesOf(reading: Reading, statement: Statement): ReadonlySet<string> {
  const isEditors = reading.editorOf(statement) !== undefined;
  const named = rolesOf(reading, isEditors ? { ...statement, heading: "" } : statement);
  if (named.size > 0 || !isEditors) return named;
  const own = statement.figures.map(({ fact }) => fact);
  return new Set(
    own
      .filter((fact) => fact.slice === "total" || (isOfRole(fact) && pairOf(fact) === undefined))
      .map(({ slice }) => slice),
  );
}

/** The roles that a statement speaks of. */
export function rolesOf(reading: Reading, { text, before, block, heading, isRow }: Statement): Set<string> {
  const named = (of: string) => reading.rolesIn(of).map(({ slice }) => slice);
  if (isRow) return new Set(named(text.slice(0, block.cells[0]?.end ?? text.length)));
  const own = named(text);
  if (own.length > 0) return new Set(own);
  const earlier = before.map((each) => named(each.text)).find(({ length }) => length > 0);
  return new Set(earlier ?? named(heading));
}

function isNamed(reading: Reading, statement: Statement, figure: Figure): boolean {
  const { fact } = figure;
  const named = rolesOf(reading, statement);
  const pair = pairOf(fact);
  if (pair !== undefined) return [pair.a, pair.b].every((slice) => isSpokenOf(reading, statement, named, slice));
  if (isBackdrop(fact)) return isBackdropNamed(reading, statement);
  if (fact.slice.startsWith(CATEGORY)) return isCategoryNamed(reading, statement, fact.slice);
  if (isOfRole(fact)) return isSpokenOf(reading, statement, named, fact.slice);
  if (fact.slice !== "total" || named.size === 0) return true;
  return reading.rolesIn(statement.text).length === 0 || isOfAll(reading, statement, figure);
}

/**
 * A number of all roles beside a role's name: the sentence names the whole, or counts it ("207 in all"), or the role's own part of
 * it stands there too, nearer to the role. What stands right before a role's name is of that role.
 */
function isOfAll(reading: Reading, statement: Statement, figure: Figure): boolean {
  const { fact, start, end } = figure;
  const roles = reading.rolesIn(statement.text);
  if (said(reading, statement, totalWords).length > 0) return true;
  if (fact.unit !== "count" || roles.some((role) => role.start >= end && role.start - end <= 1)) return false;
  if (said(reading, statement, countingWords).length > 0) return true;
  return statement.figures.some(
    (each) =>
      isOfRole(each.fact) &&
      measureOf(each.fact) === measureOf(fact) &&
      each.fact.value <= fact.value &&
      roles.some((role) => role.slice === each.fact.slice && gap(role, each) < gap(role, { start, end })),
  );
}

/** Whose figures they are is said in the sentence, or before it in the paragraph, and no role of ours is. */
function isBackdropNamed(reading: Reading, { text, before }: Statement): boolean {
  const isSaid = [text, ...before.map((each) => each.text)].some((each) => reading.find(backdrop)(each).length > 0);
  return isSaid && reading.rolesIn(text).length === 0;
}

/** A category goes by its name in the pack, else by its slug in words, with a capital letter. */
function isCategoryNamed(reading: Reading, { text, before }: Statement, slice: string): boolean {
  const { messages } = reading.meaning;
  const slug = slice.slice(CATEGORY.length);
  const named = Object.hasOwn(messages, `category.${slug}`) ? messages[`category.${slug}`] : slug.replaceAll("-", " ");
  const name = [named ?? slug].flat()[0] ?? slug;
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const find = finderOf([capital]);
  return [text, ...before.map((each) => each.text)].some((each) =>
    outside(find(each), reading.rolesIn(each)).some(({ start }) => each.startsWith(capital, start)),
  );
}

/** A role counts as named, too, where the heading names it together with another: the two of a quick verdict. */
function isSpokenOf(
  reading: Reading,
  { heading, text, before }: Statement,
  named: ReadonlySet<string>,
  slice: string,
): boolean {
  if (named.has(slice)) return true;
  const inHeading = new Set(reading.rolesIn(heading).map((found) => found.slice));
  const own = reading.rolesIn(text).length > 0;
  const earlier = before.some((each) => reading.rolesIn(each.text).some((found) => found.slice === slice));
  return inHeading.size > 1 ? inHeading.has(slice) : !own && earlier;
}

function otherSlice(reading: Reading, statement: Statement, figure: Figure): Finding {
  const named = [...rolesOf(reading, statement)];
  const { fact, printed } = figure;
  return editorFinding(reading, statement, figure, {
    rule: "other-slice",
    severity: "blocking",
    why: `"${printed}" is of ${fact.slice}, and the sentence speaks of ${named.length === 0 ? "no role" : named.join(", ")}`,
    fix: `Name what the number is of, or print the fact of ${named[0] ?? "all roles"}.`,
  });
}

/** The same measure of several roles comes in the order in which the roles are named. */
function swapped(reading: Reading, statement: Statement): Finding[] {
  const levels = statement.figures.filter(({ fact }) => isLevel(fact) && isOfRole(fact));
  for (const own of Map.groupBy(levels, ({ fact }) => `${measureOf(fact)}@${fact.window}`).values()) {
    const slices = own.map(({ fact }) => fact.slice);
    const named = [...new Set(reading.rolesIn(statement.text).map(({ slice }) => slice))];
    if (slices.length < 2 || named.length !== slices.length || new Set(slices).size !== slices.length) continue;
    if (!named.every((slice) => slices.includes(slice)) || named.every((slice, index) => slice === slices[index]))
      continue;
    if (own.every((figure) => isNearest(reading, statement, figure))) continue;
    const [first] = own;
    if (first !== undefined)
      return [
        editorFinding(reading, statement, first, {
          rule: "other-slice",
          severity: "blocking",
          why: `the numbers come in the order ${slices.join(", ")}, and the roles in the order ${named.join(", ")}`,
          fix: "Put each number next to the role that it is of.",
        }),
      ];
  }
  return [];
}

/** A level that stands in a sentence twice, once beside another role, is that of the other role nowhere. */
function toldAgain(reading: Reading, statement: Statement): Finding[] {
  const { figures, text, isRow } = statement;
  const levels = figures.filter(({ fact }) => isLevel(fact) && isOfRole(fact));
  if (isRow || new Set(reading.rolesIn(text).map(({ slice }) => slice)).size < 2) return [];
  const again = levels.find(
    (figure, index) =>
      levels.findIndex(({ fact }) => fact.id === figure.fact.id) < index && !isNearest(reading, statement, figure),
  );
  return again === undefined ? [] : [otherSlice(reading, statement, again)];
}

/** Whether no other role stands nearer to a figure than its own. */
function isNearest(reading: Reading, { text }: Statement, figure: Figure): boolean {
  const nearest = reading.rolesIn(text).toSorted((one, other) => gap(one, figure) - gap(other, figure))[0];
  return nearest?.slice === figure.fact.slice;
}
