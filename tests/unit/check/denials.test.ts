import { describe, expect, it } from "vitest";
import { change, fact, findingsIn, ROLES, weekChanges } from "./meaning-of.ts";

const FACTS = [fact("data-engineer.remote.share@4w", "share", 0.22, { n: 155, verdict: "rose" })];
const remote = (slice: string, verdict: "rose" | "unclear", difference: number) =>
  change({ slice, metric: "remote", verdict, difference });
const changes = [
  remote("data-engineer", "rose", 0.09),
  remote("ai-engineer", "rose", 0.08),
  remote("llm-engineer", "unclear", -0.01),
  change({ slice: "total", metric: "remote", window: "1w", verdict: "unclear" }),
  change({ slice: "llm-engineer", metric: "pay", verdict: "unclear" }),
];
const CHANGES = weekChanges(changes);
/** The changes are made up, so their own decisions are left out. */
const rules = (text: string) => [
  ...new Set(
    findingsIn(text, FACTS, { changes: CHANGES, roles: ROLES })
      .map(({ rule }) => rule)
      .filter((rule) => rule !== "decision"),
  ),
];
const SHARE = "{data-engineer.remote.share@4w}";

describe("a change that passed", () => {
  it.each([
    `The remote share of Data Engineer offers did not change: ${SHARE}.`,
    `Our tests found no change in the remote share of Data Engineer offers (${SHARE}).`,
    `The rise in the remote share of Data Engineer offers did not pass our tests: ${SHARE}.`,
    "No role’s remote share moved this week.",
    "Only one role saw its remote share rise.",
    "Every role is offered remotely more often than a month ago.",
    "The remote share rose in every role.",
  ])("is not denied, nor said of none, of one or of every role: %s", (text) => {
    expect(rules(text)).toEqual(["verdict-word"]);
  });

  it.each([
    "The remote share of LLM Engineer offers did not change.",
    "Pay did not change, and Data Engineer is one to look at.",
    "Our method did not change.",
    "No role’s pay rose.",
    "Not every role saw its remote share rise.",
    "Every role has a page on its pay.",
  ])("leaves what is true, and what is said of something else: %s", (text) => {
    expect(rules(text)).toEqual([]);
  });
});
