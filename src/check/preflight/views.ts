/** One of the ways in which a mail is seen. */
export interface View {
  /** As it ends a sentence; empty for the ordinary view. */
  readonly name: string;
  readonly dark: boolean;
  readonly phone: boolean;
  /** Outlook's dark mode: the rules for it apply besides those for dark. */
  readonly outlook: boolean;
}

export const LIGHT: View = { name: "", dark: false, phone: false, outlook: false };

/** The ordinary one first. */
export const VIEWS: readonly View[] = [
  LIGHT,
  { name: " in the dark view", dark: true, phone: false, outlook: false },
  { name: " on a phone", dark: false, phone: true, outlook: false },
  { name: " on a phone in the dark view", dark: true, phone: true, outlook: false },
  { name: " in Outlook's dark view", dark: true, phone: false, outlook: true },
];

/** A window, in pixels: whatever holds somewhere between the two holds in the view, so that no width is left unseen. */
const PHONE = { from: 320, to: 599 };
const WIDE = { from: 600, to: 1200 };
const EM_PX = 16;

/** Whether a media query (Media Queries 4) holds in a view. A feature that says nothing of scheme or width is taken as there. */
export function holds(media: string, view: View): boolean {
  return media
    .toLowerCase()
    .split(",")
    .some((query) => {
      const kind = /^\s*(?:only\s+|not\s+)?([a-z]+)/.exec(query)?.[1] ?? "all";
      const all =
        !/^(print|speech|tty|tv|projection|handheld|braille|embossed|aural)$/.test(kind) &&
        [...query.matchAll(/\(([^()]*)\)/g)].every(([, feature = ""]) => featureHolds(feature, view));
      return all !== /^\s*not\s/.test(query);
    });
}

function featureHolds(feature: string, { dark, phone }: View): boolean {
  const scheme = /prefers-color-scheme\s*:\s*(dark|light)/.exec(feature)?.[1];
  if (scheme !== undefined) return (scheme === "dark") === dark;
  const { from, to } = phone ? PHONE : WIDE;
  const [, side = "", amount = "", unit = ""] =
    /^\s*(max-(?:device-)?width\s*:|min-(?:device-)?width\s*:|width\s*<=?|width\s*>=?)\s*([\d.]+)(px|r?em)?\s*$/.exec(
      feature,
    ) ?? [];
  if (side === "") return true;
  const px = Number(amount) * (unit.endsWith("em") ? EM_PX : 1);
  return /^max|</.test(side) ? px >= from : px <= to;
}
