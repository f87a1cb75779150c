import Handlebars from "handlebars";
import { ReportError } from "./errors.ts";

/**
 * What a template may call. `block` writes what stands between `{{#helper}}` and `{{/helper}}`; it is absent for a
 * plain `{{helper}}`. A string that a plain helper gives is escaped like any value.
 */
export type Helper = (
  positional: readonly unknown[],
  named: Readonly<Record<string, unknown>>,
  block?: () => string,
) => unknown;

export interface TemplateOptions {
  /** Text of every template by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Path to start from. */
  readonly entry: string;
  /** Files directly below this path are partials, named up to their first full stop: `<folder>/table.mjml.hbs` is `table`. */
  readonly partials: string;
  readonly helpers: Readonly<Record<string, Helper>>;
  readonly escape: "html" | "none";
}

/** A template, by its path, filled with the view. */
export type Filler = (entry: string, view: object) => string;

/** One template filled with one view, as `templateFiller` says. */
export function filledTemplate({ entry, ...options }: TemplateOptions, view: object): string {
  return templateFiller(options)(entry, view);
}

/**
 * Fills templates, each compiled at its first use and once: pages of one kind share what was compiled. Strict: a field the
 * view lacks, an unknown helper or partial, or bad syntax is a `template-invalid` that names the file. Each filler has its own
 * environment, and templates see own properties only.
 */
export function templateFiller(options: Omit<TemplateOptions, "entry">): Filler {
  const { files, partials, helpers } = options;
  const environment = Handlebars.create();
  const compileOptions = {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
    noEscape: options.escape === "none",
    preventIndent: true,
  };
  for (const [name, helper] of Object.entries(helpers)) environment.registerHelper(name, adapted(helper));
  for (const [path, text] of files) {
    const name = partialName(path, partials);
    if (name === undefined) continue;
    // Compiled at its first use, as the entry is; wrapped so that a failure inside a partial names the partial.
    const compiled = environment.compile(text, compileOptions);
    environment.registerPartial(name, (context, runtime) => named(path, () => compiled(context, runtime)));
  }
  const entries = new Map<string, Handlebars.TemplateDelegate>();
  return (entry, view) => {
    const compiled = entries.get(entry) ?? environment.compile(sourceOf(files, entry), compileOptions);
    entries.set(entry, compiled);
    return named(entry, () =>
      compiled(view, { allowProtoMethodsByDefault: false, allowProtoPropertiesByDefault: false }),
    );
  };
}

function sourceOf(files: TemplateOptions["files"], entry: string): string {
  const source = files.get(entry);
  if (source !== undefined) return source;
  throw new ReportError("template-invalid", `There is no template ${entry}.`, "Restore the file from the repository.");
}

function partialName(path: string, folder: string): string | undefined {
  const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : "";
  return name === "" || name.includes("/") ? undefined : name.split(".")[0];
}

/** A failure of the template, as one that names its file; one that already says what to do passes as it is. */
function named(path: string, fill: () => string): string {
  try {
    return fill();
  } catch (cause) {
    if (cause instanceof ReportError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ReportError(
      "template-invalid",
      `The template ${path} cannot be filled: ${why.trim()}.`,
      `Mend templates/${path}.`,
      { cause },
    );
  }
}

function adapted(helper: Helper): (this: unknown, ...values: unknown[]) => unknown {
  return function (this: unknown, ...values: unknown[]) {
    const options = values.at(-1);
    const block = blockOf(options);
    const write = block === undefined ? undefined : () => block(this);
    return helper(values.slice(0, -1), namedValues(options), write);
  };
}

function namedValues(options: unknown): Readonly<Record<string, unknown>> {
  if (typeof options !== "object" || options === null || !("hash" in options)) return {};
  return typeof options.hash === "object" && options.hash !== null ? { ...options.hash } : {};
}

function blockOf(options: unknown): ((context: unknown) => string) | undefined {
  if (typeof options !== "object" || options === null || !("fn" in options)) return undefined;
  const write = options.fn;
  return typeof write === "function" ? (context) => String(write(context)) : undefined;
}
