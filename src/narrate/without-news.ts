import type { Change } from "../domain/change.ts";
import type { MessageValues } from "../domain/words.ts";
import { heldStill, standing } from "./briefs.ts";
import { sentenceValues } from "./change-sentence.ts";
import { namesEmployers } from "./employers.ts";
import { levelTexts } from "./level-texts.ts";
import { leadOfLevels } from "./main-reason.ts";
import { mutedNews } from "./pins.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { spanOf } from "./span.ts";
import { testsValues, totalNoticeable } from "./week-tests.ts";
import type { Candidate } from "./writer.ts";

/**
 * Why there is no news: the first week of all, a week that cannot be compared (as a whole, or its roles), one in which what
 * rose or fell before still stands, one whose news the editor muted, one that is sure to have held still somewhere, or a quiet one.
 */
export type QuietKind = "first" | "levels" | "roles-pending" | "steady" | "little" | "quiet" | "muted";

/** A letter whose news is that there is none: what to write where, and the change that it is about, if it is about one. */
export interface WithoutNews {
  readonly kind: QuietKind;
  readonly held: Change | undefined;
  readonly subject: Candidate;
  readonly heading: Candidate;
  readonly lead: Candidate;
  /** What follows the lead: the sentences of its own paragraph, then further paragraphs, each sentence with its slot. */
  readonly more: readonly (readonly (Candidate & { readonly slot: string })[])[];
}

export function withoutNews(roles: readonly string[], request: NarrateRequest, facts: FactBook): WithoutNews {
  const [held] = heldStill(request, facts);
  const kind = quietKind(held, request, facts);
  const openings = facts.n("total.openings.count");
  const more = followUp(kind, roles, request, facts);
  if (kind === "little" && held !== undefined) {
    const values = sentenceValues(held, request, facts);
    const key = (part: string): Candidate => ({ key: `${part}.little`, values });
    return { kind, held, subject: key("subject"), heading: key("heading"), lead: key("lead"), more };
  }
  const { suffix, values } = kind === "levels" ? spanOf(request, facts) : { suffix: "", values: {} };
  return {
    kind,
    held: undefined,
    subject: { key: `subject.${kind}${suffix}`, values: { ...values, openings } },
    heading: { key: `heading.${kind}${suffix}` },
    lead: leadWithoutNews(kind, request, facts),
    more,
  };
}

function quietKind(held: Change | undefined, request: NarrateRequest, facts: FactBook): QuietKind {
  const { changes } = request;
  if (changes === undefined) return "levels";
  const { total, roles } = changes.content.guard;
  if (total.some(({ code }) => code === "first-week")) return "first";
  if (total.length > 0) return "levels";
  if (mutedNews(request)) return "muted";
  if (standing(request, facts).length > 0) return "steady";
  if (roles.length > 0) return "roles-pending";
  return held === undefined ? "quiet" : "little";
}

/** A letter without news says why. A first one promises no tests that its data will never allow. */
function leadWithoutNews(kind: QuietKind, request: NarrateRequest, facts: FactBook): Candidate {
  if (kind === "levels") return leadOfLevels(request, facts);
  if (kind === "first" && !namesEmployers(request)) return { key: "lead.first.nameless" };
  return { key: `lead.${kind}` };
}

/** After a quiet lead, what was tested and what would have shown; after one that tells levels, which these are. */
function followUp(
  kind: QuietKind,
  roles: readonly string[],
  request: NarrateRequest,
  facts: FactBook,
): WithoutNews["more"] {
  const tests = testsValues(facts);
  const noticed = totalNoticeable(request, facts);
  // Where the three lines tell how much was tested, the lead adds what would have shown.
  const tested = noticed === undefined && kind !== "roles-pending" ? [] : testedTexts(tests, noticed);
  const levels = levelTexts(roles, request, facts);
  const next = kind === "first" && namesEmployers(request) ? [{ slot: "first.next", key: "first.next" }] : [];
  const told =
    kind === "first" || kind === "levels" ? [levels, next] : [tested, kind === "roles-pending" ? levels : []];
  return told.filter((sentences) => sentences.length > 0);
}

/** How much was tested and what would have shown, in one sentence where both are known. */
function testedTexts(
  tests: MessageValues | undefined,
  noticed: string | undefined,
): readonly (Candidate & { readonly slot: string })[] {
  const slot = "quiet.1";
  if (noticed === undefined) return tests === undefined ? [] : [{ slot, key: "quiet.tested", values: tests }];
  if (tests === undefined) return [{ slot, key: "quiet.noticed", values: { items: noticed } }];
  const key = tests["none"] === "yes" ? "quiet.noticed.tested" : "quiet.noticed.passed";
  return [{ slot, key, values: { ...tests, items: noticed } }];
}
