import { describe, expect, it } from "vitest";
import { goneRoles } from "../../../src/narrate/gone-roles.ts";
import { requestOf, storyOf } from "./request-of.ts";

describe("the roles that are gone", () => {
  const request = requestOf(storyOf("busy-week"));
  const { history, now } = request;
  const without = (...slugs: readonly string[]) => {
    const roles = Object.fromEntries(Object.entries(now.content.roles).filter(([slug]) => !slugs.includes(slug)));
    return { ...request, now: { ...now, content: { ...now.content, roles } } };
  };

  it("are none where every role of the week before is there", () => {
    expect(goneRoles(request)).toEqual([]);
  });

  it("are told by their titles, the largest of the week before first", () => {
    expect(goneRoles(without("mlops-engineer", "data-scientist"))).toEqual(["Data Scientist", "MLOps Engineer"]);
  });

  it("are none where the week before was counted by other rules, or there is none", () => {
    const other = without("data-scientist");
    const scope = { ...other.now.content.scope, country: "DE" };
    expect(goneRoles({ ...other, now: { ...other.now, content: { ...other.now.content, scope } } })).toEqual([]);
    expect(goneRoles({ ...other, history: history.slice(-1) })).toEqual([]);
  });

  it("are none where the week before had too few openings of them to show", () => {
    const other = without("data-scientist");
    const few = other.history.map((stored) => {
      const { "data-scientist": role, ...roles } = stored.content.roles;
      const small = role === undefined ? {} : { "data-scientist": { ...role, openings: 4 } };
      return { ...stored, content: { ...stored.content, roles: { ...roles, ...small } } };
    });
    expect(goneRoles({ ...other, history: few })).toEqual([]);
  });
});
