import { narrate } from "../../../src/narrate/narrate.ts";
import type { Draft } from "../../../src/preview/draft.ts";
import { NO_ROLES } from "../../a-reader.ts";
import { requestOf, storyOf, WORDS } from "../narrate/request-of.ts";

/** A draft of a golden story, its mail reduced to a subject and what a test cares for. */
export function draftOf(story: string, subject: string, check: Draft["check"] = async () => []): Draft {
  const request = requestOf(storyOf(story));
  const pieces = { texts: [subject], tokens: [] };
  return {
    request,
    narration: narrate(request),
    charts: [],
    rendered: {
      subject,
      preheader: "",
      mail: { html: pieces, text: pieces, roles: NO_ROLES, nameUnknown: "there", images: [] },
      general: { html: "", text: "", claims: [] },
      blockClaims: [],
      page: { html: "", claims: [] },
    },
    words: WORDS,
    sender: { name: "Letter", address: "letter@example.com" },
    check,
  };
}
