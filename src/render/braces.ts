/** No `{{` leaves this stage: whatever a later tool takes for a template, it finds none. Style sheets hold no text from outside. */
export function withoutBraces(html: string): string {
  return html
    .split(/(<style[\s\S]*?<\/style>)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/\{\{/g, "&#123;&#123;").replace(/\}\}/g, "&#125;&#125;"),
    )
    .join("");
}
