/** Placeholder: owned by the part "pay". */
export function plainText(markup: string): string {
  return markup.replace(/<[^>]*>/g, " ");
}
