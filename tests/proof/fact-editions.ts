import { join, resolve } from "node:path";
import { checkEdition } from "../../src/check/check.ts";
import type { CheckRequest } from "../../src/check/check-request.ts";
import type { Finding } from "../../src/check/finding.ts";
import { meaningOf, readCheckWords } from "../../src/check-inputs.ts";
import { readLayouts, readSettings, type Settings } from "../../src/config.ts";
import type { ChartPlan } from "../../src/domain/chart-plan.ts";
import { parseEditorLetter } from "../../src/domain/editor-letter.ts";
import type { Claim, Fact } from "../../src/domain/fact.ts";
import type { Theme } from "../../src/domain/theme.ts";
import type { Words } from "../../src/domain/words.ts";
import { draftEdition, type EditionDraft } from "../../src/edition-build.ts";
import { editionLedger } from "../../src/edition-ledger.ts";
import { narrate } from "../../src/narrate/narrate.ts";
import { printed } from "../../src/narrate/print.ts";
import { renderEdition } from "../../src/render/render.ts";
import { cardOf } from "../../src/week-inputs.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** A rendered edition as the check gets it, and its surfaces to be spoilt. */
export interface Case {
  readonly name: string;
  readonly settings: Settings;
  readonly draft: EditionDraft;
  readonly facts: readonly Fact[];
  readonly surfaces: ReadonlyMap<string, string>;
  readonly claims: readonly Claim[];
  readonly check: (surfaces: ReadonlyMap<string, string>, claims: readonly Claim[]) => Finding[];
}

/** The draft of a committed week. Its charts are blank: what they draw is another matter. */
export async function caseOf(file: string, week: string): Promise<Case> {
  return caseIn(await readSettings(ROOT, join(ROOT, file)), week, `${file.split(".")[0]} ${week}`);
}

/** The draft of a week that is stored where the settings say, likewise. */
export async function caseIn(settings: Settings, week: string, name: string): Promise<Case> {
  const blank = (plans: readonly ChartPlan[], _theme: Theme, _words: Words) =>
    Promise.resolve(
      plans.map((plan) => ({
        plan,
        file: plan.name,
        svg: "<svg></svg>",
        png: new Uint8Array(100),
        width: 552,
        height: 300,
      })),
    );
  return caseFrom(await draftEdition(week, settings, blank), settings, name);
}

/** The same edition with a letter of the editor's, through parsing, narration and rendering. */
export async function withLetter({ draft, settings, name }: Case, text: string): Promise<Case> {
  const path = `${draft.request.week}/letter.md`;
  const request = {
    ...draft.request,
    letter: { content: parseEditorLetter(text, path), path, sha256: "0".repeat(64) },
  };
  const narration = narrate(request);
  const values = new Map(narration.facts.map(({ id, value }) => [id, value]));
  const { theme, templates } = await readLayouts(settings);
  const { words, charts } = draft;
  const rendered = await renderEdition(narration.letter, charts, {
    words,
    theme,
    templates,
    mail: settings,
    factValue: (id) => values.get(id),
  });
  return caseFrom({ ...draft, request, narration, rendered }, settings, name);
}

async function caseFrom(draft: EditionDraft, settings: Settings, name: string): Promise<Case> {
  const { narration, rendered, words, request } = draft;
  const { preheader } = rendered;
  const checkWords = await readCheckWords(settings);
  if (checkWords === undefined) throw new Error("the pack has no check.yaml");
  const meaning = meaningOf(checkWords, request, narration.passages, words);
  const { surfaces, claims, literals } = editionLedger(
    rendered,
    draft.charts,
    cardOf(narration.letter, words),
    narration.editorLiterals,
  );
  const check: Case["check"] = (spoilt, aligned) => {
    const checked: CheckRequest = {
      edition: {
        version: "",
        week: request.week,
        hash: "",
        mail: "",
        inputs: [],
        facts: [...narration.facts],
        passages: [...narration.passages],
        claims: [...aligned],
        literals: [...literals],
        charts: [],
        warnings: [...narration.warnings],
      },
      surfaces: spoilt,
      subject: spoilt.get("subject") ?? "",
      preheader,
      banner: null,
      printed: (fact) => printed(fact, words),
      literals: [...narration.literals, settings.postalAddress, settings.sender.name],
      editorWords: [],
      letterLines: request.letter?.content.lines ?? [],
      meaning,
      imageBytes: new Map(),
    };
    // A fault may be put into one part of the mail alone: it is to be seen by its words, and not by the other part.
    return checkEdition(checked).filter(({ rule }) => rule !== "parts-differ");
  };
  return { name, settings, draft, facts: narration.facts, surfaces, claims, check };
}
