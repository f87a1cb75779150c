import { byId, element, table } from "./elements.js";

/** Gmail clips a mail above this; the checks hold it back a little below. */
const CLIPPED_BYTES = 98 * 1024;
/** More rows than this say nothing to a reader; the search narrows them. */
const MAX_ROWS = 400;

export function showInbox({ inbox, newsletter, dateline }) {
  byId("inbox-line").replaceChildren(
    element("strong", {}, inbox.sender),
    " ",
    element("span", {}, inbox.subject),
    " ",
    element("span", { className: "muted" }, inbox.preheader),
  );
  const line = (className, label) =>
    element(
      "figure",
      { className: "client" },
      element("figcaption", {}, label),
      element(
        "div",
        { className: `message ${className}` },
        element("strong", {}, inbox.sender),
        element("span", { className: "subject" }, inbox.subject),
        element("span", { className: "preheader" }, inbox.preheader),
      ),
    );
  const { min, max } = inbox.preheaderLimits;
  const rows = [
    ["From", `${inbox.sender} <${inbox.address}>`, ""],
    ["Subject", inbox.subject, `${[...inbox.subject].length} of ${inbox.subjectLimit} characters`],
    ["Preheader", inbox.preheader, `${[...inbox.preheader].length} characters; ${min} to ${max} are right`],
  ];
  byId("panel-inbox").replaceChildren(
    element("h2", {}, "As an inbox shows it"),
    line("wide", "A mail program on a desktop"),
    line("narrow", "A phone"),
    line("notice", "A notification"),
    table(`${newsletter}, ${dateline}`, ["", "Text", "Length"], rows),
  );
}

/** The roles whose reader's mail can be looked at; the one that is chosen stays so where the draft still has it. */
export function showRoles({ roles }, chosen) {
  const select = byId("roles");
  const [none, every] = select.options;
  const options = roles.map(({ role, heading }) => element("option", { value: role }, heading));
  select.replaceChildren(none, every, ...options);
  select.value = chosen;
  if (select.selectedIndex === -1) select.value = "";
}

export function showText({ text, sizes }) {
  byId("text").textContent = text;
  const images = sizes.images.reduce((sum, { bytes }) => sum + bytes, 0);
  byId("text-note").textContent =
    `The text part has ${size(sizes.textBytes)}, the HTML part ${size(sizes.htmlBytes)} of the ${size(CLIPPED_BYTES)} it may have, the images ${size(images)}.`;
}

/** Findings of one rule for one reason are one to an editor, with all the places where it was met. */
export function grouped(findings) {
  const alike = ({ severity, rule, why, fix }) => JSON.stringify([severity, rule, why, fix]);
  return Object.values(Object.groupBy(findings, alike));
}

export function showFindings(groups) {
  const panel = byId("panel-findings");
  byId("findings-count").textContent = groups === null ? "…" : String(groups.length);
  panel.setAttribute("aria-busy", String(groups === null));
  if (groups === null) return;
  if (groups.length === 0) {
    const good = "Preflight and fact check found nothing: every number that a reader sees is one of the facts.";
    return panel.replaceChildren(element("h2", {}, "Nothing found"), element("p", {}, good));
  }
  const items = groups.map((group) => {
    const [{ severity, rule, why, fix }] = group;
    const word = severity === "blocking" ? "Blocks" : "Warning";
    return element(
      "li",
      { className: `finding ${severity}` },
      element("h3", {}, element("span", { className: "badge" }, word), " ", element("code", {}, rule)),
      element("p", {}, sentence(why)),
      element("p", {}, element("strong", {}, "What to do: "), fix),
      element(
        "ul",
        {},
        group.map(({ surface, place }) =>
          element("li", {}, surface, place === "" ? "" : ": ", place === "" ? "" : element("q", {}, place)),
        ),
      ),
    );
  });
  panel.replaceChildren(
    element("h2", {}, `${groups.length} ${groups.length === 1 ? "finding" : "findings"}`),
    element("ul", { className: "findings" }, items),
  );
}

export function showFacts({ facts }, query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = facts.filter(({ id, title, printed }) =>
    words.every((word) => `${id} ${title} ${printed}`.toLowerCase().includes(word)),
  );
  byId("facts-count").textContent = String(facts.length);
  const shown = found.slice(0, MAX_ROWS);
  byId("found").textContent =
    `${found.length} of ${facts.length}${shown.length < found.length ? `; the first ${shown.length} are shown` : ""}`;
  const rows = shown.map(({ id, printed, n, employers, verdict, used }) => [
    element("code", {}, id),
    printed,
    n === null ? "" : `${n}${employers === null ? "" : ` from ${employers} employers`}`,
    verdict ?? "",
    used ? "printed" : "",
    copyButton(id),
  ]);
  byId("facts").replaceChildren(
    rows.length === 0
      ? element("p", {}, "No fact has all of these words in its id, role or value.")
      : table(
          "Facts that this edition may print",
          ["Fact", "As printed", "n", "Verdict", "In the letter", "For letter.md"],
          rows,
        ),
  );
}

function copyButton(id) {
  const text = `{{n "${id}"}}`;
  const button = element("button", { type: "button", className: "copy" }, "Copy");
  button.setAttribute("aria-label", `Copy ${text}`);
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    button.textContent = done ? "Copied" : "Not copied";
  });
  return button;
}

export function showLeftOut({ leftOut, dataNotes, asked, literals }) {
  byId("left-out-count").textContent = String(leftOut.length + asked.length);
  const names = {
    offers: "offers",
    pay: "median pay",
    remote: "remote share",
    disclosed: "ads that state pay",
    "new-pay": "pay of new offers",
    repriced: "pay of open ads",
  };
  const rows = leftOut.map(({ name, metric, before, now, verdict, why }) => [
    `${name}: ${names[metric] ?? metric}`,
    before === "" && now === "" ? "" : `${before || "unknown"}\u00a0→\u00a0${now || "unknown"}`,
    verdict,
    why,
  ]);
  const choices = asked.map(({ kind, id, line, name, metric, verdict, outcome }) => [
    element("span", { className: "whole" }, kind === "pin" ? "Pinned" : "Muted"),
    element("span", {}, element("code", {}, id), ` (line ${line})`),
    `${name}: ${names[metric] ?? metric}`,
    verdict,
    outcome,
  ]);
  const figures = literals.map(({ text, reason, line }) => [text, String(line), reason]);
  byId("panel-left-out").replaceChildren(
    ...(choices.length === 0
      ? []
      : [
          element("h2", {}, "What you pinned and muted"),
          table("Seen by you alone", ["", "In letter.md", "What", "Verdict", "What came of it"], choices),
        ]),
    ...(figures.length === 0
      ? []
      : [
          element("h2", {}, "Figures of yours that no fact stands behind"),
          table("Published with the facts of the edition, with their reasons", ["Figure", "Line", "Reason"], figures),
        ]),
    element("h2", {}, "What the letter does not call news"),
    ...dataNotes.map((note) => element("p", { className: "note" }, note)),
    rows.length === 0
      ? element("p", {}, "Nothing was compared and left out this week.")
      : table("Changes that did not pass, and what stopped each", ["What", "Before → now", "Verdict", "Why"], rows),
  );
}

function size(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
