import type { Fact, Unit } from "../domain/fact.ts";
import type { Stored } from "./request.ts";

export type Maker = (id: string, unit: Unit, value: number, field: string, more?: Partial<Fact>) => Fact;

/** Makes facts read from one stored file; slice, metric, basis, stat and window are read off the id, the rest is empty unless given. */
export function factsFrom(file: Stored<unknown>, vintage: string, currency: string): Maker {
  return (id, unit, value, field, more = {}) => {
    const [name = "", window] = id.split("@");
    const parts = name.split(".");
    const pair = parts[0] === "pair";
    const slice = pair ? parts.slice(0, 3).join(".") : (parts[0] ?? "");
    const rest = parts.slice(pair ? 3 : 1);
    const basis = (["floor", "midpoint", "ceiling"] as const).find((each) => rest.includes(each)) ?? null;
    return {
      id,
      slice,
      metric: rest[0] ?? "",
      basis,
      stat: rest.at(-1) ?? "",
      window: window ?? null,
      value,
      unit,
      currency: unit === "money" ? currency : null,
      n: null,
      employers: null,
      interval: null,
      change: null,
      verdict: null,
      gates: [],
      vintage,
      source: { path: file.path, sha256: file.sha256, field },
      ...more,
    };
  };
}
