import type { CheerioAPI } from "cheerio/slim";
import type { Element } from "domhandler";
import type { Finding } from "../finding.ts";
import { collected, type MessageUnderTest, type Say } from "./message-under-test.ts";

/** What people with a screen reader need: headings in order, and tables that say what they are. */
export function accessibilityFindings(mail: MessageUnderTest): Finding[] {
  const { $, word } = mail;
  const { found, blocking, warning } = collected(mail);
  const levels = $("h1, h2, h3, h4, h5, h6")
    .map((_, heading) => Number((heading as Element).name.slice(1)))
    .get();
  const top = levels.filter((level) => level === 1).length;
  if (top !== 1) blocking("one-h1", `there are ${top} headings of the first level`, "Keep one.");
  const empty = $("h1, h2, h3, h4, h5, h6").filter(
    (_, heading) => $(heading).text().trim() === "" && $(heading).find("img[alt]").length === 0,
  );
  if (empty.length > 0) blocking("heading-empty", "a heading says nothing", "Leave it out.", $.html(empty.first()));
  const skipped = levels.findIndex((level, index) => index > 0 && level > (levels[index - 1] ?? 0) + 1);
  if (skipped !== -1)
    blocking("heading-skip", `h${levels[skipped]} follows h${levels[skipped - 1]}`, "Leave no level out.");
  tables($, "", blocking, warning);
  tables(word, "Word's view: ", blocking, warning);
  return found;
}

function tables($: CheerioAPI, view: string, blocking: Say, warning: Say): void {
  for (const element of $("table").toArray()) {
    const table = $(element);
    const heads = table.find("th").filter((_, th) => $(th).closest("table").is(element));
    const role = table.attr("role") ?? "";
    if (heads.length === 0) {
      if (!/^(presentation|none)$/.test(role)) {
        blocking(
          "table-role",
          `${view}a table for layout is read aloud as data`,
          'Give it role="presentation".',
          $.html(table).slice(0, 80),
        );
        return;
      }
      continue;
    }
    if (role !== "") blocking("table-role", `${view}a table of data has the role ${role}`, "Give it none.");
    const bare = heads.filter((_, th) => !/^(col|row|colgroup|rowgroup)$/.test($(th).attr("scope") ?? "")).first();
    if (bare.length > 0)
      blocking(
        "th-scope",
        `${view}a head of a table does not say what it is the head of`,
        "Give it scope.",
        bare.text(),
      );
    const nameless = table
      .find("tr")
      .filter((_, tr) => $(tr).children("td").length > 1 && $(tr).children("th").length === 0)
      .first();
    if (nameless.length > 0)
      blocking(
        "th-row",
        `${view}a row of a table of data has no head of its own`,
        'Begin it with <th scope="row">.',
        nameless.text(),
      );
    if (table.children("caption").text().trim() === "" && (table.attr("aria-label") ?? "") === "")
      warning("table-caption", `${view}a table of data has no caption`, "Say what it holds.");
  }
}
