import { literal, literals } from "../duckdb.ts";
import type { RoleRule } from "./mapping.ts";

/**
 * The titles of the roles that rules give the posting with this title (SQL), in the order of the rules: an empty list where
 * no rule fits. A rule of `is` fits a title as a whole; a pattern is looked for anywhere in it, in any case.
 */
export function ruledRolesSql(rules: readonly RoleRule[], title: string): string {
  const none = "[]::VARCHAR[]";
  if (rules.every(({ pattern }) => pattern === undefined)) {
    const listed = Map.groupBy(
      rules.flatMap((rule) => [rule.is ?? []].flat().map((is) => ({ is, role: rule.title }))),
      ({ is }) => is,
    );
    const branches = [...listed].map(
      ([is, roles]) => `WHEN ${literal(is)} THEN ${literals([...new Set(roles.map(({ role }) => role))])}`,
    );
    return `CASE ${title} ${branches.join(" ")} ELSE ${none} END`;
  }
  const found = rules.map(
    ({ title: role, pattern = "" }) =>
      `CASE WHEN regexp_matches(${title}, ${literal(pattern)}, 'i') THEN ${literal(role)} END`,
  );
  return `list_filter([${found.join(", ")}], lambda item: item IS NOT NULL)`;
}
