import { byId, element } from "./elements.js";
import { fitAll, showFrames } from "./frames.js";
import { grouped, showFacts, showFindings, showInbox, showLeftOut, showRoles, showText } from "./panels.js";

const TABS = ["mail", "text", "page", "inbox", "findings", "facts", "left-out"];
const WIDTHS = ["both", "600", "375", "320"];

/** How the draft is looked at. It stands in the address, so that a reload or a copied link shows the same. */
const view = viewOf(location.hash);
let draft = null;
let told = { version: null, revision: "", findings: null, failure: null };
let connected = true;

function viewOf(hash) {
  const given = new URLSearchParams(hash.slice(1));
  const one = (name, values) => (values.includes(given.get(name)) ? given.get(name) : values[0]);
  // On a phone the phone's view is the one that can be read.
  const widths = innerWidth < 640 && !given.has("width") ? ["375"] : WIDTHS;
  return {
    tab: one("tab", TABS),
    width: one("width", widths),
    dark: given.get("dark") === "1",
    images: given.get("images") !== "0",
    roles: given.get("roles") ?? "",
    query: given.get("facts") ?? "",
  };
}

function keepInAddress() {
  const { tab, width, dark, images, roles, query } = view;
  const parts = new URLSearchParams({ tab, width, dark: dark ? "1" : "0", images: images ? "1" : "0" });
  if (roles !== "") parts.set("roles", roles);
  if (query !== "") parts.set("facts", query);
  history.replaceState(null, "", `#${parts}`);
}

function showView() {
  for (const name of TABS) {
    const selected = name === view.tab;
    const tab = byId(`tab-${name}`);
    tab.setAttribute("aria-selected", String(selected));
    tab.tabIndex = selected ? 0 : -1;
    byId(`panel-${name}`).hidden = !selected;
  }
  const framed = view.tab === "mail" || view.tab === "page";
  byId("view").hidden = !framed && view.tab !== "inbox" && view.tab !== "text";
  byId("widths").hidden = !framed;
  byId("roles-switch").hidden = view.tab !== "mail" && view.tab !== "text";
  byId("dark-switch").hidden = view.tab === "text";
  byId("images-switch").hidden = view.tab !== "mail";
  byId("dark-note").hidden = !view.dark;
  byId("dark").checked = view.dark;
  byId("images").checked = view.images;
  byId("roles").value = view.roles;
  document.querySelector(`input[name=width][value="${view.width}"]`).checked = true;
  byId("panel-inbox").dataset.mode = view.dark ? "dark" : "light";
  if (byId("search").value !== view.query) byId("search").value = view.query;
  keepInAddress();
  if (draft === null) return;
  // The frame on screen is loaded as soon as its content is there, before anything else of the draft.
  if (framed) showFrames(view.tab, view, told.revision);
  fitAll();
}

function showDraft() {
  byId("title").textContent = `${draft.newsletter}, ${draft.week}`;
  document.title = `${draft.week} · Preview`;
  showRoles(draft, view.roles);
  showInbox(draft);
  showText(draft);
  showFacts(draft, view.query);
  showLeftOut(draft);
}

function showStatus() {
  const { failure, revision } = told;
  const findings = told.findings === null ? null : grouped(told.findings);
  const blocking = (findings ?? []).filter(([{ severity }]) => severity === "blocking").length;
  const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const [state, text] = !connected
    ? ["away", "The preview does not answer; trying again…"]
    : failure !== null
      ? ["failed", revision === "" ? "The draft cannot be built" : "Not built; this is the draft from before"]
      : revision === ""
        ? ["busy", "Building the draft…"]
        : findings === null
          ? ["busy", "Checking…"]
          : blocking > 0
            ? ["blocked", `Blocked by ${many(blocking, "finding")}`]
            : findings.length > 0
              ? ["warned", many(findings.length, "warning")]
              : ["good", "All checks passed"];
  const status = byId("status");
  status.dataset.state = state;
  if (status.textContent !== text) status.textContent = text;
}

function showFailure({ failure, revision }) {
  const panel = byId("failure");
  panel.hidden = failure === null;
  if (failure === null) return panel.replaceChildren();
  const kept =
    "What you see below is the last draft that could be built. It is built again as soon as a file is saved.";
  panel.replaceChildren(
    element("h2", {}, revision === "" ? "The draft cannot be built" : "The newest draft cannot be built"),
    element("p", {}, element("code", {}, failure.code), " ", failure.message),
    element("p", {}, element("strong", {}, "What to do: "), failure.hint),
    revision === "" ? null : element("p", { className: "muted" }, kept),
  );
}

/** What the server says holds. A new draft goes to the frames at once; the rest of it is fetched meanwhile. */
async function hear(message) {
  if (told.version !== null && message.version !== told.version) return location.reload();
  const fresh = message.revision !== told.revision;
  told = message;
  connected = true;
  showStatus();
  showFailure(message);
  if (message.revision !== "") showFindings(message.findings === null ? null : grouped(message.findings));
  if (!fresh || message.revision === "") return;
  draft ??= {};
  showView();
  await fetchDraft();
}

/** What there is of the draft besides its frames, for the reader who is looked at. */
async function fetchDraft() {
  const { roles } = view;
  const answer = await fetch(`/draft.json?roles=${encodeURIComponent(roles)}`).then((response) => response.json());
  if (answer === null || answer.revision !== told.revision || roles !== view.roles) return;
  draft = answer;
  showDraft();
}

function listen() {
  const events = new EventSource("/events");
  events.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  events.addEventListener("error", () => {
    connected = false;
    showStatus();
    // Browsers try again by themselves unless the server refused; then it is up to us.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  });
}

function change(part) {
  Object.assign(view, part);
  showView();
}

function chooseTab(tab) {
  change({ tab });
  byId(`tab-${tab}`).focus();
}

function onTabKey(event) {
  const at = TABS.indexOf(view.tab);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  chooseTab(TABS.at(to % TABS.length));
}

function onKey(event) {
  const typing = event.target instanceof HTMLInputElement && ["search", "text"].includes(event.target.type);
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const tab = TABS[Number(event.key) - 1];
  if (tab !== undefined) chooseTab(tab);
  else if (event.key === "d") change({ dark: !view.dark });
  else if (event.key === "i") change({ images: !view.images });
  else if (event.key === "w") change({ width: WIDTHS[(WIDTHS.indexOf(view.width) + 1) % WIDTHS.length] });
  else if (event.key === "/") {
    event.preventDefault();
    change({ tab: "facts" });
    byId("search").focus();
  }
}

for (const name of TABS) byId(`tab-${name}`).addEventListener("click", () => change({ tab: name }));
document.querySelector("[role=tablist]").addEventListener("keydown", onTabKey);
document.addEventListener("keydown", onKey);
byId("view").addEventListener("submit", (event) => event.preventDefault());
byId("view").addEventListener("change", () => {
  const width = document.querySelector("input[name=width]:checked").value;
  const roles = byId("roles").value;
  const other = roles !== view.roles;
  change({ width, dark: byId("dark").checked, images: byId("images").checked, roles });
  if (other && draft !== null) fetchDraft();
});
byId("search").addEventListener("input", (event) => {
  view.query = event.target.value;
  keepInAddress();
  if (draft?.facts !== undefined) showFacts(draft, view.query);
});
addEventListener("hashchange", () => {
  change(viewOf(location.hash));
  if (draft?.facts !== undefined) showFacts(draft, view.query);
});
showView();
listen();
