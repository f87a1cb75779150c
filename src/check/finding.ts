/** What a check found: which rule, where, why it matters, and what to do. A blocking one holds the edition back. */
export interface Finding {
  readonly rule: string;
  readonly severity: "blocking" | "warning";
  readonly surface: string;
  /** The words around the place, or empty where the whole surface is meant. */
  readonly place: string;
  readonly why: string;
  readonly fix: string;
}
