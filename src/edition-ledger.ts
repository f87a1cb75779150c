import { cardText } from "./chart/social-card-text.ts";
import type { CardPlan, DrawnChart } from "./domain/chart-plan.ts";
import { literalPlace, type Placed, takeClaims } from "./domain/claim.ts";
import type { EditionLiteral } from "./domain/edition.ts";
import type { Claim } from "./domain/fact.ts";
import type { Narration } from "./narrate/narrate.ts";
import type { Rendered } from "./render/render.ts";

/** Every surface of an edition as a reader meets it, and what each number on it stands for. */
export interface EditionLedger {
  /**
   * Final texts by name: `subject`, `preheader`, `email.html`, `email.txt`, `index.html`; of each chart `charts/<name>.svg` and
   * `charts/<name>.alt`; of each role's part of a reader's mail `blocks/<role>.html` and `blocks/<role>.txt`; of `og.png` its lines.
   */
  readonly surfaces: ReadonlyMap<string, string>;
  /** In the order of the surfaces, and of their places. */
  readonly claims: readonly Claim[];
  /** Digits of the editor's that state nothing about the data, wherever they stand. */
  readonly literals: readonly EditionLiteral[];
}

/** The ledger of a rendered edition: one entry for each printed number of each surface. Pure. */
export function editionLedger(
  rendered: Rendered,
  charts: readonly DrawnChart[],
  card: CardPlan,
  editorLiterals: Narration["editorLiterals"],
): EditionLedger {
  const { general, page, mail, blockClaims, subject, preheader } = rendered;
  const drawn = charts.flatMap(({ plan, svg, claims = [] }) => {
    const alt = takeClaims(`charts/${plan.name}.alt`, plan.alt);
    return [
      { surface: `charts/${plan.name}.svg`, text: svg, claims },
      { surface: `charts/${plan.name}.alt`, text: alt.text, claims: alt.claims },
    ];
  });
  const shared = { surface: "og.png", ...cardText(card) };
  const surfaces = new Map([
    ["subject", subject],
    ["preheader", preheader],
    ["email.html", general.html],
    ["email.txt", general.text],
    ["index.html", page.html],
    ...mail.roles.blocks.flatMap(({ role, html, text }): [string, string][] => [
      [`blocks/${role}.html`, html],
      [`blocks/${role}.txt`, text],
    ]),
    ...[...drawn, shared].map(({ surface, text }): [string, string] => [surface, text]),
  ]);
  const all = [
    ...general.claims,
    ...page.claims,
    ...blockClaims,
    ...[...drawn, shared].flatMap(({ surface, claims }) => claims.map((claim) => placedOn(surface, claim))),
  ];
  return {
    surfaces,
    claims: all.filter(({ fact }) => literalPlace(fact) === undefined),
    literals: all.flatMap(({ surface, offset, printed, fact }) => {
      const literal = editorLiterals.get(literalPlace(fact) ?? "");
      return literal === undefined ? [] : [{ surface, offset, printed, reason: literal.reason, line: literal.line }];
    }),
  };
}

function placedOn(surface: string, { offset, printed, fact }: Placed): Claim {
  return { surface, offset, printed, fact };
}
