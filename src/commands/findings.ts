import type { Finding } from "../check/finding.ts";

/** One line per finding: severity, rule, where, why, and what to do. */
export function findingLines(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ severity, rule, surface, place, why, fix }) =>
      `${severity} ${rule} in ${surface}${place === "" ? "" : ` near "${place}"`}: ${why}. ${fix}`,
  );
}

/** Those that whoever builds or sends must see: notes are for who asks. */
export function pressing(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity !== "note");
}
