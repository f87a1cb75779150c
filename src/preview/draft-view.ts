import { unmarked } from "../domain/claim.ts";
import { PREHEADER_LENGTH, SUBJECT_LENGTH } from "../domain/letter.ts";
import { printed } from "../narrate/print.ts";
import type { Draft } from "./draft.ts";
import { readersMail, rolesAsked } from "./frames.ts";
import { askedFor, leftOut } from "./left-out.ts";

/**
 * What the page needs of a draft besides its frames: plain data, every text to be shown as it is; the text part is a reader's of
 * `roles`.
 */
export function draftView(draft: Draft, revision: string, roles?: string) {
  const { rendered, narration, request, charts, words, sender } = draft;
  const { html, text } = readersMail(draft, rolesAsked(draft, roles));
  const used = new Set(
    [...rendered.general.claims, ...rendered.page.claims, ...rendered.blockClaims].map(({ fact }) => fact),
  );
  const guard = narration.letter.sections.find(({ slot }) => slot === "guard");
  return {
    revision,
    week: request.week,
    newsletter: narration.letter.newsletter,
    dateline: narration.letter.dateline,
    inbox: {
      sender: sender.name,
      address: sender.address,
      subject: rendered.subject,
      preheader: rendered.preheader,
      subjectLimit: SUBJECT_LENGTH,
      preheaderLimits: PREHEADER_LENGTH,
    },
    roles: narration.letter.roles.map(({ role, heading }) => ({ role, heading: unmarked(heading) })),
    text,
    sizes: {
      htmlBytes: Buffer.byteLength(html),
      textBytes: Buffer.byteLength(text),
      images: charts.map(({ plan, png }) => ({ name: plan.name, bytes: png.length })),
    },
    facts: narration.facts.map((fact) => ({
      id: fact.id,
      title: titleOf(fact.slice, draft),
      printed: printed(fact, words),
      n: fact.n,
      employers: fact.employers,
      verdict: fact.verdict,
      used: used.has(fact.id),
    })),
    leftOut: leftOut(draft),
    asked: askedFor(draft),
    literals: [...narration.editorLiterals.values()].filter(({ reason }) => reason !== null),
    dataNotes: guard?.kind === "paragraphs" ? guard.paragraphs.map(unmarked) : [],
  };
}
/** The role's title, so that a search by it finds its facts. */
function titleOf(slice: string, { request, words }: Draft): string {
  return slice === "total" ? words.say("total.name") : (request.now.content.roles[slice]?.title ?? "");
}

export type DraftView = ReturnType<typeof draftView>;
