import { comparisonPath, editionFile, pageFile, rolePath } from "../../domain/archive-path.ts";
import type { PayRangesPlan } from "../../domain/chart-plan.ts";
import type { Block, Page, PageLink, PageSection } from "../../domain/page.ts";
import { COMPARE_FROM } from "../../domain/suppression.ts";
import { answers } from "./answers.ts";
import { employersSection, levelsGrid, placesSection } from "./details.ts";
import { altOf, guardSection, pageOf } from "./frame.ts";
import { comparedWeeks, openingsHistory } from "./histories.ts";
import { type Material, nameOf, ofPay, windowed } from "./material.ts";
import { sayOfWeek } from "./of-week.ts";
import { salaryTable } from "./salary-table.ts";
import { sideBySide } from "./side-by-side.ts";
import { sharedSkills } from "./skills.ts";
import { upperEndsGaps, upperEndsGrid } from "./upper-ends.ts";

/** Comparisons that one page leads on to. */
const RELATED = 6;

/**
 * Two or three roles, in alphabetical order, side by side: the quick verdict, the table, pay, skills, who posts the jobs and where, and demand over time. A section the feed gives nothing for is left out.
 */
export function comparisonPage(roles: readonly string[], material: Material): Page {
  const { words } = material.newest;
  const names = roles.map((role) => nameOf(role, material));
  const skills = sharedSkills(roles, material);
  const ranges = payRanges(roles, material);
  const demand = openingsHistory(roles, material);
  const verdict = answers(roles, material, skills);
  const sections: (PageSection | undefined)[] = [
    { slot: "verdict", heading: words.say("compare.verdict.heading"), blocks: [verdict] },
    { slot: "table", heading: words.say("compare.table.heading"), blocks: [sideBySide(roles, material)] },
    paySection(roles, ranges, verdict, material),
    skills === undefined
      ? undefined
      : { slot: "skills", heading: words.say("compare.skills.heading"), blocks: skills.blocks },
    employersSection(roles, material),
    placesSection(roles, material),
    {
      slot: "demand",
      heading: words.say("page.demand.heading"),
      blocks: [...(demand === undefined ? [] : [demand.block]), comparedWeeks(roles, material)],
    },
    notesSection(roles, material),
    guardSection(material),
    {
      slot: "more",
      heading: words.say("compare.more.heading"),
      blocks: [{ kind: "links", items: linksOf(roles, material) }],
    },
  ];
  const answer = verdict.kind === "answers" ? (verdict.lines[0]?.text ?? "") : "";
  const first = upperEndsGaps(roles, material).reduce((text, gap) => text.replace(gap, ""), answer);
  return pageOf(
    {
      path: comparisonPath(roles),
      area: "compare",
      heading: words.say("compare.heading", {
        names: words.list(names),
        roles: roles.length,
        a: names[0] ?? "",
        b: names[1] ?? "",
      }),
      description: words.say("compare.description", { names: words.list(names), verdict: first }).trim(),
      lede: null,
      sections: sections.filter((section) => section !== undefined),
      contents: true,
      quoted: material.editions.slice(-1).map((edition) => edition.heading),
      charts: [...(ranges === undefined ? [] : [ranges.plan]), ...(demand === undefined ? [] : [demand.plan])],
    },
    material,
  );
}

interface Ranges {
  readonly plan: PayRangesPlan;
  readonly block: Block;
}

/** The chart of pay ranges; a range of few offers is not drawn beside one of hundreds, and one alone compares nothing. */
function payRanges(roles: readonly string[], material: Material): Ranges | undefined {
  const { facts, newest } = material;
  const { words } = newest;
  const rows = roles.flatMap((role) => {
    const id = windowed(role, "pay.midpoint.median", facts);
    const [p25, median, p75] = ["p25", "median", "p75"].map((stat) => {
      const each = windowed(role, `pay.midpoint.${stat}`, facts);
      return each === undefined ? undefined : facts.find(each);
    });
    if (id === undefined || p25 === undefined || median === undefined || p75 === undefined) return [];
    if ((median.n ?? 0) < COMPARE_FROM) return [];
    const label = nameOf(role, material);
    return [{ label, id, p25: p25.value, median: median.value, p75: p75.value }];
  });
  if (rows.length < 2) return undefined;
  const ordered = [...rows].sort((a, b) => b.median - a.median || (a.id < b.id ? -1 : 1));
  const levels = words.list(
    ordered.map(({ label, id }) => words.say("compare.level", { role: label, value: facts.n(id) })),
  );
  const alt = altOf([words.say("compare.pay.alt", { levels }), words.say("compare.pay.alt.short")]);
  return {
    plan: {
      kind: "pay-ranges",
      name: "pay",
      title: words.say("chart.pay.title"),
      alt,
      currency: newest.now.content.currency,
      rows: ordered.map(({ label, p25, median, p75 }) => ({ label, p25, median, p75 })),
    },
    block: { kind: "drawing", chart: "pay", takeaway: words.say("compare.pay.takeaway", { levels }) },
  };
}

/** Pay in figures; the gaps of upper ends only where the verdict has not told them. */
function paySection(
  roles: readonly string[],
  ranges: Ranges | undefined,
  verdict: Block,
  material: Material,
): PageSection | undefined {
  const { words } = material.newest;
  const levels = levelsGrid(roles, material);
  const told = verdict.kind === "answers" ? verdict.lines.map(({ text }) => text).join(" ") : "";
  const gaps = upperEndsGaps(roles, material).filter((gap) => !told.includes(gap));
  const prose: Block | undefined = gaps.length === 0 ? undefined : { kind: "prose", paragraphs: gaps };
  const blocks = [ranges?.block, salaryTable(roles, material), upperEndsGrid(roles, material), prose, levels].filter(
    (block) => block !== undefined,
  );
  return blocks.length === 0 ? undefined : { slot: "pay", heading: words.say("compare.pay.heading"), blocks };
}

/** What a reader must know of the samples: thin ones, and a feed that names no employers. */
function notesSection(roles: readonly string[], material: Material): PageSection | undefined {
  const { facts, newest } = material;
  const { words, now } = newest;
  const thin = roles.flatMap((role) => {
    const role_ = { role: nameOf(role, material) };
    const figures = now.content.roles[role];
    if (figures === undefined) return [sayOfWeek("compare.notes.absent", material, role_)];
    const id = ofPay(role, "count", facts);
    if (id === undefined) return [words.say("compare.notes.no-pay", role_)];
    const n = facts.find(id)?.value ?? 0;
    if (id.endsWith("@13w"))
      return [
        words.say("compare.notes.long", { ...role_, n: facts.n(id), weeks: facts.n(`${role}.window.weeks@13w`) }),
      ];
    return n < COMPARE_FROM ? [words.say("compare.notes.thin", { ...role_, n: facts.n(id) })] : [];
  });
  const { roles: reasons = [] } = newest.changes?.content.guard ?? {};
  const unsaid = !reasons.some(({ code }) => code === "no-employers");
  const nameless = roles.some((role) => now.content.roles[role]?.employers === null);
  const employers = nameless && unsaid ? [words.say("guard.no-employers")] : [];
  const items = [...thin, ...employers];
  return items.length === 0
    ? undefined
    : { slot: "samples", heading: words.say("compare.notes.heading"), blocks: [{ kind: "points", items }] };
}

function linksOf(roles: readonly string[], material: Material): PageLink[] {
  const { comparisons, editions, newest } = material;
  const { words } = newest;
  const own = roles.map((role) => ({
    text: words.say("page.link.role", { role: nameOf(role, material) }),
    href: pageFile(rolePath(role)),
    note: null,
  }));
  const here = comparisonPath(roles);
  const related = comparisons
    .filter((each) => comparisonPath(each) !== here)
    .map((each) => ({ each, alike: each.filter((role) => roles.includes(role)).length }))
    .filter(({ alike }) => alike > 0)
    .sort((a, b) => b.alike - a.alike || a.each.length - b.each.length)
    .slice(0, RELATED)
    .map(({ each }) => comparisonLink(each, material));
  const last = editions.at(-1);
  const edition =
    last === undefined
      ? []
      : [{ text: words.say("page.link.edition"), href: editionFile(last.week), note: last.heading }];
  return [...own, ...related, ...edition];
}

/** A link to a comparison, named as readers would ask for it. */
export function comparisonLink(roles: readonly string[], material: Material, note: string | null = null): PageLink {
  const names = roles.map((role) => nameOf(role, material));
  const text = names.reduce((left, right) => material.newest.words.say("compare.versus", { left, right }));
  return { text, href: pageFile(comparisonPath(roles)), note };
}
