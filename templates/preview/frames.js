import { byId, element } from "./elements.js";

/** Widths shown per choice; the page's wide one is a laptop's. */
const WIDTHS = { mail: { both: [600, 375] }, page: { both: [1000, 375] } };

const holders = { mail: [], page: [] };

/** Shows a surface at the widths chosen. What stands there stays until the new content has come, so that nothing jumps. */
export function showFrames(surface, { width, dark, images, roles }, revision) {
  const area = byId(`frames-${surface}`);
  const widths = WIDTHS[surface][width] ?? [Number(width)];
  const known = holders[surface];
  if (known.map((holder) => holder.width).join() !== widths.join()) {
    holders[surface] = widths.map(holderOf);
    area.replaceChildren(...holders[surface].map(({ figure }) => figure));
  }
  const query = `dark=${dark ? 1 : 0}&images=${images ? 1 : 0}&roles=${encodeURIComponent(roles)}&draft=${revision}`;
  for (const holder of holders[surface]) load(holder, surface, `/frames/${surface}?${query}`);
  fitAll();
}

function holderOf(width) {
  const box = element("div", { className: "frame" });
  const figure = element("figure", {}, element("figcaption", {}, `${width} px`), box);
  figure.style.width = `${width + 2}px`;
  return { width, figure, box, frame: undefined, address: undefined, height: 0 };
}

function load(holder, surface, address) {
  if (holder.address === address) return;
  holder.address = address;
  const name = `${surface === "mail" ? "The mail" : "The web page"} at ${holder.width} pixels`;
  const next = element("iframe", { title: name, src: address, className: "coming" });
  // No scripts, no new windows, no forms; the same origin, so that its height can be read.
  next.setAttribute("sandbox", "allow-same-origin");
  next.style.width = `${holder.width}px`;
  next.addEventListener("load", () => {
    if (holder.address !== address) return next.remove();
    holder.height = next.contentDocument?.documentElement.scrollHeight ?? 600;
    next.style.height = `${holder.height}px`;
    next.classList.remove("coming");
    for (const other of [...holder.box.children]) if (other !== next) other.remove();
    holder.frame = next;
    scaled(holder);
    next.contentDocument?.addEventListener("keydown", (event) => {
      document.dispatchEvent(new KeyboardEvent("keydown", { key: event.key }));
    });
  });
  holder.box.append(next);
}

/** Too wide for this window: shown smaller, in its own proportions. */
function scaled(holder) {
  if (holder.frame === undefined || holder.figure.clientWidth === 0) return;
  const scale = Math.min(1, holder.box.clientWidth / holder.width);
  holder.frame.style.transform = scale === 1 ? "" : `scale(${scale})`;
  holder.box.style.height = `${Math.ceil(holder.height * scale)}px`;
  holder.figure.querySelector("figcaption").textContent =
    scale === 1 ? `${holder.width} px` : `${holder.width} px, shown at ${Math.round(scale * 100)} %`;
}

export function fitAll() {
  for (const holder of [...holders.mail, ...holders.page]) scaled(holder);
}

addEventListener("resize", fitAll);
