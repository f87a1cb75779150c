import { editionFile, rolePath } from "../../domain/archive-path.ts";
import type { Metric } from "../../domain/change.ts";
import type { Block, Page, PageLink, PageSection } from "../../domain/page.ts";
import type { Words } from "../../domain/words.ts";
import { METRIC_FACTS } from "../metric-facts.ts";
import { disclosedShare, payWindow } from "../pay-cell.ts";
import { comparisonLink } from "./comparison-page.ts";
import { employersSection, levelsGrid, placesSection } from "./details.ts";
import { datelineOf, guardSection, pageOf } from "./frame.ts";
import { openingsHistory, payHistory, roleWeeks } from "./histories.ts";
import { type EditionDigest, type Material, nameOf, windowed } from "./material.ts";
import { sayOfWeek } from "./of-week.ts";
import { remoteIds, remoteSample } from "./remote-share.ts";
import { roleChanges } from "./role-changes.ts";
import { medianCell } from "./side-by-side.ts";
import { skillsOf } from "./skills.ts";

/** A role as it stands in the newest week, what changed, and every stored week of it. */
export function rolePage(role: string, material: Material): Page {
  const { newest } = material;
  const { words } = newest;
  const name = { role: nameOf(role, material) };
  const [pay, demand] = [payHistory(role, material), openingsHistory([role], material)];
  const changes = roleChanges(role, material);
  const [skills, levels] = [skillsOf(role, material), levelsGrid([role], material)];
  const news = newsOf(role, material);
  const section = (slot: string, heading: string, blocks: readonly (Block | undefined)[]): PageSection | undefined => {
    const there = blocks.filter((block) => block !== undefined);
    return there.length === 0 ? undefined : { slot, heading: words.say(heading), blocks: there };
  };
  const sections = [
    section("now", "role.now.heading", [figures(role, material)]),
    section("changes", "role.changes.heading", [changes]),
    section("pay", "role.pay.heading", [pay?.block, levels]),
    section("demand", "page.demand.heading", [demand?.block]),
    section("weeks", "role.weeks.heading", [roleWeeks(role, material)]),
    section("skills", "role.skills.heading", [skills]),
    employersSection([role], material),
    placesSection([role], material),
    section("comparisons", "role.comparisons.heading", [comparisons(role, material)]),
    section("news", "role.news.heading", [newsBlock(news, material)]),
    guardSection(material),
  ];
  return pageOf(
    {
      path: rolePath(role),
      area: "roles",
      heading: words.say("role.heading", name),
      description: lede(role, material),
      lede: lede(role, material),
      sections: sections.filter((each) => each !== undefined),
      contents: true,
      charts: [pay?.plan, demand?.plan].filter((plan) => plan !== undefined),
      feed: {
        title: words.say("feed.role.title", { ...name, newsletter: newest.newsletter }),
        name: rolePath(role),
        entries: news.map(({ edition, text }) => ({ week: edition.week, title: edition.heading, summary: text })),
      },
      quoted: news.flatMap(({ edition, text }) => [text, edition.heading, datelineOf(edition.week, words)]),
    },
    material,
  );
}

/** What editions told of the role, the newest first: one statement of each edition. */
function newsOf(role: string, { editions }: Pick<Material, "editions">): { edition: EditionDigest; text: string }[] {
  return [...editions].reverse().flatMap((edition) => {
    const told = edition.news.find(({ slices }) => slices.includes(role));
    return told === undefined ? [] : [{ edition, text: told.text }];
  });
}

function lede(role: string, material: Material): string {
  const { facts } = material;
  const openings = `${role}.openings.count`;
  const name = { role: nameOf(role, material) };
  if (facts.find(openings) === undefined) return sayOfWeek("role.lede.absent", material, name);
  const values = { ...name, openings: facts.n(openings), count: facts.find(openings)?.value ?? 0 };
  const at = payWindow(role, facts);
  if (at === undefined) return sayOfWeek("role.lede.no-pay", material, values);
  const share = disclosedShare(role, at, facts);
  const paid = {
    median: facts.n(`${role}.pay.midpoint.median${at}`),
    n: facts.n(`${role}.pay.count${at}`),
    weeks: at === "@13w" ? facts.n(`${role}.window.weeks@13w`) : "",
    long: at === "@13w" ? "yes" : "no",
    stated: share === undefined ? "no" : "yes",
    share: share ?? "",
  };
  return sayOfWeek("role.lede", material, { ...values, ...paid });
}

/** The role's levels at a glance; undefined for a role without openings this week. */
function figures(role: string, material: Material): Block | undefined {
  const { facts, newest } = material;
  const { words } = newest;
  const plain = (label: string, id: string | undefined, note: string | null = null) =>
    id === undefined || facts.find(id) === undefined ? [] : [{ label, value: facts.n(id), note }];
  const median = medianCell(role, material);
  const share = `${role}.openings.share`;
  const openings = `${role}.openings.count`;
  const items = [
    ...(median === undefined
      ? []
      : [
          {
            label: words.say("compare.row.median"),
            value: median.text,
            note: joined([median.note, recordNote(role, "pay", material)], words),
          },
        ]),
    ...plain(
      sayOfWeek("compare.row.openings", material),
      openings,
      facts.find(share) === undefined ? null : words.say("role.share", { share: facts.n(share) }),
    ),
    ...plain(
      sayOfWeek("compare.row.offers", material),
      `${role}.offers.count@4w`,
      recordNote(role, "offers", material),
    ),
    ...plain(
      words.say("compare.row.employers"),
      windowed(role, "offer-employers.count", facts) ?? `${role}.employers.count`,
    ),
    ...plain(
      words.say("compare.row.remote"),
      remoteIds(role, facts)?.share,
      joined([remoteSample(role, facts, words), recordNote(role, "remote", material)], words),
    ),
    ...plain(sayOfWeek("compare.row.ceiling", material), `${role}.pay.ceiling.median`),
    ...plain(sayOfWeek("compare.row.opened", material), `${role}.opened.count`),
    ...plain(sayOfWeek("compare.row.closed", material), `${role}.closed.count`),
  ];
  return items.length === 0 ? undefined : { kind: "figures", items };
}

/** "Highest in 26 weeks", beside a level that is; null where it is none. */
function recordNote(role: string, metric: Metric, { facts, newest }: Material): string | null {
  const record = newest.changes?.content.records.find((each) => each.slice === role && each.metric === metric);
  const id = `${role}.${METRIC_FACTS[metric].change}.${record?.kind}-weeks@4w`;
  return record === undefined || facts.find(id) === undefined
    ? null
    : newest.words.say(RECORDS[record.kind], { weeks: facts.n(id) });
}

const RECORDS = { highest: "role.record.highest", lowest: "role.record.lowest" } as const;

function joined(notes: readonly (string | null)[], words: Words): string | null {
  const there = notes.filter((note) => note !== null);
  return there.length === 0 ? null : there.reduce((left, right) => words.say("table.aside.more", { left, right }));
}

function comparisons(role: string, material: Material): Block | undefined {
  const items = material.comparisons
    .filter((roles) => roles.includes(role))
    .map((roles): PageLink => comparisonLink(roles, material));
  return items.length === 0 ? undefined : { kind: "links", items };
}

function newsBlock(news: ReturnType<typeof newsOf>, { newest }: Material): Block | undefined {
  if (news.length === 0) return undefined;
  const items = news.map(({ edition, text }) => ({
    text,
    href: editionFile(edition.week),
    note: datelineOf(edition.week, newest.words),
  }));
  return { kind: "links", items };
}
