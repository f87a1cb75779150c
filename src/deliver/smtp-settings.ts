import { z } from "zod";
import { ReportError } from "../errors.ts";
import type { SmtpSettings } from "./mailer.ts";

/** Ports by kind of security: submission with STARTTLS, submission over TLS, and a relay on the same machine. */
const PORTS = { starttls: 587, tls: 465, none: 25 } as const;

const LOCAL = ["localhost", "127.0.0.1", "::1"];

const environmentSchema = z.object({
  SMTP_HOST: z.string().min(1),
  SMTP_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  /** `starttls` (the default) and `tls` refuse to speak in clear; `none` is for a relay on this machine. */
  SMTP_SECURITY: z.enum(["starttls", "tls", "none"]).default("starttls"),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
});

/** The mail server named in the environment (`SMTP_HOST` and the rest); undefined when none is. Empty values count as unset. */
export function parseSmtpSettings(environment: Readonly<Record<string, string | undefined>>): SmtpSettings | undefined {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  if (set["SMTP_HOST"] === undefined) return undefined;
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ReportError(
      "settings-invalid",
      `${issue?.path.join(".")} in the environment: ${issue?.message}.`,
      "See the settings of the mail server in the README.",
    );
  }
  const { SMTP_HOST, SMTP_PORT, SMTP_SECURITY, SMTP_USER, SMTP_PASSWORD } = parsed.data;
  if (SMTP_SECURITY === "none" && SMTP_PASSWORD !== undefined && !LOCAL.includes(SMTP_HOST)) {
    throw new ReportError(
      "settings-invalid",
      `SMTP_SECURITY=none would send the password to ${SMTP_HOST} in clear.`,
      "Use starttls or tls, or leave the password out.",
    );
  }
  return {
    host: SMTP_HOST,
    port: SMTP_PORT ?? PORTS[SMTP_SECURITY],
    secure: SMTP_SECURITY === "tls",
    requireTls: SMTP_SECURITY === "starttls",
    ...(SMTP_USER === undefined ? {} : { user: SMTP_USER }),
    ...(SMTP_PASSWORD === undefined ? {} : { password: SMTP_PASSWORD }),
  };
}
