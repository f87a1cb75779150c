import type { Metric, PairResult } from "../../domain/change.ts";
import type { Block } from "../../domain/page.ts";
import { pairOf } from "../../domain/role.ts";
import { COMPARE_EMPLOYERS, COMPARE_FROM } from "../../domain/suppression.ts";
import type { MessageValues } from "../../domain/words.ts";
import { roundedTellOther } from "../ceiling-gap.ts";
import { pairFactId } from "../pair-facts.ts";
import { pairDifference, pairEvidence } from "../pair-words.ts";
import { firstKnown, type Material, nameOf, ofPay, windowed } from "./material.ts";
import { sayOfWeek } from "./of-week.ts";
import { remoteIds } from "./remote-share.ts";
import type { SharedSkills } from "./skills.ts";
import { upperEndsGaps } from "./upper-ends.ts";

const QUESTIONS = ["pay", "offers", "remote"] as const;

/** What a question is answered with: the level of a role, and the sample it rests on. */
const VALUE: Readonly<Record<Metric, string>> = {
  pay: "pay.midpoint.median",
  offers: "offers.count",
  remote: "remote.share",
};

/**
 * Who should pick which role: pay, offers, remote share, then what the roles ask for. A role is named only where the week's
 * tests put it clear of every other; else all levels stand side by side, and why none is named.
 */
export function answers(roles: readonly string[], material: Material, skills: SharedSkills | undefined): Block {
  const { newest, facts } = material;
  const { words } = newest;
  const lines = QUESTIONS.flatMap((metric) => {
    const text = answerTo(metric, roles, material);
    return text === undefined ? [] : [{ label: words.say(LABELS[metric]), text }];
  });
  const shared = skills?.line ?? null;
  const skillLine = shared === null ? [] : [{ label: words.say("compare.label.skills"), text: shared }];
  const weeks = facts.find("roles.window.weeks")?.value;
  const note =
    weeks === undefined
      ? sayOfWeek("compare.note.week", material)
      : `${sayOfWeek("pair.note", material, { weeks, count: facts.n("roles.window.weeks") })} ${words.say("pair.note.named")}`;
  return { kind: "answers", lines: [...lines, ...skillLine], note };
}

const LABELS: Readonly<Record<Metric, string>> = {
  pay: "pair.label.pay",
  offers: "pair.label.offers",
  remote: "pair.label.remote",
};
const MORE: Readonly<Record<Metric, string>> = {
  pay: "compare.pay.more",
  offers: "compare.offers.more",
  remote: "compare.remote.more",
};
const NO_CLEAR_GAP: Readonly<Record<Metric, string>> = {
  pay: "compare.pay.no-clear-gap",
  offers: "compare.offers.no-clear-gap",
  remote: "compare.remote.no-clear-gap",
};

/** Undefined where the feed answers the question for none of the roles. */
function answerTo(metric: Metric, roles: readonly string[], material: Material): string | undefined {
  const { words } = material.newest;
  const ids = roles.map((role) => valueId(role, metric, material));
  if (ids.every((id) => id === undefined)) return undefined;
  const levels = words.list(roles.map((role, index) => levelOf(role, ids[index], metric, material)));
  // A stock's offers of a window are the mean of its days, and those of the week alone are not.
  const mean = metric === "offers" && ids.some((id) => id?.endsWith("@4w")) ? "yes" : "no";
  const first = roles.find((role) => wins(role, roles, metric, material));
  const firstId = first === undefined ? undefined : valueId(first, metric, material);
  if (first !== undefined && firstId !== undefined) {
    const rest = roles.filter((role) => role !== first);
    const levelsOfRest = rest.map((role) => levelOf(role, valueId(role, metric, material), metric, material));
    const said =
      aheadOfOne(first, rest, metric, material) ??
      words.say(MORE[metric], {
        more: nameOf(first, material),
        moreValue: material.facts.n(firstId),
        levels: words.list(levelsOfRest),
      });
    return [said, ...evidenceOf(metric, roles, material)].join(" ");
  }
  switch (standing(metric, roles, material)) {
    case "no-clear-gap":
      return [
        words.say(NO_CLEAR_GAP[metric], { levels, roles: roles.length }),
        ...evidenceOf(metric, roles, material),
      ].join(" ");
    case "too-few":
      return tooFew(metric, { levels, mean }, roles, material);
    case "no-employers":
      return words.say("compare.no-employers", { levels, mean });
    case "untested":
      return words.say("compare.untested", { levels, mean });
  }
}

/** All levels with their samples, how far two lie apart, and of pay a caution and what the upper ends of ranges say. */
function tooFew(metric: Metric, told: MessageValues, roles: readonly string[], material: Material): string {
  const { words } = material.newest;
  const difference = differenceOf(metric, roles, material);
  const said = words.say("compare.too-few", {
    ...told,
    known: difference === undefined ? "no" : "yes",
    difference: difference ?? "",
    metric,
  });
  return metric === "pay" && roles.length === 2 ? [said, ...upperEndsGaps(roles, material)].join(" ") : said;
}

/** Of two roles, the letter's own sentence; undefined for more, or where a number of it is not known. */
function aheadOfOne(
  more: string,
  [less, ...others]: readonly string[],
  metric: Metric,
  material: Material,
): string | undefined {
  const { facts, newest } = material;
  if (less === undefined || others.length > 0) return undefined;
  const [moreId, lessId] = [valueId(more, metric, material), valueId(less, metric, material)];
  const [a, b] = pairOf(more, less);
  const growth = pairFactId({ a, b, metric }, "growth");
  if (moreId === undefined || lessId === undefined) return undefined;
  if (metric === "pay" && facts.find(growth) === undefined) return undefined;
  return newest.words.say(AHEAD[metric], {
    more: nameOf(more, material),
    less: nameOf(less, material),
    moreValue: facts.n(moreId),
    lessValue: facts.n(lessId),
    growth: facts.find(growth) === undefined ? "" : facts.n(growth),
    unrounded:
      metric === "pay" && roundedTellOther(facts.find(moreId)?.value ?? 0, facts.find(lessId)?.value ?? 0)
        ? "yes"
        : "no",
  });
}

/** Of two roles, what stands behind the verdict; more roles have no one gap. */
function evidenceOf(metric: Metric, [one = "", other = "", ...more]: readonly string[], material: Material): string[] {
  const result = more.length === 0 ? resultOf(one, other, metric, material) : undefined;
  if (result === undefined) return [];
  const names = { a: nameOf(result.a, material), b: nameOf(result.b, material) };
  return pairEvidence(result, names, material.facts, material.newest.words, material.newest.words.say);
}

/** How far two roles lie apart that are too few to rank. */
function differenceOf(
  metric: Metric,
  [one = "", other = "", ...more]: readonly string[],
  material: Material,
): string | undefined {
  const result = more.length === 0 ? resultOf(one, other, metric, material) : undefined;
  return result === undefined ? undefined : pairDifference(result, material.facts, material.newest.words);
}

const AHEAD: Readonly<Record<Metric, string>> = {
  pay: "pair.pay.more",
  offers: "pair.offers.more",
  remote: "pair.remote.more",
};

/** The level of a window, or of the week alone where no window is known. */
function valueId(role: string, metric: Metric, { facts }: Material): string | undefined {
  if (metric === "pay") return ofPay(role, "midpoint.median", facts);
  if (metric === "remote") return remoteIds(role, facts)?.share;
  return firstKnown([`${role}.${VALUE[metric]}@4w`, `${role}.openings.count`], facts);
}

function levelOf(role: string, id: string | undefined, metric: Metric, material: Material): string {
  const { facts, newest } = material;
  const name = nameOf(role, material);
  if (id === undefined) return newest.words.say("compare.level.too-few", { role: name });
  const value = facts.n(id);
  const remote = metric === "remote" ? remoteIds(role, facts) : undefined;
  if (remote !== undefined)
    return newest.words.say("compare.level.count", {
      role: name,
      value,
      count: facts.n(remote.count),
      n: facts.n(remote.n),
    });
  const sample =
    metric === "pay"
      ? ofPay(role, "count", facts)
      : windowed(role, id.endsWith("@4w") ? "offers.count" : "openings.count", facts);
  if (metric === "pay" && id.endsWith("@13w") && sample !== undefined)
    return newest.words.say("compare.level.weeks", {
      role: name,
      value,
      n: facts.n(sample),
      weeks: facts.n(`${role}.window.weeks@13w`),
    });
  return metric === "offers" || sample === undefined
    ? newest.words.say("compare.level", { role: name, value })
    : newest.words.say("compare.level.n", { role: name, value, n: facts.n(sample) });
}

/** Whether the week's tests put the role clear of every other, in its favour. */
function wins(role: string, roles: readonly string[], metric: Metric, material: Material): boolean {
  return roles
    .filter((other) => other !== role)
    .every((other) => {
      const result = resultOf(role, other, metric, material);
      return result !== undefined && result.verdict === (result.a === role ? "a-more" : "b-more");
    });
}

function resultOf(one: string, other: string, metric: Metric, { newest }: Material): PairResult | undefined {
  const [a, b] = pairOf(one, other);
  return newest.changes?.content.pairs.find((each) => each.a === a && each.b === b && each.metric === metric);
}

/** Why no role is named. A sample too small to compare is that, tested or not. */
function standing(
  metric: Metric,
  roles: readonly string[],
  material: Material,
): "no-clear-gap" | "too-few" | "no-employers" | "untested" {
  const { now } = material.newest;
  if (roles.every((role) => (now.content.roles[role]?.employers ?? null) === null)) return "no-employers";
  const pairs = roles.flatMap((one, index) => roles.slice(index + 1).map((other) => [one, other] as const));
  const results = pairs.map(([one, other]) => resultOf(one, other, metric, material)?.verdict);
  if (results.every((verdict) => verdict !== undefined && verdict !== "too-few")) return "no-clear-gap";
  if (results.includes("too-few") || roles.some((role) => isSmall(role, metric, material))) return "too-few";
  return "untested";
}

function isSmall(role: string, metric: Metric, { newest }: Material): boolean {
  const level = newest.changes?.content.levels.find(({ slice, window }) => slice === role && window === "4w")?.now;
  if (level === undefined) return (newest.now.content.roles[role]?.openings ?? 0) < COMPARE_FROM;
  const sample = metric === "pay" ? level.pay : { n: level.offers, employers: level.employers };
  return sample === null || sample.n < COMPARE_FROM || (sample.employers ?? 0) < COMPARE_EMPLOYERS;
}
