import { createRequire, Module } from "node:module";
import { ReportError } from "../errors.ts";
import { refuseDropped } from "./dropped-text.ts";

/** Nothing fetched, nothing invented: no web fonts, no comments, and the first doubtful tag or attribute is an error. */
const OPTIONS = { fonts: {}, keepComments: false, validationLevel: "strict", minify: true } as const;

/**
 * CSS minification does nothing on a plain install and breaks template braces on others; a mail holds no SVG, and what would make
 * one smaller is large; and no settings file of htmlnano is looked for.
 */
const MINIFY = { minifyCss: false, minifySvg: false, skipConfigLoading: true } as const;

/** A mail's HTML from MJML; the same input gives the same bytes. Text that MJML would leave out is refused. */
export async function mailHtml(mjml: string): Promise<string> {
  const html = await compiled(mjml);
  refuseDropped(mjml, html);
  return html;
}

async function compiled(mjml: string): Promise<string> {
  const compile = await compiler();
  try {
    return (await compile(mjml, { ...OPTIONS, minifyOptions: MINIFY })).html;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ReportError("template-invalid", `MJML refused the mail: ${why.trim()}`, "Mend templates/mail/.", {
      cause,
    });
  }
}

/**
 * When it is first loaded, mjml reads .mjmlconfig in the current folder and runs the packages that it names. Whoever can
 * write there must not decide what we run: under this variable mjml reads the file and loads nothing.
 */
async function compiler(): Promise<typeof import("mjml")> {
  const before = process.env["MJML_BROWSER"];
  process.env["MJML_BROWSER"] = "1";
  keepWebClientOut();
  try {
    return (await import("mjml")).default;
  } finally {
    if (before === undefined) delete process.env["MJML_BROWSER"];
    else process.env["MJML_BROWSER"] = before;
  }
}

const require = createRequire(import.meta.url);

/** How mjml comes to its two copies of an HTML parser. */
const PARSERS = [
  ["mjml", "mjml-core", "cheerio"],
  ["mjml", "mjml-core", "juice", "cheerio"],
];

/**
 * Each of them could load pages from the web, with a client of a hundred files. A mail is made of what it is handed: an empty
 * module stands in the client's place, so that it is neither loaded nor could be used.
 */
function keepWebClientOut(): void {
  for (const way of PARSERS) {
    const parser = way.reduce((from, name) => createRequire(from).resolve(name), import.meta.filename);
    const client = createRequire(parser).resolve("undici");
    require.cache[client] ??= Object.assign(new Module(client), { loaded: true });
  }
}
