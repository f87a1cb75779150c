import { encode, wrap } from "nodemailer/lib/qp";

/** Two of 76 are kept free: for the "=" of a soft line break, and for a full stop that becomes three characters. */
const LINE = 73;

/**
 * Text as quoted-printable (RFC 2045, 6.7) in UTF-8 with CRLF line ends. It begins at the start of a line, and a soft line
 * break may follow it, so that pieces encoded once can be joined with values encoded later. No line begins with a full stop:
 * what is on its way over SMTP stays as it is.
 */
export function quotedPrintable(text: string): Buffer {
  const lines = wrap(encode(text.replace(/\r\n?|\n/g, "\r\n")), LINE).replace(/^\./gm, "=2E");
  return Buffer.from(lines, "latin1");
}

/** Ends a line that its reader goes on reading. */
export const SOFT_BREAK = Buffer.from("=\r\n", "latin1");
