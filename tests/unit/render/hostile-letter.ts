import type { Letter } from "../../../src/domain/letter.ts";
import { sampleLetter } from "./sample-letter.ts";

/** What job boards and readers have been seen to send, and worse. */
export const HOSTILE = [
  "{{email}}",
  "{{{secret}}}",
  "{{#each readers}}{{this}}{{/each}}",
  "<script>alert(1)</script>",
  "</mj-text><mj-raw><b>out</b></mj-raw>",
  `"><img src=x onerror=1>`,
  "%0d%0aBcc: x@y.z",
  "a\r\nBcc: x@y.z",
  "abc\u202Edef",
  "\uE000address\uE001 \uE002reader:x\uE003 \uE010 \uE012",
  "$& $' $` $1",
  "<!-- htmlmin:ignore --> MJMLHTMLIGNORE0END",
  "Ingénieure 数据科学家 👩‍🔬",
  "W".repeat(200),
] as const;

/** Every text from outside is an attack, in every place where one can stand. */
export function hostileLetter(): Letter {
  const whole = sampleLetter();
  const all = HOSTILE.join(" | ");
  return {
    ...whole,
    subject: `Pay at ${HOSTILE.slice(0, 9).join(" ")}`,
    preheader: `Prefix ${all}`,
    heading: `Heading ${all}`,
    sections: [
      { kind: "paragraphs", slot: "intro", heading: HOSTILE[4], paragraphs: HOSTILE },
      { kind: "bullets", slot: "also", heading: HOSTILE[3], items: HOSTILE },
      {
        kind: "table",
        slot: "table",
        heading: HOSTILE[0],
        caption: all,
        columns: [
          { label: "Role", align: "left", lowPriority: false },
          { label: "Openings", align: "right", lowPriority: false },
          { label: "Median pay", align: "right", lowPriority: false },
        ],
        rows: HOSTILE.map((name) => [name, "1,204", "$164K"]),
        note: all,
      },
      { kind: "chart", slot: "pay-chart", heading: HOSTILE[5], chart: "pay-ranges", takeaway: all },
      {
        kind: "quick-verdict",
        slot: "verdict",
        heading: HOSTILE[1],
        lines: HOSTILE.map((text) => ({ label: text, text })),
        note: all,
      },
    ],
    roles: HOSTILE.map((name, index) => ({ role: `role-${index}`, heading: name, paragraphs: [name, all] })),
    smallPrint: [all],
  };
}
