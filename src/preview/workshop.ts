import { setTimeout as pause } from "node:timers/promises";
import type { Finding } from "../check/finding.ts";
import { ReportError } from "../errors.ts";
import { sha256 } from "../files.ts";
import type { Log } from "../log.ts";
import type { Draft } from "./draft.ts";

/** Why there is no newer draft, in the words of the command line. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** What the page shows: the last draft that could be built, and what stands against a newer one. */
export interface Shown {
  readonly draft: Draft | undefined;
  /** The draft's content by its hash, so that an equal draft is not loaded again; empty while there is none. */
  readonly revision: string;
  /** Undefined while the checks are still at work. */
  readonly findings: readonly Finding[] | undefined;
  readonly failure: Failure | undefined;
}

export interface Workshop {
  /** Something was saved. Any number of calls during a build lead to one more. */
  readonly changed: () => void;
  readonly shown: () => Shown;
  /** Calls back after each change of what is shown; returns how to leave. */
  readonly follow: (tell: () => void) => () => void;
  /** Resolves when the work in hand is done; none is taken up after. */
  readonly stop: () => Promise<void>;
}

/** The browser fetches a new mail first; checks would keep it waiting for as long as they take. */
const CHECK_AFTER_MS = 150;

/**
 * Builds one draft at a time; the newest save wins. A draft is shown before its checks are done. A build that fails leaves the
 * last good draft, and is not told when something newer was saved meanwhile: then it may have read a file half written.
 */
export function workshopOf(build: () => Promise<Draft>, log: Log): Workshop {
  let shown: Shown = { draft: undefined, revision: "", findings: undefined, failure: undefined };
  let wanted = false;
  let stopped = false;
  let work: Promise<void> | undefined;
  const followers = new Set<() => void>();
  const show = (part: Partial<Shown>) => {
    shown = { ...shown, ...part };
    for (const tell of followers) tell();
  };
  const superseded = () => wanted || stopped;

  const once = async () => {
    try {
      const draft = await build();
      show({ draft, revision: revisionOf(draft), findings: undefined, failure: undefined });
      await pause(CHECK_AFTER_MS);
      if (superseded()) return;
      // Notes are for whoever runs the mail server; no editor can settle them.
      const findings = (await draft.check()).filter(({ severity }) => severity !== "note");
      if (!superseded()) show({ findings });
    } catch (error) {
      if (!superseded()) show({ failure: failureOf(error, log) });
    }
  };
  const untilDone = async () => {
    while (wanted && !stopped) {
      wanted = false;
      await once();
    }
    work = undefined;
  };

  return {
    changed: () => {
      wanted = true;
      work ??= untilDone();
    },
    shown: () => shown,
    follow: (tell) => {
      followers.add(tell);
      return () => followers.delete(tell);
    },
    stop: async () => {
      stopped = true;
      await work;
    },
  };
}

function revisionOf({ rendered, request, charts }: Draft): string {
  const { subject, preheader, mail, page } = rendered;
  const drawings = charts.map(({ svg }) => svg);
  // A pin or a mute may leave every word as it was, and the editor still looks for what came of it.
  const asked = request.letter?.sha256 ?? "";
  return sha256(JSON.stringify([request.week, subject, preheader, mail, page.html, drawings, asked])).slice(0, 16);
}

function failureOf(error: unknown, log: Log): Failure {
  if (error instanceof ReportError) return { code: error.code, message: error.message, hint: error.hint };
  log.error("draft failed", { why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  const message = error instanceof Error ? error.message : String(error);
  return { code: "bug", message, hint: "Save the file again. If this stays, it is a bug of ours: please report it." };
}
