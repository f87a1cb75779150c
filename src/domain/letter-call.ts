/** What the editor may print of a fact. */
export type Shown = "n" | "delta" | "verdict";

/** What stands between double braces in the editor's text. */
export type LetterCall =
  | { readonly kind: "claim"; readonly show: Shown; readonly fact: string }
  | { readonly kind: "literal"; readonly text: string; readonly reason: string | null }
  | { readonly kind: "problem"; readonly why: string; readonly fix: string };

/** Everything that may stand between double braces, for who wrote something else. */
export const LETTER_CALLS =
  'Write {{n "<fact>"}} for a number, {{delta "<fact>"}} for its change, {{verdict "<fact>"}} for the word that it earned, {{name "3M"}} for a name, {{lit 3 "why"}} for any other figure; "trends facts --search <words>" finds ids.';

const ONE_TEXT = /^\s+"([^"]*)"\s*$/;
/** A figure, in quotes where it holds spaces, and a reason. */
const FIGURE = /^\s+(?:"([^"]*)"|([^\s"]+))\s+"([^"]*)"\s*$/;

/** Reads the words between the braces, which begin with the name of one of the five: `n "total.openings.count"`. */
export function letterCall(words: string): LetterCall {
  const [, name = "", rest = ""] = /^([a-z]+)([\s\S]*)$/.exec(words) ?? [];
  if (name === "lit") return figure(rest);
  const [, text] = ONE_TEXT.exec(rest) ?? [];
  if (text === undefined || text.trim() === "")
    return {
      kind: "problem",
      why: `{{${name}}} without its one text in straight quotes`,
      fix: name === "name" ? 'Write it as {{name "3M"}}.' : `Write it as {{${name} "<fact>"}}.`,
    };
  if (name === "name") return { kind: "literal", text: text.trim(), reason: null };
  return { kind: "claim", show: name === "delta" || name === "verdict" ? name : "n", fact: text };
}

function figure(rest: string): LetterCall {
  const [, quoted, bare, reason] = FIGURE.exec(rest) ?? [];
  const text = (quoted ?? bare ?? "").trim();
  const why = (reason ?? "").trim();
  if (text !== "" && why !== "") return { kind: "literal", text, reason: why };
  return {
    kind: "problem",
    why: "{{lit}} without a figure and its reason",
    fix: 'Write it as {{lit 3 "editions of this letter a month"}}: the reason is published with the edition\'s facts.',
  };
}
