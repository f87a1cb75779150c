import type { Finding } from "./finding.ts";
import { finderOf } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Figure, Statement } from "./statements.ts";
import { editorFinding } from "./told.ts";
import { METRIC_WORDS, onsite } from "./word-lists.ts";

const SKILL = "skill-";

/** What a share is of stands in its sentence: one of ads that name a skill is not said to be remote, nor of another skill. */
export function subjectFindings(reading: Reading): Finding[] {
  return reading.statements.flatMap((statement) => {
    const shares = statement.figures.filter(({ fact }) => fact.unit === "share" && fact.stat === "share");
    const [share] = shares;
    if (statement.isRow || share === undefined || shares.length > 1) return [];
    const why = predicateFault(reading, statement, share) ?? skillFault(reading, statement, share);
    if (why === undefined) return [];
    return [
      editorFinding(reading, statement, share, {
        rule: "unit",
        severity: "blocking",
        why: `"${share.printed}" ${why} (${share.fact.id})`,
        fix: "Print the share that the sentence speaks of.",
      }),
    ];
  });
}

/** "26% of openings are remote": what is said behind a share, up to the end of the clause or the next figure, is what it measures. */
function predicateFault(reading: Reading, { text, figures }: Statement, { end, fact }: Figure): string | undefined {
  const next = figures.find(({ start }) => start >= end)?.start ?? text.length;
  const said = /^[^,;:().]*/u.exec(text.slice(end, next))?.[0] ?? "";
  const is = (metric: "remote" | "disclosed") =>
    METRIC_WORDS.some((each) => each.metric === metric && reading.find(each.list)(said).length > 0);
  if (fact.metric !== "remote" && is("remote")) return "is no share of remote work";
  if (fact.metric !== "disclosed" && is("disclosed")) return "is no share of those that state pay";
  if (fact.metric === "remote" && !is("remote") && reading.find(onsite)(said).length > 0)
    return "is the share of remote work";
  return undefined;
}

/** The share of one skill where another of the role's list is named, and not its own. */
function skillFault(reading: Reading, { text }: Statement, { fact }: Figure): string | undefined {
  if (!fact.metric.startsWith(SKILL)) return undefined;
  const isNamed = (metric: string) => finderOf([metric.slice(SKILL.length).replaceAll("-", " ")])(text).length > 0;
  if (isNamed(fact.metric)) return undefined;
  const listed = [...reading.facts.values()].filter(
    ({ slice, metric }) => slice === fact.slice && metric.startsWith(SKILL),
  );
  const other = listed.find(({ metric }) => isNamed(metric));
  return other === undefined ? undefined : `is of ${fact.metric}, and the sentence names ${other.metric}`;
}
