import type { Block, Cell, PageSection } from "../../domain/page.ts";
import { LEVELS } from "../../domain/posting.ts";
import { nameInText } from "../writer.ts";
import { ruleText } from "./frame.ts";
import { type Material, nameOf } from "./material.ts";
import { sayOfWeek } from "./of-week.ts";

/** Names of a list that a page shows; the data file has them all. */
const NAMES = 8;
/** From this share on, one employer's weight is said openly. */
const HEAVY = 0.2;

const LEVEL_NAMES: Readonly<Record<(typeof LEVELS)[number], string>> = {
  entry: "level.entry",
  mid: "level.mid",
  senior: "level.senior",
  lead: "level.lead",
};

/** Who posts the jobs: each role's employers with most openings. Undefined where the feed names none. */
export function employersSection(roles: readonly string[], material: Material): PageSection | undefined {
  const { words, now } = material.newest;
  const lists = roles.flatMap((role) => {
    const items = namedItems(role, "employer", now.content.roles[role]?.topEmployers ?? null, material);
    return items === undefined
      ? []
      : [sayOfWeek("page.employers.line", material, { role: nameOf(role, material), items })];
  });
  if (lists.length === 0) return undefined;
  const heavy = roles.flatMap((role) => {
    const share = material.facts.find(`${role}.employer-1.share`);
    const top = now.content.roles[role]?.topEmployers?.[0];
    if (share === undefined || top === undefined || share.value < HEAVY) return [];
    const values = { employer: nameInText(top.name), share: material.facts.n(share.id), role: nameOf(role, material) };
    return [words.say("page.employers.heavy", values)];
  });
  const paragraphs = [...lists, ...(heavy.length === 0 ? [] : [heavy.join(" ")])];
  return {
    slot: "employers",
    heading: words.say("page.employers.heading"),
    blocks: [{ kind: "prose", paragraphs }],
  };
}

/** Where the jobs are. Undefined where the feed names no places. */
export function placesSection(roles: readonly string[], material: Material): PageSection | undefined {
  const { words, now } = material.newest;
  const paragraphs = roles.flatMap((role) => {
    const items = namedItems(role, "place", now.content.roles[role]?.metros ?? null, material);
    return items === undefined
      ? []
      : [sayOfWeek("page.places.line", material, { role: nameOf(role, material), items })];
  });
  if (paragraphs.length === 0) return undefined;
  return { slot: "places", heading: words.say("page.places.heading"), blocks: [{ kind: "prose", paragraphs }] };
}

/** Pay and openings by level, a row per level and a column per role. Undefined where the feed knows no levels. */
export function levelsGrid(roles: readonly string[], material: Material): Block | undefined {
  const { facts, newest } = material;
  const { words } = newest;
  if (roles.every((role) => (newest.now.content.roles[role]?.levels ?? null) === null)) return undefined;
  const rows = LEVELS.map((level) => ({
    name: words.say(LEVEL_NAMES[level]),
    href: null,
    cells: roles.map((role): Cell => {
      const openings = `${role}.level-${level}.openings.count`;
      if (facts.find(openings) === undefined) return { text: words.say("page.not-given"), note: null };
      const median = `${role}.level-${level}.pay.midpoint.median`;
      const note =
        facts.find(median) === undefined
          ? words.say("compare.cell.too-few")
          : words.say("page.level.pay", { median: facts.n(median), n: facts.n(`${role}.level-${level}.pay.count`) });
      return { text: facts.n(openings), note };
    }),
  }));
  return {
    kind: "grid",
    caption: sayOfWeek("page.levels.caption", material),
    columns: [
      { label: words.say("page.levels.level"), align: "left", lowPriority: false },
      ...roles.map((role) => ({ label: nameOf(role, material), align: "right" as const, lowPriority: false })),
    ],
    rows,
    note: ruleText("page.levels.note", material),
    folded: null,
  };
}

/** "Acme (5), Beta (3) and Gamma (2)"; undefined where nothing is named. */
function namedItems(
  role: string,
  kind: "employer" | "place",
  named: readonly { readonly name: string; readonly postings: number }[] | null,
  { facts, newest }: Material,
): string | undefined {
  const items = (named ?? [])
    .slice(0, NAMES)
    .map(({ name }, index) =>
      newest.words.say("page.named", { name: nameInText(name), count: facts.n(`${role}.${kind}-${index + 1}.count`) }),
    );
  return items.length === 0 ? undefined : newest.words.list(items);
}
