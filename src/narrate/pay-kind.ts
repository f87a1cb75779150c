/** Of medians as they are printed, the highest first: which messages are true of their ends. */
export function payKind(medians: readonly string[], undrawn: boolean): "" | ".one" | ".alike" | ".drawn" {
  if (medians.length === 1) return ".one";
  if (medians.length === 2 && medians[0] === medians[1]) return ".alike";
  return undrawn || medians[0] === medians[1] || medians.at(-1) === medians.at(-2) ? ".drawn" : "";
}
