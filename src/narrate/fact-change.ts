import type { Change } from "../domain/change.ts";
import type { Fact } from "../domain/fact.ts";
import { METRIC_FACTS } from "./metric-facts.ts";

type Measured = Pick<Change, "slice" | "metric" | "window">;

/** Whether a number is the level, the sample or a size of a change. Levels of the time before belong to it too. */
export function belongsTo({ slice, metric, window }: Measured, fact: Pick<Fact, "id" | "slice" | "window">): boolean {
  if (fact.slice !== slice || (fact.window !== window && fact.window !== `${window}-before`)) return false;
  const { level, change } = METRIC_FACTS[metric];
  const name = fact.id.slice(slice.length + 1).split("@")[0] ?? "";
  return name === level || name.slice(0, name.lastIndexOf(".")) === change;
}

/**
 * The changes that an editor means by an id: `<slice>.<metric>` with or without its window, or a fact that is a level or a
 * size of a change. A level of the week alone means the change of that level, whatever its window. None for any other id.
 */
export function changesMeant<T extends Measured>(id: string, changes: readonly T[]): T[] {
  const [name = "", window = null] = id.split("@");
  return changes.filter((change) => {
    const { slice, metric } = change;
    if (!name.startsWith(`${slice}.`)) return false;
    if (name === `${slice}.${metric}`) return window === null || window === change.window;
    return belongsTo(change, { id, slice, window: window ?? change.window });
  });
}
