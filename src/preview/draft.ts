import type { Finding } from "../check/finding.ts";
import type { DrawnChart } from "../domain/chart-plan.ts";
import type { Words } from "../domain/words.ts";
import type { Narration } from "../narrate/narrate.ts";
import type { NarrateRequest } from "../narrate/request.ts";
import type { Rendered } from "../render/render.ts";

/** What readers would see, what it was made from, and a way to have it checked. */
export interface Draft {
  readonly request: NarrateRequest;
  readonly narration: Narration;
  readonly charts: readonly DrawnChart[];
  readonly rendered: Rendered;
  readonly words: Words;
  readonly sender: { readonly name: string; readonly address: string };
  readonly check: () => Promise<readonly Finding[]>;
}
