import { type ArchivedEdition, archivedEdition } from "./archive/archive.ts";
import { type drawCharts, prepareCharts } from "./chart/chart.ts";
import { drawCard } from "./chart/social-card.ts";
import { checkEdition } from "./check/check.ts";
import type { Finding } from "./check/finding.ts";
import type { MailSize } from "./check/preflight/preflight.ts";
import { meaningOf, readCheckWords, storedFor } from "./check-inputs.ts";
import { readLayouts, readLocalePack, type Settings } from "./config.ts";
import type { DrawnChart } from "./domain/chart-plan.ts";
import { editorWordsIn } from "./domain/editor-letter.ts";
import { anyInvented } from "./domain/snapshot.ts";
import type { Theme } from "./domain/theme.ts";
import type { Week } from "./domain/week.ts";
import { type Words, wordsOf } from "./domain/words.ts";
import { editionLedger } from "./edition-ledger.ts";
import { type Narration, narrate } from "./narrate/narrate.ts";
import { printed } from "./narrate/print.ts";
import type { NarrateRequest } from "./narrate/request.ts";
import { type Rendered, renderEdition } from "./render/render.ts";
import { cardOf, narrateRequest } from "./week-inputs.ts";

/*
 * An edition in two steps: what readers will see, then what stands behind it. The editor's preview shows the first while the
 * second is still at work.
 */

/** Everything a reader of the week will see, not yet checked. */
export interface EditionDraft {
  readonly request: NarrateRequest;
  readonly narration: Narration;
  readonly charts: readonly DrawnChart[];
  readonly rendered: Rendered;
  readonly words: Words;
  readonly theme: Theme;
}

export interface BuiltEdition {
  readonly archived: ArchivedEdition;
  readonly rendered: Rendered;
  readonly charts: readonly DrawnChart[];
  readonly findings: readonly Finding[];
  /** Of the longest and the emptiest reader. */
  readonly mails: readonly MailSize[];
  /** Texts of the edition that may look like markup or leftovers, and are none. */
  readonly known: readonly string[];
}

/** What there is to tell of a week, in words and facts: nothing is drawn or rendered. */
export async function narratedWeek(
  week: Week,
  settings: Settings,
): Promise<Pick<EditionDraft, "request" | "narration" | "words">> {
  const words = wordsOf(await readLocalePack(settings));
  const request = await narrateRequest(week, settings, words);
  return { request, narration: narrate(request), words: request.words };
}

/** A week's mail and page from what is stored. `draw` draws the charts, or knows them from before. */
export async function draftEdition(week: Week, settings: Settings, draw: typeof drawCharts): Promise<EditionDraft> {
  prepareCharts();
  const { request, narration, words } = await narratedWeek(week, settings);
  const { theme, templates } = await readLayouts(settings);
  const charts = await draw(narration.charts, theme, words);
  const values = new Map(narration.facts.map(({ id, value }) => [id, value]));
  const rendered = await renderEdition(narration.letter, charts, {
    words,
    theme,
    templates,
    mail: settings,
    factValue: (id) => values.get(id),
  });
  return { request, narration, charts, rendered, words, theme };
}

/** The draft as the files of its archive folder, and what the checks say of it. */
export async function checkedEdition(draft: EditionDraft, settings: Settings): Promise<BuiltEdition> {
  const { request, narration, charts, rendered, words } = draft;
  const { letter, facts, passages, warnings, literals, editorLiterals, told } = narration;
  const { general, page, subject, preheader } = rendered;
  const card = cardOf(letter, words);
  const ledger = editionLedger(rendered, charts, card, editorLiterals);
  // From the data and not from the letter: what the letter forgets, the check must notice.
  const invented = anyInvented(request.history.map(({ content }) => content));
  const archived = archivedEdition({
    week: request.week,
    invented,
    inputs: storedFor(request),
    facts,
    passages,
    claims: ledger.claims,
    literals: ledger.literals,
    warnings,
    told,
    charts,
    card: await drawCard(card, draft.theme),
    emailHtml: general.html,
    emailText: general.text,
    pageHtml: page.html,
    mail: JSON.stringify({
      subject,
      preheader,
      sender: settings.sender,
      parts: rendered.mail,
      card: ledger.surfaces.get("og.png"),
    }),
  });
  const editorWords = request.letter === undefined ? [] : editorWordsIn(request.letter.content);
  const known = [...literals, ...editorWords];
  const checkWords = await readCheckWords(settings);
  const findings = checkEdition({
    edition: archived.edition,
    surfaces: ledger.surfaces,
    subject,
    preheader,
    banner: invented ? words.say("banner.invented") : null,
    printed: (fact) => printed(fact, words),
    literals: [...literals, settings.postalAddress, settings.sender.name],
    letterLines: request.letter?.content.lines ?? [],
    editorWords,
    meaning: checkWords === undefined ? null : meaningOf(checkWords, request, passages, words),
    imageBytes: new Map(charts.map(({ plan, png }) => [plan.name, png.length])),
  });
  // What reads HTML and CSS is loaded here, not by commands that build nothing.
  const { mailFindings } = await import("./mail-preflight.ts");
  const ofMail = await mailFindings({ archived, rendered, charts }, settings, undefined, known);
  return { archived, rendered, charts, findings: [...findings, ...ofMail.findings], mails: ofMail.mails, known };
}
