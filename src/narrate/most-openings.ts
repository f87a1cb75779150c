import { rolesByOpenings } from "./level-texts.ts";
import type { FactBook } from "./print.ts";

/** So many roles of one count are named together; of more, none leads. */
const NAMED_TOGETHER = 3;

/** The roles with most openings: one that leads, two or three that share the lead, or none where nobody can be said to. */
export interface MostOpenings {
  readonly kind: "leads" | "shared" | "none";
  /** Those roles; of `none` the first alphabetically, for its count is the highest there is. */
  readonly roles: readonly [string, ...string[]];
}

/** Undefined where no role has openings. A single opening leads nobody, unless its role is the only one. */
export function mostOpenings(roles: readonly string[], facts: FactBook): MostOpenings | undefined {
  const ordered = rolesByOpenings(roles, facts);
  const [first, ...others] = ordered;
  if (first === undefined) return undefined;
  const count = (role: string) => facts.find(`${role}.openings.count`)?.value;
  const alike = others.filter((role) => count(role) === count(first));
  if (alike.length === 0) return { kind: "leads", roles: [first] };
  return count(first) === 1 || alike.length >= NAMED_TOGETHER
    ? { kind: "none", roles: [first] }
    : { kind: "shared", roles: [first, ...alike] };
}
