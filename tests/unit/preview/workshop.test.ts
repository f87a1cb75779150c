import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/check/finding.ts";
import { ReportError } from "../../../src/errors.ts";
import { silentLog } from "../../../src/log.ts";
import type { Draft } from "../../../src/preview/draft.ts";
import { type Shown, type Workshop, workshopOf } from "../../../src/preview/workshop.ts";
import { draftOf } from "./draft-of.ts";

const FINDING: Finding = { rule: "r", severity: "blocking", surface: "s", place: "", why: "w", fix: "f" };
const broken = () => new ReportError("template-invalid", "It is broken.", "Mend it.");

/** Resolves with what is shown as soon as it fits. */
function until(workshop: Workshop, fits: (shown: Shown) => boolean): Promise<Shown> {
  return new Promise((resolve) => {
    const leave = workshop.follow(look);
    function look() {
      if (!fits(workshop.shown())) return;
      leave();
      resolve(workshop.shown());
    }
    queueMicrotask(look);
  });
}

/** A build whose every call waits until the test gives it a draft or a failure. */
function handBuilt() {
  const calls: { give: (draft: Draft) => void; fail: (error: Error) => void }[] = [];
  const waiting: (() => void)[] = [];
  const build = () =>
    new Promise<Draft>((give, fail) => {
      calls.push({ give, fail });
      for (const tell of waiting.splice(0)) tell();
    });
  const call = async (index: number) => {
    while (calls[index] === undefined) await new Promise<void>((resolve) => waiting.push(resolve));
    return calls[index];
  };
  return { build, call, calls };
}

describe("the preview's workshop", () => {
  it("shows a draft before its checks are done, and its findings after", async () => {
    const { build, call } = handBuilt();
    const workshop = workshopOf(build, silentLog);
    workshop.changed();
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<Finding[]>();
    const check = () => {
      asked.resolve();
      return answer.promise;
    };
    (await call(0)).give(draftOf("quiet-week", "One", check));
    const first = await until(workshop, ({ draft }) => draft !== undefined);
    await asked.promise;
    expect(workshop.shown()).toMatchObject({ revision: first.revision, findings: undefined, failure: undefined });
    answer.resolve([FINDING]);
    const second = await until(workshop, ({ findings }) => findings !== undefined);
    expect(second.findings).toEqual([FINDING]);
    expect(second.revision).toBe(first.revision);
    await workshop.stop();
  });

  it("builds once more for any number of saves during a build, and tells no failure that was superseded", async () => {
    const { build, call, calls } = handBuilt();
    const workshop = workshopOf(build, silentLog);
    const failures: unknown[] = [];
    workshop.follow(() => failures.push(workshop.shown().failure));
    workshop.changed();
    const first = await call(0);
    for (let saves = 0; saves < 5; saves++) workshop.changed();
    first.fail(broken());
    (await call(1)).give(draftOf("quiet-week", "Newest"));
    const shown = await until(workshop, ({ findings }) => findings !== undefined);
    expect(shown.draft?.rendered.subject).toBe("Newest");
    expect(calls).toHaveLength(2);
    expect(failures.every((failure) => failure === undefined)).toBe(true);
    await workshop.stop();
  });

  it("keeps the last good draft when a build fails, says why, and recovers", async () => {
    const { build, call } = handBuilt();
    const workshop = workshopOf(build, silentLog);
    workshop.changed();
    (await call(0)).give(draftOf("quiet-week", "Good"));
    await until(workshop, ({ findings }) => findings !== undefined);
    workshop.changed();
    (await call(1)).fail(broken());
    const failed = await until(workshop, ({ failure }) => failure !== undefined);
    expect(failed.failure).toEqual({ code: "template-invalid", message: "It is broken.", hint: "Mend it." });
    expect(failed.draft?.rendered.subject).toBe("Good");
    workshop.changed();
    (await call(2)).give(draftOf("quiet-week", "Mended"));
    const mended = await until(workshop, ({ failure }) => failure === undefined);
    expect(mended.draft?.rendered.subject).toBe("Mended");
    await workshop.stop();
  });

  it("takes a failure that is no message to people for a bug, and a failing check for a failure", async () => {
    const workshop = workshopOf(() => Promise.reject(new Error("no such thing")), silentLog);
    workshop.changed();
    const { failure } = await until(workshop, ({ failure: told }) => told !== undefined);
    expect(failure).toMatchObject({ code: "bug", message: "no such thing" });
    await workshop.stop();
    const unchecked = workshopOf(async () => draftOf("quiet-week", "A", () => Promise.reject(broken())), silentLog);
    unchecked.changed();
    const shown = await until(unchecked, ({ failure: told }) => told !== undefined);
    expect(shown.draft?.rendered.subject).toBe("A");
    await unchecked.stop();
  });

  it("gives equal drafts the same revision and others another", async () => {
    const revision = async (draft: Draft) => {
      const workshop = workshopOf(async () => draft, silentLog);
      workshop.changed();
      const shown = await until(workshop, ({ draft: built }) => built !== undefined);
      await workshop.stop();
      return shown.revision;
    };
    const one = await revision(draftOf("quiet-week", "A"));
    expect(await revision(draftOf("quiet-week", "A"))).toBe(one);
    expect(await revision(draftOf("quiet-week", "B"))).not.toBe(one);
    expect(await revision(draftOf("busy-week", "A"))).toBe(one);
  });
});
