import { createAdaptorServer } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { ReportError } from "../errors.ts";
import { sha256 } from "../files.ts";
import { draftView } from "./draft-view.ts";
import { inMode, readersMail, rolesAsked } from "./frames.ts";
import type { Workshop } from "./workshop.ts";

/** The files of the editor's page by name: `index.html`, and its styles and scripts. */
export type PreviewPage = ReadonlyMap<string, string>;

const ADDRESS = "127.0.0.1";
/** Ports above the one asked for that are tried for a suggestion. */
const NEARBY = 20;

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const FRAME_POLICY =
  "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Serves the page on this machine and tells it of every change. Nothing it answers to changes anything. */
export async function servePreview(
  workshop: Workshop,
  page: PreviewPage,
  port: number,
): Promise<{ url: string; stop: () => Promise<void> }> {
  let own = port;
  const closing = new AbortController();
  const app = previewApp(workshop, page, () => own, closing.signal);
  const server = createAdaptorServer({ fetch: app.fetch, hostname: ADDRESS });
  own = await listening(server, port);
  return {
    url: `http://${ADDRESS}:${own}/`,
    stop: async () => {
      closing.abort();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    },
  };
}

function previewApp(workshop: Workshop, page: PreviewPage, port: () => number, closing: AbortSignal): Hono {
  const version = sha256(JSON.stringify([...page])).slice(0, 16);
  const app = new Hono();
  app.use(async (context, next) => {
    // A page of another name that was made to point here must not read drafts (DNS rebinding).
    if (![`${ADDRESS}:${port()}`, `localhost:${port()}`].includes(context.req.header("host") ?? ""))
      return context.text("This preview answers to this machine only.", 403);
    if (!["GET", "HEAD"].includes(context.req.method)) return context.text("This preview changes nothing.", 405);
    await next();
    if (context.res.headers.get("Cache-Control") === null) context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    return undefined;
  });
  app.get("/", (context) => {
    context.header("Content-Security-Policy", PAGE_POLICY);
    return context.html(page.get("index.html") ?? "");
  });
  app.get("/assets/:name", (context) => asset(context, page));
  app.get("/favicon.ico", (context) => context.body(null, 204));
  app.get("/draft.json", (context) => {
    const { draft, revision } = workshop.shown();
    return context.json(draft === undefined ? null : draftView(draft, revision, context.req.query("roles")));
  });
  app.get("/frames/:name", (context) => frame(context, workshop));
  // The page links its images beside itself.
  for (const folder of ["/charts", "/frames/charts"])
    app.get(`${folder}/:file`, (context) => image(context, context.req.param("file"), workshop));
  app.get("/events", (context) => events(context, workshop, version, closing));
  return app;
}

function asset(context: Context, page: PreviewPage) {
  const name = context.req.param("name") ?? "";
  const text = name === "index.html" ? undefined : page.get(name);
  if (text === undefined) return context.text("There is no such file.", 404);
  const type = name.endsWith(".css") ? "text/css" : "text/javascript";
  return context.body(text, 200, { "Content-Type": `${type}; charset=utf-8` });
}

/** `/frames/mail` and `/frames/page`; `?dark=1` as dark clients show them, `?images=0` with images off, `?roles=…` for a reader of a role. */
function frame(context: Context, workshop: Workshop) {
  const { draft } = workshop.shown();
  const name = context.req.param("name");
  if (draft === undefined || (name !== "mail" && name !== "page")) return context.text("There is no draft.", 404);
  const html =
    name === "mail" ? readersMail(draft, rolesAsked(draft, context.req.query("roles"))).html : draft.rendered.page.html;
  const images = context.req.query("images") === "0" ? "'none'" : "'self' data:";
  context.header("Content-Security-Policy", `${FRAME_POLICY}; img-src ${images}`);
  return context.body(inMode(html, context.req.query("dark") === "1"), 200, {
    "Content-Type": "text/html; charset=utf-8",
  });
}

/** A chart of the draft. Its address changes with the drawing, so a browser may keep it. */
function image(context: Context, file: string, workshop: Workshop) {
  const chart = workshop.shown().draft?.charts.find((each) => `${each.file}.png` === file);
  if (chart === undefined) return context.notFound();
  context.header("Cache-Control", "private, max-age=31536000, immutable");
  return context.body(Uint8Array.from(chart.png), 200, { "Content-Type": "image/png" });
}

/** First what is shown now, so that a page that was away catches up, then every change. */
function events(context: Context, workshop: Workshop, version: string, closing: AbortSignal): Response {
  return streamSSE(context, async (stream) => {
    let last = Promise.resolve();
    const tell = () => {
      const { revision, findings, failure } = workshop.shown();
      const data = JSON.stringify({ version, revision, findings: findings ?? null, failure: failure ?? null });
      last = last.then(() => stream.writeSSE({ data, retry: 500 })).catch(() => undefined);
    };
    const leave = workshop.follow(tell);
    tell();
    await new Promise<void>((resolve) => {
      stream.onAbort(resolve);
      closing.addEventListener("abort", () => resolve(), { once: true });
    });
    leave();
  });
}

async function listening(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<number> {
  try {
    return await listen(server, port);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    const free = await freeAfter(port);
    throw new ReportError(
      "port-busy",
      `Port ${port} is in use by another program, perhaps by another preview.`,
      free === undefined
        ? "Add --port 0 to take any that is free."
        : `Add --port ${free}, which is free, or --port 0 for any.`,
    );
  }
}

function listen(server: ReturnType<typeof createAdaptorServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, ADDRESS, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

async function freeAfter(port: number): Promise<number | undefined> {
  for (let next = port + 1; next <= Math.min(65_535, port + NEARBY); next++) {
    const server = createAdaptorServer({ fetch: () => new Response() });
    const free = await listen(server, next).catch(() => undefined);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    if (free !== undefined) return free;
  }
  return undefined;
}
