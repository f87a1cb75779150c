import type { RoleBlocks } from "../src/domain/mail-parts.ts";

/** What a reader is beside name and address: links that lead nowhere, and no roles. */
export const READER_LINKS = {
  unsubscribeUrl: "https://example.org/u/x7Gk2pQ9x7Gk2pQ9x7Gk2pQ9",
  preferencesUrl: "https://example.org/p/x7Gk2pQ9x7Gk2pQ9x7Gk2pQ9",
  roles: [],
} as const;

/** Of an edition that says nothing of single roles. */
export const NO_ROLES: RoleBlocks = { heading: { html: "", text: "" }, blocks: [] };
