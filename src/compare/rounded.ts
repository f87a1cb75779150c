/** Six decimals: enough for any gate, and the same text on every machine. */
export function rounded(value: number): number {
  // Adding 0 makes one zero of the two that JSON writes differently.
  return Math.round(value * 1e6) / 1e6 + 0;
}
