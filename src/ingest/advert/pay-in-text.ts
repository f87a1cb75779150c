import type { PayPeriod } from "../../domain/money.ts";
import type { PayMentions, PayTier } from "./advert.ts";
import { type Candidate, payCandidates } from "./pay-amounts.ts";
import { isPay, sentencesOf } from "./pay-evidence.ts";
import { placeOf } from "./pay-places.ts";
import type { ContextWord, PayRules } from "./pay-rules.ts";
import { currenciesOf, periodOf } from "./pay-units.ts";
import { type Findings, findPhrases, type Token, textTokens } from "./pay-words.ts";

/** Of a longer text the rest is not read: no ad is as long. */
const LONGEST_TEXT = 200_000;
/** An ad with more amounts of pay is a list of something else; the rest is left out. */
const MOST_TIERS = 50;

/**
 * The pay that a plain text states, in its order, each tier once, and what it mentions besides. `country` is the ad's own, where
 * known, as a code or in words: it settles what "$" means. Looks at the first 200,000 characters, in work that grows with their number.
 * An amount is pay only where words say so, and only with a period that is said or, by its size, cannot be another; a doubtful
 * amount gives no tier. On-target earnings hold commission: they are a mention of a bonus, not pay.
 */
export function payInText(
  text: string,
  country: string | null,
  rules: PayRules,
): { readonly tiers: readonly PayTier[]; readonly mentions: PayMentions } {
  const plain = spacesAndQuotes(text.slice(0, LONGEST_TEXT).toWellFormed());
  const tokens = textTokens(plain);
  const units = findPhrases(tokens, rules.units);
  const context = findPhrases(tokens, rules.context);
  const candidates = payCandidates(tokens, units, rules.sizes.widest);
  if (candidates.length === 0) return { tiers: [], mentions: mentionsIn(context) };
  const words = findPhrases(tokens, rules.places);
  const sentences = sentencesOf(tokens, rules.abbreviations);
  const own = countryCode(country, rules);
  const tiers: PayTier[] = [];
  let before: { candidate: Candidate; isPay: boolean } | undefined;
  let listed: PayPeriod | undefined;
  for (const [index, candidate] of candidates.entries()) {
    if (tiers.length === MOST_TIERS) break;
    if (isPartOfName(candidate, tokens, context)) continue;
    const judged = isPay(candidate, before, tokens, sentences, context);
    const start = sentences.start[candidate.from] ?? 0;
    const inSentence = before !== undefined && before.candidate.to > start ? before : undefined;
    before = { candidate, isPay: judged };
    if (!judged) continue;
    const scope = {
      start: Math.max(start, inSentence?.candidate.to ?? 0),
      end: Math.min(sentences.end[candidate.to - 1] ?? tokens.length, candidates[index + 1]?.from ?? tokens.length),
      heading: inSentence === undefined && start > 0 ? (sentences.start[start - 1] ?? start) : start,
    };
    const place = placeOf(candidate, scope, plain, tokens, words, rules);
    const listedPer = inSentence?.isPay ? listed : undefined;
    const [found] = currenciesOf(candidate, place.country ?? own, scope, tokens, units, rules).flatMap((currency) => {
      const per = periodOf(candidate, listedPer, currency, scope, units, rules);
      return per === undefined ? [] : [{ currency, per }];
    });
    if (found === undefined) continue;
    listed = found.per;
    const { floor, ceiling } = candidate;
    const tier = { floor, ceiling, ...found, place: place.name };
    if (!tiers.some((known) => isSame(known, tier))) tiers.push(tier);
  }
  return { tiers, mentions: mentionsIn(context) };
}

/** Spaces of every width as the plain one and curly apostrophes as straight ones; no offset moves. */
function spacesAndQuotes(text: string): string {
  return text.replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000\t]/g, " ").replaceAll("’", "'");
}

function countryCode(country: string | null, { places }: PayRules): string | null {
  if (country === null) return null;
  const written = country.trim().slice(0, 60);
  if (/^[A-Za-z]{2}$/.test(written)) return written.toUpperCase() === "UK" ? "GB" : written.toUpperCase();
  const tokens = textTokens(written);
  const found = findPhrases(tokens, places).starting.get(0);
  return found?.to === tokens.length ? (found.says.country ?? null) : null;
}

/** "401(k)": the number belongs to the name of another thing. */
function isPartOfName({ from, to }: Candidate, tokens: readonly Token[], { starting }: Findings<ContextWord>): boolean {
  for (let at = from; at < to; at++) if (tokens[at]?.kind === "number" && starting.has(at)) return true;
  return false;
}

function mentionsIn({ starting }: Findings<ContextWord>): PayMentions {
  const mentions = new Set([...starting.values()].map(({ says }) => (says.ignored ? undefined : says.mention)));
  return { equity: mentions.has("equity"), bonus: mentions.has("bonus") };
}

function isSame(one: PayTier, other: PayTier): boolean {
  return (
    one.floor === other.floor &&
    one.ceiling === other.ceiling &&
    one.currency === other.currency &&
    one.per === other.per &&
    one.place === other.place
  );
}
