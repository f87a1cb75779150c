import { COMPARISONS_PATH, editionFile, pageFile, ROLES_PATH, rolePath } from "../../domain/archive-path.ts";
import type { Cell, Grid, Page, PageSection } from "../../domain/page.ts";
import { comparisonLink } from "./comparison-page.ts";
import { datelineOf, guardSection, pageOf, yearOf } from "./frame.ts";
import { type EditionDigest, type Material, nameOf, ofPay } from "./material.ts";
import { sayOfWeek } from "./of-week.ts";
import { scorecardSection } from "./scorecard-section.ts";
import { medianCell } from "./side-by-side.ts";

/** Comparisons on the front page, of the largest roles; their own page has all. */
const COMPARISONS_AT_HOME = 8;

/** The front page: the newest edition, the roles as they stand, comparisons, and every edition by year. */
export function homePage(material: Material): Page {
  const { newest, editions, comparisons } = material;
  const { words, newsletter } = newest;
  const last = editions.at(-1);
  const openings = (roles: readonly string[]) =>
    roles.reduce((sum, role) => sum + (newest.now.content.roles[role]?.openings ?? 0), 0) / roles.length;
  const some = [...comparisons]
    .sort((one, other) => one.length - other.length || openings(other) - openings(one))
    .slice(0, COMPARISONS_AT_HOME)
    .map((roles) => comparisonLink(roles, material));
  const all = { text: words.say("home.comparisons.all"), href: pageFile(COMPARISONS_PATH), note: null };
  const sections: (PageSection | undefined)[] = [
    last === undefined ? undefined : newestSection(last, material),
    // The edition's first words may speak of reasons that stand below.
    last?.week === newest.week ? guardSection(material) : undefined,
    { slot: "roles", heading: words.say("home.roles.heading"), blocks: [roleGrid(material)] },
    some.length === 0
      ? undefined
      : {
          slot: "comparisons",
          heading: words.say("home.comparisons.heading"),
          blocks: [{ kind: "links", items: [...some, all] }],
        },
    scorecardSection(material),
    ...byYear(material),
  ];
  return pageOf(
    {
      path: "",
      area: "home",
      heading: newsletter,
      description: words.say("home.description"),
      lede: words.say("home.description"),
      sections: sections.filter((section) => section !== undefined),
      contents: false,
      feed: {
        title: newsletter,
        name: "",
        entries: [...editions]
          .reverse()
          .map(({ week, heading, preheader }) => ({ week, title: heading, summary: preheader })),
      },
      quoted: editions.flatMap((edition) => [
        edition.heading,
        edition.preheader,
        datelineOf(edition.week, words),
        words.say("home.editions.heading", { year: yearOf(edition.week) }),
        ...edition.news.map(({ text }) => text),
      ]),
    },
    material,
  );
}

/** Every role of any stored week. */
export function rolesPage(material: Material): Page {
  const { words } = material.newest;
  return pageOf(
    {
      path: ROLES_PATH,
      area: "roles",
      heading: words.say("roles.heading"),
      description: words.say("roles.description"),
      lede: words.say("roles.description"),
      sections: [{ slot: "roles", heading: words.say("roles.list.heading"), blocks: [roleGrid(material)] }],
      contents: false,
    },
    material,
  );
}

/** Every comparison, with what each role pays. */
export function comparisonsPage(material: Material): Page {
  const { newest, comparisons, facts } = material;
  const { words } = newest;
  const items = comparisons.map((roles) => {
    const medians = roles.flatMap((role) => {
      const id = ofPay(role, "midpoint.median", facts);
      const n = ofPay(role, "count", facts);
      if (id === undefined || n === undefined) return [];
      return [words.say("compare.level.n", { role: nameOf(role, material), value: facts.n(id), n: facts.n(n) })];
    });
    return comparisonLink(roles, material, medians.length === 0 ? null : words.list(medians));
  });
  const none = { kind: "prose" as const, paragraphs: [words.say("comparisons.none")] };
  return pageOf(
    {
      path: COMPARISONS_PATH,
      area: "compare",
      heading: words.say("comparisons.heading"),
      description: words.say("comparisons.description"),
      lede: words.say("comparisons.description"),
      sections: [
        {
          slot: "comparisons",
          heading: words.say("comparisons.list.heading"),
          blocks: [items.length === 0 ? none : { kind: "links", items }],
        },
      ],
      contents: false,
    },
    material,
  );
}

function newestSection(edition: EditionDigest, { newest }: Material): PageSection {
  const { words } = newest;
  const href = editionFile(edition.week);
  const dateline = datelineOf(edition.week, words);
  const items = edition.news.slice(1, 5).map(({ text }) => text);
  return {
    slot: "newest",
    heading: words.say("home.newest.heading"),
    blocks: [
      { kind: "links", items: [{ text: edition.heading, href, note: dateline }] },
      { kind: "prose", paragraphs: [edition.news[0]?.text ?? edition.preheader] },
      ...(items.length === 0 ? [] : [{ kind: "points" as const, items }]),
    ],
  };
}

/** Roles by openings of the newest week, the largest first; those without any come last, alphabetically. */
function roleGrid(material: Material): Grid {
  const { titles, facts, newest } = material;
  const { words } = newest;
  const openings = (role: string) => facts.find(`${role}.openings.count`)?.value ?? 0;
  const roles = [...titles.keys()].sort((a, b) => openings(b) - openings(a) || (a < b ? -1 : 1));
  const none: Cell = { text: words.say("page.none"), note: null };
  return {
    kind: "grid",
    caption: sayOfWeek("roles.caption", material),
    columns: [
      { label: words.say("table.role"), align: "left", lowPriority: false },
      { label: words.say("table.openings"), align: "right", lowPriority: false },
      { label: words.say("table.median"), align: "right", lowPriority: false },
    ],
    rows: roles.map((role) => {
      const count = `${role}.openings.count`;
      const there = facts.find(count) !== undefined;
      return {
        name: nameOf(role, material),
        href: pageFile(rolePath(role)),
        cells: [
          there ? { text: facts.n(count), note: null } : none,
          medianCell(role, material) ?? { text: words.say("compare.cell.too-few"), note: null },
        ],
      };
    }),
    note: words.say("roles.note"),
    folded: null,
  };
}

function byYear({ editions, newest }: Material): PageSection[] {
  const { words } = newest;
  const years = Map.groupBy([...editions].reverse(), ({ week }) => yearOf(week));
  return [...years].map(([year, those]) => ({
    slot: `editions-${year}`,
    heading: words.say("home.editions.heading", { year }),
    blocks: [
      {
        kind: "links",
        items: those.map(({ week, heading }) => ({
          text: heading,
          href: editionFile(week),
          note: datelineOf(week, words),
        })),
      },
    ],
  }));
}
