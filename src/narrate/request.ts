import type { Backdrop } from "../domain/backdrop.ts";
import type { WeekChanges } from "../domain/change.ts";
import type { EditorLetter } from "../domain/editor-letter.ts";
import type { Published } from "../domain/published.ts";
import type { RoleProfile } from "../domain/role-profile.ts";
import type { SkillPay } from "../domain/skill-pay.ts";
import type { Snapshot } from "../domain/snapshot.ts";
import type { Week } from "../domain/week.ts";
import type { Words } from "../domain/words.ts";

/** A stored file with what identifies it; `path` is relative to the folder of all snapshots. */
export interface Stored<T> {
  readonly content: T;
  readonly path: string;
  readonly sha256: string;
}

/** Everything an edition may be told from. Nothing else is read. */
export interface NarrateRequest {
  readonly week: Week;
  readonly now: Stored<Snapshot>;
  /** Earlier snapshots and this one, ascending, at most 26. */
  readonly history: readonly Stored<Snapshot>[];
  /** Undefined where the week was never compared; then the letter tells levels of the week alone. */
  readonly changes: Stored<WeekChanges> | undefined;
  /** Of earlier weeks of the history, what was found of those whose counts are not those of a week (`isNotWhole`). */
  readonly notWhole: readonly Stored<WeekChanges>[];
  /** What was found in those of the eight weeks before that were compared, ascending: what is news depends on what was before. */
  readonly earlier: readonly Stored<WeekChanges>[];
  /** The first week that is stored of all: weeks before it never were. */
  readonly firstWeek: Week;
  /** The editor's own subject, preheader and intro; undefined where there is no `letter.md`. */
  readonly letter: Stored<EditorLetter> | undefined;
  /** What was told in those of the eight weeks before that were sent or published, ascending. */
  readonly published: readonly Stored<Published>[];
  /** Weeks whose snapshots were revised after the changes were computed from them. */
  readonly revisedSince: readonly Week[];
  readonly words: Words;
  readonly newsletter: string;
  /** Roles in the order in which readers follow them; those not named come after, the larger first. */
  readonly followed: readonly string[];
  /** What the work of a role is, by slug; only roles that have a profile. */
  readonly profiles: Readonly<Record<string, RoleProfile>>;
  /** What others measured of the market, stored beside the week; undefined where it has none. */
  readonly backdrop: Stored<Backdrop> | undefined;
  /** What offers pay that name a skill, in the roles' window; undefined where nothing of it is stored. */
  readonly skillPay: Stored<SkillPay> | undefined;
  readonly rolesInLetter: number;
  /** The category of each role that has one, by slug: what a role too thin to compare is told with. */
  readonly categories: Readonly<Record<string, string>>;
  readonly credit: string | null;
}
