import type { Fact } from "../../domain/fact.ts";
import type { Page } from "../../domain/page.ts";
import { factBook } from "../print.ts";
import { comparisonPage } from "./comparison-page.ts";
import { comparisonsPage, homePage, rolesPage } from "./list-pages.ts";
import { type PageRequest, titlesOf } from "./material.ts";
import { pageFacts } from "./page-facts.ts";
import { rolePage } from "./role-page.ts";
import { sharedSkillFacts } from "./skills.ts";

export interface NarratedPages {
  readonly pages: readonly Page[];
  /** Every fact that a page may use. */
  readonly facts: readonly Fact[];
}

/**
 * Every page of the archive but the editions, told from the newest stored week and the weeks before it. Pure: equal
 * requests give equal pages. The front page first, then lists, roles and comparisons, each in alphabetical order.
 */
export function narratePages(asked: PageRequest): NarratedPages {
  const request = { ...asked, comparisons: asked.comparisons.map((roles) => [...roles].sort()) };
  const titles = titlesOf(request.weeks);
  const all = [...pageFacts(request), ...request.comparisons.flatMap((roles) => sharedSkillFacts(roles, request))];
  const facts = factBook(all, request.newest.words);
  const material = { ...request, facts, titles };
  const roles = [...titles.keys()];
  return {
    pages: [
      homePage(material),
      rolesPage(material),
      comparisonsPage(material),
      ...roles.map((role) => rolePage(role, material)),
      ...request.comparisons.map((each) => comparisonPage(each, material)),
    ],
    facts: all,
  };
}
