import { readFileSync } from "node:fs";
import type { HistoryPlan, OpeningsPlan, PayRangesPlan } from "../../../src/domain/chart-plan.ts";
import { type Theme, themeSchema } from "../../../src/domain/theme.ts";
import { addWeeks } from "../../../src/domain/week.ts";
import { type Words, wordsOf } from "../../../src/domain/words.ts";

const themeFile = new URL("../../../templates/theme.json", import.meta.url);
export const theme: Theme = themeSchema.parse(JSON.parse(readFileSync(themeFile, "utf8")));
export const words: Words = wordsOf({
  locale: "en-US",
  language: "English",
  direction: "ltr",
  messages: {},
  skillNames: {},
});

export const ROLES = [
  "Machine Learning Engineer",
  "Data Scientist",
  "AI Engineer",
  "Prompt Engineer",
  "AI Research Scientist",
];

export function payRanges(labels: readonly string[] = ROLES): PayRangesPlan {
  const rows = labels.map((label, index) => {
    const median = 110_000 + ((index * 37) % 90) * 1000;
    return { label, p25: Math.round(median * 0.8), median, p75: Math.round(median * 1.22) };
  });
  const title = "Pay by role: the middle half of postings, and the median";
  return { kind: "pay-ranges", name: "pay-ranges", title, alt: "Pay by role.", currency: "USD", rows };
}

export function openings(labels: readonly string[] = ROLES): OpeningsPlan {
  const rows = labels.map((label, index) => ({
    label,
    now: 9 + ((index * 613) % 5000),
    before: index === 1 ? null : 12 + ((index * 577) % 5000),
  }));
  const common = { name: "openings", title: "Openings by role", alt: "Openings by role." };
  return { kind: "openings", ...common, nowLabel: "this week", beforeLabel: "last week", rows };
}

/** Weekly values from 2026-W01 on; null is a week without data. */
export function history(values: readonly (number | null)[], currency: string | null = "USD"): HistoryPlan {
  const points = values.flatMap((value, index) =>
    value === null ? [] : [{ week: addWeeks("2026-W01", index), value }],
  );
  return { kind: "history", name: "history", title: "Median pay, week by week", alt: "Median pay.", currency, points };
}

/** Labels that would do harm if anything read them as markup, templates, expressions or addresses. */
export const HOSTILE_LABELS: readonly string[] = [
  `<script>alert(1)</script>`,
  `"quoted" & 'quoted' <b>`,
  "{{email}} {{{raw}}}",
  "C:\\new\\table \\u003cb\\u003e",
  "datum.median + datum['p75']",
  "two\nlines\tand\u0000more\uFFFE",
  "https://example.com/?a=1&b=2",
  "]]> <!-- -->",
  "{signal: 'width'}",
];

export const FAR_NAMES: readonly string[] = [
  "Senior Principal Staff Machine Learning Infrastructure Engineer",
  "مهندس الذكاء الاصطناعي (AI)",
  "מהנדס למידת מכונה!",
  "🚀 Rocket Engineer 👩‍💻",
  "Donaudampfschifffahrtsgesellschaftskapitänsanwärterinnen",
];
