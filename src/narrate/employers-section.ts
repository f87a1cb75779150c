import type { Fact } from "../domain/fact.ts";
import type { Paragraphs } from "../domain/letter.ts";
import type { RoleFigures } from "../domain/snapshot.ts";
import { LEVEL_EMPLOYERS, LEVEL_FROM, SHARE_FROM, TOP_EMPLOYER_LIMIT } from "../domain/suppression.ts";
import { namesEmployers } from "./employers.ts";
import { factsFrom } from "./fact-maker.ts";
import type { FactBook } from "./print.ts";
import type { NarrateRequest } from "./request.ts";
import { nameInText, type Writer } from "./writer.ts";

const SLOT = "employers";
/** Roles whose employers are named, the largest first, and so many of each. */
const ROLES = 3;
const NAMED = 3;
/** An employer with a single opening leads no list. */
const LEAST = 2;
/** From this share on, one employer's weight is said openly. */
const HEAVY = 0.2;
/** Of fewer openings the share of one is no weight. */
const LEAST_HEAVY = 3;

/** Openings of the employers that the letter may name, and the share of the one with most. */
export function employerFacts({ now }: Pick<NarrateRequest, "now">): Fact[] {
  const { week, currency, roles } = now.content;
  const fact = factsFrom(now, week, currency);
  return Object.keys(roles)
    .sort()
    .flatMap((slice) => {
      const role = roles[slice];
      const field = `roles.${slice}.topEmployers`;
      const named = nameable(role).slice(0, NAMED);
      const [top] = role?.topEmployers ?? [];
      const counts = named.map(({ postings }, index) =>
        fact(`${slice}.employer-${index + 1}.count`, "count", postings, `${field}.${index}.postings`),
      );
      if (role === undefined || top === undefined || role.openings < SHARE_FROM) return counts;
      const n = { n: role.openings };
      return [
        ...counts,
        fact(`${slice}.employer-1.share`, "share", top.postings / role.openings, `${field}.0.postings`, n),
      ];
    });
}

/**
 * Who posts most openings of the largest roles, and where one employer holds a fifth or more of a role, said openly. Undefined for a
 * source that names no employers. A role of which nothing may be shown names none; of one that a single employer all but owns,
 * the share is said without the name.
 */
export function employersSection(
  request: NarrateRequest,
  roles: readonly string[],
  facts: FactBook,
  writer: Writer,
): Paragraphs | undefined {
  if (!namesEmployers(request)) return undefined;
  const { now, words } = request;
  const all = now.content.roles;
  const named = roles.filter((role) => nameable(all[role]).length > 0).slice(0, ROLES);
  const lists = named.map((role, index) =>
    writer.write(`${SLOT}.${index + 1}`, "employers.line", {
      role: nameInText(all[role]?.title ?? role),
      items: words.list(
        nameable(all[role])
          .slice(0, NAMED)
          .map(({ name }, place) =>
            words.say("employers.item", {
              employer: nameInText(name),
              count: facts.n(`${role}.employer-${place + 1}.count`),
            }),
          ),
      ),
    }),
  );
  const heavy = roles.flatMap((role) => {
    const slot = `${SLOT}.heavy`;
    const share = facts.find(`${role}.employer-1.share`);
    const top = all[role]?.topEmployers?.[0];
    if (share === undefined || top === undefined || share.value < HEAVY || top.postings < LEAST_HEAVY) return [];
    const values = {
      role: nameInText(all[role]?.title ?? role),
      share: facts.n(share.id),
      openings: facts.n(`${role}.openings.count`),
    };
    return nameable(all[role]).length > 0
      ? [writer.write(slot, "employers.heavy", { ...values, employer: nameInText(top.name) })]
      : [writer.write(slot, "employers.owned", values)];
  });
  const paragraphs = [lists.join(" "), heavy.join(" ")].filter((text) => text !== "");
  return paragraphs.length === 0
    ? undefined
    : { kind: "paragraphs", slot: SLOT, heading: words.say("employers.heading"), paragraphs };
}

/** The names of employers that the section may print. */
export function employerLiterals({ now }: Pick<NarrateRequest, "now">): string[] {
  return Object.values(now.content.roles).flatMap((role) =>
    (role.topEmployers ?? []).slice(0, NAMED).map(({ name }) => name),
  );
}

/** A role's employers with more than one opening; none of a role of which nothing may be shown. */
function nameable(role: RoleFigures | undefined): { readonly name: string; readonly postings: number }[] {
  const top = role?.topEmployers?.[0];
  if (role === undefined || top === undefined) return [];
  const shown =
    role.openings >= LEVEL_FROM &&
    (role.employers ?? 0) >= LEVEL_EMPLOYERS &&
    top.postings / role.openings <= TOP_EMPLOYER_LIMIT;
  return shown ? (role.topEmployers ?? []).filter(({ postings }) => postings >= LEAST) : [];
}
