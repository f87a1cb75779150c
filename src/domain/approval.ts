import { z } from "zod";

/** `snapshots/<week>/approval.json`: who approved exactly which edition. It holds for that hash and for no other. */
export const approvalSchema = z.strictObject({
  /** The edition's hash, as in its `edition.json`. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, "a hash is 64 lower-case hex digits"),
  by: z.string().min(1),
  /** The moment, ISO 8601 in UTC. */
  at: z.iso.datetime(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** `required`: somebody must approve an edition before it is sent or published. `auto`: an edition that passes its checks may go. */
export const APPROVAL_POLICIES = ["required", "auto"] as const;
export type ApprovalPolicy = (typeof APPROVAL_POLICIES)[number];

/** Where an edition stands: `changed` was approved once, and is another edition now. */
export type Standing = "approved" | "auto" | "changed" | "unapproved";

/** Whether an edition of this hash may leave the house. */
export function standing(hash: string, approval: Approval | undefined, policy: ApprovalPolicy): Standing {
  if (approval?.hash === hash) return "approved";
  if (policy === "auto") return "auto";
  return approval === undefined ? "unapproved" : "changed";
}
