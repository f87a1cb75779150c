/** An element with properties, attributes (`aria-…`, `role`, `for`) and children. Text is always text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role" || key === "for" || key === "scope") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

export function byId(id) {
  return document.getElementById(id);
}

/** A table in a region that scrolls sideways by itself, so that the page never does. */
export function table(caption, heads, rows) {
  const head = element(
    "tr",
    {},
    heads.map((each) => element("th", { scope: "col" }, each)),
  );
  const body = rows.map((cells) =>
    element(
      "tr",
      {},
      cells.map((cell, index) => element("td", { "data-label": heads[index] ?? "" }, cell)),
    ),
  );
  return element("table", {}, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, body));
}
