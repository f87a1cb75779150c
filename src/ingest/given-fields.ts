import type { GivenField } from "../domain/posting.ts";
import { WORKPLACES } from "../domain/posting.ts";
import type { Cells } from "./field-sql.ts";
import type { Mapping } from "./mapping.ts";
import type { Field, FlagField, ListField } from "./mapping-fields.ts";

/** What a file can say of its postings through a mapping: fields that are mapped and whose columns the file has. */
export function givenFields(mapping: Mapping, cells: Cells): ReadonlySet<GivenField> {
  const { columns } = mapping;
  const given = new Set<GivenField>();
  const add = (field: GivenField, mapped: Field | ListField | FlagField | undefined) => {
    if (isThere(mapped, cells)) given.add(field);
  };
  add("employer", columns.employer);
  add("level", columns.level);
  add("place", columns.places ?? columns.place);
  add("skills", columns.skills);
  add("equity", columns.equity);
  add("bonus", columns.bonus);
  if (isThere(columns.workplace, cells)) for (const word of workplacesOf(columns.workplace)) given.add(word);
  if (mapping.pay.some((pay) => isThere(pay.floor, cells) && isThere(pay.ceiling, cells))) given.add("range");
  return given;
}

function isThere(mapped: Field | ListField | FlagField | undefined, cells: Cells): boolean {
  if (mapped === undefined) return false;
  if (typeof mapped === "string") return cells.has(mapped);
  return "constant" in mapped || cells.has(mapped.column);
}

/** The words a mapped column can come to: all of them unless its translation is closed. */
function workplacesOf(mapped: Field | FlagField | undefined): readonly (typeof WORKPLACES)[number][] {
  if (mapped === undefined) return [];
  if (typeof mapped === "object" && "boolean" in mapped) return ["remote"];
  if (typeof mapped === "string" || !("values" in mapped) || mapped.otherwise === undefined) return WORKPLACES;
  const outcomes = [...Object.values(mapped.values ?? {}), mapped.otherwise];
  return WORKPLACES.filter((word) => outcomes.includes(word));
}
