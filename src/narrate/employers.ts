import type { NarrateRequest } from "./request.ts";

/** Whether the data say who posts the jobs. Where they do not, the newsletter tells levels and can test nothing, ever. */
export function namesEmployers({ now, changes }: NarrateRequest): boolean {
  const reasons = changes?.content.guard.total ?? [];
  return now.content.totals.employers !== null && !reasons.some(({ code }) => code === "no-employers");
}
