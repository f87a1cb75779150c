/** Placeholder: owned by the part "roles". The roles of a locale pack, ready to classify titles. */
export interface Taxonomy {
  readonly source: string;
}

/** The files `templates/<locale>/roles/<slug>.yaml`, by slug; paths are for messages only. */
export function parseTaxonomy(_files: ReadonlyMap<string, { readonly text: string; readonly path: string }>): Taxonomy {
  return { source: "" };
}
