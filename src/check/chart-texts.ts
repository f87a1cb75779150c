import type { CheckRequest } from "./check-request.ts";
import type { Finding } from "./finding.ts";

/** Who reads a mail without its pictures, with or without HTML. */
const TEXTS = ["email.html", "email.txt"];

/**
 * What a chart says must stand in the mail's words too, since many read it with images off: each number at its marks and of its
 * alt text, as the same fact and printed alike. The alt text says the finding, so it has a number where the marks have some.
 * Labels of a scale are no figures.
 */
export function chartTextFindings({ edition }: Pick<CheckRequest, "edition">): Finding[] {
  const { charts, claims } = edition;
  const printedIn = (surface: string) => claims.filter((claim) => claim.surface === surface);
  return charts.flatMap(({ name, alt }): Finding[] => {
    const described = printedIn(`charts/${name}.alt`);
    const shown = [...printedIn(`charts/${name}.svg`), ...described];
    const bare: Finding[] =
      described.length > 0 || shown.length === 0
        ? []
        : [warning("alt-without-number", "charts", "the alt text has no number", "Say the finding in it.", alt)];
    const alone = TEXTS.flatMap((surface) => {
      const told = new Set(printedIn(surface).map(sameAs));
      const missing = new Map(shown.filter((claim) => !told.has(sameAs(claim))).map((claim) => [sameAs(claim), claim]));
      return [...missing.values()].map(({ printed, fact }) =>
        warning(
          "chart-number-alone",
          surface,
          `"${printed}" (${fact}) of the chart ${name} stands in no sentence or table`,
          "Say it in the mail's text, or draw the chart without it.",
          fact,
        ),
      );
    });
    return [...bare, ...alone];
  });
}

/** A drawing has plain spaces where text has those that keep a number on one line. */
function sameAs({ fact, printed }: { readonly fact: string; readonly printed: string }): string {
  return `${fact} ${printed.replace(/\s/gu, " ")}`;
}

function warning(rule: string, surface: string, why: string, fix: string, place: string): Finding {
  return { rule, severity: "warning", surface, place, why, fix };
}
